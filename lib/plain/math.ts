/** Math as transformed code sees it: a frozen copy whose functions take active numbers too. */

import { abs, ceil, floor, max, min, round, sign, trunc } from '../branches/kinks.js';
import { FROUND } from '../functions/bits.js';
import { exp, expm1, log, log1p, log2, log10 } from '../functions/exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../functions/hyperbolic.js';
import { pow } from '../functions/powers.js';
import { cbrt, sqrt } from '../functions/roots.js';
import { acos, asin, atan, atan2, cos, sin, tan } from '../functions/trigonometric.js';
import type { Scalar } from '../scalar/active.js';
import { innermost } from '../scalar/scalar.js';
import { bits } from './bits.js';
import { type Branded, isActive, plainOf } from './brand.js';
import { lengthOf } from './length.js';
import { lost } from './notes.js';
import { toNumber } from './operators.js';

type Any = unknown;

// Each function has code of its own, so that V8 knows which function of Math it calls.

/** A function of something that is no plain number: what is converted to one goes to Math itself. */
function other(x: Any, native: (x: number) => number, operator: (x: Scalar) => Scalar): Any {
  const a = isActive(x) ? x : toNumber(x);
  return isActive(a) ? operator(a) : native(a as number);
}

function otherPair(
  x: Any,
  y: Any,
  native: (x: number, y: number) => number,
  operator: (x: Scalar, y: Scalar) => Scalar,
): Any {
  const [a, b] = [toNumber(x), toNumber(y)];
  return isActive(a) || isActive(b) ? operator(a as Scalar, b as Scalar) : native(a as number, b as number);
}

/** A function to whole numbers: a plain number, or while a function is compiled a node without derivatives. */
function whole(x: Any, name: 'floor' | 'ceil' | 'round' | 'trunc' | 'sign', operator: (x: Scalar) => Scalar): Any {
  return other(x, Math[name], (active) => {
    lost(`Math.${name}`, active as Branded);
    return operator(innermost(active));
  });
}

/** max or min of any number of numbers. */
function extreme(
  args: readonly Any[],
  native: (...x: number[]) => number,
  operator: (x: Scalar, y: Scalar) => Scalar,
): Any {
  const numbers = args.map(toNumber) as Scalar[];
  if (!numbers.some(isActive)) return native(...(numbers as number[]));
  // A pair of plain numbers must not be brought in by pairs: the greatest of all decides.
  return numbers.reduce((x, y) => (typeof x === 'number' && typeof y === 'number' ? native(x, y) : operator(x, y)));
}

const isPlain = (x: Any): boolean => typeof x === 'number';

