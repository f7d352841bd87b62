/** Hyper-dual numbers: the algebra with ε₁² = ε₂² = 0 on small numbers, and what the class shows of itself. */
import { suite } from 'uvu';
import { equal, instance, is, ok } from 'uvu/assert';
import {
  add,
  div,
  dual,
  exp,
  HyperDual,
  hyperdual,
  mul,
  neg,
  pow,
  reciprocal,
  type Scalar,
  secondDerivative,
  sub,
} from '../../lib/index.js';

const test = suite('HyperDual');

const parts = (x: Scalar): Scalar[] => {
  instance(x, HyperDual);
  const { primal, eps1, eps2, eps12 } = x as HyperDual;
  return [primal, eps1, eps2, eps12];
};

const x = hyperdual(2, 3, 5, 7);
const y = hyperdual(4, -1, 2, 6);

test('add(x, y) and sub(x, y) work part by part', () => {
  equal(parts(add(x, y)), [6, 2, 7, 13]);
  equal(parts(sub(x, y)), [-2, 4, 3, 1]);
});

test('mul(x, y) has the mixed part a·b₁₂ + a₁·b₂ + a₂·b₁ + a₁₂·b', () => {
  equal(parts(mul(x, y)), [8, 2 * -1 + 3 * 4, 2 * 2 + 5 * 4, 2 * 6 + 3 * 2 + 5 * -1 + 7 * 4]);
});

test('div(mul(x, y), y) is x', () => equal(parts(div(mul(x, y), y)), [2, 3, 5, 7]));
test('div(x, x) is 1', () => equal(parts(div(x, x)), [1, 0, 0, 0]));
test('neg(x) is -x in all parts', () => equal(parts(neg(x)), [-2, -3, -5, -7]));
test('reciprocal(x) is div(1, x)', () => equal(parts(reciprocal(x)), parts(div(1, x))));

test('a plain number is a constant on either side of every operation', () => {
  equal(parts(add(x, 5)), [7, 3, 5, 7]);
  equal(parts(add(5, x)), [7, 3, 5, 7]);
  equal(parts(sub(x, 5)), [-3, 3, 5, 7]);
  equal(parts(sub(5, x)), [3, -3, -5, -7]);
  equal(parts(mul(x, 5)), [10, 15, 25, 35]);
  equal(parts(mul(5, x)), [10, 15, 25, 35]);
  equal(parts(div(x, 2)), [1, 1.5, 2.5, 3.5]);
  // 8/x at 2: value 4, slope -2, curvature 2: eps12 = -2·7 + 2·3·5.
  equal(parts(div(8, x)), [4, -6, -10, 16]);
});

test('ε₁·ε₁ is 0, ε₁·ε₂ is ε₁ε₂, ε₂·ε₂ is 0', () => {
  const e1 = hyperdual(0, 1, 0, 0);
  const e2 = hyperdual(0, 0, 1, 0);
  equal(parts(mul(e1, e1)), [0, 0, 0, 0]);
  equal(parts(mul(e1, e2)), [0, 0, 0, 1]);
  equal(parts(mul(e2, e2)), [0, 0, 0, 0]);
});

test('exp(ε₁ + ε₂) is 1 + ε₁ + ε₂ + ε₁ε₂', () => equal(parts(exp(hyperdual(0, 1, 1, 0))), [1, 1, 1, 1]));

test('pow(2 + ε₁ + ε₂, 3) is 8 + 12ε₁ + 12ε₂ + 12ε₁ε₂', () => {
  equal(parts(pow(hyperdual(2, 1, 1, 0), 3)), [8, 12, 12, 12]);
});

test('pow(x, y) with both hyper-dual has all five partial derivatives in its mixed part', () => {
  // At x = 1: fx = y, fy = 0, fxx = y(y-1), fxy = 1, fyy = 0.
  const a = hyperdual(1, 2, 3, 4);
  const b = hyperdual(3, 5, 7, 11);
  const eps12 = 3 * 4 + 6 * 2 * 3 + (2 * 7 + 5 * 3) + 0 * 11;
  equal(parts(pow(a, b)), [1, 6, 9, eps12]);
});

test('without eps12 and with equal eps1, eps2 the mixed part is the second derivative', () => {
  const t = hyperdual(3, 1, 1, 0);
  equal(parts(mul(mul(t, t), sub(t, 1))), [18, 3 * 9 - 2 * 3, 21, 6 * 3 - 2]);
});

test('exchanging ε₁ and ε₂ in the inputs exchanges them in the result', () => {
  const f = (t: Scalar): Scalar => div(mul(t, add(t, 3)), sub(t, 7));
  const [p, p1, p2, p12] = parts(f(hyperdual(3, 2, 8, 5)));
  equal(parts(f(hyperdual(3, 8, 2, 5))), [p, p2, p1, p12]);
});

test('a hyper-dual of duals has hyper-dual algebra over dual algebra', () => {
  const t = hyperdual(dual(2, 1), 1, 1, 0);
  const cube = mul(mul(t, t), t) as HyperDual;
  equal(parts(cube).map(String), ['Dual(8, 12)', 'Dual(12, 12)', 'Dual(12, 12)', 'Dual(12, 6)']);
});

test('every hyper-dual is an instance of HyperDual: made by hand, with dual parts, and the inputs of drivers', () => {
  const seen: Scalar[] = [hyperdual(1), hyperdual(dual(1)), mul(x, 2), mul(hyperdual(dual(1), 2), 2)];
  secondDerivative((t) => {
    seen.push(t, mul(t, t), mul(t, dual(1, 2)));
    return t;
  }, 2);
  for (const t of seen) ok(t instanceof HyperDual, String(t));
});

test('kind, parts() and their orders describe the number', () => {
  for (const t of [x, hyperdual(dual(2), 3, 5, 7)]) {
    is(t.kind, 'HyperDual');
    equal(
      t.parts().map(({ name, order }) => [name, order]),
      [
        ['primal', 0],
        ['eps1', 1],
        ['eps2', 1],
        ['eps12', 2],
      ],
    );
    equal(
      t
        .parts()
        .slice(1)
        .map(({ part }) => part),
      [3, 5, 7],
    );
  }
});

test.run();
