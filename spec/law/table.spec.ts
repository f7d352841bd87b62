/** Smooth functions that pass through kinks, infinite slopes and the ends of the doubles: the true derivatives in every mode. */
import { suite } from 'uvu';
import { compile } from '../../lib/compile/index.js';
import {
  abs,
  acos,
  add,
  cbrt,
  cos,
  cosh,
  derivatives,
  div,
  exp,
  exp2,
  hypot,
  log,
  log1p,
  logSumExp,
  max,
  min,
  mul,
  neg,
  norm,
  pow,
  relu,
  type Scalar,
  sign,
  sinc,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import { same } from '../support/assert.js';
import type { LawField } from '../support/law-modes.js';
import { isWhole } from '../support/settings.js';
import { everyMode, everyModeOfOne } from './expect.js';

const test = suite('smooth through singular points');

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;
const diagonal = (n: number, d: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? d : 0)));
const zeros = (n: number): number[] => new Array(n).fill(0);

// ----------------------------------------------------------------------------------------------------------- kinks

/** log(1 + e^z) without overflow, as it is written everywhere. */
const logistic = (z: Scalar): Scalar => add(max(z, 0), log1p(exp(neg(abs(z)))));

test('the stable logistic loss', () => {
  everyModeOfOne('logistic', logistic, 0, [Math.LN2, 0.5, 0.25]);
});

/** Σ log(1 + exp(-y w·x)) at w = 0: the Hessian is ¼ Σ x xᵀ, by which Newton's method starts. */
test('logistic regression started at 0', () => {
  const data: readonly (readonly [number, number, number])[] = [
    [1, 0.5, 1],
    [1, -2, -1],
    [1, 3, 1],
  ];
  const loss: LawField = (w) =>
    data
      .map(([a, b, y]) => logistic(mul(-y, add(mul(a, at(w, 0)), mul(b, at(w, 1))))))
      .reduce((total, l) => add(total, l));
  const gradient = [0, 1].map((i) => data.reduce((s, d) => s - 0.5 * d[2] * (d[i] as number), 0));
  const hessian = [0, 1].map((i) =>
    [0, 1].map((j) => data.reduce((s, d) => s + 0.25 * (d[i] as number) * (d[j] as number), 0)),
  );
  everyMode('logistic regression', loss, [0, 0], { value: 3 * Math.LN2, gradient, hessian });
});

const matern = (r: Scalar): Scalar => {
  const s = mul(Math.sqrt(5), r);
  return mul(add(add(1, s), div(square(s), 3)), exp(neg(s)));
};

for (const n of [1, 2, 3, 5]) {
  test(`functions of the norm of ${n} numbers at the origin`, () => {
    const origin = zeros(n);
    const quadratic = (d: number) => ({ gradient: origin, hessian: diagonal(n, d) });
    everyMode('Matern 5/2', (x) => matern(norm(x)), origin, quadratic(-5 / 3));
    // The others differ in what is done with the norm, not in how long it is.
    if (n > 3 && !isWhole) return;
    everyMode('norm²', (x) => square(norm(x)), origin, quadratic(2));
    everyMode('exp(-norm²/2)', (x) => exp(mul(-0.5, square(norm(x)))), origin, quadratic(-1));
    everyMode('cos norm', (x) => cos(norm(x)), origin, quadratic(-1));
  });
}

test('a Matern 5/2 kernel at equal points, in both points', () => {
  const kernel: LawField = (p) => matern(norm([sub(at(p, 0), at(p, 2)), sub(at(p, 1), at(p, 3))]));
  const h = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? -5 / 3 : Math.abs(i - j) === 2 ? 5 / 3 : 0)));
  everyMode('Matern', kernel, [0.3, -1.25, 0.3, -1.25], { value: 1, gradient: zeros(4), hessian: h });
  const toConstant: LawField = (p) => matern(norm([sub(at(p, 0), 0.3), sub(at(p, 1), -1.25)]));
  everyMode('Matern', toConstant, [0.3, -1.25], { value: 1, gradient: zeros(2), hessian: diagonal(2, -5 / 3) });
});

