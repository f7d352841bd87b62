/** Bit operators: whole numbers, in which a derivative ends. */
import { BITS } from '../functions/bits.js';
import type { Scalar } from '../scalar/active.js';
import { binary } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { isActive } from './brand.js';
import { lost } from './notes.js';
import { numeric } from './operators.js';

type Any = unknown;
type Operation = keyof typeof BITS;
type Native = (x: never, y: never) => unknown;

/** x | y. */
export function bor(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x | y : bits('|', (a: number, b: number) => a | b, x, y);
}

/** x & y. */
export function band(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x & y : bits('&', (a: number, b: number) => a & b, x, y);
}

/** x ^ y. */
export function bxor(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x ^ y : bits('^', (a: number, b: number) => a ^ b, x, y);
}

/** x << y. */
export function shl(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x << y : bits('<<', (a: number, b: number) => a << b, x, y);
}

/** x >> y. */
export function shr(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x >> y : bits('>>', (a: number, b: number) => a >> b, x, y);
}

/** x >>> y. */
export function ushr(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number'
    ? x >>> y
    : bits('>>>', (a: number, b: number) => a >>> b, x, y);
}

/** ~x. */
export function bnot(x: Any): Any {
  if (typeof x === 'number') return ~x;
  const a = numeric(x);
  return isActive(a) ? bits('^', (p: number, q: number) => p ^ q, a, -1) : ~(a as number);
}

/** The operator on values. While a function is compiled it is a node of the program. */
export function bits(operation: Operation, native: Native, x: Any, y: Any): Any {
  const a = numeric(x);
  const b = numeric(y);
  if (!isActive(a) && !isActive(b)) return native(a as never, b as never);
  const [p, q] = [whole(operation, a), whole(operation, b)];
  return isActive(p) || isActive(q)
    ? binary(BITS[operation], p as Scalar, q as Scalar)
    : native(p as never, q as never);
}

function whole(operation: string, x: Any): Any {
  if (!isActive(x)) return x;
  lost(operation, x);
  return innermost(x);
}
