/**
 * Incomplete functions at the ends of their range, inside of smooth functions too, against closed forms: P(½, x) = erf(√x),
 * I_x(a, 1) = x^a, I_x(1, b) = 1 - (1-x)^b; and with parameters so tiny that reciprocals leave the range.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  add,
  derivative,
  div,
  gradient,
  hessian,
  hvp,
  look,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  square,
  sub,
} from '../../lib/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import { beta, betaI, expIntegralE1, gammaP, gammaQ, logBeta } from '../../lib/special/index.js';

const ends = suite('ends of incomplete functions');
const { POSITIVE_INFINITY: INF, NEGATIVE_INFINITY } = Number;

type Vector = readonly Scalar[];
type OfVector = (x: Vector) => Scalar;

const close = (actual: unknown, expected: number, what: string): void =>
  assert.ok(
    Math.abs((actual as number) - expected) <= 1e-13 * (Math.abs(expected) || 1),
    `${what}: ${actual}, not ${expected}`,
  );
const all = (actual: unknown, expected: readonly number[], what: string): void => {
  const list = (actual as readonly unknown[]).flat();
  for (const [i, x] of list.entries()) close(x, expected[i] as number, what);
};

ends('slopes by x may be infinite: those by parameters are what they are', () => {
  const I: OfVector = ([x, a, b]) => betaI(x as Scalar, a as Scalar, b as Scalar);
  const P: OfVector = ([a, x]) => gammaP(a as Scalar, x as Scalar);
  for (const by of [gradient, reverseGradient]) {
    assert.equal(by(I, [0, 0.5, 2]), [INF, 0, 0]);
    assert.equal(by(I, [0, 1.5, 2]), [0, 0, 0]);
    assert.equal(by(I, [1, 0.5, 0.25]), [INF, 0, 0]);
    assert.equal(by(P, [0.5, 0]), [0, INF]);
  }
  // x^(a-1)·log x, of either sign.
  const mixed = (f: OfVector, x: readonly number[]): readonly number[] => (hessian(f, x)[0] as number[]).slice(1);
  assert.equal(mixed(I, [0, 0.5, 2]), [NEGATIVE_INFINITY, INF]);
  assert.equal(mixed(I, [1, 2, 0.5]), [INF, NEGATIVE_INFINITY]);
  assert.equal(mixed(P, [0.5, 0]), [NEGATIVE_INFINITY]);
  // An infinite second derivative by x does not touch the others: ∂²/∂x∂a of x^a is x^(a-1)·(1 + a·log x).
  const power: OfVector = ([x, a]) => betaI(x as Scalar, a as Scalar, 1);
  const [xx, xa] = hessian(power, [1e-300, 0.5])[0] as number[];
  assert.is(xx, NEGATIVE_INFINITY);
  close(xa, 1e150 * (1 + 0.5 * Math.log(1e-300)), 'slope');
});

ends('smooth functions of them', () => {
  const Pof: OfVector = ([x, a]) => gammaP(a as Scalar, pow(x as Scalar, 4));
  const Iof: OfVector = ([x, a]) => betaI(pow(x as Scalar, 4), a as Scalar, 1);
  const rightOf: OfVector = ([x, b]) => betaI(sub(1, pow(x as Scalar, 4)), 1, b as Scalar);
  for (const by of [gradient, reverseGradient])
    for (const f of [Pof, Iof, rightOf]) all(by(f, [0, 0.5]), [0, 0], 'slope');
  all(hessian(Pof, [0, 0.5]), [4 / Math.sqrt(Math.PI), 0, 0, 0], 'erf(x²)');
  all(hessian(Iof, [0, 0.5]), [2, 0, 0, 0], 'x²');
  all(hessian(rightOf, [0, 0.5]), [-2, 0, 0, 0], '1 - x²');
  all(hvp(Iof, [0, 0.5], [1, 0]), [2, 0], 'product');
  // All three on their way, and plain parameters.
  const three: OfVector = ([x, a, b]) => betaI(pow(x as Scalar, 4), a as Scalar, b as Scalar);
  close((hessian(three, [0, 0.5, 2])[0] as number[])[0], 3, 'slope');
  close(secondDerivative((x) => gammaQ(0.5, pow(x, 4)), 0) as number, -4 / Math.sqrt(Math.PI), 'slope');
  close(
    secondDerivative((x) => betaI(pow(x, 4), 0.5, 2), 0),
    3,
    'slope',
  );
  close(secondDerivative((x) => betaI(sub(1, pow(x, 4)), 2, 0.5), 0) as number, -3, 'slope');
  // |x| has a kink, whose slopes cancel.
  assert.is(gradient(([x]) => gammaP(0.5, square(x as Scalar)), [0])[0], 0);
  // Inside of the range, where something else is singular: √(x⁴)·I at a half.
  const inside: OfVector = ([x, a]) =>
    mul(pow(pow(x as Scalar, 4), 0.5), betaI(add(0.5, mul(0.25, x as Scalar)), a as Scalar, 1));
  all(hessian(inside, [0, 2]), [0.5, 0, 0, 0], 'x²·(½ + x/4)²');
});

ends('tiny parameters', () => {
  // Q = a·E₁(x), and I = b/(a+b) where both are nothing.
  const Q: OfVector = ([a, x]) => gammaQ(a as Scalar, x as Scalar);
  for (const a of [5e-324, 1e-310, 1e-200]) {
    close(gradient(Q, [a, 0.3])[0] as number, expIntegralE1(0.3), 'slope');
    if (a > 1e-320) close(gradient(Q, [a, 0.3])[1], -Math.exp(-0.3) * (a / 0.3), 'slope');
  }
  const I: OfVector = ([a, b]) => betaI(0.3, a as Scalar, b as Scalar);
  const quotient: OfVector = ([a, b]) => div(b as Scalar, add(a as Scalar, b as Scalar));
  for (const at of [
    [1e-30, 3e-30],
    [2e-140, 1e-150],
    [1e-70, 1e-101],
  ]) {
    all(gradient(I, at), gradient(quotient, at) as number[], `slopes at ${at}`);
    all(hessian(I, at), hessian(quotient, at).flat() as number[], `curvatures at ${at}`);
  }
  // ∂I/∂a is that of -a·∫ of (1-t)/t from x to 1.
  close(gradient(([a]) => betaI(0.3, a as Scalar, 2), [1e-310])[0] as number, 0.7 + Math.log(0.3), 'slope');
  assert.is(gradient(([a]) => betaI(0.3, a as Scalar, 2e-310), [1e-310])[0], NEGATIVE_INFINITY);
  // The density is C·x^(a-1)·(1-x)^(b-1), C = ab/(a+b): ∂C/∂a is r² with r = b/(a+b), and all else is nothing beside it.
  const density: OfVector = ([a, b]) => derivative((x) => betaI(x, a as Scalar, b as Scalar), 0.3);
  const C: OfVector = ([a, b]) => div(mul(a as Scalar, b as Scalar), add(a as Scalar, b as Scalar));
  for (const at of [
    [1e-30, 3e-30],
    [2e-140, 1e-142],
  ]) {
    const over = (list: readonly number[], by: number): number[] => list.map((x) => x / by);
    all(gradient(density, at), over(gradient(C, at) as number[], 0.21), `density at ${at}`);
    all(hessian(density, at), over(hessian(C, at).flat() as number[], 0.21), `density, second order, at ${at}`);
    const bend: OfVector = ([a, b]) => secondDerivative((x) => betaI(x, a as Scalar, b as Scalar), 0.3);
    all(gradient(bend, at), over(gradient(C, at) as number[], 0.21 / (1 / 0.7 - 1 / 0.3)), `its slope at ${at}`);
  }
});

ends('large parameters, where powers leave the range on the way', () => {
  assert.is(gammaP(3.5e21, 3.49e21), 0);
  assert.is(gammaP(3.5e21, 3.51e21), 1);
  assert.is(gammaQ(1e200, 1e199), 1);
  assert.is(gammaQ(1e200, 2e200), 0);
  assert.is(beta(1.8e176, 2.7e40), 0);
  assert.equal(
    hessian(([x]) => gammaQ(2.6e303, x as Scalar), [3e-7]),
    [[0]],
  );
  // ∂I/∂a about the mean, where b is large: with y = b·x it is nearly that of P(a, y).
  const slope = gradient(([a]) => betaI(3e-12, a as Scalar, 1e12), [2])[0] as number;
  const limit = gradient(([a]) => gammaP(a as Scalar, 3), [2])[0] as number;
  assert.ok(Math.abs(slope / limit - 1) < 1e-10, `${slope}, not ${limit}`);
});

ends('a look at what has left the range is short', () => {
  const before = look.operations;
  look.operations = 100_000;
  try {
    const slope = (f: OfVector, x: readonly number[]): number => gradient(f, x)[0] as number;
    assert.is(
      slope(([a]) => beta(a as Scalar, 17), [1e-160]),
      NEGATIVE_INFINITY,
    );
    assert.is(
      slope(([a]) => logBeta(a as Scalar, 2), [1e-310]),
      NEGATIVE_INFINITY,
    );
    assert.is((hessian(([a]) => beta(a as Scalar, 3), [1e-110])[0] as number[])[0], INF);
  } finally {
    look.operations = before;
  }
});

ends.run();
