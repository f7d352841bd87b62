/** A recording of f: what every reverse-mode driver is made of. */
import { checkFunction, inRangeOf } from '../forward/seed.js';
import type { Answers, Question } from '../look/question.js';
import { variables } from '../look/ties.js';
import type { Scalar } from '../scalar/active.js';
import { drivenBy } from '../scalar/level.js';
import { checkOpen, isOfLevel } from '../scalar/relation.js';
import { onPath } from '../scalar/still.js';
import { type Flattened, fill, flatten, type Shape } from '../shape/shape.js';
import { checkLimit, type Limit, UNLIMITED } from '../tape/limit.js';
import { Tape } from '../tape/tape.js';
import { TapeLevel, type Variable } from '../tape/variable.js';

/** f as recorded at a point. */
export interface Recording {
  /** f(x), as the level below sees it. */
  readonly values: readonly Scalar[];
  /** wᵀJ: the cotangents of the inputs for cotangents of the outputs. */
  sweep(cotangents: readonly Scalar[]): Scalar[];
  /** Row i of J: the cotangents of the inputs for output i alone; the last that is asked for, or not. */
  row(i: number, isLast?: boolean): Scalar[];
  /** The sum of some rows of J: the outputs that are not among them have no cotangent, not the cotangent 0. */
  rows(members: readonly number[]): Scalar[];
  /** For each output, whether its slopes at ties may be wrong. */
  tied(): readonly boolean[];
}

/** f, its inputs, and the structures of both. */
export interface Subject {
  readonly driver: string;
  readonly input: Flattened;
  /** The structure of f(x), once f has been called. */
  readonly output: () => Shape;
  /** f of numbers in a list. */
  readonly run: (leaves: readonly Scalar[]) => readonly Scalar[];
}

/** @param read - turns f(x) into the list of its numbers. */
export function subjectOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  call?: string,
): Subject {
  checkFunction(driver, f, call);
  return subjectAt(driver, f, flatten(driver, 'x', x), read);
}

/** The same for an x that has been taken apart. */
export function subjectAt(
  driver: string,
  f: (x: never) => unknown,
  input: Flattened,
  read: (y: unknown) => Flattened,
): Subject {
  let shape: Shape | undefined;
  return {
    driver,
    input,
    output: () => shape as Shape,
    run: (leaves) => {
      const output = read(f(fill(input.shape, leaves) as never));
      shape = output.shape;
      return output.leaves;
    },
  };
}

/** Runs f once on variables, hands the recording on, and puts the tape back. */
export function withRecording<T>(
  { driver, run }: Pick<Subject, 'driver' | 'run'>,
  leaves: readonly Scalar[],
  use: (r: Recording) => T,
  limit: Limit = UNLIMITED,
): T {
  const tape = Tape.take(limit);
  try {
    const recording = recordOnTape(tape, driver, run, leaves);
    checkLimit(limit);
    return use(recording);
  } finally {
    tape.release();
  }
}

/** Runs f once on variables. */
export function recordOnTape(
  tape: Tape,
  driver: string,
  run: (leaves: readonly Scalar[]) => readonly Scalar[],
  leaves: readonly Scalar[],
): Recording {
  const level = onPath(new TapeLevel(driver, tape), leaves);
  try {
    return new OnTape(level, run(variables(level, leaves)), leaves.length);
  } finally {
    level.close();
  }
}

class OnTape implements Recording {
  readonly values: readonly Scalar[];
  /** The node of each output, or -1 for a number that does not depend on the inputs. */
  private readonly nodes: readonly number[];
  private readonly tape: Tape;
  private readonly inputs: number;

  constructor(level: TapeLevel, outputs: readonly Scalar[], inputs: number) {
    const nodes: number[] = [];
    const values: Scalar[] = [];
    for (const y of outputs) {
      const inside = isOfLevel<Variable>(y, level);
      if (!inside && typeof y !== 'number') checkOpen(y);
      nodes.push(inside ? y.index : -1);
      values.push(inside ? y.primal : y);
    }
    this.values = values;
    this.nodes = nodes;
    this.tape = level.tape;
    this.inputs = inputs;
  }

  sweep(cotangents: readonly Scalar[]): Scalar[] {
    return drivenBy(() => this.tape.sweep(this.nodes, cotangents, this.inputs));
  }

  row(i: number, isLast = false): Scalar[] {
    return rowAt(this.tape, this.nodes[i], this.values[i], this.inputs, isLast);
  }

  rows(members: readonly number[]): Scalar[] {
    const nodes = members.map((i) => this.nodes[i]);
    const ones = members.map((i) => inRangeOf(this.values[i], 1));
    return drivenBy(() => this.tape.sweep(nodes, ones, this.inputs));
  }

  tied(): readonly boolean[] {
    return this.tape.distrusted(this.nodes);
  }
}

/** The cotangents of the inputs for the node of a number of f(x). */
export function rowAt(tape: Tape, node: number, value: Scalar, inputs: number, isLast: boolean): Scalar[] {
  const one = inRangeOf(value, 1);
  if (typeof one === 'number' && tape.isPlain) return tape.row(node, inputs, isLast);
  return drivenBy(() => (typeof one === 'number' ? tape.row(node, inputs, isLast) : tape.sweep([node], [one], inputs)));
}

/** Derivatives of all numbers of f(x), looked at again where they are not to be trusted. */
export interface Looked extends Answers {
  readonly input: Flattened;
  readonly output: Shape;
}

/** Gradients, and behind them their changes. */
export interface Moved extends Answers {
  readonly slopes: number;
}

/** The rows at other inputs. */
export function answerOf(subject: Subject): (leaves: readonly Scalar[]) => Answers {
  return (leaves) => withRecording(subject, leaves, allRows);
}

export function allRows(recording: Recording): Answers {
  const last = recording.values.length - 1;
  return { values: recording.values, rows: recording.values.map((_, i) => recording.row(i, i === last)) };
}

export function questionOf(
  { driver, input, run }: Subject,
  answer: (leaves: readonly Scalar[]) => Answers,
  firstOrder: number,
  tied: () => readonly boolean[],
): Question {
  return { driver, leaves: input.leaves, evaluate: run, answer, firstOrder, tied };
}
