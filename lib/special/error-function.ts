/** The error function and its complement; values in values.ts. */
import { exp } from '../functions/exponential.js';
import { twoProduct } from '../functions/two-pieces.js';
import type { Scalar } from '../scalar/active.js';
import { active, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { UnaryRule } from '../scalar/rule.js';
import * as values from './values.js';

/** erf(x) = 2/√π ∫ e^(-t²) dt from 0 to x. */
export const erf: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.erf(x) : active('erf', x).unary(ERF)) as Unary;

/** erfc(x) = 1 - erf(x), accurate for large x. */
export const erfc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? values.erfc(x) : active('erfc', x).unary(ERFC)) as Unary;

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** 2/√π·e^(-x²): x² in two pieces, because its rounding would be hundreds of ulp of the result for large x. */
function density(x: Scalar): Scalar {
  const { high, low } = twoProduct(x, x);
  return mul(TWO_OVER_ROOT_PI, mul(exp(neg(high)), sub(1, low)));
}

export const ERF: UnaryRule = {
  name: 'erf',
  value: values.erf,
  slope: (x) => density(x),
  curvature: (x, _, slope) => mul(mul(-2, x), slope),
  third: (x, _y, slope) => mul(sub(mul(4, mul(x, x)), 2), slope),
};

export const ERFC: UnaryRule = {
  name: 'erfc',
  value: values.erfc,
  slope: (x) => neg(density(x)),
  curvature: (x, _, slope) => mul(mul(-2, x), slope),
  third: (x, _y, slope) => mul(sub(mul(4, mul(x, x)), 2), slope),
};
