/**
 * Functions that close over tables of 0 and 1, such as labels and masks.
 *
 * x·1 is x, so iterations with a 1 are not like those with another number, and the loop is not found again: the code grows with
 * the table. Where f has multiplied by the constant 0 many times, which formulas do not, it is traced once more with all products
 * written down; then the table is one, and products that are with 1 in each iteration are left out of the code. The program
 * whose code is shorter is taken when the module is made (run/tiers.ts). Both have the same bits.
 */
import { type Trace, trace } from './trace/trace.js';

/** So many products with 0 are a table. */
const TABLE = 16;
/** The code of fewer nodes is short, whatever it is. */
const SHORT = 5000;

export function tracedWithData(
  f: (...x: never[]) => unknown,
  examples: readonly unknown[],
  watcher?: (size: number) => void,
): Trace {
  const program = trace(f, examples, watcher);
  if (program.graph.size < SHORT || program.graph.zeroProducts < TABLE) return program;
  return { ...program, withData: trace(f, examples, watcher, true) };
}
