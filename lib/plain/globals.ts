/** Global functions that look at numbers, as transformed code calls them. */

import type { Scalar } from '../scalar/active.js';
import { running } from '../scalar/level.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { isActive, isUnknown, known, plainOf } from './brand.js';
import { isNaNValue, is as isSame, truth } from './comparisons.js';
import { isFloats } from './floats.js';
import { noLength } from './keys.js';
import { math } from './math.js';
import { primitive, text, toNumber } from './operators.js';

type Any = unknown;

export { isSame as is };

/** Number(x); also an object with its functions: `$Number.isFinite`. */
export const number: typeof Number = /* @__PURE__ */ facade(
  Number,
  (...args: Any[]) => {
    if (args.length === 0) return 0;
    const a = typeof args[0] === 'number' || isActive(args[0]) ? args[0] : primitive(args[0], 'number');
    return isActive(a) ? a : Number(a);
  },
  {
    isFinite: (x: Any) => Number.isFinite(inner(x)),
    isNaN: (x: Any) => isNaNValue(x),
    isInteger: (x: Any) => Number.isInteger(inner(x)),
    isSafeInteger: (x: Any) => Number.isSafeInteger(inner(x)),
    parseFloat: (x: Any) => float(x),
    parseInt: (x: Any, radix?: Any) => integer(x, radix),
  },
);

/** The value, for a question whose answer leaves the derivative as it is. */
function inner(x: Any): Any {
  return isActive(x) ? specialised(x) : x;
}

/** A function with other behaviour for active numbers, and the properties of the global one. */
function facade<F>(native: F, call: (...args: Any[]) => Any, own: Readonly<Record<string, unknown>>): F {
  return Object.setPrototypeOf(Object.assign(call, own), native as object);
}

/** isNaN(x). */
export function nan(x: Any): boolean {
  return isNaNValue(toNumber(x));
}

/** isFinite(x). */
export function finite(x: Any): boolean {
  return Number.isFinite(inner(toNumber(x)));
}

/** parseFloat(x): a number comes back as it was. */
export function float(x: Any): Any {
  return isActive(x) ? x : Number.parseFloat(x as string);
}

/** parseInt(x). */
export function integer(x: Any, radix?: Any): number {
  return Number.parseInt((isActive(x) ? plainOf(x, 'parseInt') : x) as string, radix as number);
}

/** String(x). */
export const string: typeof String = /* @__PURE__ */ facade(
  String,
  (...args: Any[]) => (args.length === 0 ? '' : String(text(args[0]))),
  {},
);

/** Boolean(x). */
export const boolean: typeof Boolean = /* @__PURE__ */ facade(Boolean, (x: Any) => truth(x), {});

/** BigInt(x). */
export const bigint: typeof BigInt = /* @__PURE__ */ facade(
  BigInt,
  (x: Any) => BigInt((isActive(x) ? plainOf(x, 'BigInt') : x) as number),
  {},
);

/** Object(x). */
export function object(...args: Any[]): Any {
  return isActive(args[0]) ? Object(plainOf(args[0], 'Object')) : Object(args[0]);
}

/** What is asked for its fields: a number has none. */
export function fields(x: Any): Any {
  return isActive(x) ? 0 : x;
}

/** Array(n), as a function and as a constructor. */
export function list(...args: Any[]): Any[] {
  if (args.length !== 1) return Reflect.construct(Array, args);
  const length = known(args[0]);
  if (isActive(length)) throw new TypeError(noLength('Array', length));
  return Reflect.construct(Array, [length]);
}

/** Array.isArray(x). */
export function isArray(x: Any): x is Any[] {
  return Array.isArray(x) && !isFloats(x);
}

/** JSON, which would write parts of an active number that nobody can read back. */
export const json: typeof JSON = /* @__PURE__ */ Object.freeze(
  Object.create(JSON, {
    stringify: {
      value: (value: Any, replacer?: Any, space?: Any) => {
        if (running.on > 0) JSON.stringify(value, refuseActive);
        return JSON.stringify(value, replacer as never, space as never);
      },
    },
  }),
);

function refuseActive(this: Any, key: string, value: Any): Any {
  const before = (this as Record<string, Any>)[key];
  if (!isActive(before) || isUnknown(before)) return value;
  throw new TypeError(
    `JSON.stringify: expected numbers without derivatives, got ${before}. A copy by JSON has no derivatives: use ` +
      'structuredClone, or noDiff(x) if they are not wanted.',
  );
}

/** structuredClone(x), which keeps active numbers. */
export function clone(x: Any, options?: Any): Any {
  if (running.on === 0) return structuredClone(x, options as never);
  return cloned(x, new Map());
}

function cloned(x: Any, known: Map<object, object>): Any {
  if (typeof x !== 'object' || x === null) return structuredClone(x);
  if (isActive(x)) return x;
  const before = known.get(x);
  if (before !== undefined) return before;
  const copy = emptyLike(x);
  if (copy === undefined) return structuredClone(x);
  known.set(x, copy);
  if (x instanceof Map && copy instanceof Map) {
    for (const [k, v] of x) copy.set(cloned(k, known), cloned(v, known));
  } else if (x instanceof Set && copy instanceof Set) {
    for (const v of x) copy.add(cloned(v, known));
  } else {
    for (const name of Object.keys(x)) {
      (copy as Record<string, Any>)[name] = cloned((x as Record<string, Any>)[name], known);
    }
  }
  return copy;
}

/** The copy before its contents are there; undefined for what holds no active numbers. */
function emptyLike(x: object): object | undefined {
  if (isFloats(x)) return x.slice();
  if (Array.isArray(x)) return new Array(x.length);
  if (x instanceof Map) return new (x.constructor as MapConstructor)();
  if (x instanceof Set) return new (x.constructor as SetConstructor)();
  return Object.prototype.toString.call(x) === '[object Object]' ? {} : undefined;
}

/** A property that may be a global function or object that looks at numbers: `window.Math`, `context.isFinite`. */
export function shared(x: Any): Any {
  return x === Math ? math : typeof x === 'function' ? (substitutes.get(x) ?? x) : x;
}

const substitutes: ReadonlyMap<Any, Any> = /* @__PURE__ */ new Map<Any, Any>([
  // biome-ignore lint/suspicious/noGlobalIsNan: the function is meant, not called.
  [isNaN, nan],
  // biome-ignore lint/suspicious/noGlobalIsFinite: the same.
  [isFinite, finite],
  [parseFloat, float],
  [parseInt, integer],
]);

/** A function made of text is not transformed. */
export function refuse(what: string, place: string): never {
  throw new TypeError(
    `${what}: expected no code made at run time while a derivative is taken, got some at ${place}. Such code is not ` +
      'transformed and would lose the derivative. Write the function out, or keep it out of what is differentiated.',
  );
}

/** new Function(...), refused while a driver runs. */
export function madeFunction(place: string): FunctionConstructor {
  if (running.on > 0) refuse('new Function', place);
  return Function;
}

/** The plain number of x: for printing and for decisions, not for the answer. A derivative is meant to end here. */
export function value(x: number): number {
  return specialised(x as Scalar);
}

/** The plain number of x, where a derivative is meant to end: `severed` does not list it, and nothing warns of it. */
export function noDiff(x: number): number;
export function noDiff(x: Scalar): Scalar {
  return innermost(x);
}
