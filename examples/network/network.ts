/**
 * A deep network as in section 5.6 of Mathematics for Machine Learning, written with operator functions:
 *
 *     f_0 = x                                 (5.111)
 *     f_i = σ(A_(i-1) f_(i-1) + b_(i-1))      (5.112)
 *     L(θ) = ||y - f_K(θ, x)||²               (5.113)
 *
 * It knows nothing of derivatives: called with plain numbers it computes, called by a driver it is differentiated.
 */
import { add, div, dot, type Scalar, sigmoid, sub, sum, sumOfSquares, tanh } from 'hyperdual';
import type { Flower } from './data.js';
import { random } from './random.js';

/** The parameters θ_i = {A_i, b_i} of a layer. */
export type Layer<T = Scalar> = { readonly weights: readonly (readonly T[])[]; readonly biases: readonly T[] };
export type Network<T = Scalar> = readonly Layer<T>[];

/** One layer: σ(A f + b). The hidden ones use tanh, the last one the sigmoid, whose values are in (0, 1) as those of y. */
export function layer({ weights, biases }: Layer, input: readonly Scalar[], isLast: boolean): Scalar[] {
  const activation = isLast ? sigmoid : tanh;
  return weights.map((row, i) => activation(add(dot(row, input), biases[i])));
}

/** f_K(θ, x). */
export function predict(network: Network, x: readonly Scalar[]): readonly Scalar[] {
  return network.reduce((f: readonly Scalar[], theta, i) => layer(theta, f, i === network.length - 1), x);
}

/** ||y - f_K||². */
export function distance(y: readonly number[], prediction: readonly Scalar[]): Scalar {
  return sumOfSquares(prediction.map((p, i) => sub(y[i], p)));
}

/** L(θ) for one flower. */
export function flowerLoss(network: Network, { x, y }: Flower): Scalar {
  return distance(y, predict(network, x));
}

/** The mean of L(θ) over flowers. */
export function loss(network: Network, flowers: readonly Flower[]): Scalar {
  return div(sum(flowers.map((flower) => flowerLoss(network, flower))), flowers.length);
}

/** Share of flowers whose largest output is that of their species. */
export function accuracy(network: Network<number>, flowers: readonly Flower[]): number {
  const right = flowers.filter(({ x, y }) => {
    const prediction = predict(network, x) as readonly number[];
    return prediction.indexOf(Math.max(...prediction)) === y.indexOf(1);
  });
  return right.length / flowers.length;
}

/** Random weights of variance 1/(inputs of the layer), so that tanh starts in its middle; biases 0. */
export function newNetwork(sizes: readonly number[], seed = 1): Network<number> {
  const next = random(seed);
  // Sum of uniform numbers: near enough to a normal distribution here.
  const normal = (): number => Array.from({ length: 12 }, next).reduce((total, u) => total + u, -6);
  return sizes.slice(1).map((outputs, i) => ({
    weights: Array.from({ length: outputs }, () =>
      Array.from({ length: sizes[i] }, () => normal() / Math.sqrt(sizes[i])),
    ),
    biases: new Array<number>(outputs).fill(0),
  }));
}

/** All parameters of a layer in one list: the rows of A, then b. */
export function listed<T>({ weights, biases }: Layer<T>): T[] {
  return [...weights.flat(), ...biases];
}

export function countParameters(network: Network<number>): number {
  return network.reduce((count, theta) => count + listed(theta).length, 0);
}
