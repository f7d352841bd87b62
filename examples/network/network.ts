'use derivatives';
/**
 * A deep network as in section 5.6 of Mathematics for Machine Learning, in ordinary code:
 *
 *     f_0 = x                                 (5.111)
 *     f_i = σ(A_(i-1) f_(i-1) + b_(i-1))      (5.112)
 *     L(θ) = ||y - f_K(θ, x)||²               (5.113)
 *
 * It knows nothing of derivatives: called with plain numbers it computes, called by a driver it is differentiated.
 */
import { sigmoid } from 'hyperdual';
import type { Flower } from './data.js';
import { random } from './random.js';

/** The parameters θ_i = {A_i, b_i} of a layer. */
export type Layer = { readonly weights: readonly (readonly number[])[]; readonly biases: readonly number[] };
export type Network = readonly Layer[];

/** One layer: σ(A f + b). The hidden ones use tanh, the last one the sigmoid, whose values are in (0, 1) as those of y. */
export function layer({ weights, biases }: Layer, input: readonly number[], isLast: boolean): number[] {
  const activation = isLast ? sigmoid : Math.tanh;
  return weights.map((row, i) => activation(row.reduce((total, w, j) => total + w * input[j], 0) + biases[i]));
}

/** f_K(θ, x). */
export function predict(network: Network, x: readonly number[]): readonly number[] {
  return network.reduce((f, theta, i) => layer(theta, f, i === network.length - 1), x);
}

/** ||y - f_K||². */
export function distance(y: readonly number[], prediction: readonly number[]): number {
  return prediction.map((p, i) => y[i] - p).reduce((total, r) => total + r * r, 0);
}

/** L(θ) for one flower. */
export function flowerLoss(network: Network, { x, y }: Flower): number {
  return distance(y, predict(network, x));
}

/** The mean of L(θ) over flowers. */
export function loss(network: Network, flowers: readonly Flower[]): number {
  return flowers.reduce((total, flower) => total + flowerLoss(network, flower), 0) / flowers.length;
}

/** Share of flowers whose largest output is that of their species. */
export function accuracy(network: Network, flowers: readonly Flower[]): number {
  const right = flowers.filter(({ x, y }) => {
    const prediction = predict(network, x);
    return prediction.indexOf(Math.max(...prediction)) === y.indexOf(1);
  });
  return right.length / flowers.length;
}

/** Random weights of variance 1/(inputs of the layer), so that tanh starts in its middle; biases 0. */
export function newNetwork(sizes: readonly number[], seed = 1): Network {
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
export function listed({ weights, biases }: Layer): number[] {
  return [...weights.flat(), ...biases];
}

export function countParameters(network: Network): number {
  return network.reduce((count, theta) => count + listed(theta).length, 0);
}
