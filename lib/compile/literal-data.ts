/**
 * Functions that close over tables of 0 and 1, such as labels and masks.
 *
 * x·1 is x, so iterations with a 1 are not like those with another number, and the loop is not found again: the code grows with
 * the table. Where a trace has products with the constant 0, which formulas have not, f is traced once more with all products
 * written down; then the table is one, and products that are with 1 in each iteration are left out of the code. When there is
 * to be a module the program that is shorter is taken. Both have the same bits.
 */
import { withoutDeadCode } from './passes/dead-code.js';
import { operandOf } from './trace/graph.js';
import { Op } from './trace/ops.js';
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
  const first = trace(f, examples, watcher);
  const alone = { program: first, withData: undefined };
  // Those that are there already are counted too, so this is no more than a first look; and a long program costs more to look at.
  if (first.graph.size < SHORT || first.graph.zeroProducts < TABLE || zeroProducts(first) < TABLE) return alone;
  const program = withoutDeadCode(first);
  if (zeroProducts(program) < TABLE) return alone;
  return { program, withData: withoutDeadCode(trace(f, examples, watcher, true)) };
}

function zeroProducts({ graph: g }: Trace): number {
  let count = 0;
  for (let id = 0; id < g.size; id++) {
    if (g.ops[id] === Op.mul && [0, 1].some((k) => g.constantOf(operandOf(g, id, k)) === 0)) count++;
  }
  return count;
}
