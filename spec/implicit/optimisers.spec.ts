/** Results of other people's optimisers, differentiated by the data they were given. */
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { argmin } from '../../lib/implicit/index.js';
import {
  add,
  derivative,
  derivatives,
  exp,
  gradient,
  jacobian,
  log,
  mul,
  neg,
  onNumbers,
  type Scalar,
  square,
  sub,
  sum,
  valueAndGradient,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { close, type Vector } from './problems.js';

interface Fmin {
  conjugateGradient(f: (x: number[], slopes: number[]) => number, x0: number[]): { readonly x: number[] };
}

// The package has no types, and its main file is no module: it leaves a global behind.
await import('fmin' as string);
const { conjugateGradient } = (globalThis as unknown as { fmin: Fmin }).fmin;

const optimisers = suite('optimisers');

/** Decay with an offset; the last unknown of the fits below. */
const decay = ([a, b, c]: Vector, t: number): Scalar => add(mul(a as Scalar, exp(mul(-t, b as Scalar))), c as Scalar);
const times = [0, 0.5, 1, 1.5, 2, 3, 4, 6];
const data = [2.98, 2.2, 1.75, 1.45, 1.24, 1.13, 1.02, 1.01];
const squares = (q: Vector, y: Vector): Scalar => sum(times.map((t, i) => square(sub(decay(q, t), y[i] as Scalar))));

/** By the very definition: the fit of other data, by differences. */
function byDifferences(fit: (y: number[]) => number[], step: number): number[][] {
  const columns = data.map((_, i) => {
    const moved = (h: number): number[] => fit(data.map((y, j) => (j === i ? y + h : y)));
    const [up, down] = [moved(step), moved(-step)];
    return up.map((x, k) => (x - (down[k] as number)) / (2 * step));
  });
  return (columns[0] as number[]).map((_, k) => columns.map((column) => column[k] as number));
}

optimisers('Levenberg and Marquardt: parameters of a fit by the measurements', () => {
  const model = (q: number[]) => (t: number) => onNumbers(decay)(q, t);
  const solver = (y: number[]): number[] =>
    levenbergMarquardt({ x: times, y }, model, {
      initialValues: [2, 1, 1],
      jacobianFunction: (q) => (t) => gradient((p: Scalar[]) => decay(p, t), q),
      maxIterations: 300,
      improvementThreshold: 0,
      errorTolerance: 0,
    }).parameterValues;
  const fit = (y: Vector): Scalar[] => argmin(squares, solver, y as Scalar[], { tolerance: 1e-4 });
  assert.equal(fit(data), solver(data));
  // A start near by, and Newton's method to the last digit.
  const exact = (y: Vector): Scalar[] => argmin(squares, solver(data) as Scalar[], y as Scalar[]);
  const due = byDifferences((y) => exact(y) as number[], 1e-4);
  close(jacobian(exact, data), due, 1e-7);
  close(reverse.jacobian(exact, data), due, 1e-7);
  close(jacobian(fit, data), due, 1e-4);
  // An offset added to all data is one of the result.
  const [a, b, c] = jacobian(exact, data).map((row) => row.reduce((total, x) => total + x, 0)) as [
    number,
    number,
    number,
  ];
  close([a, b, c], [0, 0, 1], 1e-12);
});

optimisers('conjugate gradients of fmin: an optimum by the conditions, to the second order', () => {
  // The cheapest can of a volume: its radius is (V/2π)^⅓ where lids cost what walls do. The unknown is log r.
  const cost = ([s]: Vector, { volume, lids }: { volume: Scalar; lids: Scalar }): Scalar =>
    add(mul(mul(2 * Math.PI, lids), exp(mul(2, s as Scalar))), mul(mul(2, volume), exp(neg(s as Scalar))));
  type P = { volume: Scalar; lids: Scalar };
  const solver = (p: P): number[] =>
    conjugateGradient(
      (x, slopes) => {
        const { value, gradient } = valueAndGradient((at: Scalar[]) => cost(at, p), x);
        slopes[0] = gradient[0] as number;
        return value;
      },
      [0],
    ).x.slice();
  const radius = (volume: Scalar): Scalar =>
    exp(argmin(cost, solver, { volume, lids: 1 }, { tolerance: 1e-4 })[0] as Scalar);
  const closed = (volume: Scalar): Scalar => exp(mul(1 / 3, log(mul(volume, 1 / (2 * Math.PI)))));
  for (const order of [0, 1, 2]) {
    close(derivatives(radius, 5, 2)[order], derivatives(closed, 5, 2)[order], 1e-5, `order ${order}`);
  }
  // The derivatives of the cost at the optimum: by the envelope theorem that of the cost with the radius held.
  const least = (volume: Scalar): Scalar => cost([log(radius(volume))], { volume, lids: 1 });
  close(derivative(least, 5), 2 / (closed(5) as number), 1e-5);
});

optimisers.run();
