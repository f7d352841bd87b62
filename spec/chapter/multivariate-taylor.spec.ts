/** Section 5.8: multivariate Taylor series. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  exp,
  gradient,
  hessian,
  jacobian,
  mul,
  multivariateTaylor,
  nthDerivative,
  pow,
  type Scalar,
  sin,
  square,
  vhvp,
} from '../../lib/index.js';
import { einsum, matmul, outer, trace } from '../../lib/linalg/index.js';
import { randomVector } from '../linalg/matrices.js';
import { close, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.8');

chapter('(5.148)-(5.151): the series of exp(x + 2y) about (1, -½), and its polynomials', () => {
  const f = ([x, y]: Vector): Scalar => exp(add(x, mul(2, y)));
  // At the center f = 1; with s = δ₁ + 2δ₂ the terms are sᵏ/k!, and Dᵏf has 2 for every index that is y.
  const x0 = [1, -0.5];
  const t = multivariateTaylor(f, x0, 3);
  equal(t.derivative(2), [
    [1, 2],
    [2, 4],
  ]);
  equal(t.derivative(3), [
    [
      [1, 2],
      [2, 4],
    ],
    [
      [2, 4],
      [4, 8],
    ],
  ]);
  for (const [d1, d2] of [
    [0.5, 0.25],
    [-1, 1],
    [2, -0.125],
  ]) {
    const s = d1 + 2 * d2;
    let [term, partialSum] = [1, 1];
    for (let n = 0; n <= 30; n++) {
      if (n > 0) {
        term *= s / n;
        partialSum += term;
      }
      const polynomial = multivariateTaylor(f, x0, n);
      close(polynomial.displaced([d1, d2]), partialSum, `degree ${n} at δ`);
      close(polynomial.evaluate([1 + d1, -0.5 + d2]), partialSum, `degree ${n} at x₀ + δ`);
    }
    close(multivariateTaylor(f, x0, 30).displaced([d1, d2]), Math.exp(s), 'the whole series');
  }
});

/** ℝ⁴ → ℝ, all of whose third derivatives matter. */
const field = ([a, b, c, d]: Vector): Scalar =>
  add(mul(exp(mul(a, b)), sin(c)), mul(mul(square(a), d), add(b, mul(c, d))));
const x0 = [0.5, -0.75, 1.25, 0.25];

chapter('(5.152)-(5.154), figure 5.13: outer products δ², δ³ and the contraction of Dᵏf with δᵏ', () => {
  const delta = [1, -2, 0.5, 3];
  const [second, third] = [outer(delta, delta), einsum('i,j,k->ijk', delta, delta, delta)];
  equal(shapeOf(second), [4, 4]);
  equal(shapeOf(third), [4, 4, 4]);
  delta.forEach((a, i) => {
    delta.forEach((b, j) => {
      is(second[i][j], a * b);
      delta.forEach((c, k) => {
        is(third[i][j][k], a * b * c);
      });
    });
  });
  const t = multivariateTaylor(field, x0, 3);
  const [D2, D3] = [t.derivative(2), t.derivative(3)];
  equal(shapeOf(D3), [4, 4, 4]);
  let [sum2, sum3] = [0, 0];
  delta.forEach((_, i) => {
    delta.forEach((__, j) => {
      sum2 += D2[i][j] * second[i][j];
      delta.forEach((___, k) => {
        sum3 += D3[i][j][k] * third[i][j][k];
        // Symmetric in all indices.
        is(D3[i][j][k], D3[k][i][j]);
        is(D3[i][j][k], D3[j][i][k]);
      });
    });
  });
  close(t.contraction(2, delta), sum2, 'D²f δ²');
  close(t.contraction(3, delta), sum3, 'D³f δ³');
  close(einsum('ijk,ijk->', D3, third), sum3, 'D³f δ³ by einsum');
});

