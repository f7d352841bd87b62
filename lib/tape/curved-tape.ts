/**
 * A tape that knows its curvature: from one call of f Hessian-vector products along as many directions as one likes.
 *
 *     ẋ_i = Σ over parents p of ∂g_i/∂x_p · ẋ_p                           upwards, from the direction
 *     w_p += w_i · ∂g_i/∂x_p                                              downwards, once
 *     ẇ_p += ẇ_i · ∂g_i/∂x_p + w_i · Σ over parents q of ∂²g_i/∂x_p∂x_q · ẋ_q   downwards
 *
 * What is computed is what a tape of dual numbers computes; several directions go side by side in lanes.
 */
import { FlatDual } from '../numbers/flat-dual.js';
import type { Scalar } from '../scalar/active.js';
import { passingLevel } from '../scalar/level.js';
import type { Ratio } from '../scalar/rule.js';
import { type Limit, mostNodes, reach, UNLIMITED } from './limit.js';

type RatioAt = (x: Scalar, y: Scalar) => Ratio;

/** Numbers of a node: partials by both parents and second partials, or what a quotient or a ratio needs. */
const DATA = 5;
const NONE = -1;

const PARTIALS = 0;
/** x/y: data are y and the quotient. */
const QUOTIENT = 1;
/** A slope factor/divisor: data are factor, divisor, x and f(x). */
const RATIO = 2;
/** No parents, but a change along every direction, its only datum: a number that f closes over. */
const CONSTANT = 3;

const INITIAL_CAPACITY = 1024;

