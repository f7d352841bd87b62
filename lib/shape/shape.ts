/**
 * Shapes at run time: a structure taken apart into its numbers, and put together again with others.
 *
 * Arrays of arrays of one shape are a tensor. Other arrays (of records, of rows of different lengths) and records hold parts
 * of any shape.
 */
import type { Scalar } from '../scalar/active.js';
import { checkOpen } from '../scalar/relation.js';
import { describe, isCopy, isScalar } from '../scalar/scalar.js';
import { firstDifference, inOrderOf } from './order.js';
import type { Shape } from './size.js';
import type { NumberArray } from './types.js';

export type { Shape } from './size.js';

/** A structure as a list of its numbers, in order, and the way back. */
export interface Flattened {
  readonly leaves: Scalar[];
  readonly shape: Shape;
}

/** The shape of a number. */
export const NUMBER: Shape = { kind: 'tensor', dims: [] };

/**
 * @param driver - for messages: the function the user called.
 * @param label - for messages: what the user calls x, as in `x[2][0]`.
 * @throws {TypeError} for anything that is not a number, array or record, named by its index.
 */
export function flatten(driver: string, label: string, x: unknown): Flattened {
  const numbers = Array.isArray(x) ? plainNumbers(x) : undefined;
  if (numbers !== undefined) return { leaves: numbers, shape: { kind: 'tensor', dims: [numbers.length] } };
  const leaves: Scalar[] = [];
  const shape = read(driver, label, x, leaves);
  return { leaves, shape };
}

/** The short way for a list of plain numbers; undefined where it is something else. */
function plainNumbers(x: readonly unknown[]): number[] | undefined {
  const n = x.length;
  const numbers: number[] = new Array(n);
  for (let i = 0; i < n; i++) {
    const number = x[i];
    if (typeof number !== 'number') return undefined;
    numbers[i] = number;
  }
  return numbers;
}

function read(driver: string, label: string, x: unknown, leaves: Scalar[]): Shape {
  if (isScalar(x)) {
    leaves.push(alive(x));
    return NUMBER;
  }
  if (isNumberArray(x)) {
    for (const leaf of x) leaves.push(leaf);
    return { kind: 'tensor', dims: [x.length] };
  }
  if (Array.isArray(x)) return readArray(driver, label, x, leaves);
  if (isRecord(x) && !isCopy(x)) {
    const names = Object.keys(x);
    const items = names.map((name) => read(driver, `${label}.${name}`, x[name], leaves));
    return { kind: 'record', names, items };
  }
  throw new TypeError(
    `${driver}: expected ${label} to be a number, an array or a record of numbers, got ${describe(x)}. ${remedy(driver, label, x)}`,
  );
}

function readArray(driver: string, label: string, x: readonly unknown[], leaves: Scalar[]): Shape {
  const n = x.length;
  let allNumbers = true;
  for (let i = 0; i < n; i++) {
    const item = x[i];
    if (isScalar(item)) leaves.push(alive(item));
    else {
      allNumbers = false;
      leaves.length -= i;
      break;
    }
  }
  if (allNumbers) return { kind: 'tensor', dims: [n] };
  const items = Array.from(x, (item, i) => read(driver, `${label}[${i}]`, item, leaves));
  const first = items[0];
  if (first.kind !== 'tensor' || !items.every((item) => sameShape(first, item))) return { kind: 'list', items };
  return { kind: 'tensor', dims: [n, ...first.dims] };
}

/** The number itself, unless it has outlived its driver call. */
function alive(x: Scalar): Scalar {
  if (typeof x !== 'number') checkOpen(x);
  return x;
}

/** A typed array of numbers: of floats or of integers, not of bigints. */
export function isNumberArray(x: unknown): x is NumberArray {
  return ArrayBuffer.isView(x) && !/^(DataView|Big)/.test(String((x as NumberArray)[Symbol.toStringTag]));
}

export function isRecord(x: unknown): x is Record<string, unknown> {
  if (typeof x !== 'object' || x === null) return false;
  const prototype = Object.getPrototypeOf(x);
  return prototype === Object.prototype || prototype === null;
}

/** What to do about something that is no number. */
export function remedy(driver: string, label: string, x: unknown): string {
  if (x instanceof Promise) return 'Await it first: functions to differentiate must be synchronous.';
  if (x === undefined && label.startsWith('f(x)')) return 'Return the result from f, and check the indices.';
  if (x === undefined && label === 'x') {
    return `Call ${driver}(f, x); the derivative as a function is (x) => ${driver}(f, x).`;
  }
  if (isCopy(x)) return 'Use the number itself: spread, structuredClone and Object.assign lose what it can do.';
  if (typeof x === 'string') return 'Convert it with Number(...) first.';
  return 'Give plain numbers, or arrays and records of them.';
}

/** The structure with other contents: `next` gives them in order. */
export function rebuild<T>(shape: Shape, next: () => T): unknown {
  if (shape.kind === 'tensor') return tensor(shape.dims, 0, next);
  const items = shape.items.map((item) => rebuild(item, next));
  return shape.kind === 'list' ? items : recordOf(shape.names, items);
}

