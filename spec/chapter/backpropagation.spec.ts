/** Section 5.6, first part: long chain rules, and the gradients of a deep network. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import { accumulate } from '../../lib/analysis/index.js';
import {
  add,
  cos,
  exp,
  gradient,
  jacobian,
  type Scalar,
  sigmoid,
  sin,
  sqrt,
  square,
  sub,
  sumOfSquares,
  tanh,
} from '../../lib/index.js';
import { matvec } from '../../lib/linalg/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import { randomMatrix, randomVector } from '../linalg/matrices.js';
import { near } from '../support/assert.js';
import { close, shapeOf } from './compare.js';
import { MODES } from './modes.js';

const chapter = suite('section 5.6.1');

chapter('(5.108), (5.109): f = sqrt(x² + exp x²) + cos(x² + exp x²) and its derivative in closed form', () => {
  const direct = (x: Scalar): Scalar => {
    const inner = (): Scalar => add(square(x), exp(square(x)));
    return add(sqrt(inner()), cos(inner()));
  };
  const saving = (x: Scalar): Scalar => {
    const a = square(x);
    const c = add(a, exp(a));
    return add(sqrt(c), cos(c));
  };
  for (const x of [-1.2, -0.5, 0, 0.3, 0.7, 1.1]) {
    const c = x ** 2 + Math.exp(x ** 2);
    const expected = 2 * x * (1 / (2 * Math.sqrt(c)) - Math.sin(c)) * (1 + Math.exp(x ** 2));
    is(direct(x), Math.sqrt(c) + Math.cos(c));
    for (const { name, gradient } of MODES) {
      near(gradient(direct, x), expected + 0, 4, `${name}, x = ${x}:`);
      near(gradient(saving, x), expected + 0, 4, `${name}, with intermediate variables, x = ${x}:`);
    }
  }
});

/** θ_i = {A_i, b_i} of (5.112). */
type Layer<T> = { readonly A: readonly (readonly T[])[]; readonly b: readonly T[] };

