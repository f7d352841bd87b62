/** The rule table as a list: every function with a row, by name. */

import { MAX } from '../branches/extremes.js';
import { ABS, CEIL, FLOOR, MOD, ROUND, SIGN, TRUNC } from '../branches/kinks.js';
import type { BinaryRule, UnaryRule } from '../scalar/rule.js';
import { EXP, EXP2, EXPM1, EXPREL, LOG, LOG1P, LOG1PREL, LOG2, LOG10, XLOGX } from './exponential.js';
import { ACOSH, ASINH, ATANH, COSH, LOGADDEXP, LOGIT, SIGMOID, SINH, SOFTPLUS, TANH } from './hyperbolic.js';
import { HYPOT } from './lengths.js';
import { LOG1MEXP } from './log-differences.js';
import { POW } from './powers.js';
import { CBRT, RECIPROCAL, SQRT, SQUARE } from './roots.js';
import { ACOS, ASIN, ATAN, ATAN2, COS, SIN, SINC, TAN } from './trigonometric.js';
import { COSPI, SINPI } from './turns.js';

export const UNARY_RULES: readonly UnaryRule[] = [
  SQUARE,
  RECIPROCAL,
  SQRT,
  CBRT,
  EXP,
  EXP2,
  EXPM1,
  LOG,
  LOG2,
  LOG10,
  LOG1P,
  XLOGX,
  EXPREL,
  LOG1PREL,
  LOG1MEXP,
  SIN,
  COS,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  SINC,
  SINPI,
  COSPI,
  SINH,
  COSH,
  TANH,
  ASINH,
  ACOSH,
  ATANH,
  SIGMOID,
  LOGIT,
  SOFTPLUS,
  ABS,
  SIGN,
  FLOOR,
  CEIL,
  ROUND,
  TRUNC,
];

export const BINARY_RULES: readonly BinaryRule[] = [POW, ATAN2, HYPOT, MAX, MOD, LOGADDEXP];