/** Directions that are followed side by side. */
export const MOST_LANES = 8;

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
  private parents: Int32Array = new Int32Array(2 * this.capacity);
  private kinds: Uint8Array = new Uint8Array(this.capacity);
  private data: Float64Array = new Float64Array(DATA * this.capacity);
  private readonly ratios = new Map<number, RatioAt>();

  private bar: Float64Array = new Float64Array(0);
  private lists: readonly [Float64Array, Float64Array] = [this.bar, this.bar];

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
    this.ratios.clear();
    this.limit = UNLIMITED;
    this.most = Number.POSITIVE_INFINITY;
    this.size = 0;
    this.isExtreme = false;
    if (pool.length < MOST_IN_POOL) pool.push(this);
  }

  /** Two lists of `lanes` numbers a node, for changes and curvatures. */
  scratch(lanes: number): readonly [Float64Array, Float64Array] {
    const count = lanes * this.size;
    if (this.lists[0].length < count) this.lists = [new Float64Array(2 * count), new Float64Array(2 * count)];
    return this.lists;
  }

  node(a: number, fa: number, b: number, fb: number, faa: number, fab: number, fbb: number): number {
    const i = this.place(PARTIALS, a, b);
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

  /** A number that is no input and moves with them. */
  constant(change: number): number {
    const i = this.place(CONSTANT, NONE, NONE);
    this.data[DATA * i] = change;
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

  /** Cotangents of all nodes for the cotangent 1 of one, in a list that is used again; -1 stands for a constant. */
  cotangents(output: number): Float64Array {
    const { parents, kinds, data } = this;
    if (this.bar.length < this.size) this.bar = new Float64Array(2 * this.size);
    const bar = this.bar.fill(0, 0, this.size);
    if (output >= 0) bar[output] = 1;
    for (let i = output; i >= this.inputs; i--) {
      const w = bar[i];
      if (w === 0 || kinds[i] === CONSTANT) continue;
      const at = DATA * i;
      const a = parents[2 * i];
      const b = parents[2 * i + 1];
      if (kinds[i] === PARTIALS) {
        if (a >= 0) bar[a] += data[at] * w;
        if (b >= 0) bar[b] += data[at + 1] * w;
      } else if (kinds[i] === QUOTIENT) {
        const r = w / data[at];
        bar[a] += r;
        bar[b] -= data[at + 1] * r;
      } else bar[a] += data[at] * (w / data[at + 1]);
    }
    return bar;
  }

  /** The changes of all nodes along directions, side by side in `lanes`; given those of the inputs, in the same places. */
  changes(dot: Float64Array, lanes: number): void {
    const { parents, kinds, data } = this;
    for (let i = this.inputs; i < this.size; i++) {
      const at = DATA * i;
      const to = lanes * i;
      const a = lanes * parents[2 * i];
      const b = lanes * parents[2 * i + 1];
      const fa = data[at];
      const fb = data[at + 1];
      if (kinds[i] === PARTIALS) {
        if (a >= 0 && b >= 0) for (let k = 0; k < lanes; k++) dot[to + k] = fa * dot[a + k] + fb * dot[b + k];
        else if (b < 0) for (let k = 0; k < lanes; k++) dot[to + k] = fa * dot[a + k];
        else for (let k = 0; k < lanes; k++) dot[to + k] = fb * dot[b + k];
      } else if (kinds[i] === QUOTIENT) {
        for (let k = 0; k < lanes; k++) dot[to + k] = dot[a + k] / fa - fb * (dot[b + k] / fa);
      } else if (kinds[i] === RATIO) {
        for (let k = 0; k < lanes; k++) dot[to + k] = fa * (dot[a + k] / fb);
      } else for (let k = 0; k < lanes; k++) dot[to + k] = fa;
    }
  }

  /**
   * The changes of the inputs' cotangents.
   *
   * @param bar - from `cotangents(output)`.
   * @param dot - from `changes`.
   * @param to - room for `lanes` numbers a node; the first ones become the answer.
   */
  curvatures(output: number, bar: Float64Array, dot: Float64Array, to: Float64Array, lanes: number): void {
    const { parents, kinds, data } = this;
    to.fill(0, 0, lanes * Math.max(output + 1, this.inputs));
    for (let i = output; i >= this.inputs; i--) {
      const w = bar[i];
      const from = lanes * i;
      if ((w === 0 && isZero(to, from, lanes)) || kinds[i] === CONSTANT) continue;
      const at = DATA * i;
      const a = lanes * parents[2 * i];
      const b = lanes * parents[2 * i + 1];
      const first = data[at];
      const second = data[at + 1];
      if (kinds[i] === PARTIALS) {
        const faa = data[at + 2];
        const fab = data[at + 3];
        const fbb = data[at + 4];
        if (a >= 0 && b >= 0) {
          for (let k = 0; k < lanes; k++) {
            const t = to[from + k];
            const da = dot[a + k];
            const db = dot[b + k];
            to[a + k] += first * t + w * (faa * da + fab * db);
            to[b + k] += second * t + w * (fab * da + fbb * db);
          }
        } else if (b < 0) {
          for (let k = 0; k < lanes; k++) to[a + k] += first * to[from + k] + w * (faa * dot[a + k]);
        } else for (let k = 0; k < lanes; k++) to[b + k] += second * to[from + k] + w * (fbb * dot[b + k]);
      } else if (kinds[i] === QUOTIENT) {
        const r = w / first;
        for (let k = 0; k < lanes; k++) {
          const s = dot[b + k] / first;
          const t = to[from + k] / first;
          to[a + k] += t - r * s;
          to[b + k] -= dot[from + k] * r + second * t - second * r * s;
        }
      } else this.ratioCurvature(i, w, dot, to, lanes);
    }
  }

  private ratioCurvature(i: number, w: number, dot: Float64Array, to: Float64Array, lanes: number): void {
    const at = DATA * i;
    const x = this.data[at + 2];
    const y = this.data[at + 3];
    const ratioAt = this.ratios.get(i) as RatioAt;
    const a = lanes * this.parents[2 * i];
    const own = lanes * i;
    for (let k = 0; k < lanes; k++) {
      const ratio = ratioAt(new FlatDual(level, x, dot[a + k]), new FlatDual(level, y, dot[own + k]));
      const [f, df] = partsOf(ratio.factor);
      const [d, dd] = partsOf(ratio.divisor);
      const r = w / d;
      to[a + k] += df * r + f * (to[own + k] / d) - f * r * (dd / d);
    }
  }
}

/** Tapes waiting for the next call, but not without end. */
const pool: CurvedTape[] = [];
const MOST_IN_POOL = 2;

const level = /* @__PURE__ */ passingLevel('reverse');

function isZero(list: Float64Array, at: number, lanes: number): boolean {
  for (let k = at; k < at + lanes; k++) if (list[k] !== 0) return false;
  return true;
}

function partsOf(x: Scalar): readonly [number, number] {
  return typeof x === 'number' ? [x, 0] : [x.primal as number, (x as FlatDual).tangent];
}
