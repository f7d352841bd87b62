/** What the gradient costs in both modes as the network grows. */
import type { ModeComparison } from 'hyperdual/analysis';
import { compareModes } from 'hyperdual/plain';
import type { Flower } from './data.js';
import { countParameters, flowerLoss, type Network, newNetwork } from './network.js';

export interface Cost {
  readonly parameters: number;
  /** Neurons in each hidden layer. */
  readonly width: number;
  readonly comparison: ModeComparison;
}

/** The gradient of the loss of one flower, for networks with two hidden layers of growing width. */
export function costs(
  flower: Flower,
  widths: readonly number[],
  budget: number,
  progress: (cost: Cost) => void = () => {},
): Cost[] {
  const of = (theta: Network): number => flowerLoss(theta, flower);
  const networkOf = (width: number): Network => newNetwork([flower.x.length, width, width, flower.y.length]);
  // Once for nothing, so that the first network is not the one that pays for compiling.
  if (budget > 0) compareModes(of, networkOf(3), { budget });
  return widths.map((width) => {
    const network = networkOf(width);
    const cost = { parameters: countParameters(network), width, comparison: compareModes(of, network, { budget }) };
    progress(cost);
    return cost;
  });
}
