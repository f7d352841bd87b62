/**
 * JavaScript's arithmetic operators as functions.
 *
 * For everything that is not active the result is the operator's own to the bit, with its coercions, BigInt and errors. The
 * first test is always whether both are numbers, and the rest lies behind one call, so that V8 copies the operator into its
 * caller (see `scalar/arithmetic.ts`).
 */

import { mod } from '../branches/kinks.js';
import { pow } from '../functions/powers.js';
import type { Active, Scalar } from '../scalar/active.js';
import { sub as differenceOf, mul as productOf, div as quotientOf, add as sumOf } from '../scalar/arithmetic.js';
import { literalOf, literals, noteZero } from '../scalar/constant.js';
import { specialised } from '../scalar/scalar.js';
import { type Branded, isActive } from './brand.js';
import { lost } from './notes.js';

type Any = unknown;

/** x + y. */
export function add(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x + y : addAny(x as Branded, y as Branded);
}

/** x - y. */
export function sub(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x - y : subAny(x as Branded, y as Branded);
}

/** x * y. */
export function mul(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x * y : mulAny(x as Branded, y as Branded);
}

/** x / y. */
export function div(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x / y : divAny(x as Branded, y as Branded);
}

/** x % y. */
export function rem(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x % y : remAny(x, y);
}

/** x ** y. */
export function exp(x: Any, y: Any): Any {
  return typeof x === 'number' && typeof y === 'number' ? x ** y : expAny(x, y);
}

// Two numbers of one number-only class, or one and a plain number, before everything else.

function addAny(x: Branded, y: Branded): Any {
  if (typeof y === 'number') return x?.$active === true ? x.add(y) : addCoerced(x, y);
  if (typeof x === 'number') return y?.$active === true ? y.add(x) : addCoerced(x, y);
  if (x?.$active === true && y?.$active === true) {
    return x.addPeer !== undefined && x.level === y.level ? x.addPeer(y) : x.add(y);
  }
  return addCoerced(x, y);
}

function subAny(x: Branded, y: Branded): Any {
  if (typeof y === 'number') return x?.$active === true ? x.sub(y) : coerced(differenceOf, minus, x, y);
  if (typeof x === 'number') return y?.$active === true ? y.rsub(x) : coerced(differenceOf, minus, x, y);
  if (x?.$active === true && y?.$active === true) {
    return x.subPeer !== undefined && x.level === y.level ? x.subPeer(y) : x.sub(y);
  }
  return coerced(differenceOf, minus, x, y);
}

function mulAny(x: Branded, y: Branded): Any {
  if (typeof y === 'number') return x?.$active === true ? timesNumber(x, y) : coerced(productOf, times, x, y);
  if (typeof x === 'number') return y?.$active === true ? timesNumber(y, x) : coerced(productOf, times, x, y);
  if (x?.$active === true && y?.$active === true) {
    return x.mulPeer !== undefined && x.level === y.level ? x.mulPeer(y) : x.mul(y);
  }
  return coerced(productOf, times, x, y);
}

function timesNumber(x: Active, y: number): Any {
  if (y === 0) noteZero(x);
  return x.mul((literals.areKept ? literalOf(x, y) : undefined) ?? y);
}

function divAny(x: Branded, y: Branded): Any {
  if (typeof y === 'number') return x?.$active === true ? x.div(y) : coerced(quotientOf, over, x, y);
  if (typeof x === 'number') return y?.$active === true ? y.rdiv(x) : coerced(quotientOf, over, x, y);
  if (x?.$active === true && y?.$active === true) {
    return x.divPeer !== undefined && x.level === y.level ? x.divPeer(y) : x.div(y);
  }
  return coerced(quotientOf, over, x, y);
}

function remAny(x: Any, y: Any): Any {
  return coerced(mod, modulo, x, y);
}

function expAny(x: Any, y: Any): Any {
  return coerced(pow, raised, x, y);
}

type Native = (x: never, y: never) => unknown;
type Operator = (x: Scalar, y: Scalar) => Scalar;

// The types are numbers, what comes is anything.
const minus: Native = (x: number, y: number) => x - y;
const times: Native = (x: number, y: number) => x * y;
const over: Native = (x: number, y: number) => x / y;
const modulo: Native = (x: number, y: number) => x % y;
const raised: Native = (x: number, y: number) => x ** y;

/** ToNumeric of both, in JavaScript's order; then active numbers go to the operator, the rest to JavaScript. */
function coerced(operator: Operator, native: Native, x: Any, y: Any): Any {
  const a = numeric(x);
  const b = numeric(y);
  return isActive(a) || isActive(b) ? operator(scalar(a), scalar(b)) : native(a as never, b as never);
}

