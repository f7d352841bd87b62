/**
 * The walks over a tape that knows its curvature: Hessian-vector products along as many directions as one likes.
 *
 *     ẋ_i = Σ over parents p of ∂g_i/∂x_p · ẋ_p                           upwards, from the direction
 *     w_p += w_i · ∂g_i/∂x_p                                              downwards, once
 *     ẇ_p += ẇ_i · ∂g_i/∂x_p + w_i · Σ over parents q of ∂²g_i/∂x_p∂x_q · ẋ_q   downwards
 *
 * What is computed is what a tape of dual numbers computes; several directions go side by side in lanes. Nodes that none of them
 * moves are passed over: along 8 inputs of a sum over neighbours that is nearly all.
 */
import { FlatDual } from '../numbers/flat-dual.js';
import type { Scalar } from '../scalar/active.js';
import { passingLevel } from '../scalar/level.js';
import {
  CONSTANT,
  type CurvedTape,
  DATA,
  LINEAR,
  NONE,
  PARTIALS,
  QUOTIENT,
  RATIO,
  type RatioAt,
} from './curved-tape.js';

/** What sweeps write to: a cotangent for each node, and for each lane its change and that of its cotangent. */
interface Lists {
  readonly bar: Float64Array;
  readonly dot: Float64Array;
  readonly to: Float64Array;
  /** 1 for nodes whose changes, or changes of cotangents, may not be 0. */
  readonly moves: Uint8Array;
  readonly turns: Uint8Array;
}

/** Used again by the next sweeps: these call no function that makes others. */
let lists: Lists | undefined;

/** Numbers that are kept for that, 16 MB. */
const KEPT = 1 << 21;

function listsFor(nodes: number, lanes: number): Lists {
  const count = lanes * nodes;
  if (lists !== undefined && lists.bar.length >= nodes && lists.dot.length >= count) return lists;
  const room = count > KEPT ? 1 : 2;
  const made = {
    bar: new Float64Array(room * nodes),
    dot: new Float64Array(room * count),
    to: new Float64Array(room * count),
    moves: new Uint8Array(room * nodes),
    turns: new Uint8Array(room * nodes),
  };
  if (count <= KEPT) lists = made;
  return made;
}

/** One walk after another along some directions; what it writes to is the next one's when that is made. */
export class CurvedSweeps {
  /** Cotangents of all nodes, after `cotangents`. */
  readonly bar: Float64Array;
  /** The changes of node i, from `lanes * i` on. */
  readonly dot: Float64Array;
  /** Those of its cotangent: of inputs and constants, the others are gone. */
  readonly to: Float64Array;
  private readonly tape: CurvedTape;
  private readonly lanes: number;
  private readonly moves: Uint8Array;
  private readonly turns: Uint8Array;
  private output = NONE;

  constructor(tape: CurvedTape, lanes: number) {
    const { bar, dot, to, moves, turns } = listsFor(tape.size, lanes);
    const { size, inputs, constants } = tape;
    if (lanes === 1) {
      clear(dot, inputs);
      for (const node of constants.keys()) dot[node] = 0;
    } else {
      dot.fill(0, 0, lanes * size);
      to.fill(0, 0, lanes * size);
      moves.fill(0, 0, size);
      turns.fill(0, 0, size);
    }
    this.tape = tape;
    this.lanes = lanes;
    this.bar = bar;
    this.dot = dot;
    this.to = to;
    this.moves = moves;
    this.turns = turns;
  }

  /** From here on no input moves, as in the beginning. */
  rest(): void {
    const { inputs } = this.tape;
    clear(this.dot, this.lanes * inputs);
    this.moves.fill(0, 0, inputs);
  }

  /** An input, or a constant, moves in a lane. */
  move(node: number, lane: number, change: number): void {
    this.dot[this.lanes * node + lane] = change;
    // NaN too.
    if (change !== 0) this.moves[node] = 1;
  }

