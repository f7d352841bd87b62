/**
 * Methods that look at numbers, called on something that may be an array: `receiver.name(...)` becomes
 * `name(receiver, receiver.name, ...)`. Anything but the array's own method is called as it is.
 */
import { running } from '../scalar/level.js';
import { isActive, plainOf } from './brand.js';
import { collectionsNow } from './collections.js';
import { truth } from './comparisons.js';
import { floatsNow } from './floats.js';
import { list as activeList } from './globals.js';
import {
  byText,
  type Compare,
  deciding,
  type Each,
  indexOf as firstIndex,
  includes as has,
  hasActive,
  lastIndexOf as lastIndex,
  whether,
} from './lists.js';
import { joined, text } from './operators.js';

type Any = unknown;
type Method = (...args: Any[]) => Any;

function call(o: Any, f: Any, args: readonly Any[]): Any {
  if (typeof f !== 'function') throw new TypeError(`${String(f)} is not a function`);
  return Reflect.apply(f, o, args);
}

/** True for a list whose method is the array's own, while there are active numbers. */
function isList(o: Any, f: Any, native: Method): o is Any[] {
  return running.on > 0 && f === native && Array.isArray(o);
}

const own = Array.prototype;

function asking(native: Method): (o: Any, f: Any, ...args: Any[]) => Any {
  return (o, f, ...args) => {
    const [g, ...rest] = args;
    if (!isList(o, f, native) || typeof g !== 'function') return call(o, f, args);
    return call(o, f, [g === Boolean ? (x: Any) => truth(x) : whether(g as Each), ...rest]);
  };
}

type Call = (o: Any, f: Any, ...args: Any[]) => Any;

/** x.filter(...). */
export const filter: Call = /* @__PURE__ */ asking(own.filter as Method);
/** x.find(...). */
export const find: Call = /* @__PURE__ */ asking(own.find as Method);
/** x.findIndex(...). */
export const findIndex: Call = /* @__PURE__ */ asking(own.findIndex as Method);
/** x.findLast(...). */
export const findLast: Call = /* @__PURE__ */ asking(own.findLast as Method);
/** x.findLastIndex(...). */
export const findLastIndex: Call = /* @__PURE__ */ asking(own.findLastIndex as Method);
/** x.some(...). */
export const some: Call = /* @__PURE__ */ asking(own.some as Method);
/** x.every(...). */
export const every: Call = /* @__PURE__ */ asking(own.every as Method);

function sorting(native: Method): Call {
  return (o, f, ...args) => {
    if (!isList(o, f, native)) return call(o, f, args);
    const [compare] = args;
    if (typeof compare === 'function') return call(o, f, [deciding(compare as Compare)]);
    return compare === undefined && hasActive(o) ? call(o, f, [byText]) : call(o, f, args);
  };
}

/** x.sort(...), by values. */
export const sort: Call = /* @__PURE__ */ sorting(own.sort as Method);
/** x.toSorted(...), by values. */
export const toSorted: Call = /* @__PURE__ */ sorting(own.toSorted as Method);

/** x.indexOf(...), by value. */
export function indexOf(o: Any, f: Any, ...args: Any[]): Any {
  return isList(o, f, own.indexOf as Method) ? firstIndex(o, args[0], args[1]) : call(o, f, texts(o, args));
}

/** x.lastIndexOf(...), by value. */
export function lastIndexOf(o: Any, f: Any, ...args: Any[]): Any {
  if (!isList(o, f, own.lastIndexOf as Method)) return call(o, f, texts(o, args));
  return lastIndex(o, args[0], ...args.slice(1));
}

/** x.includes(...), by value. */
export function includes(o: Any, f: Any, ...args: Any[]): Any {
  return isList(o, f, own.includes as Method) ? has(o, args[0], args[1]) : call(o, f, texts(o, args));
}

/** x.join(...), a text of values. */
export function join(o: Any, f: Any, ...args: Any[]): Any {
  if (!isList(o, f, own.join as Method)) return call(o, f, args);
  return joined(o, args[0] === undefined ? ',' : text(args[0]));
}

/** x.toString(...): of an active number, that of its value. */
export function toText(o: Any, f: Any, ...args: Any[]): Any {
  if (isActive(o)) return plainOf(o, 'toString').toString(...(args as [number?]));
  return isList(o, f, own.toString as Method) ? joined(o, ',') : call(o, f, args);
}

/** Methods of strings that take a text: `'x'.concat(x)`. */
export function concat(o: Any, f: Any, ...args: Any[]): Any {
  return call(o, f, texts(o, args));
}

function texts(o: Any, args: readonly Any[]): readonly Any[] {
  return typeof o === 'string' && args.some(isActive) ? args.map(text) : args;
}

/** The class in `new C(...)`. */
export function made(C: Any): Any {
  if (running.on === 0) return C;
  if (C === Set || C === Map) return collectionsNow(C);
  if (C === Float64Array || C === Float32Array) return floatsNow(C);
  return C === Array ? activeList : C;
}

/** x.constructor. */
export function constructorOf(x: Any): Any {
  return isActive(x) ? Number : (x as { constructor: Any }).constructor;
}
