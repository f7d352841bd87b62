/** A step of a recurrence, compiled: of lists of numbers, state, input and parameters one after the other. */
import type { List } from '../blocks/rule.js';
import { jvp } from '../forward/jvp.js';
import type { Scalar } from '../scalar/active.js';
import { type OnLists, ProgramBlock } from './program-block.js';
import type { Running } from './run/api.js';

export class Step {
  readonly program: ProgramBlock;
  /** How many numbers state, input and parameters have. */
  readonly state: number;
  readonly input: number;
  readonly parameters: number;
  private twice: Step | undefined;

  /**
   * @param program - where it is compiled already.
   * @param hasStops - where that is known already.
   */
  constructor(
    f: OnLists,
    example: readonly number[],
    state: number,
    input: number,
    parameters: number,
    program?: Running,
    hasStops?: boolean,
  ) {
    this.program = new ProgramBlock('scan', f, example, program, hasStops);
    this.state = state;
    this.input = input;
    this.parameters = parameters;
  }

  get sizes(): readonly number[] {
    return [this.state, this.input, this.parameters];
  }

  /** The step of dual numbers: behind each part its tangents. */
  get doubled(): Step {
    const { program, state, input, parameters, sizes } = this;
    this.twice ??= new Step(
      dualOf(program.formula, sizes, [state]),
      zipped(program.example, program.example, sizes),
      2 * state,
      2 * input,
      2 * parameters,
      undefined,
      program.hasStops,
    );
    return this.twice;
  }
}

/** The sweep back through a step, (state, input, parameters, cotangents of the new state) to the cotangents of the first three. */
export class BackStep {
  readonly program: ProgramBlock;
  private readonly sizes: readonly number[];
  private twice: BackStep | undefined;

  constructor(program: ProgramBlock, sizes: readonly number[]) {
    this.program = program;
    this.sizes = sizes;
  }

  static of(step: Step): BackStep {
    return new BackStep(step.program.ofCotangents, step.sizes);
  }

  get doubled(): BackStep {
    const { program, sizes } = this;
    const inputs = [...sizes, ...sizes.slice(0, 1)];
    this.twice ??= new BackStep(
      new ProgramBlock(
        'scan',
        dualOf(program.formula, inputs, sizes),
        zipped(program.example, program.example, inputs),
        undefined,
        program.hasStops,
      ),
      sizes.map((n) => 2 * n),
    );
    return this.twice;
  }
}

/** f on dual numbers, whose values and tangents follow each other part by part. */
function dualOf(f: OnLists, inputs: readonly number[], outputs: readonly number[]): OnLists {
  return (z) => {
    const [x, dx] = unzipped(z, inputs);
    const { value, tangent } = jvp((y: List) => f(y), x, dx);
    return zipped(value, tangent, outputs);
  };
}

/** Part by part a list, then another one. */
export function zipped<T>(a: readonly T[], b: readonly T[], sizes: readonly number[]): T[] {
  const z: T[] = [];
  let at = 0;
  for (const n of sizes) {
    for (let i = at; i < at + n; i++) z.push(a[i]);
    for (let i = at; i < at + n; i++) z.push(b[i]);
    at += n;
  }
  return z;
}

export function unzipped(z: List, sizes: readonly number[]): readonly [List, List] {
  const a: Scalar[] = [];
  const b: Scalar[] = [];
  let at = 0;
  for (const n of sizes) {
    for (let i = at; i < at + n; i++) a.push(z[i]);
    for (let i = at + n; i < at + 2 * n; i++) b.push(z[i]);
    at += 2 * n;
  }
  return [a, b];
}