  /** Cotangents of all nodes for the cotangent 1 of one; -1 stands for a constant. */
  cotangents(output: number): void {
    const { bar } = this;
    if (output === this.output && output >= 0) return;
    this.output = output;
    const { parents, kinds, data, inputs, size } = this.tape;
    clear(bar, size);
    if (output >= 0) bar[output] = 1;
    for (let i = output; i >= inputs; i--) {
      const w = bar[i];
      const kind = kinds[i];
      if (w === 0 || kind === CONSTANT) continue;
      const at = DATA * i;
      const a = parents[2 * i];
      const b = parents[2 * i + 1];
      if (kind === PARTIALS || kind === LINEAR) {
        if (a >= 0) bar[a] += data[at] * w;
        if (b >= 0) bar[b] += data[at + 1] * w;
      } else if (kind === QUOTIENT) {
        const r = w / data[at];
        bar[a] += r;
        bar[b] -= data[at + 1] * r;
      } else bar[a] += data[at] * (w / data[at + 1]);
    }
  }

  /** The changes of all nodes from those of the inputs and constants. */
  changes(): void {
    if (this.lanes === 1) this.changesAlong();
    else this.changesInLanes();
  }

  /** The changes of the cotangents, after `cotangents` and `changes`. */
  curvatures(): void {
    if (this.lanes === 1) this.curvaturesAlong();
    else this.curvaturesInLanes();
  }

  /** Along one direction nothing is passed over: to find out takes as long. */
  private changesAlong(): void {
    const { dot } = this;
    const { parents, kinds, data, inputs, size } = this.tape;
    for (let i = inputs; i < size; i++) {
      const kind = kinds[i];
      const a = parents[2 * i];
      const b = parents[2 * i + 1];
      const first = data[DATA * i];
      const second = data[DATA * i + 1];
      if (kind === PARTIALS || kind === LINEAR) {
        if (b < 0) dot[i] = first * dot[a];
        else dot[i] = a >= 0 ? first * dot[a] + second * dot[b] : second * dot[b];
      } else if (kind === QUOTIENT) dot[i] = dot[a] / first - second * (dot[b] / first);
      else if (kind === RATIO) dot[i] = first * (dot[a] / second);
    }
  }

  private curvaturesAlong(): void {
    const { bar, dot, to, output } = this;
    const { parents, kinds, data, inputs, size } = this.tape;
    clear(to, size);
    for (let i = output; i >= inputs; i--) {
      const w = bar[i];
      const t = to[i];
      const kind = kinds[i];
      if ((w === 0 && t === 0) || kind === CONSTANT) continue;
      const a = parents[2 * i];
      const b = parents[2 * i + 1];
      const at = DATA * i;
      const first = data[at];
      const second = data[at + 1];
      if (kind === LINEAR && w - w === 0) {
        if (a >= 0) to[a] = to[a] + first * t;
        if (b >= 0) to[b] = to[b] + second * t;
      } else if (kind === PARTIALS || kind === LINEAR) {
        const da = a < 0 ? 0 : dot[a];
        const db = b < 0 ? 0 : dot[b];
        const fab = data[at + 3];
        if (a >= 0) to[a] = to[a] + (first * t + w * (data[at + 2] * da + fab * db));
        if (b >= 0) to[b] = to[b] + (second * t + w * (fab * da + data[at + 4] * db));
      } else if (kind === QUOTIENT) {
        const r = w / first;
        const s = dot[b] / first;
        const u = t / first;
        to[a] = to[a] + (u - r * s);
        to[b] = to[b] - (dot[i] * r + second * u - second * r * s);
      } else this.ratioCurvature(i, w);
    }
  }

  private changesInLanes(): void {
    const { dot, moves, lanes } = this;
    const { parents, kinds, data, inputs, size } = this.tape;
    for (let i = inputs; i < size; i++) {
      const kind = kinds[i];
      if (kind === CONSTANT) continue;
      const p = parents[2 * i];
      const q = parents[2 * i + 1];
      const to = lanes * i;
      if ((p < 0 || moves[p] === 0) && (q < 0 || moves[q] === 0)) {
        if (moves[i] !== 0) for (let k = 0; k < lanes; k++) dot[to + k] = 0;
        moves[i] = 0;
        continue;
      }
      moves[i] = 1;
      const at = DATA * i;
      const a = lanes * p;
      const b = lanes * q;
      const fa = data[at];
      const fb = data[at + 1];
      if (kind === PARTIALS || kind === LINEAR) {
        if (p >= 0 && q >= 0) for (let k = 0; k < lanes; k++) dot[to + k] = fa * dot[a + k] + fb * dot[b + k];
        else if (q < 0) for (let k = 0; k < lanes; k++) dot[to + k] = fa * dot[a + k];
        else for (let k = 0; k < lanes; k++) dot[to + k] = fb * dot[b + k];
      } else if (kind === QUOTIENT) {
        for (let k = 0; k < lanes; k++) dot[to + k] = dot[a + k] / fa - fb * (dot[b + k] / fa);
      } else for (let k = 0; k < lanes; k++) dot[to + k] = fa * (dot[a + k] / fb);
    }
  }

