/** Running a function once on expressions: what comes out is its program. */
import type { Scalar } from '../../scalar/active.js';
import { literals } from '../../scalar/constant.js';
import { describe } from '../../scalar/scalar.js';
import { describeShape, fill, flatten, type Shape } from '../../shape/shape.js';
import { sizeOf } from '../../shape/size.js';
import { SsaGraph } from './graph.js';
import { TraceLevel } from './trace-level.js';
import { withLine } from './unused-comparisons.js';

/** A function of numbers in any structure, for given structures of its arguments. */
export interface Trace {
  readonly graph: SsaGraph;
  /** The shape of each argument. */
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** The node of each number of the output. */
  readonly results: readonly number[];
  /** Nodes that must be finite: where one is not, the program has no answer and the function itself is asked. */
  readonly checks: readonly number[];
  /** Those of them that are derivatives, each with the value that it is a derivative of. */
  readonly answers: ReadonlyMap<number, number>;
  /** Those that were collected in branches, each with what must be finite where the function itself cannot be asked. */
  readonly lenient: ReadonlyMap<number, number>;
  /** Derivatives of drivers around it do not go through all of it: see stopGradient. */
  readonly hasStops?: boolean;
}

/**
 * @param watcher - is told the number of nodes now and then, and may throw.
 * @param keepsData - products with the constant 1 are written down, and no two constants are one node: where f reads 0 and 1 from a
 * table its iterations are alike only so.
 * @throws {TypeError} when f looks at values, or an argument holds something that is not a plain number.
 */
export function trace(
  f: (...x: never[]) => unknown,
  examples: readonly unknown[],
  watcher?: (size: number) => void,
  keepsData = false,
): Trace {
  return withLine((watchedComparison) => traceOnce(f, examples, watcher, keepsData, watchedComparison));
}

function traceOnce(
  f: (...x: never[]) => unknown,
  examples: readonly unknown[],
  watcher: ((size: number) => void) | undefined,
  keepsData: boolean,
  watchedComparison?: number,
): Trace {
  const flattened = examples.map((example, i) => flatten('compile', nameOf(i, examples.length), example));
  for (const { leaves, shape } of flattened) for (const leaf of leaves) checkPlain(leaf, shape);
  const inputs = flattened.map(({ shape }) => shape);
  const graph = new SsaGraph(keepsData);
  if (watcher !== undefined) graph.watch(watcher);
  const example = Float64Array.from(flattened.flatMap(({ leaves }) => leaves as number[]));
  const level = new TraceLevel(graph, example, watchedComparison);
  let place = 0;
  const { areKept } = literals;
  literals.areKept = keepsData;
  try {
    const args = inputs.map((shape) => {
      const leaves = Array.from({ length: sizeOf(shape) }, () => level.numberOf(graph.input(place++)));
      return fill(shape, leaves);
    });
    const { leaves, shape } = flatten('compile', 'f(x)', f(...(args as never[])));
    level.unused.check();
    const results = leaves.map((leaf) => level.nodeOf(leaf));
    level.finish();
    const surrender = level.ties.bailout();
    const checks = surrender === undefined ? level.checks : [...level.checks, surrender];
    return {
      graph,
      inputs,
      output: shape,
      results,
      checks: [...checks],
      answers: level.answers,
      lenient: level.lenient,
      hasStops: level.hasStops,
    };
  } finally {
    literals.areKept = areKept;
    level.close();
  }
}

/** What messages call argument i. */
export function nameOf(i: number, count: number): string {
  return count === 1 ? 'x' : `argument ${i + 1}`;
}

/** The arguments of a call, from all their numbers one after the other. */
export function argumentsOf(inputs: readonly Shape[], numbers: Float64Array): unknown[] {
  let at = 0;
  return inputs.map((shape) => {
    const leaves = Array.from(numbers.subarray(at, at + sizeOf(shape)));
    at += leaves.length;
    return fill(shape, leaves);
  });
}

function checkPlain(leaf: Scalar, shape: Shape): void {
  if (typeof leaf === 'number') return;
  throw new TypeError(
    `compile: expected plain numbers as example, got ${describe(leaf)} in ${describeShape(shape)}. ` +
      'Compile outside of drivers: put the driver into the function instead, compile((x) => gradient(f, x), x0).',
  );
}
