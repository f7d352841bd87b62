/**
 * Backpropagation layer by layer, with every local Jacobian written out:
 *
 *     ∂L/∂θ_i = ∂L/∂f_K · ∂f_K/∂f_(K-1) ··· ∂f_(i+2)/∂f_(i+1) · ∂f_(i+1)/∂θ_i     (5.114)-(5.117)
 *
 * The same numbers as one reverse sweep, at the price of the products of matrices that the sweep never forms.
 */
import { type Accumulation, accumulate } from 'hyperdual/analysis';
import { gradient, jacobian, reverseGradient } from 'hyperdual/plain';
import type { Flower } from './data.js';
import { distance, flowerLoss, type Layer, layer, listed, type Network } from './network.js';

type Matrix = readonly (readonly number[])[];

/** The derivatives by the parameters of one layer. */
export interface LayerGradient {
  /** i of θ_i. */
  readonly layer: number;
  /** The equation of the book that has this many factors. */
  readonly equation: string;
  readonly reverse: Accumulation;
  readonly forward: Accumulation;
  /** The largest difference from the reverse gradient, relative to the largest derivative of the layer. */
  readonly difference: number;
}

/** The local Jacobians of a network at a flower. */
export interface LocalJacobians {
  /** ∂f_(i+1)/∂f_i. */
  readonly byInput: readonly Matrix[];
  /** ∂f_(i+1)/∂θ_i: the parameters of A row by row, then b. */
  readonly byParameters: readonly Matrix[];
  /** ∂L/∂f_K, one row. */
  readonly ofLoss: Matrix;
}

export function localJacobians(network: Network, { x, y }: Flower): LocalJacobians {
  const byInput: Matrix[] = [];
  const byParameters: Matrix[] = [];
  let f: readonly number[] = x;
  network.forEach((theta, i) => {
    const isLast = i === network.length - 1;
    const input = f;
    byInput.push(jacobian((t: readonly number[]) => layer(theta, t, isLast), input));
    byParameters.push(jacobian((t: Layer) => layer(t, input, isLast), theta).map(listed));
    f = layer(theta, input, isLast);
  });
  return { byInput, byParameters, ofLoss: [gradient((t: readonly number[]) => distance(y, t), f)] };
}

/** All layers from the last to the first, each compared with the gradient of one reverse sweep. */
export function layerGradients(network: Network, flower: Flower): LayerGradient[] {
  const { byInput, byParameters, ofLoss } = localJacobians(network, flower);
  const sweep: Network = reverseGradient((theta: Network) => flowerLoss(theta, flower), network);
  const last = network.length - 1;
  return byParameters
    .map((own, i): LayerGradient => {
      const chain = [own, ...byInput.slice(i + 1), ofLoss];
      const [reverse, forward] = (['reverse', 'forward'] as const).map((order) => accumulate(chain, order));
      const exact = listed(sweep[i]);
      const largest = Math.max(...exact.map(Math.abs));
      const apart = Math.max(...reverse.product[0].map((d, j) => Math.abs(d - exact[j])));
      const equation = `(5.${Math.min(114 + last - i, 117)})`;
      return { layer: i, equation, reverse, forward, difference: apart / largest };
    })
    .reverse();
}
