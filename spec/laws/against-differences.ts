/**
 * Derivatives of programs against finite differences: Ridders' method with its error estimate, never a bare tolerance.
 *
 * |derivative - difference| may be as large as the estimate of the extrapolation, plus what the rounding of f makes of it
 * (ridders.ts), plus the error bound of the derivative itself (bounded.ts). Nothing is compared across kinks and poles
 * (smoothness.ts) or where a bound is infinite.
 */
import * as assert from 'uvu/assert';
import { gradient, type Scalar, secondDerivative, valueGradientAndHessian } from '../../lib/index.js';
import { boundsAlong, ETA, RULE, U } from '../support/bounded.js';
import { type Field, thirds } from '../support/modes.js';
import { confirmed } from '../support/ridders.js';
import { type Program, run } from './programs.js';
import { side, smoothStep } from './smoothness.js';

/** A comparison that leaves less than this open, relative to the derivative, says something. */
export const INFORMATIVE = 1e-6;

/** What was compared. */
export class Comparisons {
  compared = 0;
  informative = 0;

  toString(): string {
    return `${this.compared} derivatives compared, ${this.informative} of them to ${INFORMATIVE} or better`;
  }
}

interface Question {
  readonly program: Program;
  readonly point: readonly number[];
  /** The input that moves. */
  readonly i: number;
  /** The step within which all is smooth. */
  readonly reach: number;
  /** The function whose differences are taken, and a bound of its error. */
  readonly f: (x: readonly number[]) => number;
  readonly errorOfF: (x: readonly number[]) => number;
  /** The derivative by the library, its error bound, and a bound of its own derivative. */
  readonly derivative: number;
  readonly error: number;
  readonly curvature: number;
}

function ask(question: Question, tally: Comparisons): void {
  const { program, point, i, f, derivative } = question;
  const xi = point[i] as number;
  const at = (t: number): number[] => point.map((x, j) => (j === i ? t : x));
  const widest = Math.min(Math.max(1, Math.abs(xi)), question.reach) / 8;
  // Below that x ± step has no digits left.
  if (!(widest > Math.abs(xi) * 2 ** -40) || widest === 0) return;
  const here = side(program, point);
  let crossed = false;
  const found = confirmed(
    (t) => {
      crossed ||= side(program, at(t)) !== here;
      return f(at(t));
    },
    xi,
    widest,
    (t) => question.errorOfF(at(t)),
    () => {
      const smooth = !crossed;
      crossed = false;
      return smooth;
    },
  );
  if (found === undefined) return;
  tally.compared++;
  // x ± step are rounded: the difference belongs to a point that far away.
  const shift = question.curvature * Math.abs(xi) * 2 ** -52;
  const most = found.estimate + found.noise + question.error + shift;
  const size = Math.max(Math.abs(derivative), Math.abs(found.derivative));
  if (size > 0 && most < INFORMATIVE * size) tally.informative++;
  assert.ok(
    Math.abs(found.derivative - derivative) <= most,
    `by x${i}: derivative ${derivative}, differences ${found.derivative} ± ${most}`,
  );
}

const direction = (n: number, i: number): number[] => Array.from({ length: n }, (_, j) => Number(i === j));

/** Every ∂f/∂x_i against differences of f. */
export function gradientAgainstDifferences(program: Program, point: readonly number[], tally: Comparisons): void {
  const f: Field = (x) => run(program, x);
  if (!Number.isFinite(f(point))) return;
  const g = gradient(f as (x: Scalar[]) => Scalar, [...point]);
  g.forEach((derivative, i) => {
    const e = direction(point.length, i);
    const { p1, p12 } = boundsAlong(f, point, e, e);
    if (!Number.isFinite(derivative) || !Number.isFinite(p1.error)) return;
    const question: Question = {
      program,
      point,
      i,
      reach: smoothStep(program, point, i),
      f: (x) => f(x) as number,
      errorOfF: (x) => boundsAlong(f, x, e, e).error,
      derivative,
      error: p1.error,
      curvature: p12.size,
    };
    ask(question, tally);
  });
}

/** Every ∂²f/∂x_i∂x_j against differences of ∂f/∂x_i. */
export function hessianAgainstDifferences(program: Program, point: readonly number[], tally: Comparisons): void {
  const f: Field = (x) => run(program, x);
  const n = point.length;
  if (!Number.isFinite(f(point))) return;
  const all = valueGradientAndHessian(f as (x: Scalar[]) => Scalar, [...point]);
  const hessian = all.hessian as unknown as number[][];
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const [ei, ej] = [direction(n, i), direction(n, j)];
      const derivative = (hessian[i] as number[])[j] as number;
      const { p1, p12 } = boundsAlong(f, point, ei, ej);
      if (![derivative, p1.error, p12.error].every(Number.isFinite)) continue;
      const question: Question = {
        program,
        point,
        i: j,
        reach: smoothStep(program, point, i, j),
        f: (x) => gradient(f as (x: Scalar[]) => Scalar, [...x])[i] as number,
        errorOfF: (x) => boundsAlong(f, x, ei, ej).p1.error,
        derivative,
        error: p12.error,
        curvature: 0,
      };
      ask(question, tally);
    }
  }
}

/** The third derivative of one function of the table against differences of its second. */
export function thirdAgainstDifferences(program: Program, x: number, tally: Comparisons): void {
  const f: Field = (t) => run(program, t);
  const second = (t: Scalar): number => secondDerivative((s: Scalar) => f([s]), t) as number;
  const errorOf = (t: number): number => boundsAlong(f, [t], [1], [1]).p12.error;
  for (const { third } of thirds) {
    const derivative = third((t) => f([t]), x);
    if (!Number.isFinite(derivative) || !Number.isFinite(errorOf(x))) return;
    const question: Question = {
      program,
      point: [x],
      i: 0,
      reach: smoothStep(program, [x], 0),
      f: ([t]) => second(t as number),
      errorOfF: ([t]) => errorOf(t as number),
      derivative,
      // x is exact: the row's own error is all there is.
      error: RULE * U * Math.abs(derivative) + ETA,
      curvature: 0,
    };
    ask(question, tally);
  }
}
