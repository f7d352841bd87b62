/** Unknowns and parameters in any structure, and records in any order. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { argmin, fixedPoint, root } from '../../lib/implicit/index.js';
import { add, gradient, jacobian, mul, type Scalar, square, sub } from '../../lib/index.js';
import { close, type Vector } from './problems.js';

const structures = suite('structures');

structures('records of arrays as unknowns and as parameters', () => {
  type X = { level: Scalar; rates: Scalar[][] };
  type P = { demand: Scalar; slopes: Scalar[] };
  const solved = (p: P): X =>
    root(
      ({ level, rates: [[a], [b]] }: X, { demand, slopes: [s, t] }: P) => ({
        balance: sub(add(a as Scalar, b as Scalar), demand),
        prices: [sub(a as Scalar, mul(s as Scalar, level)), [sub(b as Scalar, mul(t as Scalar, level))]],
      }),
      { level: 1, rates: [[1], [1]] } as X,
      p,
    );
  const p = { demand: 12, slopes: [1, 2] };
  assert.equal(solved(p), { level: 4, rates: [[4], [8]] });
  const { level } = jacobian(solved, p);
  close(level, { demand: 1 / 3, slopes: [-4 / 3, -4 / 3] }, 1e-15);
  const byRates = jacobian((q: P) => solved(q).rates[1]?.[0] as Scalar, p);
  close(byRates, { demand: 2 / 3, slopes: [-8 / 3, 4 / 3] }, 1e-15);
});

structures('a solver may give a record in another order, and typed arrays', () => {
  const f = ({ x, y }: { x: Scalar; y: Scalar }, a: Scalar): Scalar[] => [sub(x, a), sub(y, square(a))];
  const solve = (a: Scalar): Scalar => {
    const { x, y } = root(f, (c: number) => (c > 2 ? { y: c * c, x: c } : { x: c, y: c * c }), a);
    return add(x, mul(10, y));
  };
  close(
    gradient(([a]: Vector) => solve(a as Scalar), [3]),
    [61],
    1e-15,
  );
  const halves = (p: Vector): Scalar[] =>
    root(
      (x: Vector, p: Vector) => x.map((xi, i) => sub(mul(2, xi), p[i] as Scalar)),
      (p: readonly number[]) => Float64Array.from(p, (pi) => pi / 2),
      p as Scalar[],
    );
  assert.equal(jacobian(halves, Float64Array.of(2, 4)), [[0.5, 0], [0, 0.5]]); // biome-ignore format: a matrix
});

structures('a fixed point in the structure of its start, a minimum over a record', () => {
  const market = (a: Scalar): { p: Scalar; q: Scalar } =>
    fixedPoint(
      ({ p, q }: { p: Scalar; q: Scalar }, c: Scalar) => ({ q: mul(0.5, p), p: sub(c, mul(0.25, q)) }),
      { p: 1, q: 1 },
      a,
    );
  // p = 8a/9, q = 4a/9.
  close(jacobian(market, 9), { p: 8 / 9, q: 4 / 9 }, 1e-15);
  close(market(9), { p: 8, q: 4 }, 1e-15);
  const nearest = argmin(
    ({ x, y }: { x: Scalar; y: Scalar }, c: Scalar) => add(square(sub(x, c)), square(sub(y, mul(2, c)))),
    { x: 0, y: 0 },
    3,
  );
  close(nearest, { x: 3, y: 6 }, 1e-15);
});

structures.run();
