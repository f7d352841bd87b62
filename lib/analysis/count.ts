/** Operation counts of a function and of its derivatives by either mode. */

import { bundleWidth } from '../forward/columns.js';
import { jvp } from '../forward/jvp.js';
import { checkFunction } from '../forward/seed.js';
import { Bundle, BundleLevel } from '../numbers/bundle.js';
import { jacobian as reverseJacobian } from '../reverse/drivers.js';
import type { Scalar } from '../scalar/active.js';
import { FIELD, type Operation } from '../scalar/facts.js';
import { Level } from '../scalar/level.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { ObservedNumber, type Observer } from './observed-number.js';
import { type OperationCounts, Tally } from './operations.js';

/** The drivers without their shape types. */
const drivers = { jvp, reverseJacobian } as unknown as {
  jvp(f: unknown, x: unknown, v: unknown): unknown;
  reverseJacobian(f: unknown, x: unknown): unknown;
};

/**
 * Operations of f at x, by kind.
 *
 * @param f - any function the drivers take; called once, on numbers that count.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns the counts; print them.
 * @remarks A function that branches on `value(x)` is counted for the branch taken. Arithmetic on plain numbers (constants)
 * is not seen.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @example
 * const { additions, multiplications, functions } = countOperations(([x, y]) => add(mul(x, y), sin(x)), [2, 3]);
 * [additions, multiplications, functions]; // => [1, 1, 1]
 */
export function countOperations<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): OperationCounts;
export function countOperations(f: (x: never) => unknown, x: unknown): OperationCounts {
  const { tally, graph } = counted('countOperations', f, x);
  return tally.counts(graph.moves());
}

/** Operation counts of f and of its derivatives. */
export interface ModeCounts {
  /** Numbers in x. */
  readonly inputs: number;
  /** Numbers in f(x). */
  readonly outputs: number;
  /** f itself. */
  readonly function: OperationCounts;
  /** One Jacobian-vector product along any direction, value included. */
  readonly jvp: OperationCounts;
  /** Passes of forward mode: up to 16 inputs share one. */
  readonly passes: number;
  /** The Jacobian by forward mode. */
  readonly forward: OperationCounts;
  /** The Jacobian by reverse mode: one recording, and a sweep for each output. */
  readonly reverse: OperationCounts;
}

/**
 * Operations of f, of a Jacobian-vector product, and of the Jacobian by forward and by reverse mode.
 *
 * The numbers of both modes are run on inner numbers that count, so nothing is estimated; parts that are not there cost
 * nothing. For a scalar field the Jacobian is the gradient.
 *
 * The moves of an operation with k operands that depend on x: k + 1 in f, (1 + p) times that with p tangents; on the tape
 * k + 1 + k (its partials are stored), and 1 + 3k in each sweep that passes it (its cotangent, and for each operand the
 * partial, the cotangent and the sum). Then theory says, in work: one tangent at most 2.5 f (3 f where f is made of
 * quotients), p tangents in one pass at most (1 + 1.5 p) f, a reverse gradient at most 4 f, whatever the number of inputs. (A
 * function whose slope is worth more than a function call and a product can pass these bounds: hypot, and pow with an
 * exponent that is no integer.)
 *
 * @param f - any function the drivers take; called once for every 16 inputs and three times more.
 * @param x - where: a number, an array of any depth, or a record.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @see Griewank and Walther, Evaluating Derivatives, 2008, sections 3.2, 3.3 and 4.3
 * @example
 * const counts = countModes((x) => x.reduce(mul), [1, 2, 3, 4, 5]);
 * [counts.function.total, counts.jvp.total, counts.reverse.total]; // => [4, 16, 12]
 */
export function countModes<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): ModeCounts;
export function countModes(f: (x: never) => unknown, x: unknown): ModeCounts {
  const { tally, graph, outputs } = counted('countModes', f, x);
  const { leaves, shape } = flatten('countModes', 'x', x);
  const point = (numbers: readonly Scalar[]): unknown => fill(shape, numbers);
  const count = (run: (watched: (numbers: readonly Scalar[]) => ObservedNumber[]) => void): Tally =>
    watch('countModes', run).tally;
  // The direction holds numbers that count too: plain ones would be constants.
  const alongAny = count((watched) => drivers.jvp(f, point(watched(leaves)), point(watched(leaves))));
  const passes = passesOf(leaves.length);
  const forward = count((watched) => {
    for (const pass of passes) withTangents(watched(leaves), pass, (numbers) => f(point(numbers) as never));
  });
  const reverse = count((watched) => drivers.reverseJacobian(f, point(watched(leaves))));
  return {
    inputs: leaves.length,
    outputs: outputs.length,
    function: tally.counts(graph.moves()),
    jvp: alongAny.counts(2 * graph.moves()),
    passes: passes.length,
    forward: forward.counts(passes.reduce((sum, pass) => sum + graph.movesOfPass(pass), 0)),
    reverse: reverse.counts(outputs.reduce((sum, node) => sum + graph.movesOfSweep(node), graph.movesOfRecording())),
  };
}

