/**
 * Turning inputs on and reading derivatives off: what every forward driver does before and after it calls f.
 */

import type { Bundle, BundleLevel } from '../numbers/bundle.js';
import { Dual } from '../numbers/dual.js';
import { FlatBundle } from '../numbers/flat-bundle.js';
import { FlatDual } from '../numbers/flat-dual.js';
import { FlatHyperDual } from '../numbers/flat-hyperdual.js';
import { HyperDual } from '../numbers/hyperdual.js';
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import type { Content } from '../scalar/parts.js';
import { checkOpen } from '../scalar/relation.js';
import { describe, innermost, isActive, isScalar } from '../scalar/scalar.js';
import { describeShape, type Flattened, flatten, isNumber, NUMBER, remedy } from '../shape/shape.js';

/** A tangent or cotangent in the range of the numbers below: where the number it is of is a germ, a germ. */
export function inRangeOf<C extends Content>(primal: Scalar, tangent: C): C | Scalar {
  if (typeof tangent !== 'number' || typeof primal === 'number') return tangent;
  const inner = innermost(primal);
  return typeof inner === 'number' ? tangent : (inner.oracle?.constant?.(tangent) ?? tangent);
}

/** An input with a tangent. */
export function seedDual(level: Level, primal: Scalar, tangent: Scalar): Dual {
  return typeof primal === 'number' && typeof tangent === 'number'
    ? new FlatDual(level, primal, tangent)
    : new Dual(level.mixed, primal, inRangeOf(primal, tangent));
}

/** The input of a function of one number. */
export function seedVariable(level: Level, x: Scalar): Dual {
  return typeof x === 'number' ? new FlatDual(level, x, 1) : new Dual(level.mixed, x, inRangeOf(x, 1));
}

/** An input with two tangents, or with one of them. */
export function seedHyperDual(level: Level, primal: Scalar, eps1: Content, eps2: Content): HyperDual {
  const [e1, e2] = [eps1 ?? 0, eps2 ?? 0];
  return typeof primal === 'number' && typeof e1 === 'number' && typeof e2 === 'number'
    ? new FlatHyperDual(level, primal, e1, e2, 0, (eps1 === null ? 0 : 1) + (eps2 === null ? 0 : 2))
    : new HyperDual(level.mixed, primal, inRangeOf(primal, eps1), inRangeOf(primal, eps2), null);
}

/** The value of an output, as the level below sees it. */
export function primalOf(level: Level, y: Scalar): Scalar {
  return belongs(level, y) ? y.primal : y;
}

/** The tangent of an output. A derivative has no negative zero: sums of parts give either, so all results are +0. */
export function tangentOf(level: Level, y: Scalar): Scalar {
  return belongs(level, y) ? add((y as Dual).tangent, 0) : 0;
}

/** The tangents of an output of a pass on bundles, into the places of a row from start to end. */
export function readTangents(level: BundleLevel, y: Scalar, row: Scalar[], start: number, end: number): void {
  if (y instanceof FlatBundle && y.level === level) {
    for (let j = start; j < end; j++) row[j] = y.tangent(j - start) + 0;
    return;
  }
  const tangents = belongs(level, y) ? (y as unknown as Bundle).tangents() : undefined;
  for (let j = start; j < end; j++) row[j] = add(tangents?.[j - start] ?? 0, 0);
}

/** All tangents of a number. */
export function tangentsOf(level: BundleLevel, y: Scalar): Scalar[] {
  const row = new Array<Scalar>(level.width);
  readTangents(level, y, row, 0, level.width);
  return row;
}

/** A derivative part of an output, by name. */
export function epsOf(level: Level, y: Scalar, part: 'eps1' | 'eps2' | 'eps12'): Scalar {
  return belongs(level, y) ? add((y as HyperDual)[part], 0) : 0;
}

/** True for a number of the level; one of an outer level is a constant, one of an ended call an error. */
function belongs(level: Level, y: Scalar): y is Dual | HyperDual {
  if (typeof y === 'number') return false;
  if (y.level.id === level.id) return true;
  checkOpen(y);
  return false;
}

/**
 * The output of a scalar-valued driver.
 *
 * @throws {TypeError} naming the driver for the shape that came instead.
 */
export function oneNumber(driver: string, y: unknown, instead: string): Scalar {
  if (isScalar(y)) return y;
  throw notOneNumber(driver, y, instead);
}

function notOneNumber(driver: string, y: unknown, instead: string): TypeError {
  if (y === undefined) {
    return new TypeError(`${driver}: expected f to return a number, got undefined. Return the result from f.`);
  }
  if (y instanceof Promise) {
    return new TypeError(
      `${driver}: expected f to return a number, got a promise. Functions to differentiate must be synchronous: await before, not inside.`,
    );
  }
  if (typeof y === 'object' && y !== null) {
    const { shape } = flatten(driver, 'f(x)', y);
    if (!isNumber(shape)) {
      return new TypeError(`${driver}: expected f to return one number, got ${describeShape(shape)}. Use ${instead}.`);
    }
  }
  return new TypeError(
    `${driver}: expected f to return a number, got ${describe(y)}. Return a number made with the operators.`,
  );
}

/** Reads the output of a driver that takes any structure. */
export function anyOutput(driver: string): (y: unknown) => Flattened {
  return (y) => flatten(driver, 'f(x)', y);
}

/** Reads the output of a driver that needs one number; `instead` names the driver for other shapes. */
export function numberOutput(driver: string, instead: string): (y: unknown) => Flattened {
  return (y) => ({ leaves: [oneNumber(driver, y, instead)], shape: NUMBER });
}

/**
 * @throws {TypeError} when f is not a function: usually the arguments are swapped.
 */
export function checkFunction(driver: string, f: unknown, call?: string): void {
  if (typeof f !== 'function') throw notAFunction(driver, f, call ?? `${driver}(f, x)`);
}

function notAFunction(driver: string, f: unknown, call: string): TypeError {
  return new TypeError(`${driver}: expected a function as first argument, got ${describe(f)}. Call ${call}.`);
}

/**
 * @throws {TypeError} when x is not one number.
 */
export function checkNumber(driver: string, x: unknown, instead: string, label = 'x'): asserts x is Scalar {
  if (typeof x !== 'number') checkActive(driver, x, instead, label);
}

function checkActive(driver: string, x: unknown, instead: string, label: string): void {
  if (!isActive(x)) {
    const cure = x === undefined ? remedy(driver, label, x) : instead;
    throw new TypeError(`${driver}: expected ${label} to be one number, got ${describe(x)}. ${cure}`);
  }
  checkOpen(x);
}
