/** Forward or reverse: both modes on one function, counted, timed and compared. */

import type { Mode } from '../auto/choice.js';
import { jacobian } from '../forward/jacobian.js';
import { checkFunction } from '../forward/seed.js';
import { jacobian as reverseJacobian } from '../reverse/drivers.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { type Agreement, agreementOf } from './agreement.js';
import { countModes } from './count.js';
import type { OperationCounts } from './operations.js';
import { record } from './record.js';
import { short, textTable } from './text-table.js';
import { fastest } from './timing.js';

export type { Mode } from '../auto/choice.js';

/** What a Jacobian costs in one mode. */
export interface ModeCost {
  /** Calls of f (forward), up to 16 inputs in each; or sweeps over one recording of f (reverse), one for each output. */
  readonly passes: number;
  /** What is computed in all passes. */
  readonly operations: OperationCounts;
  /** The fastest of the repeats, in milliseconds; undefined when nothing was timed. */
  readonly time: number | undefined;
}

/** What `compareModes` has found: both modes, what each costs, and which one to take. */
export interface ModeComparison {
  /** Numbers in x. */
  readonly inputs: number;
  /** Numbers in f(x). */
  readonly outputs: number;
  /** f itself on plain numbers. */
  readonly function: Omit<ModeCost, 'passes'>;
  /** What the Jacobian costs in forward mode. */
  readonly forward: ModeCost;
  /** What it costs in reverse mode. */
  readonly reverse: ModeCost;
  /** How far the Jacobians of the two modes are apart. */
  readonly agreement: Agreement;
  /** The faster mode; the one with less work when nothing was timed. */
  readonly mode: Mode;
  /** A table, and the recommendation with its reason. */
  toString(): string;
}

/** What `compareModes` may be told. */
export interface ComparisonOptions {
  /** Milliseconds to spend on timing, 300 when left out; 0 for operation counts only. */
  readonly budget?: number;
}

/** The drivers without their shape types. */
const drivers: Readonly<Record<Mode, (f: unknown, x: unknown) => unknown>> = {
  forward: jacobian as never,
  reverse: reverseJacobian as never,
};

/**
 * Compares forward and reverse mode on the Jacobian of f at x, and says which to use.
 *
 * Forward mode carries a tangent for each input, up to 16 in one pass; reverse mode needs a recording and a sweep for each
 * output.
 *
 * @param f - any function the drivers take.
 * @param x - where: a number, an array of any depth, or a record.
 * @param options - `budget`: milliseconds for timing.
 * @returns a report; print it.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} when the budget is not a number >= 0.
 * @remarks Cost: the budget (each mode runs at least once), and one more Jacobian by each mode on numbers that count, which
 * takes some 20 times as long. Times are those of this process: V8 compiles the operators better the fewer kinds of numbers
 * have gone through them.
 * @see Mathematics for Machine Learning, (5.118)-(5.120)
 * @example
 * const report = compareModes((x) => sumOfSquares(x), [1, 2, 3, 4, 5, 6, 7, 8], { budget: 0 });
 * [report.forward.passes, report.reverse.passes, report.mode]; // => [1, 1, 'reverse']
 */
export function compareModes<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x: Checked<X>,
  options?: ComparisonOptions,
): ModeComparison;
export function compareModes(
  f: (x: never) => unknown,
  x: unknown,
  { budget = 300 }: ComparisonOptions = {},
): ModeComparison {
  if (!(budget >= 0)) {
    throw new RangeError(
      `compareModes: expected a budget of 0 or more milliseconds, got ${budget}. Give 0 for operation counts only.`,
    );
  }
  checkFunction('compareModes', f);
  const run = (work: () => unknown): { time: number | undefined; result: unknown } => {
    const { time, result } = fastest(work, budget / 3);
    return { time: budget === 0 ? undefined : time, result };
  };
  const { leaves, shape } = flatten('compareModes', 'x', x);
  const plain = run(() => f(fill(shape, leaves) as never));
  const forward = run(() => drivers.forward(f, x));
  const reverse = run(() => drivers.reverse(f, x));
  // Counted after the clock has stopped: V8 compiles the operators anew when it meets one more kind of number.
  const counts = countModes(f as (x: unknown) => Output, x as Input);
  const { inputs, outputs } = counts;
  const comparison = {
    inputs,
    outputs,
    function: { operations: counts.function, time: plain.time },
    forward: { passes: counts.passes, operations: counts.forward, time: forward.time },
    reverse: { passes: outputs, operations: counts.reverse, time: reverse.time },
    agreement: agreementOf(numbersOf(forward.result), numbersOf(reverse.result), sizesOfTerms(f, x)),
  };
  const isReverse = priceOf(comparison.reverse) < priceOf(comparison.forward);
  return { ...comparison, mode: isReverse ? 'reverse' : 'forward', toString: describe };
}

function priceOf({ time, operations }: ModeCost): number {
  return time ?? operations.work;
}

function numbersOf(jacobian: unknown): number[] {
  return flatten('compareModes', 'the Jacobian', jacobian).leaves.map(value);
}

/** Σ|paths| for each output and input: a sweep for each output with the absolute values of the local partials. */
function sizesOfTerms(f: (x: never) => unknown, x: unknown): number[] {
  const { nodes, inputs, outputs } = record(f as (x: unknown) => Output, x as Input);
  return outputs.flatMap((output) => {
    const paths = new Float64Array(nodes.length);
    if (output !== undefined) paths[output] = 1;
    for (const { id, parents } of nodes.toReversed()) {
      for (const parent of parents) {
        paths[parent.id] = paths[parent.id] + paths[id] * Math.abs(parent.partial);
      }
    }
    return inputs.map((input) => paths[input]);
  });
}

function describe(this: ModeComparison): string {
  const { inputs: n, outputs: m, forward, reverse, agreement } = this;
  const row = (name: string, passes: string, { operations, time }: Omit<ModeCost, 'passes'>): string[] => [
    name,
    passes,
    short(operations.total),
    short(operations.work),
    `${short(operations.work / this.function.operations.work, 3)} f`,
    ...(time === undefined ? [] : [milliseconds(time)]),
  ];
  const timed = this.function.time !== undefined;
  const head = ['', 'passes', 'operations', 'work', 'work/f', ...(timed ? ['time'] : [])];
  const table = textTable(
    [
      head,
      row('f', '', this.function),
      row('forward', String(forward.passes), forward),
      row('reverse', `1 + ${reverse.passes}`, reverse),
    ],
    timed ? 'lrrrrr' : 'lrrrr',
  );
  const isForward = this.mode === 'forward';
  const ratio = isForward ? priceOf(reverse) / priceOf(forward) : priceOf(forward) / priceOf(reverse);
  const tangents = plural(n, 'tangent', 'tangents');
  const sweeps = `a recording and ${plural(m, 'sweep', 'sweeps')}`;
  const [reason, against] = isForward ? [tangents, sweeps] : [sweeps, tangents];
  return [
    `f: ${plural(n, 'input', 'inputs')} to ${plural(m, 'output', 'outputs')}`,
    table,
    `The Jacobians agree to ${short(agreement.relative, 2)} of their terms (${short(agreement.ulps)} ulp).`,
    `Use ${this.mode} mode: ${reason} instead of ${against}, ${ratio.toFixed(1)} times less ${timed ? 'time' : 'work'}.`,
  ].join('\n');
}

function plural(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}

/** A time with a unit that suits it. */
function milliseconds(time: number): string {
  if (time < 1e-3) return `${short(1e6 * time, 3)} ns`;
  return time < 1 ? `${short(1e3 * time, 3)} µs` : `${short(time, 3)} ms`;
}
