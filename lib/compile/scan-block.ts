/**
 * A recurrence s ← f(s, uₜ, p) over many inputs as a function of many numbers: state, inputs and parameters one after the other.
 *
 *     tangents      the recurrence of dual numbers
 *     cotangents    one sweep forwards, which keeps the states, and one back: (λ, ūₜ, p̄ₜ) = λᵀ∂f/∂(s, u, p), p̄ += p̄ₜ
 *
 * and the tangents of cotangents are the two sweeps with dual numbers. Of the states all are kept, or where they would take
 * too much memory every kth, and those in between are computed once more (Griewank and Walther, Algorithm 799, in two levels).
 */
import { apply } from '../blocks/block.js';
import type { Block, List, Recorded, StoredBlock } from '../blocks/rule.js';
import { vjp } from '../reverse/drivers.js';
import type { ProgramBlock } from './program-block.js';
import type { Running } from './run/api.js';
import { BackStep, type Step, unzipped, zipped } from './step.js';

/** The parts of the arguments: state, each input, parameters. */
function partsOf({ state, input, parameters }: Step, length: number): number[] {
  return [state, ...new Array<number>(length).fill(input), parameters];
}

/** Recurrences of a step that are kept, so that those in a loop of a compiled program are one function that is called often. */
const KEPT = 8;
const recent = new WeakMap<Step, ScanBlock[]>();

/**
 * The recurrence of a step over so many inputs.
 *
 * @param memory - most bytes of states that are kept.
 */
export function recurrence(step: Step, length: number, memory: number): ScanBlock {
  const list = recent.get(step) ?? [];
  recent.set(step, list);
  const found = list.find((other) => other.length === length && Object.is(other.memory, memory));
  if (found !== undefined) return found;
  const made = new ScanBlock(step, length, memory);
  if (list.unshift(made) > KEPT) list.pop();
  return made;
}

export class ScanBlock implements Block {
  readonly name = 'scan';
  readonly isCalled = true;
  readonly length: number;
  readonly memory: number;
  private readonly step: Step;
  private swept: SweepsBlock | undefined;

  /** @param memory - most bytes of states that are kept. */
  constructor(step: Step, length: number, memory: number) {
    this.step = step;
    this.length = length;
    this.memory = memory;
  }

  count(): number {
    return this.step.state;
  }

  value(x: readonly number[]): readonly number[] {
    const { step, length } = this;
    const forward = new Forward(step, x, length);
    const state = Float64Array.from(x.slice(0, step.state));
    for (let t = 0; t < length; t++) forward.advance(state, t);
    return Array.from(state);
  }

  formula(x: List): List {
    const { step, length } = this;
    const { state, input } = step;
    const parameters = x.slice(state + length * input);
    let s: List = x.slice(0, state);
    for (let t = 0; t < length; t++) {
      const at = state + t * input;
      s = step.program.formula([...s, ...x.slice(at, at + input), ...parameters]);
    }
    return s;
  }

  get hasStops(): boolean {
    return this.step.program.hasStops;
  }

  stored(): StoredBlock {
    const { step, length, memory } = this;
    return { kind: 'scan', name: 'scan', details: [...step.sizes, length, memory], modules: modulesOf(step.program) };
  }

  push(x: List, tangents: List): List {
    const { step, length, memory } = this;
    const twice = recurrence(step.doubled, length, memory);
    return apply(twice, zipped(x, tangents, partsOf(step, length))).slice(step.state);
  }

  pull(x: List, w: List): List {
    const { step, length, memory } = this;
    this.swept ??= new SweepsBlock(step, BackStep.of(step), length, memory);
    return apply(this.swept, x.concat(w));
  }

  /** The value with all states on the way, where they fit into the memory. */
  record(x: readonly number[]): Recorded | undefined {
    const { step, length, memory } = this;
    const n = step.state;
    if (8 * n * length > memory) return undefined;
    const forward = new Forward(step, x, length);
    const state = Float64Array.from(x.slice(0, n));
    const states = new Float64Array(n * length);
    for (let t = 0; t < length; t++) {
      states.set(state, n * t);
      forward.advance(state, t);
    }
    const sweeps = new SweepsBlock(step, BackStep.of(step), length, memory, states);
    return { values: Array.from(state), pull: (w) => sweeps.value(x.concat(w)) };
  }
}

/** Arguments and cotangents of the last state, to the cotangents of the arguments. */
export class SweepsBlock implements Block {
  readonly name = 'scan';
  readonly isCalled = true;
  private readonly step: Step;
  private readonly back: BackStep;
  private readonly length: number;
  private readonly memory: number;
  private readonly states: Float64Array | undefined;
  private twice: SweepsBlock | undefined;

  /** @param states - before each step, where they are known already. */
  constructor(step: Step, back: BackStep, length: number, memory: number, states?: Float64Array) {
    this.step = step;
    this.back = back;
    this.length = length;
    this.memory = memory;
    this.states = states;
  }