/** R = cos θ·I + sinc θ·[w]ₓ + ½ sinc²(θ/2)·w wᵀ: near the identity I + [w]ₓ + ½[w]ₓ². */
test('rotation vectors at the identity', () => {
  const rotation =
    (i: number, j: number): LawField =>
    (w) => {
      const angle = norm(w);
      const cross = [
        [0, neg(at(w, 2)), at(w, 1)],
        [at(w, 2), 0, neg(at(w, 0))],
        [neg(at(w, 1)), at(w, 0), 0],
      ] as const;
      const outer = mul(mul(0.5, square(sinc(div(angle, 2)))), mul(at(w, i), at(w, j)));
      const turn = mul(sinc(angle), (cross[i] as readonly Scalar[])[j] as Scalar);
      return add(add(i === j ? cos(angle) : 0, turn), outer);
    };
  everyMode('R₀₀', rotation(0, 0), zeros(3), {
    ...{ value: 1, gradient: zeros(3) },
    hessian: [
      [0, 0, 0],
      [0, -1, 0],
      [0, 0, -1],
    ],
  });
  everyMode('R₀₁', rotation(0, 1), zeros(3), {
    ...{ value: 0, gradient: [0, 0, -1] },
    hessian: [
      [0, 0.5, 0],
      [0.5, 0, 0],
      [0, 0, 0],
    ],
  });
});

test('squares of kinks, the sum of the sides, and what ties share out', () => {
  everyModeOfOne('square(abs x)', (x) => square(abs(x)), 0, [0, 0, 2]);
  everyModeOfOne('square(relu x), the mean of 2 and 0', (x) => square(relu(x)), 0, [0, 0, 1]);
  everyModeOfOne('hypot(x², x²)', (x) => hypot(square(x), square(x)), 0, [0, 0, 2 * Math.SQRT2]);
  everyMode('max·min', (x) => mul(max(at(x, 0), at(x, 1)), min(at(x, 0), at(x, 1))), [1, 1], {
    ...{ value: 1, gradient: [1, 1] },
    hessian: [
      [0, 1],
      [1, 0],
    ],
  });
});

test('max of three tied arguments of one call: a third each, in any order', () => {
  const third = [1 / 3, 1 / 3, 1 / 3];
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 0, 2],
  ]) {
    const tied = (x: Vector) => order.map((i) => at(x, i)) as [Scalar, Scalar, Scalar];
    everyMode('max(x, y, z)', (x) => max(...tied(x)), [1.5, 1.5, 1.5], { value: 1.5, gradient: third });
    everyMode('min(x, y, z)', (x) => min(...tied(x)), [-2, -2, -2], { value: -2, gradient: third });
  }
});

/** A sorting network of comparators (min, max), then the number in the middle. */
function median(numbers: readonly Scalar[]): Scalar {
  const sorted = [...numbers];
  for (let pass = 0; pass < sorted.length; pass++) {
    for (let i = pass % 2; i + 1 < sorted.length; i += 2) {
      const [a, b] = [sorted[i] as Scalar, sorted[i + 1] as Scalar];
      sorted[i] = min(a, b);
      sorted[i + 1] = max(a, b);
    }
  }
  return sorted[(sorted.length - 1) / 2] as Scalar;
}

test('ties that feed ties', () => {
  everyModeOfOne('relu(relu x) - relu(-x)', (x) => sub(relu(relu(x)), relu(neg(x))), 0, [0, 1, 0]);
  everyModeOfOne('max(x, max(x, 0)) - relu(-x)', (x) => sub(max(x, max(x, 0)), relu(neg(x))), 0, [0, 1, 0]);
  const multiples = (x: Scalar): Scalar[] => Array.from({ length: 9 }, (_, i) => mul(i + 1, x));
  everyModeOfOne('the median of x, 2x, ... 9x', (x) => median(multiples(x)), 0, [0, 5, 0]);
});

test('sign by abs', () => {
  everyModeOfOne('sign·abs', (x) => mul(sign(x), abs(x)), 0, [0, 1, 0]);
  everyModeOfOne('sign·x·abs', (x) => mul(mul(sign(x), x), abs(x)), 0, [0, 0, 2]);
});

// --------------------------------------------------------------------------------------------------- infinite slopes

