/** A tape that knows its curvature: each node keeps the first and second partials by its parents. See curved-sweeps.ts. */
import type { Active, Scalar } from '../scalar/active.js';
import type { Ratio } from '../scalar/rule.js';
import { type Limit, mostNodes, reach, UNLIMITED } from './limit.js';

export type RatioAt = (x: Scalar, y: Scalar) => Ratio;

/** Numbers of a node: partials by both parents and second partials, or what a quotient or a ratio needs. */
export const DATA = 5;
export const NONE = -1;

export const PARTIALS = 0;
/** The same with second partials that are 0. */
export const LINEAR = 4;
/** x/y: data are y and the quotient. */
export const QUOTIENT = 1;
/** A slope factor/divisor: data are factor, divisor, x and f(x). */
export const RATIO = 2;
/** No parents: a number of an outer driver, which f closes over. */
export const CONSTANT = 3;

const INITIAL_CAPACITY = 64;

export class CurvedTape {
  /** Number of nodes, the inputs first. */
  size = 0;
  /** True where a partial is not finite: then a part that is 0 is not the same as one that is absent. */
  isExtreme = false;
  inputs = 0;
  private capacity = INITIAL_CAPACITY;
  private limit = UNLIMITED;
  private most = Number.POSITIVE_INFINITY;
  /** The number of nodes at which there has to be more room, or an end. */
  private end = INITIAL_CAPACITY;
  /** Two for each node. */
  parents: Int32Array = new Int32Array(2 * this.capacity);
  kinds: Uint8Array = new Uint8Array(this.capacity);
  /** `DATA` for each node. */
  data: Float64Array = new Float64Array(DATA * this.capacity);
  readonly ratios: Map<number, RatioAt> = new Map();
  /** The numbers that f closes over, by their nodes. */
  readonly constants: Map<number, Active> = new Map();

  /** A tape from the pool, or a new one, with its inputs for the first nodes. */
  static take(inputs: number, limit: Limit): CurvedTape {
    const tape = pool.pop() ?? new CurvedTape();
    while (tape.capacity < inputs) tape.grow();
    tape.limit = limit;
    tape.most = mostNodes(limit, inputs);
    tape.end = Math.min(tape.capacity, tape.most);
    tape.inputs = inputs;
    tape.size = inputs;
    return tape;
  }

  /** Puts a tape back when nothing points into it any more. */
  release(): void {
    if (this.ratios.size > 0) this.ratios.clear();
    if (this.constants.size > 0) this.constants.clear();
    this.limit = UNLIMITED;
    this.most = Number.POSITIVE_INFINITY;
    this.size = 0;
    this.isExtreme = false;
    if (pool.length < (this.capacity > SHORT ? MOST_LONG : MOST_IN_POOL)) pool.push(this);
  }

  node(a: number, fa: number, b: number, fb: number, faa: number, fab: number, fbb: number): number {
    const i = this.place(faa === 0 && fab === 0 && fbb === 0 ? LINEAR : PARTIALS, a, b);
    const { data } = this;
    const at = DATA * i;
    data[at] = fa;
    data[at + 1] = fb;
    data[at + 2] = faa;
    data[at + 3] = fab;
    data[at + 4] = fbb;
    // NaN unless all are finite.
    if ((fa - fa) * (fb - fb) * (faa - faa) * (fab - fab) * (fbb - fbb) !== 0) this.isExtreme = true;
    return i;
  }

  /** A function of one node. */
  node1(a: number, slope: number, curvature: number): number {
    return this.node(a, slope, NONE, 0, curvature, 0, 0);
  }

  quotient(a: number, b: number, y: number, q: number): number {
    const i = this.place(QUOTIENT, a, b);
    this.data[DATA * i] = y;
    this.data[DATA * i + 1] = q;
    if (y === 0 || (y - y) * (q - q) !== 0) this.isExtreme = true;
    return i;
  }

  ratio(a: number, ratioAt: RatioAt, x: number, y: number): number {
    const i = this.place(RATIO, a, NONE);
    const { factor, divisor } = ratioAt(x, y);
    const [f, d] = [factor as number, divisor as number];
    const at = DATA * i;
    this.data[at] = f;
    this.data[at + 1] = d;
    this.data[at + 2] = x;
    this.data[at + 3] = y;
    this.ratios.set(i, ratioAt);
    if (d === 0 || (f - f) * (d - d) !== 0) this.isExtreme = true;
    return i;
  }

  /** A number that is no input, of an outer driver. */
  constant(x: Active): number {
    const i = this.place(CONSTANT, NONE, NONE);
    this.constants.set(i, x);
    return i;
  }

  private place(kind: number, a: number, b: number): number {
    const i = this.size;
    if (i === this.end) this.grow();
    this.parents[2 * i] = a;
    this.parents[2 * i + 1] = b;
    this.kinds[i] = kind;
    this.size = i + 1;
    return i;
  }

  private grow(): void {
    if (this.size >= this.most) reach(this.limit);
    this.capacity *= 2;
    this.end = Math.min(this.capacity, this.most);
    const { parents, kinds, data } = this;
    this.parents = new Int32Array(2 * this.capacity);
    this.parents.set(parents);
    this.kinds = new Uint8Array(this.capacity);
    this.kinds.set(kinds);
    this.data = new Float64Array(DATA * this.capacity);
    this.data.set(data);
  }
}

/** Tapes waiting for the next call, but not without end: those of many gradients inside of one, or two long ones, 50 bytes a node. */
const pool: CurvedTape[] = [];
const MOST_IN_POOL = 64;
const SHORT = 1024;
const MOST_LONG = 2;
