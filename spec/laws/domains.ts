/** Intervals in which the functions of one number are smooth: for laws that need a regular point. */
import fc from 'fast-check';
import type { UnaryName } from '../support/functions.js';
import { between } from '../support/settings.js';

/** Pieces of the domain; together they hold negative, small and large arguments. */
export const DOMAINS: Readonly<Record<UnaryName, readonly (readonly [number, number])[]>> = {
  neg: [[-1e3, 1e3]],
  square: [[-1e3, 1e3]],
  reciprocal: [
    [-1e3, -1e-3],
    [1e-3, 1e3],
  ],
  sqrt: [[1e-6, 1e6]],
  cbrt: [
    [-1e6, -1e-6],
    [1e-6, 1e6],
  ],
  exp: [[-30, 30]],
  exp2: [[-40, 40]],
  expm1: [[-30, 30]],
  log: [[1e-6, 1e6]],
  log2: [[1e-6, 1e6]],
  log10: [[1e-6, 1e6]],
  log1p: [[-0.999, 1e3]],
  xlogx: [[1e-6, 1e3]],
  exprel: [[-30, 30]],
  log1prel: [[-0.999, 1e3]],
  sin: [[-100, 100]],
  cos: [[-100, 100]],
  tan: [[-1.5, 1.5]],
  asin: [[-0.999, 0.999]],
  acos: [[-0.999, 0.999]],
  atan: [[-100, 100]],
  sinc: [[-100, 100]],
  sinh: [[-20, 20]],
  cosh: [[-20, 20]],
  tanh: [[-20, 20]],
  asinh: [[-1e3, 1e3]],
  acosh: [[1.001, 1e3]],
  atanh: [[-0.999, 0.999]],
  sigmoid: [[-30, 30]],
  softplus: [[-30, 30]],
  abs: [
    [-10, -0.01],
    [0.01, 10],
  ],
  sign: [[0.01, 10]],
  floor: [[3.1, 3.9]],
  ceil: [[-3.9, -3.1]],
  round: [[2.6, 3.4]],
  trunc: [[-2.9, -2.1]],
  relu: [
    [-10, -0.01],
    [0.01, 10],
  ],
};

/** Arguments from all pieces of a function's domain. */
export function argumentsOf(name: UnaryName): fc.Arbitrary<number> {
  return fc.oneof(...DOMAINS[name].map(([min, max]) => between(min, max)));
}