/** The inputs that share a pass of forward mode: from start to before end. */
interface Pass {
  readonly start: number;
  readonly end: number;
}

/** The passes of the drivers. */
function passesOf(n: number): Pass[] {
  const width = bundleWidth(n);
  return Array.from({ length: n === 0 ? 0 : Math.ceil(n / width) }, (_, k) => {
    return { start: k * width, end: Math.min(n, (k + 1) * width) };
  });
}

/**
 * A pass as the drivers make it. They have bundles of plain numbers only; the class that takes any numbers has the same
 * algebra, and knows which tangents are 0 by structure.
 */
function withTangents(
  leaves: readonly Scalar[],
  { start, end }: Pass,
  f: (leaves: readonly Scalar[]) => unknown,
): void {
  const width = end - start;
  const level = new BundleLevel('countModes', width);
  const unit = (lane: number): (number | null)[] => Array.from({ length: width }, (_, i) => (i === lane ? 1 : null));
  try {
    f(
      leaves.map((leaf, j) =>
        j < start || j >= end ? leaf : new Bundle(level.mixed as BundleLevel, leaf, unit(j - start)),
      ),
    );
  } finally {
    level.close();
  }
}

/** Numbers that count what is done to them, for as long as `run` takes. */
function watch<T>(
  owner: string,
  run: (watched: (numbers: readonly Scalar[]) => ObservedNumber[]) => T,
  observer?: Observer,
): { tally: Tally; result: T } {
  const tally = new Tally();
  const level = new Level(owner);
  const note: Observer = (operation, operands, result, slopes) => {
    if (!addsZero(operation, operands)) tally.count(operation);
    observer?.(operation, operands, result, slopes);
  };
  try {
    return { tally, result: run((numbers) => numbers.map((leaf) => new ObservedNumber(level, note, value(leaf)))) };
  } finally {
    level.close();
  }
}

/** Sums that start from 0, and the 0 that drivers add to get rid of negative zeros. */
function addsZero(operation: Operation, operands: readonly Scalar[]): boolean {
  return operation === FIELD.add && (operands[0] === 0 || operands[1] === 0);
}

/** One run of f on numbers that count: the counts, which operations depend on which, and where the outputs come from. */
function counted(
  owner: string,
  f: (x: never) => unknown,
  x: unknown,
): { tally: Tally; graph: Dependencies; outputs: readonly number[] } {
  checkFunction(owner, f);
  const input = flatten(owner, 'x', x);
  const graph = new Dependencies(input.leaves.length);
  const nodes = new Map<Scalar, number>();
  const nodeOf = (y: Scalar): number => nodes.get(y) ?? -1;
  const observer: Observer = (operation, operands, result) => {
    const parents = operands.map(nodeOf).filter((node) => node >= 0);
    nodes.set(result, addsZero(operation, operands) ? parents[0] : graph.node(parents));
  };
  const { tally, result } = watch(
    owner,
    (watched) => {
      const leaves = watched(input.leaves);
      leaves.forEach((leaf, j) => {
        nodes.set(leaf, j);
      });
      return flatten(owner, 'f(x)', f(fill(input.shape, leaves) as never)).leaves.map(nodeOf);
    },
    observer,
  );
  return { tally, graph, outputs: result };
}

/** The graph of a function without its numbers: what memory traffic depends on. */
class Dependencies {
  private readonly inputs: number;
  private readonly parents: (readonly number[])[] = [];

  constructor(inputs: number) {
    this.inputs = inputs;
  }

  node(parents: readonly number[]): number {
    return this.inputs + this.parents.push(parents) - 1;
  }

  private sum(moves: (parents: readonly number[], node: number) => number): number {
    return this.parents.reduce((sum, parents, i) => sum + moves(parents, this.inputs + i), 0);
  }

  moves(): number {
    return this.sum((parents) => parents.length + 1);
  }

  /** A forward pass: numbers that depend on an input of the pass have tangents. */
  movesOfPass({ start, end }: Pass): number {
    const parts = new Int32Array(this.inputs + this.parents.length).fill(1).fill(1 + end - start, start, end);
    return this.sum((parents, node) => {
      let moves = 0;
      for (const parent of parents) {
        const size = parts[parent];
        if (size > 1) parts[node] = size;
        moves += size;
      }
      return moves + parts[node];
    });
  }

  movesOfRecording(): number {
    return this.sum((parents) => 2 * parents.length + 1);
  }

  /** A sweep from one output back through everything it depends on. */
  movesOfSweep(output: number): number {
    const reached = new Uint8Array(this.inputs + this.parents.length);
    if (output >= 0) reached[output] = 1;
    let moves = 0;
    for (let i = this.parents.length - 1; i >= 0; i--) {
      if (reached[this.inputs + i] === 0) continue;
      const parents = this.parents[i];
      moves += 1 + 3 * parents.length;
      for (const parent of parents) reached[parent] = 1;
    }
    return moves;
  }
}