function addCoerced(x: Any, y: Any): Any {
  const a = primitive(x, 'default');
  const b = primitive(y, 'default');
  if (isActive(a) ? typeof b === 'string' : isActive(b) && typeof a === 'string') {
    return `${text(a)}${text(b)}`;
  }
  if (isActive(a) || isActive(b)) return sumOf(scalar(numeric(a)), scalar(numeric(b)));
  return (a as number) + (b as number);
}

/** A BigInt beside an active number is the error that it is beside a number. */
function scalar(x: Any): Scalar {
  return typeof x === 'bigint' ? (x as never) + 1 : (x as Scalar);
}

/** -x. */
export function neg(x: Any): Any {
  if (typeof x === 'number') return -x;
  if (isActive(x)) return x.neg();
  const a = numeric(x);
  return isActive(a) ? a.neg() : -(a as number);
}

/** +x. */
export function pos(x: Any): Any {
  if (typeof x === 'number') return x;
  const a = primitive(x, 'number');
  return isActive(a) ? a : +(a as number);
}

/** The value of x++ before the increment. */
export function num(x: Any): Any {
  return typeof x === 'number' ? x : numeric(x);
}

/** x + 1 for a number, a BigInt or an active number. */
export function inc(x: Any): Any {
  if (typeof x === 'number') return x + 1;
  const a = numeric(x);
  return isActive(a) ? a.add(1) : typeof a === 'bigint' ? a + 1n : (a as number) + 1;
}

/** x - 1 for a number, a BigInt or an active number. */
export function dec(x: Any): Any {
  if (typeof x === 'number') return x - 1;
  const a = numeric(x);
  return isActive(a) ? a.sub(1) : typeof a === 'bigint' ? a - 1n : (a as number) - 1;
}

/** ToNumeric, with active numbers among the numbers. */
export function numeric(x: Any): Any {
  if (typeof x === 'number' || typeof x === 'bigint' || isActive(x)) return x;
  const a = only(x) ?? primitive(x, 'number');
  return typeof a === 'bigint' || isActive(a) ? a : +(a as number);
}

/** ToNumber. */
export function toNumber(x: Any): Any {
  if (typeof x === 'number' || isActive(x)) return x;
  const a = only(x) ?? primitive(x, 'number');
  return isActive(a) ? a : +(a as number);
}

/** The active number of `[x]`, which is x where a number is meant: `[x] * 2`. By way of a text, as of other lists, it would be lost. */
function only(x: Any): Any {
  let inner = x;
  while (Array.isArray(inner) && inner.length === 1 && isOrdinary(inner)) inner = inner[0];
  // As by way of a text, -0 becomes 0.
  return inner !== x && isActive(inner) ? inner.add(0) : undefined;
}

function isOrdinary(list: Any[]): boolean {
  const own = Array.prototype;
  const isText = list.toString === own.toString && list.join === own.join;
  return isText && list.valueOf === Object.prototype.valueOf && !(Symbol.toPrimitive in list);
}

type Hint = 'default' | 'number' | 'string';

/** ToPrimitive, where an object may stand for an active number: `{ valueOf: () => this.x }`. */
export function primitive(x: Any, hint: Hint): Any {
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null || isActive(x)) return x;
  const own = x as Record<string | symbol, unknown>;
  const exotic = own[Symbol.toPrimitive];
  if (exotic !== undefined && exotic !== null) {
    const result = Reflect.apply(exotic as () => unknown, x, [hint]);
    if (isObject(result)) throw new TypeError('Cannot convert object to primitive value');
    return result;
  }
  for (const name of hint === 'string' ? ['toString', 'valueOf'] : ['valueOf', 'toString']) {
    const method = own[name];
    if (typeof method !== 'function') continue;
    if (method === Array.prototype.toString && Array.isArray(x)) return joined(x, ',');
    const result: unknown = Reflect.apply(method, x, []);
    if (!isObject(result)) return result;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

function isObject(x: Any): boolean {
  return ((typeof x === 'object' && x !== null) || typeof x === 'function') && !isActive(x);
}

/** What a string is made of: of an active number, the value. */
export function text(x: Any): Any {
  if (Array.isArray(x)) return primitive(x, 'string');
  if (!isActive(x)) return x;
  lost('to a string', x);
  return String(specialised(x));
}

/** join, for lists in lists too. */
export function joined(list: ArrayLike<Any>, separator: Any, around: readonly ArrayLike<Any>[] = []): string {
  if (around.includes(list)) return '';
  const inside = [...around, list];
  const parts = Array.from(list, (x) => {
    if (Array.isArray(x) && x.toString === Array.prototype.toString) return joined(x, ',', inside);
    return text(x);
  });
  return parts.join(separator as string);
}
