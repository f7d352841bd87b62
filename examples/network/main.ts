/** Trains a small deep network by reverse mode, and compares the modes on it. Run with `npm run network`. */
import { accumulate } from 'hyperdual/analysis';
import { svgOf } from '../output/graph.js';
import { print, progress, writePictures } from '../output/print.js';
import { costChart, lossChart } from './chart.js';
import { costs } from './cost.js';
import { irisData } from './data.js';
import { layerGradients, localJacobians } from './layers.js';
import { countParameters, newNetwork } from './network.js';
import { type Chain, chainDot } from './pictures.js';
import { costReport, layerReport, trainingReport } from './report.js';
import { train } from './training.js';

const STEPS = 400;
const split = irisData();
const [flower] = split.training;

const start = newNetwork([4, 8, 8, 3]);
progress(`Training ${countParameters(start)} parameters on ${split.training.length} irises ...`);
const training = train(start, split, STEPS, ({ step, trainingLoss, testLoss }) => {
  if (step % 50 === 0) {
    progress(`  step ${String(step).padStart(3)}: loss ${trainingLoss.toFixed(4)}, test ${testLoss.toFixed(4)}`);
  }
});
print(trainingReport(training, split));

progress('Multiplying the local Jacobians of the layers ...');
print(layerReport(layerGradients(training.network, flower)));

progress('Comparing the modes as the network grows ...');
const grown = costs(flower, [1, 2, 4, 8, 16, 32], 600, ({ width, parameters, comparison: { mode } }) => {
  progress(`  ${width} neurons a layer, ${parameters} parameters: ${mode} mode`);
});
print(costReport(grown));

progress('Drawing ...');
// Figure 5.10 for the network: x to the first layer a, to the second layer b, to the loss y.
const { byInput, ofLoss } = localJacobians(training.network, flower);
const lastJacobian = accumulate([byInput[2], ofLoss], 'reverse').product;
const chain: Chain = { names: ['x', 'a', 'b', 'y'], jacobians: [byInput[0], byInput[1], lastJacobian] };
await writePictures('network', {
  'loss.svg': lossChart(training),
  'cost.svg': costChart(grown),
  'chain.svg': svgOf(chainDot(chain), 'A chain and its product of Jacobians in both orders'),
});
