/**
 * Structures of ordinary code: instances of classes, typed arrays, and fields that are no numbers, beside what the drivers take
 * (arrays and plain records). A structure is taken apart into those, and f gets it put together again.
 */
import { describe } from '../scalar/scalar.js';
import { isRecord } from '../shape/shape.js';
import { noteAccessors, type Unseen } from './accessors.js';
import { isActive } from './brand.js';
import { float32, float64, isFloats } from './floats.js';

type Any = unknown;

/** A structure as the drivers take it, and the way back. */
export interface Pure {
  readonly pure: Any;
  /** The structure with other numbers, in the form of `pure`. */
  restore(pure: Any): Any;
  /** Classes in it that have accessors. */
  readonly unseen: Unseen[];
}

/** The same of a part. */
type Part = Omit<Pure, 'unseen'>;

export const same = (x: Any): Any => x;

export function purified(driver: string, x: Any): Pure {
  const unseen: Unseen[] = [];
  if (isPure(x)) return { pure: x, restore: same, unseen };
  const found = taken(x, new Set(), unseen);
  if (found === undefined) {
    throw new TypeError(
      `${driver}: expected x to be a number or to hold some, got ${describe(x)}. Give what f depends on.`,
    );
  }
  return { ...found, unseen };
}

/** True for numbers, and arrays and plain records of them, which the drivers take as they are. */
export function isPure(x: Any): boolean {
  if (typeof x === 'number' || isActive(x)) return true;
  if (Array.isArray(x)) {
    if (isFloats(x)) return false;
    // Most are lists of numbers, and this is done in each call of a driver.
    for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'number' && !isPure(x[i])) return false;
    return true;
  }
  return isRecord(x) && Object.values(x).every(isPure);
}

/** The numbers of a structure; undefined where there are none. */
function taken(x: Any, around: ReadonlySet<Any>, unseen: Unseen[]): Part | undefined {
  if (typeof x === 'number' || isActive(x)) return { pure: x, restore: same };
  if (typeof x !== 'object' || x === null || around.has(x)) return undefined;
  const inside = new Set(around).add(x);
  if (x instanceof Float64Array || x instanceof Float32Array) {
    const make = x instanceof Float64Array ? float64 : float32;
    return { pure: Array.from(x as Iterable<Any>), restore: (list) => make.from(list as Iterable<number>) };
  }
  if (Array.isArray(x)) {
    const items = x.map((item) => taken(item, inside, unseen));
    if (items.every((item) => item !== undefined)) {
      return {
        pure: items.map(({ pure }) => pure),
        restore: (list) => items.map((item, i) => item.restore((list as Any[])[i])),
      };
    }
    return undefined;
  }
  if (ArrayBuffer.isView(x) || x instanceof Date || x instanceof Map || x instanceof Set) return undefined;
  return fields(x as Record<string, Any>, inside, unseen);
}

/** A record or an instance: its own fields that hold numbers. The others, and its class, are constants. */
function fields(x: Record<string, Any>, inside: ReadonlySet<Any>, unseen: Unseen[]): Part | undefined {
  const parts: [string, Part][] = [];
  for (const name of Object.keys(x)) {
    const part = taken(x[name], inside, unseen);
    if (part !== undefined) parts.push([name, part]);
  }
  if (parts.length === 0) return undefined;
  noteAccessors(
    x,
    parts.map(([name]) => name),
    unseen,
  );
  return {
    pure: Object.fromEntries(parts.map(([name, { pure }]) => [name, pure])),
    restore: (record) => {
      const copy = Object.create(Object.getPrototypeOf(x), Object.getOwnPropertyDescriptors(x));
      for (const [name, part] of parts) {
        Object.defineProperty(copy, name, {
          value: part.restore((record as Record<string, Any>)[name]),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return copy;
    },
  };
}

/** What f returned, in the form that drivers read. */
export function purifiedOutput(y: Any, unseen: Unseen[] = []): Any {
  if (isPure(y)) return y;
  return taken(y, new Set(), unseen)?.pure ?? y;
}

/** The numbers of a pure structure in order. */
export function leavesOf(x: Any, into: Any[] = []): Any[] {
  if (typeof x === 'object' && x !== null && !isActive(x)) for (const item of Object.values(x)) leavesOf(item, into);
  else into.push(x);
  return into;
}
