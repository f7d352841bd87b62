/**
 * A Float64Array that can hold active numbers: what `new Float64Array(...)` gives in transformed code while a driver runs.
 *
 * It is an array of JavaScript with the methods of a typed array in place of its own, so that reading and writing an element
 * are the engine's: nothing can be added beyond its end, `instanceof Float64Array` holds and `Array.isArray` (of transformed
 * code) does not. A Float32Array rounds the values written to it and keeps their derivatives, which takes a Proxy.
 */
import { FROUND } from '../functions/bits.js';
import { running } from '../scalar/level.js';
import { isActive, known } from './brand.js';
import { truth } from './comparisons.js';
import { noLength } from './keys.js';
import {
  type Compare,
  deciding,
  type Each,
  includes,
  indexOf,
  lastIndexOf,
  relative,
  upwards,
  whether,
} from './lists.js';
import { joined, toNumber } from './operators.js';

type Any = unknown;

/** What both kinds have: elements, and the methods of a typed array. */
export interface Floats extends Array<Any> {
  readonly [BRAND]: 'Float64Array' | 'Float32Array';
}

const BRAND: unique symbol = Symbol('floats');

export function isFloats(x: Any): x is Floats {
  return Array.isArray(x) && BRAND in x;
}

type Make = (values: readonly Any[]) => Floats;

const list = Array.prototype;

/** Methods that look at no value are the array's own. */
const SHARED = [
  'at',
  'entries',
  'keys',
  'values',
  'forEach',
  'reduce',
  'reduceRight',
  'reverse',
  'copyWithin',
] as const;

/** The methods, which take the array for `this`. */
function methodsOf(make: Make): object {
  const asked =
    (name: 'find' | 'findIndex' | 'findLast' | 'findLastIndex' | 'some' | 'every') =>
    (self: Any[], f: Each, that?: Any): Any =>
      Reflect.apply(list[name], self, [whether(f), that]);
  const copied =
    (name: 'slice' | 'toReversed') =>
    (self: Any[], ...args: never[]): Any =>
      make(Reflect.apply(name === 'slice' ? list.slice : list.reverse, Array.from(self), args));
  const own: Record<string, (self: Any[], ...args: never[]) => Any> = {
    map: (self, f: Each, that?: Any) => make(Array.from(self, (x, i) => f.call(that, x, i, self))),
    filter: (self, f: Each, that?: Any) => make(Array.from(self).filter((x, i) => truth(f.call(that, x, i, self)))),
    slice: copied('slice'),
    toReversed: copied('toReversed'),
    subarray: (self, start: Any = 0, end: Any = self.length) =>
      windowOn(self, relative(start, self.length), relative(end, self.length)),
    set: (self, values: ArrayLike<Any>, offset: number = 0) => {
      if (offset < 0 || offset + values.length > self.length) throw new RangeError('offset is out of bounds');
      // The source may be this array.
      Array.from(values).forEach((x, i) => {
        self[offset + i] = toNumber(x);
      });
    },
    fill: (self, x: Any, ...range: never[]) => Reflect.apply(list.fill, self, [toNumber(x), ...range]),
    with: (self, index: Any, x: Any) => make(Reflect.apply(list.with, Array.from(self), [index, toNumber(x)])),
    sort: (self, compare?: Compare) => {
      const sorted = Array.from(self).sort(compare === undefined ? upwards : deciding(compare));
      for (let i = 0; i < sorted.length; i++) self[i] = sorted[i];
      return self;
    },
    toSorted: (self, compare?: Compare) =>
      make(Array.from(self).sort(compare === undefined ? upwards : deciding(compare))),
    find: asked('find'),
    findIndex: asked('findIndex'),
    findLast: asked('findLast'),
    findLastIndex: asked('findLastIndex'),
    some: asked('some'),
    every: asked('every'),
    indexOf: (self, x: Any, from?: Any) => indexOf(self, x, from),
    lastIndexOf: (self, ...args: [Any, ...Any[]]) => lastIndexOf(self, ...args),
    includes: (self, x: Any, from?: Any) => includes(self, x, from),
    join: (self, separator: Any = ',') => joined(self, separator),
    toString: (self: Any[]) => joined(self, ','),
  };
  const methods = Object.entries(own).map(([name, method]) => [
    name,
    function (this: Any[], ...args: never[]): Any {
      return method(this, ...args);
    },
  ]);
  return { ...Object.fromEntries(methods), ...Object.fromEntries(SHARED.map((name) => [name, list[name]])) };
}

