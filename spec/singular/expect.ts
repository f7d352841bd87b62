/** What the table of singular points says at one point, checked in every mode; all modes that differ are named. */
import * as assert from 'uvu/assert';
import { ulps } from '../support/assert.js';
import type { One, Two } from '../support/functions.js';
import { type Field, type Mode, modesFor, ofOne, ofTwo, thirds } from '../support/modes.js';

export const INFINITY: number = Number.POSITIVE_INFINITY;
const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** What was due, and which modes said something else. */
class Findings {
  private readonly wrong = new Map<string, string[]>();

  /** A derivative: of numbers made by hand, at which nobody looks again, it counts where it is finite. */
  compare(mode: Mode, what: string, actual: number | undefined, expected: number | undefined, within: number): void {
    if (actual === undefined || expected === undefined || ulps(actual, expected) <= within) return;
    if (mode.isHandMade !== true || Number.isFinite(actual)) this.add(mode.name, what, actual, expected);
  }

  add(mode: string, what: string, actual: number, expected: number): void {
    const finding = `${what}: due ${show(expected)}, got ${show(actual)}`;
    const modes = this.wrong.get(finding) ?? [];
    this.wrong.set(finding, [...modes, mode]);
  }

  report(point: string): void {
    if (this.wrong.size === 0) return;
    const lines = [...this.wrong].map(([finding, modes]) => `${finding} by ${modes.join(', ')}`);
    assert.unreachable(`${point}\n    ${lines.join('\n    ')}`);
  }
}

/** Value, first, second and third derivative; those left out are not checked. */
export type Derivatives = readonly [value: number, d1: number, d2?: number, d3?: number];

/**
 * @param within - units in the last place for the derivatives; the value must be the same number always.
 * @param isFar - true where nothing is beside x: a derivative of higher order may be NaN, and nothing else but what is due.
 */
export function one(f: One, x: number, due: Derivatives, within = 0, label = '', isFar = false): void {
  const findings = new Findings();
  const compare = (mode: string, order: number, actual: number | undefined, expected: number | undefined): void => {
    if (actual === undefined || expected === undefined || ulps(actual, expected) <= within) return;
    if (isFar && order > 1 && Number.isNaN(actual)) return;
    findings.add(mode, `f${"'".repeat(order)}`, actual, expected);
  };
  const [y, d1, d2, d3] = due;
  for (const mode of modesFor(1)) {
    const jet = ofOne(mode, f)(x);
    if (!Object.is(jet.value, y)) findings.add(mode.name, 'value', jet.value, y);
    if (mode.isHandMade === true && !(Number.isFinite(jet.d1) && Number.isFinite(jet.d2 ?? 0))) continue;
    compare(mode.name, 1, jet.d1, d1);
    compare(mode.name, 2, jet.d2, d2);
  }
  for (const { name, third } of d3 === undefined ? [] : thirds) {
    compare(name, 3, third(f, x), d3);
  }
  findings.report(`${label} at ${show(x)}`);
}

/** The partial derivatives that are checked. */
export interface Partials {
  readonly value?: number;
  readonly fx?: number;
  readonly fy?: number;
  readonly fxx?: number;
  readonly fxy?: number;
  readonly fyy?: number;
}

export function two(f: Two, x: number, y: number, due: Partials, within = 0, label = ''): void {
  const findings = new Findings();
  for (const mode of modesFor(2)) {
    const jet = ofTwo(mode, f)(x, y);
    if (due.value !== undefined && !Object.is(jet.value, due.value)) {
      findings.add(mode.name, 'value', jet.value, due.value);
    }
    for (const name of ['fx', 'fy', 'fxx', 'fxy', 'fyy'] as const) {
      findings.compare(mode, name, jet[name], due[name], within);
    }
  }
  findings.report(`${label} at (${show(x)}, ${show(y)})`);
}

/** Gradient and Hessian of a function of n numbers; NaN-free, exact. */
export function many(
  f: Field,
  x: readonly number[],
  gradient: readonly number[],
  hessian?: readonly (readonly number[])[],
  within = 0,
): void {
  const findings = new Findings();
  for (const mode of modesFor(x.length)) {
    const jet = mode.on(f, x.length)(x);
    x.forEach((_, i) => {
      findings.compare(mode, `∂f/∂x${i}`, jet.gradient[i], gradient[i], within);
      x.forEach((_, j) => {
        findings.compare(mode, `∂²f/∂x${i}∂x${j}`, jet.hessian?.[i]?.[j], hessian?.[i]?.[j], within);
      });
    });
  }
  findings.report(`at (${x.map(show).join(', ')})`);
}

/**
 * The Hessian where a kink is touched, in every mode of drivers.
 *
 * @param isAlong - true where the limit beside the point is that along one direction of many: drivers that turn on one input
 * after another go along other ones.
 */
export function touching(
  f: Field,
  x: readonly number[],
  hessian: readonly (readonly number[])[],
  label = '',
  within = 0,
  isAlong = false,
): void {
  const findings = new Findings();
  for (const mode of modesFor(x.length)) {
    if (mode.isHandMade === true || (isAlong && mode.name === 'derivative of derivative')) continue;
    const jet = mode.on(f, x.length)(x);
    x.forEach((_, i) => {
      x.forEach((_, j) => {
        findings.compare(mode, `∂²f/∂x${i}∂x${j}`, jet.hessian?.[i]?.[j], hessian[i]?.[j], within);
      });
    });
  }
  findings.report(`${label} at (${x.map(show).join(', ')})`);
}

/** Both zeros. */
export const ZEROS: readonly number[] = [0, -0];