chapter('(5.155)-(5.159): Dᵏf δᵏ for k = 0 ... 3: f, ∇f δ, δᵀHδ = tr(Hδδᵀ), and the third-order sum', () => {
  const t = multivariateTaylor(field, x0, 3);
  for (let i = 0; i < 5; i++) {
    const delta = randomVector(4);
    is(t.contraction(0, delta), field(x0));
    for (const { name, gradient, hessian } of MODES) {
      const slope = gradient(field, x0).reduce((s, d, j) => s + d * delta[j], 0);
      close(t.contraction(1, delta), slope, `${name}, ∇f δ`);
      close(t.contraction(2, delta), trace(matmul(hessian(field, x0), outer(delta, delta))), `${name}, tr(Hδδᵀ)`);
    }
    close(t.contraction(2, delta), vhvp(field, x0, delta), 'δᵀHδ');
    // Along the line x₀ + s·δ these are the derivatives of a function of one number; by differences of the Hessians too.
    const along = (s: Scalar): Scalar => field(x0.map((x, j) => add(x, mul(s, delta[j]))));
    [0, 1, 2, 3, 4].forEach((k) => {
      close(t.contraction(k, delta), nthDerivative(along, 0, k), `k = ${k}, along δ`);
    });
    const h = 2 ** -12;
    const curvature = (s: number): number =>
      vhvp(
        field,
        x0.map((x, j) => x + s * delta[j]),
        delta,
      );
    close(t.contraction(3, delta), (curvature(h) - curvature(-h)) / (2 * h), 'D³f δ³ by differences', 1e-6);
    // The terms add up to the polynomial.
    const terms = [0, 1, 2, 3].map((k) => t.contraction(k, delta) / [1, 1, 2, 6][k]);
    close(
      t.displaced(delta),
      terms.reduce((s, term) => s + term, 0),
      'T₃',
    );
  }
});

/** x² + 2xy + y³ at (1, 2). */
const example = ([x, y]: Vector): Scalar => add(add(square(x), mul(2, mul(x, y))), pow(y, 3));
const center = [1, 2];
const expansion = multivariateTaylor(example, center, 3);
const STEPS = [-7, -2, 0, 1, 3, 10].flatMap((dx) => [-5, -1, 0, 2, 4].map((dy) => [dx, dy]));

chapter(
  '(5.160)-(5.165), example 5.15: x² + 2xy + y³ at (1, 2): value 13, gradient [6, 14], 6(x - 1) + 14(y - 2)',
  () => {
    is(example(center), 13);
    is(expansion.derivative(0), 13);
    for (const { name, gradient } of MODES) equal(gradient(example, center), [6, 14], name);
    equal(expansion.derivative(1), [6, 14]);
    for (const [dx, dy] of STEPS) is(expansion.contraction(1, [dx, dy]), 6 * dx + 14 * dy);
  },
);

chapter('(5.166)-(5.172), example 5.15: the Hessian [[2, 2], [2, 6y]], and (x-1)² + 2(x-1)(y-2) + 6(y-2)²', () => {
  for (const { name, hessian } of MODES) {
    for (const y of [-3, 0, 2, 5]) {
      equal(
        hessian(example, [4, y]),
        [
          [2, 2],
          [2, 6 * y],
        ],
        name,
      );
    }
  }
  equal(expansion.derivative(2), [
    [2, 2],
    [2, 12],
  ]);
  for (const [dx, dy] of STEPS) is(expansion.contraction(2, [dx, dy]) / 2, dx ** 2 + 2 * dx * dy + 6 * dy ** 2);
});

chapter('(5.173)-(5.178), example 5.15: the only third derivative is ∂³f/∂y³ = 6, and the term (y - 2)³', () => {
  const expected = [
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 6],
    ],
  ];
  equal(expansion.derivative(3), expected);
  // The slices are ∂H/∂x and ∂H/∂y.
  equal(
    jacobian((x: Scalar[]) => hessian(example, x), center),
    expected,
  );
  for (const [dx, dy] of STEPS) is(expansion.contraction(3, [dx, dy]) / 6, dy ** 3);
});

chapter('(5.179), example 5.15: the expansion of degree 3 is the function, everywhere', () => {
  for (const [dx, dy] of STEPS) {
    const [x, y] = [1 + dx, 2 + dy];
    const plain = x ** 2 + 2 * x * y + y ** 3;
    is(expansion.displaced([dx, dy]), plain);
    is(expansion.evaluate([x, y]), plain);
    is(13 + 6 * dx + 14 * dy + dx ** 2 + 2 * dx * dy + 6 * dy ** 2 + dy ** 3, plain);
  }
  // So its own gradient is that of the function.
  equal(
    gradient((x: Scalar[]) => expansion.evaluate(x), [5, -3]),
    gradient(example, [5, -3]),
  );
  ok(multivariateTaylor(example, center, 2).evaluate([2, 4]) !== example([2, 4]), 'degree 2 is not enough');
});

chapter.run();