/** Another view on the same elements. */
function windowOn(self: Any[], start: number, end: number): Any {
  const view = Array.from({ length: Math.max(0, end - start) }, (_, i) => self[start + i]);
  Object.setPrototypeOf(view, Object.getPrototypeOf(self));
  const place = (key: string | symbol): string | symbol =>
    typeof key === 'string' && /^\d+$/.test(key) && Number(key) < view.length ? String(start + Number(key)) : key;
  return new Proxy(view, {
    get: (target, key, receiver) =>
      place(key) === key && !(key in view && typeof key === 'string' && /^\d+$/.test(key))
        ? Reflect.get(target, key, receiver)
        : self[place(key) as never],
    set: (_, key, value) => Reflect.set(self, place(key), value),
  });
}

/** A constructor that stands for the native one while a driver runs. */
function floatsFor(name: 'Float64Array' | 'Float32Array', native: Float64ArrayConstructor | Float32ArrayConstructor) {
  const prototype = Object.create(native.prototype);
  const make: Make = (values) => {
    const floats = Array.from(values, toNumber);
    Object.setPrototypeOf(floats, prototype);
    if (name === 'Float64Array') return Object.preventExtensions(floats) as Floats;
    for (let i = 0; i < floats.length; i++) floats[i] = rounded(floats[i]);
    return rounding(Object.preventExtensions(floats)) as Floats;
  };
  Object.assign(prototype, methodsOf(make));
  Object.defineProperties(prototype, {
    [BRAND]: { value: name },
    [Symbol.iterator]: { value: list[Symbol.iterator] },
    [Symbol.toStringTag]: { value: name },
    constructor: { value: native },
    length: { value: 0, writable: true },
    byteLength: {
      get(this: Any[]) {
        return this.length * native.BYTES_PER_ELEMENT;
      },
    },
    byteOffset: { value: 0 },
    buffer: {
      get() {
        throw new TypeError(
          `${name}: expected its buffer not to be asked for while a derivative is taken. Bytes have no derivatives: copy ` +
            'the numbers one by one.',
        );
      },
    },
  });
  for (const key of Object.keys(prototype)) Object.defineProperty(prototype, key, { enumerable: false });
  function construct(given?: Any, ...more: number[]): Any {
    const x = known(given);
    if (isActive(x)) throw new TypeError(noLength(name, x));
    if (x instanceof ArrayBuffer || more.length > 0) return new native(x as ArrayBuffer, ...more);
    if (typeof x !== 'object' || x === null) return make(new Array(new native(x as number).length).fill(0));
    return make(Array.from(x as Iterable<Any>));
  }
  return Object.setPrototypeOf(
    Object.assign(construct, {
      from: (x: Iterable<Any>, f?: (x: Any, i: number) => Any, that?: Any) =>
        make(f === undefined ? Array.from(x) : Array.from(x, f, that)),
      of: (...x: Any[]) => make(x),
    }),
    native,
  );
}

function rounded(x: Any): Any {
  return isActive(x) ? x.unary(FROUND) : Math.fround(x as number);
}

function rounding(floats: Any[]): Any[] {
  return new Proxy(floats, {
    set: (target, key, value) =>
      Reflect.set(target, key, typeof key === 'string' && /^\d+$/.test(key) ? rounded(toNumber(value)) : value),
  });
}

/** Float64Array whose elements keep their derivatives. */
export const float64: Float64ArrayConstructor = /* @__PURE__ */ floatsFor('Float64Array', Float64Array);
/** Float32Array whose elements keep their derivatives; values are rounded. */
export const float32: Float32ArrayConstructor = /* @__PURE__ */ floatsFor('Float32Array', Float32Array);

/** Float64Array and Float32Array as they are named in transformed code. */
export function floatsNow(native: Any): Any {
  if (running.on === 0) return native;
  return native === Float64Array ? float64 : native === Float32Array ? float32 : native;
}
