'use derivatives';
/** An epidemic fitted to counts that can be dragged: Levenberg's method on the exact Jacobian, compiled once. */
import { inverse, solve } from 'hyperdual/linalg';
import { type Compiled, compile, valueAndJacobian } from 'hyperdual/plain';

/** The boys in bed of a school of 763, day by day (British Medical Journal, 1978). */
export const COUNTS: readonly number[] = [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4];

const BOYS = 763;
export const STEPS = 4;

/** The infected by Runge and Kutta's steps, for β, γ and those who were infected at first: of each day, or after each step. */
export function infected([beta, gamma, first]: readonly number[], which: 'days' | 'steps' = 'days'): number[] {
  const slope = (s: number, i: number): [number, number] => {
    const caught = (beta * s * i) / BOYS;
    return [-caught, caught - gamma * i];
  };
  const h = 1 / STEPS;
  let [s, i] = [BOYS - first, first];
  const list = [i];
  for (let day = 1; day < COUNTS.length; day++) {
    for (let step = 0; step < STEPS; step++) {
      const a = slope(s, i);
      const b = slope(s + (h / 2) * a[0], i + (h / 2) * a[1]);
      const c = slope(s + (h / 2) * b[0], i + (h / 2) * b[1]);
      const d = slope(s + h * c[0], i + h * c[1]);
      s += (h / 6) * (a[0] + 2 * b[0] + 2 * c[0] + d[0]);
      i += (h / 6) * (a[1] + 2 * b[1] + 2 * c[1] + d[1]);
      if (which === 'steps') list.push(i);
    }
    if (which === 'days') list.push(i);
  }
  return list;
}

export interface Fit {
  readonly parameters: readonly number[];
  readonly standardErrors: readonly number[];
  /** At the days of the counts, and after each step between them. */
  readonly days: readonly number[];
  readonly curve: readonly number[];
  readonly iterations: number;
  readonly sum: number;
}

type Model = Compiled<[number[]], { value: number[]; jacobian: number[][] }>;

let model: Model | undefined;

/** Values and Jacobian at once, as one program. */
function compiledModel(): Model {
  model ??= compile(
    (p: number[]) => valueAndJacobian((q: number[]) => infected(q), p),
    [1.7, 0.45, 2],
  ) as unknown as Model;
  return model;
}

/** Levenberg: J'J with its diagonal made larger as long as a step does not help. */
export function fitTo(counts: readonly number[], start: readonly number[] = [1.7, 0.45, 2]): Fit {
  const at = compiledModel();
  const residualsOf = (value: readonly number[]): number[] => counts.map((count, day) => count - value[day]);
  const sumOf = (list: readonly number[]): number => list.reduce((sum, r) => sum + r * r, 0);
  let parameters = [...start];
  let { value, jacobian } = at(parameters);
  let residuals = residualsOf(value);
  let damping = 1e-3;
  let iterations = 0;
  for (let isMoving = true; isMoving && iterations < 60; iterations++) {
    const [normal, right] = normalEquations(jacobian, residuals);
    const damped = normal.map((row, i) => row.map((x, j) => (i === j ? x * (1 + damping) : x)));
    const step = unlessSingular(() => solve(damped, right));
    if (step === undefined) break;
    const next = parameters.map((p, i) => p + step[i]);
    const trial = next.every((p) => p > 0) ? at(next) : undefined;
    const after = trial === undefined ? Number.POSITIVE_INFINITY : sumOf(residualsOf(trial.value));
    if (trial !== undefined && after <= sumOf(residuals)) {
      isMoving = sumOf(residuals) - after > 1e-12 * (1 + after);
      parameters = next;
      ({ value, jacobian } = trial);
      residuals = residualsOf(value);
      damping = Math.max(damping / 10, 1e-12);
    } else {
      damping *= 10;
      isMoving = damping < 1e12;
    }
  }
  const variance = sumOf(residuals) / (counts.length - parameters.length);
  // Counts that are all 0 tell nothing about rates: the parameters are then not told apart.
  const covariance = unlessSingular(() => inverse(normalEquations(jacobian, residuals)[0]));
  return {
    parameters,
    standardErrors: parameters.map((_, i) => Math.sqrt(variance * (covariance?.[i][i] ?? Number.NaN))),
    days: value,
    curve: infected(parameters, 'steps'),
    iterations,
    sum: sumOf(residuals),
  };
}

/** Undefined where a matrix turns out to be singular. */
function unlessSingular<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function normalEquations(
  jacobian: readonly (readonly number[])[],
  residuals: readonly number[],
): [number[][], number[]] {
  const columns = jacobian[0].map((_, j) => jacobian.map((row) => row[j]));
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
  return [columns.map((a) => columns.map((b) => dot(a, b))), columns.map((a) => dot(a, residuals))];
}
