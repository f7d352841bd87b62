/** Keys of members: an active number is an index by its value, and no key of a cache. */
import { specialised } from '../scalar/scalar.js';
import { isActive, isUnknown, plainOf } from './brand.js';

type Any = unknown;

/** The key in `object[key]`. */
export function key(k: Any, object: Any): Any {
  return typeof k === 'number' || typeof k === 'string' || typeof k === 'symbol' ? k : keyOf(k, object);
}

function keyOf(k: Any, object: Any): Any {
  if (!isActive(k)) return k;
  if (isUnknown(k)) return specialised(k);
  if (Array.isArray(object) || ArrayBuffer.isView(object) || typeof object === 'string' || isArguments(object)) {
    return plainOf(k, 'index');
  }
  throw notAKey('object[x]', k);
}

function isArguments(x: Any): boolean {
  return Object.prototype.toString.call(x) === '[object Arguments]';
}

/** A key that is computed once and used twice: ToPropertyKey. */
export function onceKey(k: Any, ...object: [Any?]): Any {
  // Of null and undefined no key is asked for.
  if (object.length > 0 && (object[0] === null || object[0] === undefined))
    void (object[0] as never as Record<string, Any>).key;
  const plain = key(k, object[0]);
  if (typeof plain !== 'object' && typeof plain !== 'function') return plain;
  return plain === null ? 'null' : propertyKey(plain);
}

function propertyKey(x: object): PropertyKey {
  // The engine's own conversion.
  const [own] = Reflect.ownKeys({ [x as never]: 0 });
  return own as PropertyKey;
}

export function notAKey(what: string, x: Any): TypeError {
  return new TypeError(
    `${what}: expected a key without a derivative, got ${x}. What is kept under a value would come back without the ` +
      'derivative that belongs to it. Use noDiff(x) for the key if that is meant, and leave caches out of the function.',
  );
}

export function noLength(name: string, x: Any): string {
  return `${name}: expected a length without a derivative, got ${x}. Use noDiff(x) or value(x) for it.`;
}
