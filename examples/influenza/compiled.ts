/**
 * The fitted curve and its Jacobian as WebAssembly, in two ways, with the bits of the eager curve.
 *
 * Every step of the integrator that is inside a program is written down before the loop over them is found again, so
 * compiling takes as long as all of them. What is worth compiling is what repeats.
 */
import { compile, jvp, valueAndJacobian } from 'hyperdual/plain';
import { named } from './fit.js';
import { rungeKuttaStep } from './integrator.js';
import type { Curve } from './least-squares.js';
import { BOYS, infected, STEPS_PER_DAY, slopeOf } from './model.js';

/** The whole curve in one program: 3328 steps of Runge-Kutta for the 13 days of the data. */
export function compiledCurve(days: number): Curve {
  const program = compile((p) => valueAndJacobian((q) => infected(named(q), days), p), [0, 0, 0]);
  const at = ([beta, gamma, initial]: readonly number[]) => program([beta, gamma, initial]);
  return { values: (p) => at(p).value, jacobian: (p) => at(p).jacobian };
}

/** One step in one program, run in a loop: what comes out goes in again. */
export function compiledStep(days: number): Curve {
  const plain = compile((y: Pair, p: Pair) => step(y, p), PAIR, PAIR);
  const withSlopes = compile(stepWithSlopes, [PAIR, PAIR, PAIR, PAIR], PAIR);
  return {
    values: ([beta, gamma, initial]) => daily(plain, [BOYS - initial, initial], [beta, gamma], days).map(([, i]) => i),
    jacobian: ([beta, gamma, initial]) => {
      // At the start only I₀ moves S and I.
      const start = [BOYS - initial, initial, 0, 0, 0, 0, -1, 1];
      return daily(withSlopes, start, [beta, gamma], days).map((y) => [y[3], y[5], y[7]]);
    },
  };
}

type Pair = readonly [number, number];
type PairAndSlopes = readonly [y: Pair, byBeta: Pair, byGamma: Pair, byInitial: Pair];

const PAIR = [0, 0] as const;

/** [S, I] after a step. */
function step(y: Pair, [beta, gamma]: Pair): number[] {
  return [...rungeKuttaStep(slopeOf({ beta, gamma }), y, 1 / STEPS_PER_DAY)];
}

/** The same with the derivatives of S and I by β, γ and I₀: each column is pushed through the step, with those of β and γ. */
function stepWithSlopes([y, ...columns]: PairAndSlopes, p: Pair): number[][] {
  const after = (from: { readonly y: Pair; readonly p: Pair }): number[] => step(from.y, from.p);
  const rates = [
    [1, 0],
    [0, 1],
    [0, 0],
  ] as const;
  const pushed = columns.map((column, k) => jvp(after, { y, p }, { y: column, p: rates[k] }));
  return [pushed[0].value, ...pushed.map(({ tangent }) => tangent)];
}

/** What of a compiled program is used: its input is the state and then the rates, its output the state a step later. */
interface Program {
  readonly input: Float64Array;
  readonly output: Float64Array;
  run(): void;
}

/** The states on the days 0, 1, 2, ... */
function daily({ input, output, run }: Program, start: readonly number[], rates: readonly number[], days: number) {
  input.set([...start, ...rates]);
  const states = [input.slice(0, start.length)];
  for (let day = 1; day <= days; day++) {
    for (let k = 0; k < STEPS_PER_DAY; k++) {
      run();
      input.set(output);
    }
    states.push(output.slice());
  }
  return states;
}
