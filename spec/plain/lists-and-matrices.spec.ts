/** Functions of lists and matrices in ordinary code: native arithmetic around them, all drivers, compiled. */
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import * as operators from '../../lib/index.js';
import * as linalg from '../../lib/linalg/index.js';
import { compile, gradient, hessian, reverseGradient } from '../../lib/plain/index.js';
import { both } from './load.js';

Object.assign(globalThis, { operatorsOfSpec: operators, linalgOfSpec: linalg });

const programs: [name: string, source: string, x: number[]][] = [
  ['softmax', '(x) => operatorsOfSpec.softmax(x.map((v) => v * 2))[1] * x[0]', [0.3, -1, 2]],
  [
    'variance',
    '(x) => operatorsOfSpec.variance(x) / operatorsOfSpec.mean(x) + operatorsOfSpec.standardDeviation(x)',
    [1, 2, 4],
  ],
  ['scans', '(x) => operatorsOfSpec.cumulativeProduct(x)[2] + operatorsOfSpec.cumulativeSum(x)[1] ** 2', [1, 2, 4]],
  ['order', '(x) => operatorsOfSpec.sortByValue(x)[1] ** 2 + operatorsOfSpec.quantile(x, 0.3)', [3, 1, 4, 2]],
  ['interpolation', '([x, y]) => operatorsOfSpec.interpolateMonotone([0, 1, 2, 4], [0, y, 2, 3], x * x)', [1.2, 0.8]],
  ['eigenvalues', '([a, b, c]) => linalgOfSpec.eigvalsh([[a, b], [b, a * c]])[1] / a', [1, 2, 3]],
  [
    'eigenvectors',
    '([a, b, c]) => { const { values, vectors } = linalgOfSpec.eigh([[a, b], [b, c]]); return values[0] * vectors[0][1] ** 2; }',
    [1, 2, 4],
  ],
  [
    'singular values',
    '([a, b, c]) => { let s = 0; for (const v of linalgOfSpec.singularValues([[a, b], [c, 1]])) s += Math.sqrt(v); return s; }',
    [1, 2, 4],
  ],
  ['least squares', '([a, b, c]) => linalgOfSpec.leastSquares([[1, 0], [1, a], [1, 2]], [b, c, b * c])[1]', [1, 2, 4]],
  ['einsum', "([a, b, c]) => linalgOfSpec.einsum('...i,i->...', [[a, b], [b, c]], [a, 2])[1] * a", [1, 2, 4]],
];

const test = suite('lists and matrices in ordinary code');

for (const [name, source, x] of programs) {
  test(name, () => {
    const { plain, f } = both<(x: number[]) => number>(source);
    equal(f(x), plain(x));
    const slopes = gradient(f, x);
    const h = 1e-5;
    x.forEach((xi, i) => {
      const [up, down] = [h, -h].map((d) => plain(x.map((v, j) => (i === j ? xi + d : v)))) as [number, number];
      const difference = (up - down) / (2 * h);
      ok(
        Math.abs((slopes[i] as number) - difference) <= 1e-7 * Math.max(1, Math.abs(difference)),
        `[${i}]: ${slopes[i]}, ${difference}`,
      );
    });
    const backward = reverseGradient(f, x);
    ok(slopes.every((d, i) => Math.abs(d - (backward[i] as number)) <= 1e-13 * Math.max(1, Math.abs(d))));
    const compiled = compile((y: number[]) => hessian(f, y), x);
    const other = x.map((v) => v * 1.01);
    equal(compiled(other), hessian(f, other));
  });
}

test.run();