test('infinite slopes that are none of the whole', () => {
  everyModeOfOne('cos(sqrt x)', (x) => cos(sqrt(x)), 0, [1, -0.5, 1 / 12]);
  everyModeOfOne('square(acos(1 - x))', (x) => square(acos(sub(1, x))), 0, [0, 2, 2 / 3]);
  everyModeOfOne('square(sqrt x)', (x) => square(sqrt(x)), 0, [0, 1, 0]);
  everyModeOfOne('cbrt(x³)', (x) => cbrt(pow(x, 3)), 0, [0, 1, 0]);
  everyModeOfOne('pow(x, 0.3)·pow(x, 0.7)', (x) => mul(pow(x, 0.3), pow(x, 0.7)), 0, [0, 1, 0]);
});

test('derivatives of sqrt(x⁴): the same to any order asked for', () => {
  const f = (x: Scalar): Scalar => sqrt(pow(x, 4));
  everyModeOfOne('sqrt(x⁴)', f, 0, [0, 0, 2]);
  for (const order of [2, 3, 4, 6]) {
    const due = Array.from({ length: order + 1 }, (_, k) => (k === 2 ? 2 : 0));
    same(derivatives(f, 0, order), due);
    same(compile((x: Scalar) => derivatives(f, x, order), 0.3)(0), due);
  }
});

test('derivatives of cbrt(x³) to order 4, compiled: the bits of eager', () => {
  const f = (x: Scalar): Scalar => cbrt(pow(x, 3));
  const due = [0, 1, 0, 0, 0];
  same(derivatives(f, 0, 4), due);
  same(compile((u: Scalar) => derivatives(f, u, 4), 0)(0), due);
  same(compile((u: Scalar) => derivatives(f, u, 4), 1.5)(0), due);
});

test('the log of 0 inside exp', () => {
  everyModeOfOne('exp(log x)', (x) => exp(log(x)), 0, [0, 1, 0]);
  // log(1 + x)
  everyModeOfOne('log-sum-exp of log x and 0', (x) => logSumExp([log(x), 0]), 0, [0, 1, -1]);
});

// ------------------------------------------------------------------------------------------------ the whole range

test('log(e^a + e^b) at 400', () => {
  everyMode('log-sum-exp', (x) => log(add(exp(at(x, 0)), exp(at(x, 1)))), [400, 400], {
    value: 400 + Math.LN2,
    gradient: [0.5, 0.5],
    hessian: [
      [0.25, -0.25],
      [-0.25, 0.25],
    ],
  });
});

test('logarithms whose argument squared leaves the range', () => {
  // 4e-348 underflows.
  everyModeOfOne('log cosh', (x) => log(cosh(x)), 400, [400 - Math.LN2, 1, 0], { terms: [1, 1] });
  everyModeOfOne('log(exp(x²))', (x) => log(exp(square(x))), 20, [400, 40, 2], { terms: [40, 1602] });
  everyModeOfOne('log(1e200·x)', (x) => log(mul(1e200, x)), 1, [Math.log(1e200), 1, -1]);
});

test('quotients of exponentials', () => {
  // 1/(1 + e^z) and 1/(1 + e^-x).
  const fermi = (z: Scalar): Scalar => div(exp(mul(400, z)), add(exp(mul(400, z)), exp(mul(401, z))));
  const d1 = 0.19661193324148185;
  const d2 = 0.09085774767294841;
  everyModeOfOne('fermi', fermi, 1, [0.2689414213699951, -d1, d2], { terms: [400, 400 ** 2] });
  const ratio = (x: Scalar): Scalar => div(exp(mul(-700, x)), add(exp(mul(-700, x)), exp(mul(-701, x))));
  everyModeOfOne('ratio', ratio, 1, [0.7310585786300049, d1, -d2], { terms: [700, 700 ** 2] });
});

test('1/(1e-200·x)', () => {
  everyModeOfOne('reciprocal', (x) => div(1, mul(1e-200, x)), 1, [1e200, -1e200, 2e200]);
});

test("exp2' far out", () => {
  // 2^-511.3 and its derivatives, from 60 digits.
  everyModeOfOne('exp2', exp2, -511.3, [1.2116110263517276e-154, 8.398247668510416e-155, 5.821221693072129e-155]);
});

test.run();
