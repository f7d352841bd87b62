/** One recording, many sweeps: what every reverse-mode driver is made of. */
import { columnsOf } from '../forward/columns.js';
import { anyOutput, checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { plus, scale } from '../scalar/parts.js';
import { checkOpen, isOfLevel } from '../scalar/relation.js';
import { type Flattened, fill, flatten, leavesLike, type Shape } from '../shape/shape.js';
import type { Input, Lifted, Like, Output, Valued } from '../shape/types.js';
import { FlatVariable } from './flat-variable.js';
import { Tape } from './tape.js';
import { TapeLevel, Variable } from './variable.js';

/** A function as recorded at a point. */
export interface Recording {
  readonly input: Flattened;
  readonly output: Shape;
  /** The output's numbers as the level below sees them. */
  readonly values: readonly Scalar[];
  /** wᵀJ: the cotangents of the inputs for cotangents of the outputs. */
  sweep(cotangents: readonly Scalar[]): Scalar[];
  /** Row i of J: the cotangents of the inputs for output i alone. */
  row(i: number): Scalar[];
}

/**
 * Runs f once on variables and hands the recording on; afterwards the tape goes back to the pool.
 *
 * @param read - turns f(x) into the list of its numbers.
 */
export function withRecording<T>(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  use: (recording: Recording) => T,
): T {
  const tape = Tape.take();
  try {
    return use(record(tape, driver, f, x, read));
  } finally {
    tape.release();
  }
}

function record(
  tape: Tape,
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
): Recording {
  checkFunction(driver, f);
  const input = flatten(driver, 'x', x);
  const level = new TapeLevel(driver, tape);
  try {
    const output = read(f(fill(input.shape, variables(level, input.leaves)) as never));
    return tape.metKink ? byColumns(driver, f, x, read) : new OnTape(level, input, output);
  } finally {
    level.close();
  }
}

/** The inputs: the first nodes. */
function variables(level: TapeLevel, leaves: readonly Scalar[]): Variable[] {
  level.tape.inputs(leaves.length);
  const list: Variable[] = [];
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i] as Scalar;
    list.push(
      typeof leaf === 'number' ? new FlatVariable(level, leaf, i) : new Variable(level.mixed as TapeLevel, leaf, i),
    );
  }
  return list;
}

/** A recording as it is on the tape. */
class OnTape implements Recording {
  readonly input: Flattened;
  readonly output: Shape;
  readonly values: readonly Scalar[];
  /** The node of each output, or -1 for a number that does not depend on the inputs. */
  private readonly nodes: readonly number[];
  private readonly tape: Tape;

  constructor(level: TapeLevel, input: Flattened, output: Flattened) {
    const nodes: number[] = [];
    const values: Scalar[] = [];
    for (const leaf of output.leaves) {
      const inside = isOfLevel<Variable>(leaf, level);
      if (!inside && typeof leaf !== 'number') checkOpen(leaf);
      nodes.push(inside ? leaf.index : -1);
      values.push(inside ? leaf.primal : leaf);
    }
    this.input = input;
    this.output = output.shape;
    this.values = values;
    this.nodes = nodes;
    this.tape = level.tape;
  }

  sweep(cotangents: readonly Scalar[]): Scalar[] {
    return this.tape.sweep(this.nodes, cotangents, this.input.leaves.length);
  }

  row(i: number): Scalar[] {
    return this.tape.row(this.nodes[i] as number, this.input.leaves.length);
  }
}

/**
 * The same by forward mode. Inside another driver a kink may be decided by derivatives that a variable has not got yet; a
 * dual number has them.
 */
function byColumns(driver: string, f: (x: never) => unknown, x: unknown, read: (y: unknown) => Flattened): Recording {
  const { input, output, values, rows } = columnsOf(driver, f, x, read);
  const sweep = (cotangents: readonly Scalar[]): Scalar[] =>
    input.leaves.map((_, j) =>
      rows.reduce((sum: Scalar, row, i) => plus(sum, scale(row[j] as Scalar, cotangents[i] as Scalar)), 0),
    );
  return { input, output, values, sweep, row: (i) => [...(rows[i] as readonly Scalar[])] };
}

/**
 * The value of f and a function for its vector-Jacobian products: f is evaluated once, each product is one sweep.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns `{ value, pullback }`; pullback takes a cotangent of the shape of f(x) and gives wᵀJ in the structure of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} from pullback, when its argument has not the shape of f(x).
 * @remarks Memory: 24 bytes an operation, kept as long as the pullback.
 * @see Mathematics for Machine Learning, (5.114)-(5.117)
 * @example
 * const { value, pullback } = reverse.pullback(([x, y]) => [mul(x, y), add(x, y)], [2, 3]);
 * [value, pullback([1, 0]), pullback([0, 1])]; // => [[6, 5], [3, 2], [1, 1]]
 */
export function pullback<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: X,
): { value: Valued<Y, X>; pullback: (w: Valued<Y, X>) => Like<X> };
export function pullback(f: (x: never) => unknown, x: unknown): { value: unknown; pullback: (w: never) => unknown } {
  const recording = record(new Tape(), 'pullback', f, x, anyOutput('pullback'));
  return {
    value: fill(recording.output, recording.values),
    pullback: (w) =>
      fill(recording.input.shape, recording.sweep(leavesLike('pullback', 'w', w, recording.output, 'f(x)'))),
  };
}
