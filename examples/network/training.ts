/** Gradient descent with the reverse gradient: one sweep gives the derivatives by all parameters. */
import { reverseValueAndGradient } from 'hyperdual/plain';
import type { Split } from './data.js';
import { accuracy, type Layer, loss, type Network } from './network.js';

export interface Step {
  readonly step: number;
  readonly trainingLoss: number;
  readonly testLoss: number;
}

export interface Training {
  readonly network: Network;
  readonly history: readonly Step[];
  readonly trainingAccuracy: number;
  readonly testAccuracy: number;
}

/** Adam (Kingma and Ba, 2015), with the constants of the paper except for the rate. */
const RATE = 0.02;
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;

export function train(
  start: Network,
  { training, test }: Split,
  steps: number,
  progress: (step: Step) => void = () => {},
): Training {
  let network = start;
  const zero = mapped(() => 0, start);
  let [mean, square] = [zero, zero];
  const history: Step[] = [];
  for (let step = 0; step <= steps; step++) {
    const at = reverseValueAndGradient((theta: Network) => loss(theta, training), network);
    const state = { step, trainingLoss: at.value, testLoss: loss(network, test) };
    history.push(state);
    progress(state);
    const gradient: Network = at.gradient;
    mean = mapped((m, g) => MEAN_DECAY * m + (1 - MEAN_DECAY) * g, mean, gradient);
    square = mapped((s, g) => SQUARE_DECAY * s + (1 - SQUARE_DECAY) * g ** 2, square, gradient);
    const [meanBias, squareBias] = [1 - MEAN_DECAY ** (step + 1), 1 - SQUARE_DECAY ** (step + 1)];
    const move = (p: number, m: number, s: number): number =>
      p - (RATE * (m / meanBias)) / (Math.sqrt(s / squareBias) + 1e-8);
    if (step < steps) network = mapped(move, network, mean, square);
  }
  return {
    network,
    history,
    trainingAccuracy: accuracy(network, training),
    testAccuracy: accuracy(network, test),
  };
}

/** A function of numbers applied to the parameters of networks of one shape. */
function mapped(f: (...numbers: number[]) => number, ...networks: readonly Network[]): Network {
  const [first] = networks;
  return first.map((theta, k): Layer => {
    const layers = networks.map((network) => network[k]);
    return {
      weights: theta.weights.map((row, i) => row.map((_, j) => f(...layers.map(({ weights }) => weights[i][j])))),
      biases: theta.biases.map((_, i) => f(...layers.map(({ biases }) => biases[i]))),
    };
  });
}
