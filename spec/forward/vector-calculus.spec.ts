/** divergence, curl and laplacian: known fields and the identities between them. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import {
  add,
  cos,
  curl,
  derivative,
  div,
  divergence,
  dual,
  exp,
  gradient,
  hessian,
  laplacian,
  mul,
  neg,
  norm,
  pow,
  type Scalar,
  sin,
  square,
  sumOfSquares,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

type Point = [Scalar, Scalar, Scalar];

const field = ([x, y, z]: Readonly<Point>): Point => [mul(square(x), y), mul(sin(y), z), exp(mul(x, z))];
const scalar = ([x, y, z]: Readonly<Point>): Scalar => mul(exp(x), mul(sin(y), pow(z, 3)));
const p: [number, number, number] = [0.3, 0.7, 1.1];

const divergences = suite('divergence');

divergences('divergence([xy, y²], [2, 3]) is 9', () => {
  same(
    divergence(([x, y]) => [mul(x, y), square(y)], [2, 3]),
    9,
  );
});

divergences('divergence(x) is the dimension', () => {
  for (const n of [1, 2, 5])
    same(
      divergence((x: Scalar[]) => x, new Array<number>(n).fill(0.3)),
      n,
    );
});

divergences('divergence of a field in space is its closed form', () => {
  const [x, y, z] = p;
  near(divergence(field, p), 2 * x * y + Math.cos(y) * z + x * Math.exp(x * z), 2);
});

divergences('a rotation has divergence 0, and not -0', () => {
  same(
    divergence(([x, y]) => [neg(y), x], [2, 3]),
    0,
  );
  same(
    divergence(() => [1, 2], [2, 3]),
    0,
  );
  same(
    divergence(() => [], []),
    0,
  );
});

divergences('x and f(x) may be of any structure with as many numbers: a number, a record, a matrix', () => {
  same(divergence(square, 3), 6);
  same(
    divergence(({ a, b }) => [mul(a, b), square(b)], { a: 2, b: 3 }),
    9,
  );
  same(
    divergence(
      ([[a, b], [c, d]]) => [square(a), [b, mul(c, 2), d]].flat() as Scalar[],
      [
        [1, 2],
        [3, 4],
      ],
    ),
    6 - 1 + 1,
  );
});

const curls = suite('curl');

curls('curl([-y, x, z]) is [0, 0, 2]', () => {
  same(
    curl(([x, y, z]) => [neg(y), x, z], [1, 2, 3]),
    [0, 0, 2],
  );
});

curls('curl of (y, z, x) is (-1, -1, -1); of (z, x, y) it is (1, 1, 1)', () => {
  same(
    curl(([x, y, z]) => [y, z, x], [1, 2, 3]),
    [-1, -1, -1],
  );
  same(
    curl(([x, y, z]) => [z, x, y], [1, 2, 3]),
    [1, 1, 1],
  );
});

curls('curl of a field is its closed form', () => {
  const [x, y, z] = p;
  const [a, b, c] = curl(field, p);
  near(a, -Math.sin(y), 1);
  near(b, -z * Math.exp(x * z), 2);
  near(c, -(x * x), 1);
});

curls('curl of a gradient is 0 to rounding, of a constant field exactly', () => {
  const c = curl((x: Point) => gradient(scalar, x), p);
  for (const entry of c) is(Math.abs(entry) < 1e-15, true);
  same(
    curl(() => [1, 2, 3], [1, 2, 3]),
    [0, 0, 0],
  );
});

curls('x may be a record of three numbers', () => {
  same(
    curl(({ x, y, z }) => ({ a: neg(y), b: x, c: z }), { x: 1, y: 2, z: 3 }),
    [0, 0, 2],
  );
});

const laplacians = suite('laplacian');

laplacians('laplacian(x² + 3y², [1, 1]) is 8', () => {
  same(
    laplacian(([x, y]) => add(square(x), mul(3, square(y))), [1, 1]),
    8,
  );
});

laplacians('laplacian is the trace of the Hessian, and the divergence of the gradient', () => {
  const h = hessian(scalar, p);
  near(laplacian(scalar, p), h[0][0] + h[1][1] + h[2][2], 1);
  near(
    laplacian(scalar, p),
    divergence((x: Point) => gradient(scalar, x), p),
    4,
  );
});

laplacians('1/r is harmonic in space, log r in the plane', () => {
  const inverse = (x: Scalar[]): Scalar => div(1, norm(x));
  is(Math.abs(laplacian(inverse, [0.3, 0.7, 1.1])) < 1e-14, true);
  const harmonic = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(exp(x), cos(y));
  same(laplacian(harmonic, [0.3, 0.7]), 0);
});

laplacians('laplacian(|x|²) is twice the dimension', () => {
  for (const n of [1, 2, 5])
    same(
      laplacian((x: Scalar[]) => sumOfSquares(x), new Array<number>(n).fill(0.3)),
      2 * n,
    );
});

laplacians('of a number it is the second derivative; of nothing and of constants 0', () => {
  same(
    laplacian((x) => pow(x, 3), 2),
    12,
  );
  same(
    laplacian(() => 7, []),
    0,
  );
  same(
    laplacian(() => 7, [1, 2]),
    0,
  );
  same(
    laplacian(([x]) => neg(mul(x, 0)), [1]),
    0,
  );
});

laplacians('records and nested arrays are lists of numbers', () => {
  same(
    laplacian(({ a, b }) => mul(square(a), square(b[0])), { a: 2, b: [3] }),
    2 * 9 + 2 * 4,
  );
});

const nested = suite('vector calculus inside derivatives');

nested('results carry the derivatives of captured numbers', () => {
  is(
    derivative((t) => divergence(([x, y]) => [mul(t, mul(x, y)), y], [2, 3]), 5),
    3,
  );
  is(
    derivative((t) => curl(([x, y, z]) => [mul(neg(t), y), mul(t, x), z], [1, 2, 3])[2], 5),
    2,
  );
  is(
    derivative((t) => laplacian(([x, y]) => mul(t, add(square(x), square(y))), [1, 2]), 5),
    4,
  );
  equal(String(laplacian(([x]) => pow(x, 4), [dual(2, 1)])), 'Dual(48, 48)');
});

divergences.run();
curls.run();
laplacians.run();
nested.run();
