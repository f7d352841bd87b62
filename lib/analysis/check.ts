/** Gradient checking: exact derivatives against central differences, for users' own functions. */
import { gradient } from '../forward/gradient.js';
import { hessian } from '../forward/hessian.js';
import { jacobian } from '../forward/jacobian.js';
import type { Scalar } from '../scalar/active.js';
import { value } from '../scalar/scalar.js';
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
  readonly exact: number;
  readonly difference: number;
  /** Estimated error of the difference. */
  readonly error: number;
  /** True when a kink lies within the step of the difference, so that it says nothing about the derivative. */
  readonly kink: boolean;
}

/** What a check found. */
export interface CheckReport {
  /** True when every entry agrees within the error of the differences, or has a kink within the step. */
  readonly passed: boolean;
  /** sqrt(Σ(dh - df)² / Σ(dh + df)²) over the entries without a kink: below 1e-6 when all is well. */
  readonly measure: number;
  /** The entry that disagrees most, measured in the error of its difference. */
  readonly worst: Compared | undefined;
  /** Entries with a kink within the step. */
  readonly kinks: readonly Compared[];
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
  return compare('checkGradient', f, x, drivers.gradient(f, x));
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
  return compare('checkJacobian', f, x, drivers.jacobian(f, x));
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
  const slope = (at: unknown): unknown => drivers.gradient(f, at);
  return compare('checkHessian', slope as (x: never) => unknown, x, drivers.hessian(f, x));
}

function compare(driver: string, f: (x: never) => unknown, x: unknown, exact: unknown): CheckReport {
  const input = flatten(driver, 'x', x);
  const point = input.leaves.map(value);
  const outputs = (at: readonly number[]): Flattened => flatten(driver, 'f(x)', f(fill(input.shape, at) as never));
  const derivatives = flatten(driver, 'the derivative', exact).leaves.map(value);
  const outputPaths = leafPaths(flatten(driver, 'f(x)', f(x as never)).shape);
  const inputPaths = leafPaths(input.shape);
  const entries: Compared[] = [];
  outputPaths.forEach((outputPath, i) => {
    inputPaths.forEach((inputPath, j) => {
      const along = (t: number): number => value(outputs(point.with(j, t)).leaves[i] as Scalar);
      const { value: difference, error, kink } = centralDifference(along, point[j] as number);
      const at = [outputPath && `f${outputPath}`, `x${inputPath}`].filter((part) => part !== '').join(' by ');
      entries.push({ at, exact: derivatives[i * inputPaths.length + j] as number, difference, error, kink });
    });
  });
  return report(driver, entries);
}

/** How many errors of the difference an exact derivative may be away from it. */
const MARGIN = 10;

function report(driver: string, entries: readonly Compared[]): CheckReport {
  const kinks = entries.filter(({ kink }) => kink);
  const smooth = entries.filter(({ kink }) => !kink);
  const worst = [...entries].sort((a, b) => misfit(b) - misfit(a))[0];
  const passed = smooth.every((entry) => misfit(entry) <= MARGIN);
  const measure = bookMeasure(smooth);
  return {
    passed,
    measure,
    worst,
    kinks,
    entries,
    toString() {
      const verdict = passed ? 'passed' : 'FAILED';
      const lines = [`${driver}: ${verdict}, ${entries.length} entries, measure ${measure.toExponential(1)}`];
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
