/**
 * Loops in loops, from the innermost outwards.
 *
 * Each step is a number of parameters: where its value has its place in memory, and where what it reads and gives has its own.
 * Steps of one shape whose parameters are sequences of polynomials become a loop, whose parameters are the number of its
 * iterations and the first value and the differences of each of these sequences. Loops are looked for among loops in the same
 * way: rows of a triangle have lengths that grow by 1, and begin at places that are the sums of these.
 */
import { nextOccurrences, PROFITABILITY, type Subject } from './reroll.js';
import { Read } from './statements.js';

/** A step: parameters are the place of its value, of what it reads, and in the output. */
export interface StepShape {
  readonly size: number;
  /** A step of this shape. */
  readonly example: number;
  readonly body?: undefined;
}

/** A loop: parameters are its iterations, and for each parameter of its body the first value and the differences. */
export interface LoopShape {
  readonly size: number;
  readonly body: readonly Shape[];
  /** For each parameter of the body how many differences it has. */
  readonly degrees: Uint8Array;
}

export type Shape = StepShape | LoopShape;

/** A loop of the program, outside of all others. */
export interface Nest {
  readonly start: number;
  readonly end: number;
  readonly shape: LoopShape;
  readonly parameters: Int32Array;
}

export interface Repeats {
  /** By the step that each begins with. */
  readonly nests: ReadonlyMap<number, Nest>;
  /** Parameters of all steps, those of step i from `offsets[i]` on; in bytes. */
  readonly offsets: Int32Array;
  readonly parameters: Int32Array;
  /** Constants in the order of their places. */
  readonly constants: readonly number[];
  /** Instructions that are written, each loop once. */
  readonly written: number;
}

/** Iterations of a loop at least; and so many more than differences, lest any numbers are a polynomial. */
const FEWEST = 4;
const MORE = 3;

/** Rows of triangles begin at sums of their lengths, those of pyramids at sums of sums. */
const DEGREE = 3;

/** The innermost loops are the shortest: longer iterations are looked for where there are no short ones any more. */
const LONGEST = [4, 24, Number.POSITIVE_INFINITY];
const PASSES = 12;

const BYTES = 8;

/** Comparisons for each part before the search gives up. */
const BUDGET = 32;

/** Periods up to this are always tried; longer ones where a piece of one of these lengths is found again. */
const SHORT = 4;
const LENGTHS = [1, 2, 4, 8, 16, 64, 256];

/** Parts of a program in their order. */
interface Parts {
  readonly size: number;
  readonly shapes: Int32Array;
  /** The step that each begins with; one more says where the last one ends. */
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
  readonly parameters: Int32Array;
}

export function repeats(subject: Subject): Repeats {
  const shapes = new Shapes();
  const [steps, constants] = partsOf(subject, shapes);
  let parts = steps;
  for (let pass = 0, longest = 0; pass < PASSES && longest < LONGEST.length; pass++) {
    const rolled = new Rolling(parts, shapes, pass === 0 ? 1 : DEGREE, LONGEST[longest]).parts();
    longest = rolled.size === parts.size ? longest + 1 : 0;
    parts = rolled;
  }
  return { ...nestsOf(subject, parts, shapes), offsets: steps.offsets, parameters: steps.parameters, constants };
}

/** The loops that are worth it. */
function nestsOf({ items }: Subject, parts: Parts, shapes: Shapes): Pick<Repeats, 'nests' | 'written'> {
  const nests = new Map<number, Nest>();
  let written = 0;
  for (let i = 0; i < parts.size; i++) {
    const [start, end] = [parts.starts[i], parts.starts[i + 1]];
    const shape = shapes.list[parts.shapes[i]];
    let work = 0;
    for (let at = start; at < end; at++) work += items.work(at);
    if (shape.body === undefined || work < PROFITABILITY.instructions) {
      written += work;
      continue;
    }
    const parameters = parts.parameters.slice(parts.offsets[i], parts.offsets[i + 1]);
    nests.set(start, { start, end, shape, parameters });
    written += (work * stepsOf(shape)) / (end - start);
  }
  return { nests, written };
}

/** Steps that are written for a shape. */
function stepsOf({ body }: Shape): number {
  return body === undefined ? 1 : body.reduce((sum, part) => sum + stepsOf(part), 0);
}

/** Shapes by number: equal ones have one. */
class Shapes {
  readonly list: Shape[] = [];
  private readonly loops = new Map<string, number>();

  step(size: number, example: number): number {
    return this.list.push({ size, example }) - 1;
  }

  loop(body: readonly number[], degrees: Uint8Array): number {
    const key = `${body}|${degrees}`;
    const known = this.loops.get(key);
    if (known !== undefined) return known;
    const size = degrees.reduce((sum, degree) => sum + degree + 1, 1);
    const number = this.list.push({ size, body: body.map((part) => this.list[part]), degrees }) - 1;
    this.loops.set(key, number);
    return number;
  }
}

