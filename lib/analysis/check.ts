/** Gradient checking: exact derivatives against central differences, for users' own functions. */
import { gradient } from '../forward/gradient.js';
import { hessian } from '../forward/hessian.js';
import { jacobian } from '../forward/jacobian.js';
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { isScalar, value } from '../scalar/scalar.js';
import { type Flattened, fill, flatten, leafPaths } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { centralDifference } from './differences.js';

/** The drivers without their shape types, which end at the functions below. */
const drivers = { gradient, jacobian, hessian } as unknown as Record<
  'gradient' | 'jacobian' | 'hessian',
  (f: unknown, x: unknown) => unknown
>;

/** One derivative, both ways. */
export interface Compared {
  /** Where in the derivative: the path of the output's number (empty for a scalar field), then of the input's. */
  readonly at: string;
  /** What the driver gives. */
  readonly exact: number;
  /** What differences give. */
  readonly difference: number;
  /** Estimated error of the difference. */
  readonly error: number;
  /** True when a kink lies within the step of the difference, so that it says nothing about the derivative. */
  readonly kink: boolean;
}

/** A number of f(x), as the driver computed it and as f gives it for plain numbers. */
export interface ComparedValue {
  /** Its path, as in `f[2]`; `f` for the value of a scalar field. */
  readonly at: string;
  /** Inside the driver. */
  readonly driver: number;
  /** On plain numbers. */
  readonly plain: number;
}

/** What a check found. */
export interface CheckReport {
  /**
   * True when f has the same values inside the driver as on plain numbers, and every entry agrees within the error of the
   * differences, or has a kink within the step.
   */
  readonly passed: boolean;
  /**
   * Values that are not the same bits inside the driver: there f took another course, because it asked a number what it is
   * in a way that only plain numbers answer.
   */
  readonly otherValues: readonly ComparedValue[];
  /** sqrt(Σ(dh - df)² / Σ(dh + df)²) over the entries without a kink: below 1e-6 when all is well. */
  readonly measure: number;
  /** The entry that disagrees most, measured in the error of its difference. */
  readonly worst: Compared | undefined;
  /** Entries with a kink within the step. */
  readonly kinks: readonly Compared[];
  /** All derivatives that were compared. */
  readonly entries: readonly Compared[];
  /** The report in words. */
  toString(): string;
}

/**
 * Checks the gradient of a scalar field against central differences with step control.
 *
 * @param f - f: ℝⁿ → ℝ; called about 30·n times on plain numbers.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns a report; print it.
 * @throws {TypeError} as gradient.
 * @see Mathematics for Machine Learning, section 5.2, gradient checking
 * @example
 * checkGradient(([x, y]) => mul(square(x), y), [2, 3]).passed; // => true
 */
export function checkGradient<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): CheckReport;
export function checkGradient(f: (x: never) => Scalar, x: unknown): CheckReport {
  return compare('checkGradient', f, x, drivers.gradient);
}

/**
 * Checks the Jacobian of a vector field against central differences with step control.
 *
 * @param f - f: ℝⁿ → ℝᵐ; called about 30·n times for each number of f(x) on plain numbers.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} as jacobian.
 * @example
 * checkJacobian(([x, y]) => [mul(x, y), sin(x)], [2, 3]).passed; // => true
 */
export function checkJacobian<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): CheckReport;
export function checkJacobian(f: (x: never) => unknown, x: unknown): CheckReport {
  return compare('checkJacobian', f, x, drivers.jacobian);
}

/**
 * Checks the Hessian of a scalar field: hyper-dual second derivatives against central differences of the exact gradient.
 *
 * @param f - f: ℝⁿ → ℝ.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} as hessian.
 * @example
 * checkHessian(([x, y]) => mul(square(x), y), [2, 3]).passed; // => true
 */
export function checkHessian<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): CheckReport;
export function checkHessian(f: (x: never) => Scalar, x: unknown): CheckReport {
  return compare('checkHessian', f, x, drivers.hessian, (at) => drivers.gradient(f, at));
}

