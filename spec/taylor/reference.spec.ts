/**
 * Taylor coefficients of every function along straight and curved paths, against exact ones (spec/fixtures/taylor.py).
 *
 * The unit of error of coefficient k is 2^-52 of
 *
 *     max(|c_k|, √(|c_k-1|·|c_k+1|)) + |(k+1)·c_k+1·x₀/x₁|
 *
 * the coefficient itself, or where it nearly vanishes among larger ones their mean, and what one ulp in x₀ changes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import * as hyperdual from '../../lib/index.js';
import { add, mul, type Scalar, square, taylor } from '../../lib/index.js';
import { ulps } from '../support/assert.js';

interface Case {
  readonly name: string;
  readonly point: readonly number[];
  /** Slope and curvature of the path of each argument; [0, 0] for a constant. */
  readonly paths: readonly (readonly [number, number])[];
  /** Order + 2 coefficients. */
  readonly values: readonly number[];
}

const file = fileURLToPath(new URL('../../../spec/fixtures/taylor-series.json', import.meta.url));
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

/**
 * Units of error: 20, but for log(1 + x)/x along curves, where the composition with its Taylor coefficients adds terms
 * far larger than their sum.
 */
const bound = (name: string): number => (name === 'log1prel' ? 1000 : 20);

function coefficients({ name, point, paths, values }: Case): number[] {
  const f = (hyperdual as unknown as Record<string, (...args: Scalar[]) => Scalar>)[name] as (
    ...args: Scalar[]
  ) => Scalar;
  const at = (t: Scalar, i: number): Scalar => {
    const [slope, curvature] = paths[i] as readonly [number, number];
    const x = point[i] as number;
    if (slope === 0 && curvature === 0) return x;
    return add(x, curvature === 0 ? mul(slope, t) : add(mul(slope, t), mul(curvature, square(t))));
  };
  return taylor((t: Scalar) => f(...point.map((_, i) => at(t, i))), 0, values.length - 2);
}

function unit({ point, paths, values }: Case, k: number): number {
  const size = (j: number): number => Math.abs(values[j] as number);
  const mean = k === 0 ? 0 : Math.sqrt(size(k - 1)) * Math.sqrt(size(k + 1));
  const [slope] = paths[0] as readonly [number, number];
  const shaken = (k + 1) * size(k + 1) * Math.abs((point[0] as number) / slope);
  return 2 ** -52 * (Math.max(size(k), mean) + shaken);
}

const reference = suite('Taylor coefficients against references');

const functions = [...new Set(cases.map(({ name }) => name))];
const table: string[] = [];

for (const name of functions) {
  reference(`${name}: within ${bound(name)} units along every path`, () => {
    let worst = { error: 0, where: '' };
    const own = cases.filter((c) => c.name === name);
    for (const c of own) {
      coefficients(c).forEach((actual, k) => {
        const exact = c.values[k] as number;
        const error = actual === exact ? 0 : Math.abs(actual - exact) / unit(c, k);
        if (!(error <= worst.error))
          worst = { error, where: `order ${k} at ${c.point} along ${JSON.stringify(c.paths)}` };
      });
    }
    table.push(`| ${name} | ${own.length} | ${worst.error.toFixed(1)} | ${worst.where} |`);
    assert.ok(worst.error <= bound(name), `${worst.error} units, ${worst.where}`);
  });
}

reference('every function of the rule table has references', () => {
  const steps = ['sign', 'floor', 'ceil', 'round', 'trunc'];
  const rows = [...UNARY_RULES, ...BINARY_RULES].map((rule) => rule.name);
  assert.equal(
    rows.filter((name) => !functions.includes(name) && !steps.includes(name)),
    [],
  );
});

/**
 * Ulps at order 100, measured. Those of tan at 1 are less than one ulp in x₀ changes; those of atan at 0.3 are of coefficients
 * next to a change of sign.
 */
const longest: readonly [string, number, number][] = [
  ['exp', 0, 4],
  ['exp', 1, 4],
  ['exp', 0.3, 5],
  ['tan', 0, 6],
  ['tan', 1, 60],
  ['tan', 0.3, 10],
  ['atan', 0, 1],
  ['atan', 1, 1],
  ['atan', 0.3, 250],
  ['cbrt', 1, 6],
  ['cbrt', 0.3, 5],
];

for (const [name, x, most] of longest) {
  reference(`${name} at ${x}: the series to order 100 within ${most} ulp`, () => {
    const c = cases.find((each) => each.name === name && each.point[0] === x && each.values.length === 102) as Case;
    const distances = coefficients(c).map((actual, k) => ulps(actual, c.values[k] as number));
    const worst = Math.max(...distances);
    table.push(`| ${name} at ${x}, order 100 | 1 | ${worst} ulp | order ${distances.indexOf(worst)} |`);
    assert.ok(worst <= most, `${worst} ulp`);
  });
}

reference.after(() =>
  console.log(['| function | series | units | worst |', '|---|---:|---:|---|', ...table].join('\n')),
);

reference.run();