  private curvaturesInLanes(): void {
    const { bar, dot, to, moves, turns, lanes } = this;
    const { parents, kinds, data, inputs, constants } = this.tape;
    to.fill(0, 0, lanes * inputs);
    for (const i of constants.keys()) to.fill(0, lanes * i, lanes * (i + 1));
    for (let i = this.output; i >= inputs; i--) {
      const w = bar[i];
      const p = parents[2 * i];
      const q = parents[2 * i + 1];
      const turn = turns[i];
      const kind = kinds[i];
      if (kind === CONSTANT) continue;
      if (turn === 0) {
        if (w === 0) continue;
        // A cotangent that is infinite makes NaN of what does not move: then the tape for all numbers is asked.
        if (w - w === 0 && (kind === LINEAR || ((p < 0 || moves[p] === 0) && (q < 0 || moves[q] === 0)))) continue;
      }
      const from = lanes * i;
      const at = DATA * i;
      const a = lanes * p;
      const b = lanes * q;
      const first = data[at];
      const second = data[at + 1];
      if (p >= 0) turns[p] = 1;
      if (q >= 0) turns[q] = 1;
      if (kind === LINEAR && w - w === 0) {
        if (p >= 0) for (let k = 0; k < lanes; k++) to[a + k] += first * to[from + k];
        if (q >= 0) for (let k = 0; k < lanes; k++) to[b + k] += second * to[from + k];
      } else if (kind === PARTIALS || kind === LINEAR) {
        const faa = data[at + 2];
        const fab = data[at + 3];
        const fbb = data[at + 4];
        if (p >= 0 && q >= 0) {
          for (let k = 0; k < lanes; k++) {
            const t = to[from + k];
            const da = dot[a + k];
            const db = dot[b + k];
            to[a + k] += first * t + w * (faa * da + fab * db);
            to[b + k] += second * t + w * (fab * da + fbb * db);
          }
        } else if (q < 0) {
          for (let k = 0; k < lanes; k++) to[a + k] += first * to[from + k] + w * (faa * dot[a + k]);
        } else for (let k = 0; k < lanes; k++) to[b + k] += second * to[from + k] + w * (fbb * dot[b + k]);
      } else if (kind === QUOTIENT) {
        const r = w / first;
        for (let k = 0; k < lanes; k++) {
          const s = dot[b + k] / first;
          const t = to[from + k] / first;
          to[a + k] += t - r * s;
          to[b + k] -= dot[from + k] * r + second * t - second * r * s;
        }
      } else this.ratioCurvature(i, w);
      if (turn !== 0) for (let k = 0; k < lanes; k++) to[from + k] = 0;
      turns[i] = 0;
    }
  }

  private ratioCurvature(i: number, w: number): void {
    const { dot, to, lanes, tape } = this;
    const x = tape.data[DATA * i + 2];
    const y = tape.data[DATA * i + 3];
    const ratioAt = tape.ratios.get(i) as RatioAt;
    const a = lanes * tape.parents[2 * i];
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

/** By hand where they are few, which `fill` is slow at. */
function clear(list: Float64Array, count: number): void {
  if (count > 64) list.fill(0, 0, count);
  else for (let i = 0; i < count; i++) list[i] = 0;
}

const level = /* @__PURE__ */ passingLevel('reverse');

function partsOf(x: Scalar): readonly [number, number] {
  return typeof x === 'number' ? [x, 0] : [x.primal as number, (x as FlatDual).tangent];
}
