/** Draws figures 5.4, 5.5, 5.11 and 5.12 of the book, and prints the numbers behind them. Run with `npm run figures`. */
import { print, progress, table, writePictures } from '../output/print.js';
import { areaFigure, polarCells, unitSquare } from './areas.js';
import { bookGraph, graphFigure } from './computation-graph.js';
import { distances, linearizationFigure } from './linearization.js';
import { polynomials, sinPlusCos, taylorFigure } from './taylor.js';

const X = 0.7;

progress('Figure 5.4: Taylor polynomials ...');
const taylorRows = polynomials().map((t) => [
  String(t.degree),
  t.coefficients.map((c) => String(Number(c.toPrecision(3)))).join(' '),
  Math.abs(sinPlusCos(1) - t(1)).toExponential(1),
  Math.abs(sinPlusCos(4) - t(4)).toExponential(1),
]);
print(
  `Taylor polynomials of sin x + cos x about 0\n${table(
    ['degree', 'coefficients from x⁰ on', 'off at 1', 'off at 4'],
    taylorRows,
    'rlrr',
  )}`,
);

progress('Figure 5.5: areas ...');
const areaRows = [unitSquare, ...polarCells].map((cell, k) => [
  k === 0 ? '(-2x₁ + x₂, x₁ + x₂)' : '(r cos φ, r sin φ)',
  `(${cell.rectangle[0].join(', ')})`,
  cell.determinant.toFixed(4),
  cell.area.toFixed(4),
  cell.parallelogramArea.toFixed(4),
  cell.imageArea.toFixed(4),
]);
print(`Areas\n${table(['map', 'corner', 'det J', 'before', 'parallelogram', 'image'], areaRows, 'llrrrr')}`);

progress('Figure 5.11: the computation graph ...');
print(`f(x) = sqrt(x² + exp(x²)) + cos(x² + exp(x²)) at x = ${X}\n${bookGraph(X)}`);

progress('Figure 5.12: linearization ...');
const stepRows = distances([1, 0.1, 0.01, 0.001]).map(({ h, distance, quadratic }) => [
  String(h),
  distance.toExponential(4),
  quadratic.toExponential(4),
]);
print(
  `sin x + cos x at x₀ + h, x₀ = -2\n${table(['h', 'distance from the tangent', "½|f''(x₀)|h²"], stepRows, 'rrr')}`,
);

progress('Drawing ...');
await writePictures('figures', {
  'figure-5.4.svg': taylorFigure(),
  'figure-5.5.svg': areaFigure(),
  'figure-5.11.svg': graphFigure(X),
  'figure-5.12.svg': linearizationFigure(),
});