/** The steps as parts: places of values of one shape follow each other, so that rows of them have no gaps. */
function partsOf(subject: Subject, shapes: Shapes): [Parts, number[]] {
  const { graph, items, targets, fixed } = subject;
  const { size } = items;
  const numbers = stepShapes(subject, shapes);
  const places = new Int32Array(size);
  const counts = new Int32Array(shapes.list.length + 1);
  for (let at = 0; at < size; at++) counts[numbers[at] + 1] = counts[numbers[at] + 1] + 1;
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i] + counts[i - 1];
  for (let at = 0; at < size; at++) {
    places[at] = counts[numbers[at]];
    counts[numbers[at]] = places[at] + 1;
  }
  const offsets = new Int32Array(size + 1);
  for (let at = 0; at < size; at++) offsets[at + 1] = offsets[at] + shapes.list[numbers[at]].size;
  const parameters = new Int32Array(offsets[size]);
  const constants: number[] = [];
  const placeOfConstant = new Map<number, number>();
  const placeOf = (node: number): number => {
    const kind = items.readKind(node);
    if (kind === Read.input) return graph.a[node] < fixed ? graph.a[node] : graph.a[node] - fixed;
    if (kind !== Read.constant) return places[items.definedAt[node]];
    let place = placeOfConstant.get(node);
    if (place === undefined) {
      place = constants.push(graph.constantOf(node) as number) - 1;
      placeOfConstant.set(node, place);
    }
    return place;
  };
  for (let at = 0; at < size; at++) {
    let next = offsets[at];
    parameters[next++] = BYTES * places[at];
    for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++)
      parameters[next++] = BYTES * placeOf(items.operands[i]);
    for (const place of targets.get(items.nodes[at]) ?? []) parameters[next++] = BYTES * place;
  }
  const starts = Int32Array.from({ length: size + 1 }, (_, at) => at);
  return [{ size, shapes: numbers, starts, offsets, parameters }, constants];
}

/** The number of the shape of each step: alike in what they do, where they read, and how often they are results. */
function stepShapes({ graph, items, targets, fixed }: Subject, shapes: Shapes): Int32Array {
  const numbers = new Int32Array(items.size);
  const known = new Map<number, number[]>();
  const isFixed = (node: number): boolean => items.readKind(node) === Read.input && graph.a[node] < fixed;
  const reads = (at: number): Int32Array => items.operands.subarray(items.operandStarts[at], items.operandStarts[at + 1]);
  const results = (at: number): number => targets.get(items.nodes[at])?.length ?? 0;
  const isAlike = (at: number, other: number): boolean => {
    if (!items.isIsomorphic(at, other) || results(at) !== results(other)) return false;
    const there = reads(other);
    return reads(at).every((node, k) => isFixed(node) === isFixed(there[k]));
  };
  for (let at = 0; at < items.size; at++) {
    const hash = items.hashes[at];
    const alike = known.get(hash);
    const first = alike?.find((other) => isAlike(at, other));
    if (first !== undefined) {
      numbers[at] = numbers[first];
      continue;
    }
    numbers[at] = shapes.step(1 + reads(at).length + results(at), at);
    if (alike === undefined) known.set(hash, [at]);
    else alike.push(at);
  }
  return numbers;
}

/** One pass: every run of parts that repeat becomes a part. */
class Rolling {
  private readonly from: Parts;
  private readonly shapes: Shapes;
  private readonly degree: number;
  private readonly longest: number;
  private patience: number;
  /** By period and degree the part at which the latest comparison has ended. */
  private readonly failures = new Map<number, { readonly at: number; readonly latest: number }>();

  constructor(from: Parts, shapes: Shapes, degree: number, longest: number) {
    this.from = from;
    this.shapes = shapes;
    this.degree = degree;
    this.longest = longest;
    this.patience = BUDGET * from.parameters.length;
  }

  parts(): Parts {
    const { from } = this;
    const mixed = from.shapes.map((shape) => Math.imul(shape + 1, 0x9e3779b1));
    const nexts = this.longest > SHORT ? LENGTHS.map((length) => nextOccurrences(mixed, length)) : [];
    const shapes: number[] = [];
    const starts: number[] = [];
    const offsets: number[] = [];
    const parameters: number[] = [];
    for (let at = 0; at < from.size; ) {
      shapes.push(from.shapes[at]);
      starts.push(from.starts[at]);
      offsets.push(parameters.length);
      const [period, count] = this.runFrom(at, nexts);
      if (count > 0) {
        shapes[shapes.length - 1] = this.loop(at, period, count, parameters);
        at += period * count;
      } else {
        for (let i = from.offsets[at]; i < from.offsets[at + 1]; i++) parameters.push(from.parameters[i]);
        at++;
      }
    }
    starts.push(from.starts[from.size]);
    offsets.push(parameters.length);
    return {
      size: shapes.length,
      shapes: Int32Array.from(shapes),
      starts: Int32Array.from(starts),
      offsets: Int32Array.from(offsets),
      parameters: Int32Array.from(parameters),
    };
  }

