/** Math as transformed code sees it: a frozen copy whose functions take active numbers too. */

import { FROUND } from '../functions/bits.js';
import { exp, expm1, log, log1p, log2, log10 } from '../functions/exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../functions/hyperbolic.js';
import { abs, ceil, floor, max, min, round, sign, trunc } from '../functions/kinks.js';
import { cbrt, pow, sqrt } from '../functions/powers.js';
import { acos, asin, atan, atan2, cos, sin, tan } from '../functions/trigonometric.js';
import type { Scalar } from '../scalar/active.js';
import { innermost } from '../scalar/scalar.js';
import { bits } from './bits.js';
import { type Branded, isActive, plainOf } from './brand.js';
import { lengthOf } from './length.js';
import { lost } from './notes.js';
import { toNumber } from './operators.js';

type Any = unknown;

/** A function of one number: plain numbers, and what is converted to them, go to Math itself. */
function one(native: (x: number) => number, operator: (x: Scalar) => Scalar): (x: Any) => Any {
  return (x) => {
    if (typeof x === 'number') return native(x);
    if (isActive(x)) return operator(x);
    const a = toNumber(x);
    return isActive(a) ? operator(a) : native(a as number);
  };
}

function two(
  native: (x: number, y: number) => number,
  operator: (x: Scalar, y: Scalar) => Scalar,
): (x: Any, y: Any) => Any {
  return (x, y) => {
    if (typeof x === 'number' && typeof y === 'number') return native(x, y);
    const [a, b] = [toNumber(x), toNumber(y)];
    return isActive(a) || isActive(b) ? operator(a as Scalar, b as Scalar) : native(a as number, b as number);
  };
}

/** A function to whole numbers: a plain number, or while a function is compiled a node without derivatives. */
function whole(name: 'floor' | 'ceil' | 'round' | 'trunc' | 'sign', operator: (x: Scalar) => Scalar): (x: Any) => Any {
  return one(Math[name], (x) => {
    lost(`Math.${name}`, x as Branded);
    return operator(innermost(x));
  });
}

/** max or min of any number of numbers. */
function extreme(native: (...x: number[]) => number, operator: (x: Scalar, y: Scalar) => Scalar): (...x: Any[]) => Any {
  return (...args) => {
    if (args.every((x) => typeof x === 'number')) return native(...(args as number[]));
    const numbers = args.map(toNumber) as Scalar[];
    if (!numbers.some(isActive)) return native(...(numbers as number[]));
    // A pair of plain numbers must not be brought in by pairs: the greatest of all decides.
    return numbers.reduce((x, y) => (typeof x === 'number' && typeof y === 'number' ? native(x, y) : operator(x, y)));
  };
}

const functions: { readonly [name: string]: (...x: never[]) => unknown } = {
  abs: one(Math.abs, abs),
  acos: one(Math.acos, acos),
  acosh: one(Math.acosh, acosh),
  asin: one(Math.asin, asin),
  asinh: one(Math.asinh, asinh),
  atan: one(Math.atan, atan),
  atan2: two(Math.atan2, atan2),
  atanh: one(Math.atanh, atanh),
  cbrt: one(Math.cbrt, cbrt),
  ceil: whole('ceil', ceil),
  clz32: one(Math.clz32, (x) => Math.clz32(plainOf(x as Branded, 'Math.clz32'))),
  cos: one(Math.cos, cos),
  cosh: one(Math.cosh, cosh),
  exp: one(Math.exp, exp),
  expm1: one(Math.expm1, expm1),
  floor: whole('floor', floor),
  fround: one(Math.fround, (x) => (x as Branded).unary(FROUND)),
  hypot: (...args: Any[]) => {
    if (args.every((x) => typeof x === 'number')) return Math.hypot(...(args as number[]));
    const numbers = args.map(toNumber) as Scalar[];
    return numbers.some(isActive) ? lengthOf(numbers) : Math.hypot(...(numbers as number[]));
  },
  imul: (x: Any, y: Any) => bits('imul', Math.imul as (x: never, y: never) => unknown, toNumber(x), toNumber(y)),
  log: one(Math.log, log),
  log10: one(Math.log10, log10),
  log1p: one(Math.log1p, log1p),
  log2: one(Math.log2, log2),
  max: extreme(Math.max, max),
  min: extreme(Math.min, min),
  pow: two(Math.pow, pow),
  round: whole('round', round),
  sign: whole('sign', sign),
  sin: one(Math.sin, sin),
  sinh: one(Math.sinh, sinh),
  sqrt: one(Math.sqrt, sqrt),
  tan: one(Math.tan, tan),
  tanh: one(Math.tanh, tanh),
  trunc: whole('trunc', trunc),
};

/** What is not among the functions (constants, random, additions to Math) is found on Math itself. */
export const math: typeof Math = Object.freeze(
  Object.create(
    Math,
    Object.fromEntries(
      Object.entries(functions).map(([name, value]) => [name, { value, writable: true, configurable: true }]),
    ),
  ),
);