const functions: { readonly [name: string]: (...x: never[]) => unknown } = {
  abs: (x: Any) => (typeof x === 'number' ? Math.abs(x) : isActive(x) ? abs(x) : other(x, Math.abs, abs)),
  acos: (x: Any) => (typeof x === 'number' ? Math.acos(x) : isActive(x) ? acos(x) : other(x, Math.acos, acos)),
  acosh: (x: Any) => (typeof x === 'number' ? Math.acosh(x) : isActive(x) ? acosh(x) : other(x, Math.acosh, acosh)),
  asin: (x: Any) => (typeof x === 'number' ? Math.asin(x) : isActive(x) ? asin(x) : other(x, Math.asin, asin)),
  asinh: (x: Any) => (typeof x === 'number' ? Math.asinh(x) : isActive(x) ? asinh(x) : other(x, Math.asinh, asinh)),
  atan: (x: Any) => (typeof x === 'number' ? Math.atan(x) : isActive(x) ? atan(x) : other(x, Math.atan, atan)),
  atan2: (x: Any, y: Any) =>
    typeof x === 'number' && typeof y === 'number' ? Math.atan2(x, y) : otherPair(x, y, Math.atan2, atan2),
  atanh: (x: Any) => (typeof x === 'number' ? Math.atanh(x) : isActive(x) ? atanh(x) : other(x, Math.atanh, atanh)),
  cbrt: (x: Any) => (typeof x === 'number' ? Math.cbrt(x) : isActive(x) ? cbrt(x) : other(x, Math.cbrt, cbrt)),
  ceil: (x: Any) => (typeof x === 'number' ? Math.ceil(x) : whole(x, 'ceil', ceil)),
  clz32: (x: Any) => other(x, Math.clz32, (a) => Math.clz32(plainOf(a as Branded, 'Math.clz32'))),
  cos: (x: Any) => (typeof x === 'number' ? Math.cos(x) : isActive(x) ? cos(x) : other(x, Math.cos, cos)),
  cosh: (x: Any) => (typeof x === 'number' ? Math.cosh(x) : isActive(x) ? cosh(x) : other(x, Math.cosh, cosh)),
  exp: (x: Any) => (typeof x === 'number' ? Math.exp(x) : isActive(x) ? exp(x) : other(x, Math.exp, exp)),
  expm1: (x: Any) => (typeof x === 'number' ? Math.expm1(x) : isActive(x) ? expm1(x) : other(x, Math.expm1, expm1)),
  floor: (x: Any) => (typeof x === 'number' ? Math.floor(x) : whole(x, 'floor', floor)),
  fround: (x: Any) => other(x, Math.fround, (a) => (a as Branded).unary(FROUND)),
  hypot: (...args: Any[]) => {
    if (args.every((x) => typeof x === 'number')) return Math.hypot(...args);
    const numbers = args.map(toNumber) as Scalar[];
    return numbers.some(isActive) ? lengthOf(numbers) : Math.hypot(...(numbers as number[]));
  },
  imul: (x: Any, y: Any) => bits('imul', Math.imul as (x: never, y: never) => unknown, toNumber(x), toNumber(y)),
  log: (x: Any) => (typeof x === 'number' ? Math.log(x) : isActive(x) ? log(x) : other(x, Math.log, log)),
  log10: (x: Any) => (typeof x === 'number' ? Math.log10(x) : isActive(x) ? log10(x) : other(x, Math.log10, log10)),
  log1p: (x: Any) => (typeof x === 'number' ? Math.log1p(x) : isActive(x) ? log1p(x) : other(x, Math.log1p, log1p)),
  log2: (x: Any) => (typeof x === 'number' ? Math.log2(x) : isActive(x) ? log2(x) : other(x, Math.log2, log2)),
  max: (...args: Any[]) => (args.every(isPlain) ? Math.max(...(args as number[])) : extreme(args, Math.max, max)),
  min: (...args: Any[]) => (args.every(isPlain) ? Math.min(...(args as number[])) : extreme(args, Math.min, min)),
  pow: (x: Any, y: Any) => (typeof x === 'number' && typeof y === 'number' ? x ** y : otherPair(x, y, Math.pow, pow)),
  round: (x: Any) => (typeof x === 'number' ? Math.round(x) : whole(x, 'round', round)),
  sign: (x: Any) => (typeof x === 'number' ? Math.sign(x) : whole(x, 'sign', sign)),
  sin: (x: Any) => (typeof x === 'number' ? Math.sin(x) : isActive(x) ? sin(x) : other(x, Math.sin, sin)),
  sinh: (x: Any) => (typeof x === 'number' ? Math.sinh(x) : isActive(x) ? sinh(x) : other(x, Math.sinh, sinh)),
  sqrt: (x: Any) => (typeof x === 'number' ? Math.sqrt(x) : isActive(x) ? sqrt(x) : other(x, Math.sqrt, sqrt)),
  tan: (x: Any) => (typeof x === 'number' ? Math.tan(x) : isActive(x) ? tan(x) : other(x, Math.tan, tan)),
  tanh: (x: Any) => (typeof x === 'number' ? Math.tanh(x) : isActive(x) ? tanh(x) : other(x, Math.tanh, tanh)),
  trunc: (x: Any) => (typeof x === 'number' ? Math.trunc(x) : whole(x, 'trunc', trunc)),
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