  /** The shortest period with which the parts from one on repeat often enough, and how often; [0, 0] for none. */
  private runFrom(at: number, nexts: readonly Int32Array[]): readonly [period: number, count: number] {
    for (let period = 1; period <= SHORT; period++) {
      const count = this.countOf(at, period);
      if (count > 0) return [period, count];
    }
    let last = SHORT;
    for (const next of nexts) {
      const period = next[at] - at;
      if (period <= last || period > this.longest) continue;
      last = period;
      const count = this.countOf(at, period);
      if (count > 0) return [period, count];
    }
    return [0, 0];
  }

  /** How often the parts repeat with a period; 0 where that is not enough. */
  private countOf(at: number, period: number): number {
    for (let degree = this.degree; degree > 0; degree -= DEGREE - 1) {
      if (this.patience < 0) return 0;
      const count = this.count(at, period, degree);
      if (count < FEWEST) continue;
      const most = this.degrees(at, period, count).reduce((x, y) => Math.max(x, y));
      if (count >= most + MORE) return count;
    }
    return 0;
  }

  /** How many iterations there are from a part on. */
  private count(at: number, period: number, degree: number): number {
    const { from, failures } = this;
    const key = 4 * period + degree;
    // What has failed from an earlier part on fails from this one too.
    const known = failures.get(key);
    if (known !== undefined && at <= known.latest && known.at < at + FEWEST * period) return 0;
    const failed = this.firstFailure(at, period, degree);
    failures.set(key, failed);
    return Math.floor((failed.at - at) / period);
  }

  /** The first part from a period on that does not go on from those before, and the latest start for which it does not. */
  private firstFailure(at: number, period: number, degree: number): { readonly at: number; readonly latest: number } {
    const { shapes, offsets, parameters, size } = this.from;
    for (let i = at + period; ; i++) {
      this.patience--;
      if (i >= size || shapes[i] !== shapes[i - period]) return { at: i, latest: i - period };
      const iterations = Math.floor((i - at) / period);
      if (iterations <= degree) continue;
      const [start, end] = [offsets[i], offsets[i + 1]];
      const [x, y] = [offsets[i - period], offsets[i - 2 * period]];
      const [z, w] = degree === 1 ? [0, 0] : [offsets[i - 3 * period], offsets[i - 4 * period]];
      this.patience -= end - start;
      for (let k = 0; k < end - start; k++) {
        const two = parameters[start + k] - 2 * parameters[x + k] + parameters[y + k];
        const four =
          degree === 1 ? two : two - 2 * (parameters[x + k] - 2 * parameters[y + k] + parameters[z + k]) +
          (parameters[y + k] - 2 * parameters[z + k] + parameters[w + k]);
        if (four !== 0) return { at: i, latest: i - (degree + 1) * period };
      }
    }
  }

  /** For each parameter of an iteration how many differences it has that are not 0. */
  private degrees(at: number, period: number, count: number): Uint8Array {
    const { offsets, parameters } = this.from;
    const width = offsets[at + period] - offsets[at];
    const degrees = new Uint8Array(width);
    const row = new Float64Array(DEGREE + 1);
    for (let i = 0; i < width; i++) {
      for (let k = 0; k < count; k++) {
        let value = parameters[offsets[at + k * period] + i];
        for (let order = 0; order <= DEGREE && order <= k; order++) {
          if (order > 0 && value !== 0) degrees[i] = Math.max(degrees[i], order);
          const difference = value - row[order];
          row[order] = value;
          value = difference;
        }
      }
    }
    return degrees;
  }

  /** Writes the parameters of a loop down; the number of its shape. */
  private loop(at: number, period: number, count: number, into: number[]): number {
    const { offsets, parameters, shapes } = this.from;
    const degrees = this.degrees(at, period, count);
    into.push(count);
    degrees.forEach((degree, i) => {
      const values = Array.from({ length: degree + 1 }, (_, k) => parameters[offsets[at + k * period] + i]);
      for (let order = 0; order <= degree; order++) {
        into.push(values[0]);
        for (let k = 0; k + 1 < values.length; k++) values[k] = values[k + 1] - values[k];
        values.pop();
      }
    });
    return this.shapes.loop(Array.from(shapes.subarray(at, at + period)), degrees);
  }
}
