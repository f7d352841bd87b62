/**
 * A compiled function as a function of many numbers with rules of its own: its derivatives are compiled too, when they are
 * needed for the first time, and so are theirs.
 */
import { apply } from '../blocks/block.js';
import type { Block, List } from '../blocks/rule.js';
import { jvp } from '../forward/jvp.js';
import { vjp } from '../reverse/drivers.js';
import type { Scalar } from '../scalar/active.js';
import { callableOf } from './callable.js';
import { withoutDeadCode } from './passes/dead-code.js';
import type { Running } from './run/api.js';
import { trace } from './trace/trace.js';

/** A list of numbers to a list of numbers, in operator functions. */
export type OnLists = (x: List) => List;

export class ProgramBlock implements Block {
  readonly name: string;
  readonly formula: OnLists;
  readonly example: readonly number[];
  private program: Running | undefined;
  private tangents: ProgramBlock | undefined;
  private cotangents: ProgramBlock | undefined;

  private stops: boolean | undefined;

  /**
   * @param program - where it is compiled already.
   * @param hasStops - where that is known already.
   */
  constructor(name: string, f: OnLists, example: readonly number[], program?: Running, hasStops?: boolean) {
    this.name = name;
    this.formula = f;
    this.example = example;
    this.program = program;
    this.stops = hasStops;
  }

  /** The compiled function on plain numbers. */
  get running(): Running {
    if (this.program === undefined) {
      const { formula, example } = this;
      const traced = withoutDeadCode(trace(formula, [example]));
      this.stops ??= traced.hasStops === true;
      this.program = callableOf(traced, formula) as unknown as Running;
    }
    return this.program;
  }

  get hasStops(): boolean {
    // Known once it is traced.
    const { running } = this;
    return running !== undefined && this.stops === true;
  }

  value(x: readonly number[]): readonly number[] {
    const { running } = this;
    running.input.set(x);
    running.run();
    return Array.from(running.output);
  }

  /** (x, x') to J·x'. */
  get ofTangents(): ProgramBlock {
    const { name, formula, example } = this;
    const n = example.length;
    this.tangents ??= new ProgramBlock(
      name,
      (z) => jvp((x: Scalar[]) => formula(x), z.slice(0, n), z.slice(n)).tangent,
      [...example, ...example.map(() => 1)],
      undefined,
      this.hasStops,
    );
    return this.tangents;
  }

  /** (x, w) to wᵀJ. */
  get ofCotangents(): ProgramBlock {
    const { name, formula, example } = this;
    const n = example.length;
    this.cotangents ??= new ProgramBlock(
      name,
      (z) => vjp((x: Scalar[]) => formula(x), z.slice(0, n), z.slice(n)).cotangent,
      [...example, ...Array.from(this.running.output, () => 1)],
      undefined,
      this.hasStops,
    );
    return this.cotangents;
  }

  push(x: List, tangents: List): List {
    return apply(this.ofTangents, [...x, ...tangents]);
  }

  pull(x: List, w: List): List {
    return apply(this.ofCotangents, [...x, ...w]);
  }
}
