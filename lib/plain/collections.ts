/**
 * Set and Map as transformed code makes them while a driver runs: they find active numbers by value, as they would find the
 * numbers in their place. A Map hands out nothing that was kept under a value by another number: that would be a cache, and
 * the derivative of what comes back is not that of this number.
 */
import { specialised } from '../scalar/scalar.js';
import { isActive, isUnknown, known, plainOf } from './brand.js';
import { notAKey } from './keys.js';

type Any = unknown;

/** A set of values, which remembers the first number of each value. */
class ActiveSet extends Set<Any> {
  private readonly firsts: Map<Any, Any> = new Map();

  constructor(values?: Iterable<Any> | null) {
    super();
    for (const x of values ?? []) this.add(x);
  }

  override add(given: Any): this {
    const x = known(given);
    const value = plain(x, 'Set');
    // The constructor of the base class runs before the fields are there, and adds nothing.
    if (this.firsts.has(value)) return this;
    this.firsts.set(value, x);
    return super.add(x);
  }

  override has(x: Any): boolean {
    return this.firsts.has(plain(x, 'Set'));
  }

  override delete(x: Any): boolean {
    return forgotten(this.firsts, plain(x, 'Set'), (first) => super.delete(first));
  }

  override clear(): void {
    this.firsts.clear();
    super.clear();
  }
}

class ActiveMap extends Map<Any, Any> {
  /** The key of each value. */
  private readonly firsts: Map<Any, Any> = new Map();

  constructor(entries?: Iterable<readonly [Any, Any]> | null) {
    super();
    for (const [k, v] of entries ?? []) this.set(k, v);
  }

  override set(given: Any, v: Any): this {
    const k = known(given);
    const value = plain(k, 'Map');
    if (!this.firsts.has(value)) this.firsts.set(value, k);
    return super.set(this.firsts.get(value), v);
  }

  override get(given: Any): Any {
    const k = known(given);
    const value = plain(k, 'Map');
    if (!this.firsts.has(value)) return undefined;
    const first = this.firsts.get(value);
    const found = super.get(first);
    if (
      isActive(k)
        ? first !== k && isNumber(found) && (isActive(found) || !isActive(first))
        : isActive(first) && isActive(found)
    ) {
      throw notAKey('Map.get(x)', k);
    }
    return found;
  }

  override has(k: Any): boolean {
    return this.firsts.has(plain(k, 'Map'));
  }

  override delete(k: Any): boolean {
    return forgotten(this.firsts, plain(k, 'Map'), (first) => super.delete(first));
  }

  override clear(): void {
    this.firsts.clear();
    super.clear();
  }
}

/** Forgets the first number of a value; true where there was one. */
function forgotten(firsts: Map<Any, Any>, value: Any, remove: (first: Any) => boolean): boolean {
  const isThere = firsts.has(value) && remove(firsts.get(value));
  firsts.delete(value);
  return isThere;
}

function plain(x: Any, what: string): Any {
  return isActive(x) ? plainOf(x, what) : x === 0 ? 0 : x;
}

function isNumber(x: Any): boolean {
  return typeof x === 'number' || isActive(x);
}

/** What stands for Set or Map while a driver runs. */
export function collectionsNow(native: Any): Any {
  return native === Set ? ActiveSet : native === Map ? ActiveMap : native;
}

/** Set.has(x) and its kin on a collection that was made outside: it holds plain numbers, and does not know this one. */
export function member(collection: Any, method: Any, ...given: Any[]): Any {
  const args = isUnknown(given[0]) && isOutside(collection) ? [specialised(given[0]), ...given.slice(1)] : given;
  if (isActive(args[0]) && isOutside(collection)) {
    const name = (method as { name?: string }).name ?? 'get';
    if (collection instanceof Map || name === 'add') {
      throw notAKey(`${collection instanceof Map ? 'Map' : 'Set'}.${name}(x)`, args[0]);
    }
    return Reflect.apply(method as () => Any, collection, [plainOf(args[0], 'Set'), ...args.slice(1)]);
  }
  return Reflect.apply(method as () => Any, collection, args);
}

function isOutside(x: Any): boolean {
  return (x instanceof Set && !(x instanceof ActiveSet)) || (x instanceof Map && !(x instanceof ActiveMap));
}
