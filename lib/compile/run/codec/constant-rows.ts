/**
 * Results that are the same in every call, as the zeros of a sparse Jacobian are: a row that is mostly made of them is copied,
 * which takes a third of the time of reading it number by number.
 */
import type { Computation } from '../../passes/signed-zeros.js';

/** For each number of the result its value, if it is a constant. */
export type Constants = readonly (number | undefined)[];

export interface Template {
  readonly numbers: readonly number[];
  /** The places of those that are no constants. */
  readonly varying: Int32Array;
}

/** To copy a shorter row costs as much as to read it. */
const SHORT = 16;

/** The constants among the results of a program. */
export function constantsOf({ graph, results }: Pick<Computation, 'graph' | 'results'>): Constants {
  return results.map((id) => graph.constantOf(id));
}

/** The template of a vector, where it is worth while. */
export function templateOf(count: number, constants: Constants | undefined, at: number): Template | undefined {
  if (constants === undefined || count < SHORT) return undefined;
  const varying: number[] = [];
  const numbers: number[] = [];
  for (let i = 0; i < count; i++) {
    const known = constants[at + i];
    if (known === undefined) varying.push(i);
    // First a number with a fraction: V8 then takes it for an array of floats, and so are all its copies.
    numbers.push(0.5);
    numbers[i] = known ?? 0;
  }
  return 2 * varying.length < count ? { numbers, varying: Int32Array.from(varying) } : undefined;
}
