/** Section 5.2: partial derivatives, gradients, and the rules for them. */
import { suite } from 'uvu';
import { equal, is, not, ok } from 'uvu/assert';
import { checkGradient } from '../../lib/analysis/index.js';
import {
  add,
  cos,
  defineFunction,
  derivative,
  exp,
  gradient,
  mul,
  pow,
  type Scalar,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import { matmul } from '../../lib/linalg/index.js';
import { plus, randomVector } from '../linalg/matrices.js';
import { byDifferences, close, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.2');

/** x₁x₂² + sin(x₁x₃) and its gradient in closed form. */
const field = ([x1, x2, x3]: Vector): Scalar => add(mul(x1, square(x2)), sin(mul(x1, x3)));
const slopes = ([x1, x2, x3]: readonly number[]): number[] => [
  x2 ** 2 + x3 * Math.cos(x1 * x3),
  2 * x1 * x2,
  x1 * Math.cos(x1 * x3),
];
const x = [0.5, -1.25, 2];

chapter('(5.39): a partial derivative is the derivative by one input, the others held fixed', () => {
  const row = x.map((at, j) => byDifferences((t) => field(x.with(j, t)) as number, at));
  for (const { name, gradient } of MODES) {
    const exact = gradient(field, x);
    close(exact, slopes(x), name);
    close(exact, row, `${name} and differences`, 1e-9);
  }
  x.forEach((at, j) => {
    const alone = derivative((t) => field(x.map((other, i) => (i === j ? t : other))), at);
    is(alone, gradient(field, x)[j]);
  });
});

chapter('(5.40): the gradient is a row, 1 x n', () => {
  for (const { name, gradient, jacobian } of MODES) {
    equal(shapeOf(gradient(field, x)), [3], name);
    const row = jacobian((t: Scalar[]) => [field(t)], x);
    equal(shapeOf(row), [1, 3], name);
    equal(row, [gradient(field, x)], name);
  }
});

chapter('(5.41), (5.42), example 5.6: (x + 2y³)² has the partials 2(x + 2y³) and 12(x + 2y³)y²', () => {
  const f = ([x, y]: Vector): Scalar => square(add(x, mul(2, pow(y, 3))));
  for (const [x, y] of [
    [1, 1],
    [-3, 2],
    [5, -1],
    [0, 0],
  ]) {
    const inner = x + 2 * y ** 3;
    for (const { name, gradient } of MODES) equal(gradient(f, [x, y]), [2 * inner, 12 * inner * y ** 2], name);
  }
});

chapter('(5.43)-(5.45), example 5.7: x₁²x₂ + x₁x₂³ has the gradient [2x₁x₂ + x₂³, x₁² + 3x₁x₂²]', () => {
  const f = ([x1, x2]: Vector): Scalar => add(mul(square(x1), x2), mul(x1, pow(x2, 3)));
  for (const [x1, x2] of [
    [1, 2],
    [-4, 3],
    [7, -1],
    [0, 5],
  ]) {
    const expected = [2 * x1 * x2 + x2 ** 3, x1 ** 2 + 3 * x1 * x2 ** 2];
    for (const { name, gradient } of MODES) equal(gradient(f, [x1, x2]), expected, name);
  }
});

const other = ([x1, x2, x3]: Vector): Scalar => mul(exp(mul(0.5, x2)), sub(x1, square(x3)));
const combined = (a: number, u: readonly number[], b: number, v: readonly number[]): number[] =>
  u.map((slope, j) => a * slope + b * v[j]);

chapter('(5.46): the product rule for gradients; in a product of matrices the factors keep their order', () => {
  for (const { name, gradient, jacobian } of MODES) {
    for (let i = 0; i < 20; i++) {
      const at = randomVector(3);
      const expected = combined(other(at) as number, gradient(field, at), field(at) as number, gradient(other, at));
      close(
        gradient((t: Scalar[]) => mul(field(t), other(t)), at),
        expected,
        name,
      );
    }
    // At t = 2, in whole numbers: (AB)' = A'B + AB'.
    const A = (t: Scalar): Scalar[][] => [
      [t, square(t)],
      [1, mul(3, t)],
    ];
    const B = (t: Scalar): Scalar[][] => [
      [mul(2, t), -1],
      [t, pow(t, 3)],
    ];
    const [a, b] = [A(2) as number[][], B(2) as number[][]];
    const [da, db] = [
      [
        [1, 4],
        [0, 3],
      ],
      [
        [2, 0],
        [1, 12],
      ],
    ];
    const exact = jacobian((t: Scalar) => matmul(A(t), B(t)), 2);
    equal(exact, plus(matmul(da, b), matmul(a, db)), name);
    not.equal(exact, plus(matmul(b, da), matmul(db, a)), name);
  }
});

chapter('(5.47): the sum rule for gradients', () => {
  for (const { name, gradient } of MODES) {
    for (let i = 0; i < 20; i++) {
      const at = randomVector(3);
      const expected = combined(1, gradient(field, at), 1, gradient(other, at));
      close(
        gradient((t: Scalar[]) => add(field(t), other(t)), at),
        expected,
        name,
      );
    }
  }
});

chapter('(5.48): the chain rule: ∂g(f(x))/∂x = ∂g/∂f · ∂f/∂x, a product of matrices in this order', () => {
  const f = ([x1, x2]: Vector): Scalar[] => [mul(x1, x2), sin(x1), square(x2)];
  const g = ([a, b, c]: Vector): Scalar[] => [add(a, mul(b, c)), exp(mul(0.25, a))];
  for (const { name, jacobian } of MODES) {
    for (let i = 0; i < 20; i++) {
      const at = randomVector(2);
      const [outer, inner] = [jacobian(g, f(at) as number[]), jacobian(f, at)];
      const whole = jacobian((t: Scalar[]) => g(f(t)), at);
      equal(shapeOf(whole), [2, 2], name);
      close(whole, matmul(outer, inner), name);
      equal(shapeOf(matmul(inner, outer)), [3, 3], 'the factors exchanged');
    }
  }
});

chapter('(5.49), (5.50), example 5.8: x₁² + 2x₂ along x₁ = sin t, x₂ = cos t changes by 2 sin t (cos t - 1)', () => {
  const f = ([x1, x2]: Vector): Scalar => add(square(x1), mul(2, x2));
  const path = (t: Scalar): [Scalar, Scalar] => [sin(t), cos(t)];
  for (const t of [-2, 0, 0.3, 1, Math.PI / 2, 5]) {
    const expected = 2 * Math.sin(t) * (Math.cos(t) - 1);
    for (const { name, gradient, jacobian } of MODES) {
      close(
        gradient((u: Scalar) => f(path(u)), t),
        expected,
        `${name}, t = ${t}`,
      );
      // [∂f/∂x₁, ∂f/∂x₂]·[dx₁/dt, dx₂/dt]ᵀ
      const row = gradient(f, path(t) as [number, number]);
      const column = jacobian(path, t);
      close(row[0] * column[0] + row[1] * column[1], expected, `${name}, as a product, t = ${t}`);
    }
  }
});

chapter('(5.51)-(5.53): the gradient of f(x₁(s, t), x₂(s, t)) is a 1 x 2 times a 2 x 2 Jacobian', () => {
  const f = ([x1, x2]: Vector): Scalar => add(mul(x1, pow(x2, 3)), square(x1));
  const map = ([s, t]: Vector): [Scalar, Scalar] => [sub(mul(s, t), 2), add(s, mul(3, square(t)))];
  for (const [s, t] of [
    [1, 2],
    [-3, 1],
    [2, -2],
  ]) {
    const [x1, x2] = [s * t - 2, s + 3 * t * t];
    const [by1, by2] = [x2 ** 3 + 2 * x1, 3 * x1 * x2 ** 2];
    // ∂f/∂s = ∂f/∂x₁·∂x₁/∂s + ∂f/∂x₂·∂x₂/∂s, and the same by t.
    const expected = [by1 * t + by2, by1 * s + by2 * 6 * t];
    for (const { name, gradient, jacobian } of MODES) {
      equal(
        gradient((u: Scalar[]) => f(map(u)), [s, t]),
        expected,
        name,
      );
      equal(matmul([gradient(f, [x1, x2])], jacobian(map, [s, t])), [expected], name);
    }
  }
});

chapter('section 5.2 on gradient checking: differences with h = 1e-4 give a measure below 1e-6', () => {
  const h = 1e-4;
  const df = gradient(field, x);
  const dh = x.map((at, j) => {
    const [above, below] = [field(x.with(j, at + h)), field(x.with(j, at - h))] as number[];
    return (above - below) / (2 * h);
  });
  const sum = (sign: number): number => dh.reduce((total, d, j) => total + (d + sign * df[j]) ** 2, 0);
  const measure = Math.sqrt(sum(-1) / sum(1));
  ok(measure > 0 && measure < 1e-6, `the measure with h = 1e-4 is ${measure}`);
  const report = checkGradient(field, x);
  ok(report.passed);
  ok(report.measure < measure, `step control does better than h = 1e-4: ${report.measure}`);
  // A wrong gradient does not pass.
  const wrong = defineFunction({ name: 'wrong', value: Math.sin, slope: (t) => mul(1.001, cos(t)) });
  const bad = checkGradient(([x1, x2]: Scalar[]) => add(wrong(x1), square(x2)), [0.5, 1]);
  is(bad.passed, false);
  ok(bad.measure > 1e-6);
});

chapter.run();