  count(): number {
    const { state, input, parameters } = this.step;
    return state + this.length * input + parameters;
  }

  value(z: readonly number[]): readonly number[] {
    const { step, length } = this;
    const { state, input, parameters } = step;
    const total = state + length * input + parameters;
    const forward = new Forward(step, z, length);
    const { running } = this.back.program;
    const bar = new Float64Array(total);
    bar.set(z.slice(total), 0);
    const atParameters = state + length * input;
    for (const { first, states } of this.segments(forward, z)) {
      for (let t = first + states.length / state - 1; t >= first; t--) {
        // Not before: the function itself may have run in between.
        fillInput(running, forward, t);
        running.input.set(states.subarray((t - first) * state, (t - first + 1) * state), 0);
        running.input.set(bar.subarray(0, state), state + input + parameters);
        running.run();
        const { output } = running;
        bar.set(output.subarray(0, state), 0);
        bar.set(output.subarray(state, state + input), state + t * input);
        for (let k = 0; k < parameters; k++) bar[atParameters + k] = bar[atParameters + k] + output[state + input + k];
      }
    }
    return Array.from(bar);
  }

  /** The states before each step, from the last segment of steps to the first. */
  private *segments(
    forward: Forward,
    z: readonly number[],
  ): Generator<{ readonly first: number; readonly states: Float64Array }> {
    const { step, length, memory } = this;
    const { state } = step;
    if (this.states !== undefined) {
      yield { first: 0, states: this.states };
      return;
    }
    const steps = segmentLength(length, state, memory);
    const kept = new Float64Array(Math.ceil(length / steps) * state);
    const current = Float64Array.from(z.slice(0, state));
    const states = new Float64Array(Math.min(steps, length) * state);
    const last = Math.floor((length - 1) / steps) * steps;
    for (let t = 0; t < length; t++) {
      if (t % steps === 0) kept.set(current, (t / steps) * state);
      if (t >= last) states.set(current, (t - last) * state);
      if (t < length - 1) forward.advance(current, t);
    }
    yield { first: last, states: states.subarray(0, (length - last) * state) };
    for (let first = last - steps; first >= 0; first -= steps) {
      current.set(kept.subarray((first / steps) * state, (first / steps + 1) * state));
      for (let t = first; t < first + steps; t++) {
        states.set(current, (t - first) * state);
        if (t < first + steps - 1) forward.advance(current, t);
      }
      yield { first, states };
    }
  }

  get hasStops(): boolean {
    return this.step.program.hasStops;
  }

  stored(): StoredBlock {
    const { step, back, length, memory } = this;
    const modules = modulesOf(step.program, back.program);
    return { kind: 'sweeps', name: 'scan', details: [...step.sizes, length, memory], modules };
  }

  formula(z: List): List {
    const { step, length, memory } = this;
    const total = step.state + length * step.input + step.parameters;
    const scan = recurrence(step, length, memory);
    return vjp((x: List) => scan.formula(x), z.slice(0, total), z.slice(total)).cotangent;
  }

  push(z: List, tangents: List): List {
    const { step, back, length, memory } = this;
    const parts = partsOf(step, length);
    this.twice ??= new SweepsBlock(step.doubled, back.doubled, length, memory);
    return unzipped(apply(this.twice, zipped(z, tangents, [...parts, step.state])), parts)[1];
  }
}

function modulesOf(...programs: readonly ProgramBlock[]): Uint8Array[] {
  return programs.map(({ running }) => running.wasm ?? new Uint8Array(0));
}

/** The steps of a recurrence, one by one. */
class Forward {
  readonly running: Running;
  readonly inputs: Float64Array;
  readonly parameters: Float64Array;
  readonly step: Step;

  constructor(step: Step, x: readonly number[], length: number) {
    const { state, input, parameters } = step;
    const end = state + length * input;
    this.step = step;
    this.running = step.program.running;
    this.inputs = Float64Array.from(x.slice(state, end));
    this.parameters = Float64Array.from(x.slice(end, end + parameters));
  }

  /** Step t, from a state to the next. */
  advance(current: Float64Array, t: number): void {
    const { running } = this;
    fillInput(running, this, t);
    running.input.set(current, 0);
    running.run();
    current.set(running.output);
  }
}

/** Input and parameters of a step. */
function fillInput({ input }: Running, { step, inputs, parameters }: Forward, t: number): void {
  const n = step.input;
  input.set(inputs.subarray(t * n, (t + 1) * n), step.state);
  input.set(parameters, step.state + n);
}

/** How many steps there are between two states that are kept: as many as fit, or where that is too much √length. */
export function segmentLength(length: number, state: number, memory: number): number {
  const most = memory / (8 * Math.max(1, state));
  if (length <= most) return length;
  // length/k + k states.
  let steps = Math.ceil(Math.sqrt(length));
  while (steps < length && Math.ceil(length / (steps + 1)) + steps + 1 <= most) steps++;
  return steps;
}
