/**
 * Accessors of classes (`get area()`). TypeScript has no way to tell them from fields, so they are in the types of results; but they
 * are computed from the fields, and there is no derivative by them. To read one there says so.
 */
import { isRecord } from '../shape/shape.js';

type Any = unknown;

/** A class whose instances have been taken apart: the fields that hold numbers, and the accessors. */
export interface Unseen {
  readonly fields: readonly string[];
  readonly accessors: readonly string[];
}

/** Notes the accessors of an instance, if its class has any. */
export function noteAccessors(x: object, fields: readonly string[], unseen: Unseen[]): void {
  const accessors = accessorsOf(x);
  if (accessors.length > 0 && !unseen.some((other) => isSameList(other.fields, fields))) {
    unseen.push({ fields, accessors });
  }
}

function accessorsOf(x: object): string[] {
  const names = new Set<string>();
  for (let o = Object.getPrototypeOf(x); o !== null && o !== Object.prototype; o = Object.getPrototypeOf(o)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(o))) {
      if (get !== undefined && !Object.hasOwn(x, name)) names.add(name);
    }
  }
  return [...names];
}

/** A result, where every record in place of such an instance answers for the accessors. */
export function withAccessors<T>(result: T, unseen: readonly Unseen[]): T {
  if (unseen.length > 0) answer(result, unseen);
  return result;
}

function answer(x: Any, unseen: readonly Unseen[]): void {
  if (Array.isArray(x)) for (const item of x) answer(item, unseen);
  if (!isRecord(x)) return;
  for (const item of Object.values(x)) answer(item, unseen);
  const names = Object.keys(x);
  for (const { fields, accessors } of unseen) {
    if (!isSameList(fields, names)) continue;
    for (const name of accessors) {
      const get = (): never => {
        throw new TypeError(
          `${name}: expected a field of the class, got an accessor, which has no derivative of its own. ` +
            `Read ${names.join(', ')}, of which it is computed.`,
        );
      };
      Object.defineProperty(x, name, { get, configurable: true });
    }
  }
}

/** A point or direction without what it says of accessors. */
export function withoutAccessors(x: Any, unseen: readonly Unseen[]): Any {
  if (unseen.length === 0) return x;
  if (Array.isArray(x)) return x.map((item) => withoutAccessors(item, unseen));
  if (!isRecord(x)) return x;
  const names = Object.keys(x);
  const own = unseen.find(
    ({ fields, accessors }) =>
      fields.every((name) => names.includes(name)) &&
      names.every((name) => fields.includes(name) || accessors.includes(name)),
  );
  return Object.fromEntries((own?.fields ?? names).map((name) => [name, withoutAccessors(x[name], unseen)]));
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}