function tensor<T>(dims: readonly number[], depth: number, next: () => T): unknown {
  if (depth === dims.length) return next();
  const n = dims[depth];
  const array: unknown[] = new Array(n);
  for (let i = 0; i < n; i++) array[i] = tensor(dims, depth + 1, next);
  return array;
}

/** The fields in an ordinary object: several times faster than Object.fromEntries, which is for names that objects have. */
function recordOf(names: readonly string[], items: readonly unknown[]): object {
  const object: { [name: string]: unknown } = {};
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name in object) return Object.fromEntries(names.map((name, i) => [name, items[i]]));
    object[name] = items[i];
  }
  return object;
}

/** The structure with the contents of a list. */
export function fill(shape: Shape, leaves: readonly unknown[]): unknown {
  return isVector(shape) ? leaves.slice() : filled(shape, leaves, { at: 0 });
}

/** The same from a list that nobody else has: it may become the structure itself. */
export function fillWith(shape: Shape, leaves: unknown[]): unknown {
  return isVector(shape) ? leaves : filled(shape, leaves, { at: 0 });
}

/** True for an array of numbers. */
export function isVector(shape: Shape): boolean {
  return shape.kind === 'tensor' && shape.dims.length === 1;
}

/** The next part, from a place in the list that moves on. */
interface Place {
  at: number;
}

function filled(shape: Shape, leaves: readonly unknown[], place: Place): unknown {
  if (shape.kind === 'tensor') return filledTensor(shape.dims, 0, leaves, place);
  const items = shape.items.map((item) => filled(item, leaves, place));
  return shape.kind === 'list' ? items : recordOf(shape.names, items);
}

function filledTensor(dims: readonly number[], depth: number, leaves: readonly unknown[], place: Place): unknown {
  if (depth === dims.length) return leaves[place.at++];
  const n = dims[depth];
  if (depth === dims.length - 1) {
    const { at } = place;
    place.at += n;
    return leaves.slice(at, place.at);
  }
  const array: unknown[] = new Array(n);
  for (let i = 0; i < n; i++) array[i] = filledTensor(dims, depth + 1, leaves, place);
  return array;
}

export function isNumber(shape: Shape): boolean {
  return shape.kind === 'tensor' && shape.dims.length === 0;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.kind === 'tensor') {
    return b.kind === 'tensor' && a.dims.length === b.dims.length && a.dims.every((n, i) => n === b.dims[i]);
  }
  if (b.kind === 'tensor' || a.kind !== b.kind || a.items.length !== b.items.length) return false;
  if (a.kind === 'record' && b.kind === 'record' && !a.names.every((name, i) => name === b.names[i])) return false;
  return a.items.every((item, i) => sameShape(item, b.items[i]));
}

/**
 * The numbers of a structure that must have the shape of another one.
 *
 * @param label - for messages: what the user calls x.
 * @param model - for messages: what has the shape.
 * @throws {RangeError} when the shapes differ.
 */
export function leavesLike(driver: string, label: string, x: unknown, shape: Shape, model: string): Scalar[] {
  const given = flatten(driver, label, x);
  if (sameShape(shape, given.shape)) return given.leaves;
  const leaves = inOrderOf(shape, given.shape, given.leaves);
  if (leaves !== undefined) return leaves;
  const { path, due, got } = firstDifference(shape, given.shape);
  throw new RangeError(
    `${driver}: expected ${label}${path} to have the shape of ${path === '' ? model : `the same part of ${model}`}, ${describeShape(due)}, ` +
      `got ${describeShape(got)}. Give one number of ${label} for each of ${model}.`,
  );
}

/** The shape in words, for messages. */
export function describeShape(shape: Shape): string {
  if (shape.kind === 'list') return describeList(shape.items);
  if (shape.kind === 'record') return `a record { ${shape.names.join(', ')} }`;
  if (shape.dims.length === 0) return 'a number';
  if (shape.dims.length === 1) return `an array of length ${shape.dims[0]}`;
  return `a ${shape.dims.join(' x ')} array`;
}

/** Rows of different lengths by their lengths; other parts by how many there are. */
function describeList(items: readonly Shape[]): string {
  const lengths = items.map((item) => (item.kind === 'tensor' && item.dims.length === 1 ? item.dims[0] : undefined));
  if (lengths.includes(undefined)) return `an array of ${items.length} parts`;
  const shown = lengths.slice(0, 6).join(', ');
  return `an array of ${items.length} rows of lengths ${shown}${lengths.length > 6 ? ', ...' : ''}`;
}

/** The path to each number, as in `[2][0]` or `.mass`; empty for a number itself. */
export function leafPaths(shape: Shape): string[] {
  if (shape.kind === 'tensor') return tensorPaths(shape.dims);
  return shape.items.flatMap((item, i) => {
    const step = shape.kind === 'record' ? `.${shape.names[i]}` : `[${i}]`;
    return leafPaths(item).map((path) => step + path);
  });
}

function tensorPaths([n, ...rest]: readonly number[]): string[] {
  if (n === undefined) return [''];
  const inner = tensorPaths(rest);
  return Array.from({ length: n }, (_, i) => inner.map((path) => `[${i}]${path}`)).flat();
}
