/**
 * Functions that close over tables of 0 and 1, such as labels and masks.
 *
 * x·1 is x, so iterations with a 1 are not like those with another number, and the loop is not found again: the code grows with
 * the table. Where f multiplies by the constant 0 many times, which formulas do not, it is traced once more with all products
 * written down; then the table is one, and products that are with 1 in each iteration are left out of the code. When there is
 * to be a module the program that is shorter is taken. Both have the same bits.
 */
import { withoutDeadCode } from './passes/dead-code.js';
import { type Trace, trace } from './trace/trace.js';

/** So many products with 0 are a table. */
const TABLE = 16;
/** The code of fewer nodes is short, whatever it is. */
const SHORT = 1000;

/** The program of a function, and the other one where there is reason to try it. */
export interface Traced {
  readonly program: Trace;
  readonly withData: Trace | undefined;
}

export function tracedWithData(
  f: (...x: never[]) => unknown,
  examples: readonly unknown[],
  watcher?: (size: number) => void,
): Traced {
  const program = trace(f, examples, watcher);
  if (program.graph.size < SHORT || program.graph.zeroProducts < TABLE) return { program, withData: undefined };
  return { program, withData: withoutDeadCode(trace(f, examples, watcher, true)) };
}
