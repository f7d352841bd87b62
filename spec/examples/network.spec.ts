'use derivatives';
/** The network example: its data, its gradients against differences and both modes, its learning, its pictures. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { costChart, lossChart } from '../../examples/network/chart.js';
import { costs } from '../../examples/network/cost.js';
import { irisData } from '../../examples/network/data.js';
import { layerGradients, localJacobians } from '../../examples/network/layers.js';
import {
  accuracy,
  countParameters,
  flowerLoss,
  layer,
  listed,
  loss,
  type Network,
  newNetwork,
  predict,
} from '../../examples/network/network.js';
import { chainDot } from '../../examples/network/pictures.js';
import { costReport, layerReport, trainingReport } from '../../examples/network/report.js';
import { train } from '../../examples/network/training.js';
import { svgOf } from '../../examples/output/graph.js';
import { accumulate } from '../../lib/analysis/index.js';
import { gradient, reverseGradient } from '../../lib/plain/index.js';

const suite = suiteOf('examples/network');

const split = irisData();
const [flower] = split.training;
const start = newNetwork([4, 8, 8, 3]);
const trained = train(start, split, 120);

suite('the data are Fisher’s: 150 irises, 35 and 15 of each species, standardised', () => {
  assert.equal(split.species, ['setosa', 'versicolor', 'virginica']);
  const bySpecies = (flowers: typeof split.test): number[] =>
    split.species.map((_, k) => flowers.filter(({ y }) => y[k] === 1).length);
  assert.equal(bySpecies(split.training), [35, 35, 35]);
  assert.equal(bySpecies(split.test), [15, 15, 15]);
  for (let j = 0; j < 4; j++) {
    const column = split.training.map(({ x }) => x[j]);
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (column.length - 1);
    assert.ok(Math.abs(mean) < 1e-12 && Math.abs(variance - 1) < 1e-12, `length ${j}: ${mean}, ${variance}`);
  }
});

suite('every run is the same', () => {
  assert.equal(irisData(), split);
  assert.equal(newNetwork([4, 8, 8, 3]), start);
  assert.equal(
    train(start, split, 3).history,
    trained.history.slice(0, 4).map((step) => ({ ...step })),
  );
  assert.not.equal(newNetwork([4, 8, 8, 3], 2), start);
});

suite('the reverse gradient is that of forward mode and of differences', () => {
  const of = (theta: Network): ReturnType<typeof flowerLoss> => flowerLoss(theta, flower);
  const byReverse: Network = reverseGradient(of, start);
  const byForward: Network = gradient(of, start);
  start.forEach((theta, k) => {
    const [a, b] = [listed(byReverse[k]), listed(byForward[k])];
    const largest = Math.max(...a.map(Math.abs));
    a.forEach((d, j) => {
      assert.ok(Math.abs(d - b[j]) <= 1e-14 * largest, `layer ${k}, parameter ${j}: ${d} and ${b[j]}`);
    });
    const h = 1e-5;
    const moved = (change: number): number => {
      const biases = theta.biases.with(0, theta.biases[0] + change);
      return of(start.with(k, { ...theta, biases }));
    };
    const difference = (moved(h) - moved(-h)) / (2 * h);
    assert.ok(Math.abs(byReverse[k].biases[0] - difference) <= 1e-8 * largest, `layer ${k}: ${difference}`);
  });
});

suite('(5.114)-(5.117): the products of the layers are the reverse gradient', () => {
  const deep = newNetwork([4, 6, 5, 4, 3], 3);
  const layers = layerGradients(deep, flower);
  assert.equal(
    layers.map(({ layer, equation, reverse: { parentheses } }) => [layer, equation, parentheses]),
    [
      [3, '(5.114)', 'J2·J1'],
      [2, '(5.115)', '(J3·J2)·J1'],
      [1, '(5.116)', '((J4·J3)·J2)·J1'],
      [0, '(5.117)', '(((J5·J4)·J3)·J2)·J1'],
    ],
  );
  for (const { layer, difference } of layers) assert.ok(difference < 1e-14, `layer ${layer}: ${difference}`);
  // One output: from its side every product is a row times a matrix.
  for (const { reverse, forward } of layers) assert.ok(reverse.multiplications <= forward.multiplications);
});

suite('the local Jacobians multiply to the Jacobian of the network', () => {
  const { byInput, ofLoss } = localJacobians(start, flower);
  const { product } = accumulate([...byInput, ofLoss], 'cheapest');
  const exact = gradient((x) => flowerLoss(start, { x: x as never, y: flower.y }), flower.x);
  exact.forEach((d: number, j: number) => {
    assert.ok(Math.abs(product[0][j] - d) < 1e-14, `input ${j}`);
  });
});

suite('the loss is that of the formula, and layers have their activations', () => {
  const [theta] = start;
  const f = layer(theta, flower.x, false);
  const expected = theta.weights.map((row, i) =>
    Math.tanh(row.reduce((sum, w, j) => sum + w * flower.x[j], 0) + theta.biases[i]),
  );
  f.forEach((fi, i) => {
    assert.ok(Math.abs(fi - expected[i]) < 1e-15, `neuron ${i}`);
  });
  const mean = split.test.reduce((sum, one) => sum + flowerLoss(start, one), 0) / split.test.length;
  assert.ok(Math.abs(loss(start, split.test) - mean) < 1e-14);
  assert.ok(predict(start, flower.x).every((p) => p > 0 && p < 1));
  assert.is(countParameters(start), 4 * 8 + 8 + 8 * 8 + 8 + 8 * 3 + 3);
});

suite('the network learns', () => {
  const { history, trainingAccuracy, testAccuracy, network } = trained;
  assert.is(history.length, 121);
  assert.ok(history[120].trainingLoss < 0.05 * history[0].trainingLoss, `${history[120].trainingLoss}`);
  assert.ok(trainingAccuracy > 0.95 && testAccuracy > 0.9, `${trainingAccuracy}, ${testAccuracy}`);
  assert.is(accuracy(network, split.test), testAccuracy);
});

suite('progress is reported at every step', () => {
  const steps: number[] = [];
  train(start, split, 2, ({ step }) => steps.push(step));
  assert.equal(steps, [0, 1, 2]);
});

suite('reverse mode’s work does not grow with the parameters, forward mode’s does', () => {
  const seen: number[] = [];
  const grown = costs(flower, [1, 4, 16], 0, ({ parameters }) => seen.push(parameters));
  assert.equal(seen, [13, 55, 403]);
  for (const { comparison, parameters } of grown) {
    const { function: f, forward, reverse, agreement, mode } = comparison;
    assert.is(mode, 'reverse');
    assert.ok(reverse.operations.work < 4 * f.operations.work, `${parameters} parameters`);
    assert.ok(forward.operations.work > 0.15 * parameters * f.operations.work, `${parameters} parameters`);
    assert.ok(agreement.relative < 1e-14, `${agreement.relative}`);
  }
  assert.match(costReport(grown), /16 │ +403 │/);
});

suite('the reports print tables', () => {
  assert.match(trainingReport(trained, split), /After 120 steps/);
  assert.match(trainingReport(trained, split), /versicolor │/);
  assert.match(layerReport(layerGradients(start, flower)), /∂L\/∂θ0 │ \(5\.116\)/);
});

suite('the pictures hold what they should and no NaN', async () => {
  const { byInput } = localJacobians(start, flower);
  const chain = chainDot({ names: ['x', 'a', 'b'], jacobians: byInput.slice(0, 2) });
  const grown = costs(flower, [1, 2], 1);
  const pictures = [
    [
      await svgOf(chain, 'a chain'),
      'reverse mode, (5.119): 256 multiplications',
      'db/da',
      '8·8·4 = 256',
      '<title>a chain</title>',
    ],
    [await lossChart(trained), 'training:', 'test:', 'step of Adam'],
    [await costChart(grown), 'forward mode', 'theory: at most 4'],
  ];
  for (const [svg, ...texts] of pictures) {
    assert.match(svg, /<svg /);
    for (const text of texts) assert.ok(svg.includes(text), text);
    assert.not.match(svg, /NaN|undefined|Infinity/);
  }
});

suite.run();