/** @param slope - what is differentiated by differences; f itself for first derivatives. */
function compare(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  differentiate: (f: unknown, x: unknown) => unknown,
  slope: (x: never) => unknown = f,
): CheckReport {
  checkFunction(driver, f);
  let seen: unknown;
  const exact = differentiate((at: never) => {
    seen = f(at);
    return seen;
  }, x);
  const input = flatten(driver, 'x', x);
  const point = input.leaves.map(value);
  const outputs = (at: readonly number[]): Flattened => flatten(driver, 'f(x)', slope(fill(input.shape, at) as never));
  const derivatives = flatten(driver, 'the derivative', exact).leaves.map(value);
  const outputPaths = leafPaths(outputs(point).shape);
  const inputPaths = leafPaths(input.shape);
  const entries: Compared[] = [];
  outputPaths.forEach((outputPath, i) => {
    inputPaths.forEach((inputPath, j) => {
      const along = (t: number): number => value(outputs(point.with(j, t)).leaves[i]);
      const { value: difference, error, kink } = centralDifference(along, point[j]);
      const at = [outputPath && `f${outputPath}`, `x${inputPath}`].filter((part) => part !== '').join(' by ');
      entries.push({ at, exact: derivatives[i * inputPaths.length + j], difference, error, kink });
    });
  });
  const plain = flatten(driver, 'f(x)', f(fill(input.shape, point) as never));
  return report(driver, entries, otherValues(valuesIn(seen), plain));
}

/** The plain numbers inside a result that the driver has accepted, whose call has ended. */
function valuesIn(y: unknown): number[] {
  return isScalar(y) ? [value(y)] : Object.values(y as object).flatMap(valuesIn);
}

function otherValues(inside: readonly number[], { leaves, shape }: Flattened): ComparedValue[] {
  return leafPaths(shape)
    .map((path, i) => ({ at: `f${path}`, driver: inside[i] ?? Number.NaN, plain: value(leaves[i]) }))
    .filter(({ driver, plain }) => !Object.is(driver, plain));
}

const CAUSE =
  'f asks a number what it is: ===, if (x), switch, typeof, Number.isFinite, includes, indexOf and parseFloat know plain numbers ' +
  'only. Write eq, lt or select, or ask value(x).';

/** How many errors of the difference an exact derivative may be away from it. */
const MARGIN = 10;

function report(driver: string, entries: readonly Compared[], otherValues: readonly ComparedValue[]): CheckReport {
  const kinks = entries.filter(({ kink }) => kink);
  const smooth = entries.filter(({ kink }) => !kink);
  const worst = [...entries].sort((a, b) => misfit(b) - misfit(a))[0];
  const passed = otherValues.length === 0 && smooth.every((entry) => misfit(entry) <= MARGIN);
  const measure = bookMeasure(smooth);
  return {
    passed,
    otherValues,
    measure,
    worst,
    kinks,
    entries,
    toString() {
      const verdict = passed ? 'passed' : 'FAILED';
      const lines = [`${driver}: ${verdict}, ${entries.length} entries, measure ${measure.toExponential(1)}`];
      for (const { at, driver: inside, plain } of otherValues) {
        lines.push(`value of ${at}: ${inside} inside the driver, ${plain} on plain numbers. ${CAUSE}`);
      }
      if (worst !== undefined && !worst.kink) lines.push(`worst: ${describeEntry(worst)}`);
      for (const kink of kinks) lines.push(`kink within the step: ${describeEntry(kink)}`);
      return lines.join('\n');
    },
  };
}

/** Distance of the two derivatives in errors of the difference; a NaN on one side only is infinitely far. */
function misfit({ exact, difference, error, kink }: Compared): number {
  if (kink) return 0;
  if (Object.is(exact, difference)) return 0;
  const distance = Math.abs(exact - difference);
  if (Number.isNaN(distance)) return Number.POSITIVE_INFINITY;
  return distance / (error + 2 ** -50 * Math.abs(exact) + Number.MIN_VALUE);
}

function bookMeasure(entries: readonly Compared[]): number {
  let apart = 0;
  let together = 0;
  for (const { exact, difference } of entries) {
    apart += (difference - exact) ** 2;
    together += (difference + exact) ** 2;
  }
  return apart === 0 ? 0 : Math.sqrt(apart / together);
}

function describeEntry({ at, exact, difference, error }: Compared): string {
  return `${at}: exact ${exact}, by differences ${difference} ± ${error.toExponential(1)}`;
}
