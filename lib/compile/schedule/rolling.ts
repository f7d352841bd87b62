/** One pass over the parts of a program, in which all that repeat become loops: see repeats.ts. */
import type { PassReport } from './pass-report.js';
import { nextOccurrences } from './reroll.js';

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

/** Parts of a program in their order. */
export interface Parts {
  readonly size: number;
  readonly shapes: Int32Array;
  /** The step that each begins with; one more says where the last one ends. */
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
  readonly parameters: Int32Array;
}

/** Iterations of a loop at least; and so many more than differences, lest any numbers are a polynomial. */
const FEWEST = 4;
const MORE = 3;

/** Rows of triangles begin at sums of their lengths, those of pyramids at sums of sums. */
export const DEGREE = 3;

/** Comparisons for each part before the search gives up. */
const BUDGET = 32;

/** Periods up to this are always tried; longer ones where a piece of one of these lengths is found again. */
const SHORT = 4;
const LENGTHS = [1, 2, 4, 8, 16, 64, 256];

/** Shapes by number: equal ones have one. */
export class Shapes {
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

/** One pass: every run of parts that repeat becomes a part. */
export class Rolling {
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

  parts(report: PassReport): Parts {
    const { from } = this;
    const mixed = from.shapes.map((shape) => Math.imul(shape + 1, 0x9e3779b1));
    const nexts = this.longest > SHORT ? LENGTHS.map((length) => nextOccurrences(mixed, length)) : [];
    const shapes: number[] = [];
    const starts: number[] = [];
    const offsets: number[] = [];
    const parameters: number[] = [];
    for (let at = 0; at < from.size; ) {
      report.at(at);
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
    const { failures } = this;
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
          degree === 1
            ? two
            : two -
              2 * (parameters[x + k] - 2 * parameters[y + k] + parameters[z + k]) +
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
