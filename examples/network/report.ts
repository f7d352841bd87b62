/** The printed tables. */
import { table } from '../output/print.js';
import type { Cost } from './cost.js';
import type { Split } from './data.js';
import type { LayerGradient } from './layers.js';
import { type Network, predict } from './network.js';
import type { Training } from './training.js';

/** What the network has learnt. */
export function trainingReport({ network, history, trainingAccuracy, testAccuracy }: Training, split: Split): string {
  const last = history[history.length - 1];
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = [
    ['training', String(split.training.length), last.trainingLoss.toFixed(4), percent(trainingAccuracy)],
    ['test', String(split.test.length), last.testLoss.toFixed(4), percent(testAccuracy)],
  ];
  return [
    `After ${last.step} steps`,
    table(['flowers', 'number', 'loss', 'accuracy'], rows, 'lrrr'),
    'Test flowers by species (rows) and by answer (columns)',
    confusionTable(network, split),
  ].join('\n');
}

function confusionTable(network: Network, { test, species }: Split): string {
  const counts = species.map(() => species.map(() => 0));
  for (const { x, y } of test) {
    const answer = predict(network, x) as readonly number[];
    counts[y.indexOf(1)][answer.indexOf(Math.max(...answer))]++;
  }
  const rows = counts.map((row, i) => [species[i], ...row.map(String)]);
  return table(['', ...species], rows, `l${'r'.repeat(species.length)}`);
}

/** The layers' products beside the sweep. */
export function layerReport(layers: readonly LayerGradient[]): string {
  const rows = layers.map(({ layer, equation, reverse, forward, difference }) => [
    `∂L/∂θ${layer}`,
    equation,
    reverse.parentheses,
    String(reverse.multiplications),
    String(forward.multiplications),
    difference.toExponential(0),
  ]);
  return [
    'Layer by layer: J1 is the Jacobian by the parameters, the last factor that of the loss',
    table(['', 'equation', 'reverse order', 'multiplications', 'in forward order', 'off the sweep'], rows, 'lllrrr'),
  ].join('\n');
}

/** Both modes as the network grows. */
export function costReport(costs: readonly Cost[]): string {
  const micro = (time: number | undefined): string => (time === undefined ? '-' : (1000 * time).toFixed(1));
  const rows = costs.map(({ parameters, width, comparison: { function: f, forward, reverse, agreement } }) => [
    String(width),
    String(parameters),
    (forward.operations.work / f.operations.work).toFixed(1),
    (reverse.operations.work / f.operations.work).toFixed(2),
    micro(forward.time),
    micro(reverse.time),
    agreement.relative.toExponential(0),
  ]);
  const head = [
    'width',
    'parameters',
    'forward, work/f',
    'reverse, work/f',
    'forward, µs',
    'reverse, µs',
    'modes differ by',
  ];
  return ['The gradient for one flower by both modes', table(head, rows, 'rrrrrrr')].join('\n');
}
