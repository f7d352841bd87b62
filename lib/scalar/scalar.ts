/** Questions about a `Scalar`: what it is, and the plain number inside. */
import { Active, type Oracle, type Scalar } from './active.js';

/** True for everything the operator functions take: a plain number or an active one. */
export function isScalar(x: unknown): x is Scalar {
  return typeof x === 'number' || x instanceof Active;
}

/** True for a list of plain numbers alone. */
export function isNumbers(list: readonly Scalar[]): list is readonly number[] {
  for (let i = 0; i < list.length; i++) if (typeof list[i] !== 'number') return false;
  return true;
}

/** True for numbers that carry derivatives. */
export function isActive(x: unknown): x is Active {
  return x instanceof Active;
}

/**
 * The plain number inside, all derivative parts dropped.
 *
 * Inside a differentiated function the result is a constant: use it for decisions and printing, not for the answer.
 *
 * @throws {TypeError} when x is not a number.
 * @example
 * value(dual(3, 1)); // => 3
 */
export function value(x: Scalar): number {
  let inner: Scalar = x;
  while (typeof inner !== 'number') {
    if (!isActive(inner)) throw notAScalar('value', inner);
    inner = inner.primal;
  }
  return inner;
}

/** The plain number inside, or the innermost number that stands for it. */
export function innermost(x: Scalar): Scalar {
  let inner: Scalar = x;
  while (typeof inner !== 'number') {
    if (!isActive(inner)) throw notAScalar('value', inner);
    if (inner.oracle !== undefined) return inner;
    inner = inner.primal;
  }
  return inner;
}

/**
 * The plain number inside, for a course of computation that depends on it and cannot be a choice of numbers: which pivot,
 * how many terms. A compiled program holds the course of its example.
 */
export function specialised(x: Scalar): number {
  const inner = innermost(x);
  return typeof inner === 'number' ? inner : (inner.oracle as Oracle).specialise();
}

/** What a message calls something that came instead of a number. */
export function describe(x: unknown): string {
  if (x === null || x === undefined) return String(x);
  if (typeof x === 'string') return `the string ${JSON.stringify(x)}`;
  if (typeof x === 'bigint') return `the bigint ${x}n`;
  if (Array.isArray(x) || x instanceof Float64Array || x instanceof Float32Array)
    return `an array of length ${x.length}`;
  if (ArrayBuffer.isView(x)) return `${article(nameOf(x))} of length ${(x as { length?: number }).length ?? 0}`;
  if (typeof x === 'function') return `a function${x.name === '' ? '' : ` (${x.name})`}`;
  if (isActive(x)) return describeActive(x);
  if (isCopy(x)) return 'a copy of a number that carries derivatives';
  if (typeof x === 'number') return String(x);
  if (x instanceof Promise) return 'a promise';
  if (typeof x === 'object') return nameOf(x) === 'Object' ? `an object${keysOf(x)}` : article(nameOf(x));
  return `a ${typeof x} (${String(x)})`;
}

/** Users know dual numbers and series; the numbers that drivers calculate with are named by what they do. */
function describeActive(x: Active): string {
  if (/^(Dual|HyperDual|Taylor)$/.test(x.kind)) return String(x);
  const carries = 'a number that carries derivatives';
  const inner = innermost(x);
  return typeof inner === 'number' ? `${carries}, of value ${inner}` : `${carries}, known when the program runs`;
}

/** What spread, structuredClone and Object.assign make of an active number: its parts without its methods. */
export function isCopy(x: unknown): boolean {
  if (typeof x !== 'object' || x === null || isActive(x)) return false;
  const { level } = x as { level?: { owner?: unknown } };
  return typeof level === 'object' && level !== null && typeof level.owner === 'string';
}

/** The name of the class. */
function nameOf(x: object): string {
  return x.constructor?.name || 'Object';
}

function article(name: string): string {
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

function keysOf(x: object): string {
  const keys = Object.keys(x);
  if (keys.length === 0) return '';
  const shown = keys.slice(0, 4).join(', ');
  return ` with keys ${shown}${keys.length > 4 ? ', ...' : ''}`;
}

export function notAScalar(name: string, x: unknown): TypeError {
  return new TypeError(
    `${name}: expected a number or a number made by hyperdual, got ${describe(x)}. ${cure(name, x)}.`,
  );
}

function cure(name: string, x: unknown): string {
  if (x instanceof Promise) return 'Await it first: functions to differentiate must be synchronous';
  if (x === undefined) {
    return 'Check the arguments: an index that is not there gives undefined, and so does a number that carries derivatives (take value(i))';
  }
  if (isCopy(x)) return 'Use the number itself: spread, structuredClone and Object.assign lose what it can do';
  if (Array.isArray(x) && /^(max|min|hypot)$/.test(name)) return `Spread the array: ${name}(...xs)`;
  return 'Check the arguments';
}

/**
 * The argument of an operator, when it is a number of some kind; the message that says so when it is not.
 *
 * It looks for a method and not for the class: `instanceof` walks the prototypes, and doubled the time of a derivative.
 */
export function operand(name: string, x: Scalar): Scalar {
  if (typeof x !== 'number' && (x as Active | null | undefined)?.unary === undefined) throw notAScalar(name, x);
  return x;
}

/** An operator of two numbers that got a third one. */
export function tooMany(name: string, third: unknown): TypeError {
  const instead =
    name === 'add' ? 'Use sum([x, y, z])' : name === 'mul' ? 'Use prod([x, y, z])' : `Write ${name}(${name}(x, y), z)`;
  return new TypeError(`${name}: expected two arguments, got ${describe(third)} as a third. ${instead}.`);
}