/** Another σ for every layer, with its slope from its value: the sigmoid's is y(1 - y), that of tanh 1 - y². */
const ACTIVATIONS = [tanh, sigmoid, sin, tanh];
const plain: readonly ((z: number) => number)[] = [Math.tanh, (z) => 1 / (1 + Math.exp(-z)), Math.sin, Math.tanh];
const slope: readonly ((z: number) => number)[] = [
  (z) => 1 - Math.tanh(z) ** 2,
  (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2,
  Math.cos,
  (z) => 1 - Math.tanh(z) ** 2,
];

const SIZES = [3, 5, 4, 4, 2];
const K = SIZES.length - 1;
const parameters: Layer<number>[] = ACTIVATIONS.map((_, i) => ({
  A: randomMatrix(SIZES[i + 1], SIZES[i]),
  b: randomVector(SIZES[i + 1]),
}));
const [x, y] = [randomVector(SIZES[0]), randomVector(SIZES[K])];

/** f_(i+1) = σ(A_i·f_i + b_i). */
function layer(i: number, { A, b }: Layer<Scalar>, f: readonly Scalar[]): Scalar[] {
  return matvec(A, f).map((z, k) => ACTIVATIONS[i](add(z, b[k])));
}

const network = (theta: readonly Layer<Scalar>[], input: readonly Scalar[]): readonly Scalar[] =>
  theta.reduce((f: readonly Scalar[], own, i) => layer(i, own, f), input);

const distance = (f: readonly Scalar[]): Scalar => sumOfSquares(f.map((prediction, k) => sub(y[k], prediction)));

/** By hand, with plain numbers: z_i = A_(i-1)·f_(i-1) + b_(i-1) and f_i = σ(z_i), f_0 = x. */
const zs: number[][] = [];
const fs: number[][] = [x];
parameters.forEach(({ A, b }, i) => {
  zs.push(A.map((row, k) => row.reduce((s, a, j) => s + a * fs[i][j], 0) + b[k]));
  fs.push(zs[i].map(plain[i]));
});

chapter('(5.110)-(5.113), figure 5.8: the forward pass composes the layers, and the loss is ||y - f_K||²', () => {
  close(network(parameters, x), fs[K], 'f_K');
  // f_K∘ ... ∘f_1, layer by layer.
  const composed = [0, 1, 2, 3].reduce((f: number[], i) => layer(i, parameters[i], f) as number[], x);
  equal(composed, network(parameters, x));
  close(
    distance(network(parameters, x)),
    fs[K].reduce((s, f, k) => s + (y[k] - f) ** 2, 0),
    'the loss',
  );
  close(
    gradient(distance, fs[K]),
    fs[K].map((f, k) => -2 * (y[k] - f)),
    '∂L/∂f_K',
  );
});

/**
 * The gradients by A_i and b_i by hand, from the last layer to the first, with δ_i = ∂L/∂z_(i+1):
 *
 *     δ_(K-1) = -2(y - f_K)∘σ'(z_K),   δ_(i-1) = (A_iᵀδ_i)∘σ'(z_i),   ∂L/∂A_i = δ_i·f_iᵀ,   ∂L/∂b_i = δ_i
 */
function backward(): Layer<number>[] {
  let delta = zs[K - 1].map((z, k) => -2 * (y[k] - fs[K][k]) * slope[K - 1](z));
  const gradients: Layer<number>[] = [];
  for (let i = K - 1; i >= 0; i--) {
    const own = delta;
    gradients.unshift({ A: own.map((d) => fs[i].map((f) => d * f)), b: own });
    if (i === 0) break;
    delta = zs[i - 1].map((z, j) => parameters[i].A.reduce((s, row, k) => s + own[k] * row[j], 0) * slope[i - 1](z));
  }
  return gradients;
}

const byHand = backward();

chapter(
  '(5.114)-(5.117), figure 5.9: one reverse sweep gives the gradients of all A_i, b_i; so does forward mode',
  () => {
    let calls = 0;
    const loss = (theta: readonly Layer<Scalar>[]): Scalar => {
      calls++;
      return distance(network(theta, x));
    };
    const swept = reverseGradient(loss, parameters);
    is(calls, 1, 'one call of the network');
    const pushed = gradient(loss, parameters);
    byHand.forEach(({ A, b }, i) => {
      for (const [name, found] of [
        ['reverse', swept[i]],
        ['forward', pushed[i]],
      ] as const) {
        close(found.A, A, `${name}, ∂L/∂A_${i}`);
        close(found.b, b, `${name}, ∂L/∂b_${i}`);
      }
    });
  },
);

chapter('(5.114)-(5.117), figure 5.9: layer by layer, ∂L/∂f_K · ∂f_K/∂f_(K-1) ··· ∂f_(i+1)/∂θ_i', () => {
  const ofLoss = [gradient(distance, fs[K])];
  const byInput = parameters.map((theta, i) => jacobian((f: Scalar[]) => layer(i, theta, f), fs[i]));
  for (let i = K - 1; i >= 0; i--) {
    // The parameters of one layer as a list: the rows of A, then b.
    const byParameters = jacobian((theta: Layer<Scalar>) => layer(i, theta, fs[i]), parameters[i]).map(({ A, b }) => [
      ...A.flat(),
      ...b,
    ]);
    equal(shapeOf(byParameters), [SIZES[i + 1], SIZES[i + 1] * (SIZES[i] + 1)]);
    const chain = [byParameters, ...byInput.slice(i + 1), ofLoss];
    is(chain.length, K + 1 - i, 'one factor more for every layer further back');
    for (const order of ['reverse', 'forward'] as const) {
      const { product } = accumulate(chain, order);
      close(product, [[...byHand[i].A.flat(), ...byHand[i].b]], `θ_${i}, from the ${order} end`);
    }
  }
});

chapter.run();
