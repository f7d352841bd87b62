/** Spectra and least squares along paths of matrices, against Taylor coefficients of many digits (spec/fixtures/linalg.py). */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import { ok } from 'uvu/assert';
import { add, derivative, mul, type Scalar, secondDerivative, taylor } from '../../lib/index.js';
import { eigh, eigvalsh, leastSquares, pinv, singularValues, transpose } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import type { M } from './matrices.js';

interface Case {
  readonly name: string;
  readonly A: number[][];
  readonly D: number[][];
  /** Of each number of the result those to the third order. */
  readonly coefficients: readonly (readonly [number, number, number, number])[];
}

const file = new URL('../../../spec/fixtures/linalg.json', import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(file, 'utf8'));

const results: Readonly<Record<string, (A: M) => Scalar[]>> = {
  eigenvalues: (A) => eigvalsh(A),
  eigenvectors: (A) => transpose(eigh(A).vectors).flat(),
  'singular values': (A) => singularValues(A),
  'pseudo-inverse': (A) => pinv(A).flat(),
  'least squares': (A) =>
    leastSquares(
      A,
      A.map((_, i) => i + 1),
    ),
};

/** What the numbers of one order may be off, in relation to the largest of them and to 1. */
const BOUND = 2e-13;

const reference = suite('matrices, reference values');

for (const { name, A, D, coefficients } of cases) {
  reference(`${name} of ${A.length} x ${A[0]?.length}`, () => {
    const result = results[name] as (A: M) => Scalar[];
    const at = (t: Scalar): Scalar[] =>
      result(A.map((row, i) => row.map((x, j) => add(x, mul(t, D[i]?.[j] as number)))));
    const sizes = [0, 1, 2, 3].map((k) => Math.max(1, ...coefficients.map((c) => Math.abs(c[k] as number))));
    coefficients.forEach((exact, i) => {
      const f = (t: Scalar): Scalar => at(t)[i] as Scalar;
      const series = taylor(f, 0, 3);
      const once = [f(0) as number, derivative(f, 0), secondDerivative(f, 0) / 2];
      const backward = reverse.gradient((t: Scalar) => reverse.gradient(f, t), 0) / 2;
      const found: [number, number][] = [
        ...series.map((c, k): [number, number] => [c, k]),
        ...once.map((c, k): [number, number] => [c, k]),
        [backward, 2],
      ];
      for (const [c, k] of found) {
        const off = Math.abs(c - (exact[k] as number)) / (sizes[k] as number);
        ok(off <= BOUND, `[${i}], order ${k}: ${c}, not ${exact[k]}: ${off}`);
      }
    });
  });
}

reference.run();
