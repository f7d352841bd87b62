/**
 * The walk from the last node to the first, which hands every cotangent on once it is complete. Nothing is recursive. A quotient
 * divides the cotangent instead of multiplying it by 1/b, which may have left the range.
 */
import { type Choose, type EqualNodes, join, type Scalar } from '../scalar/active.js';
import { add, product, quotient } from '../scalar/arithmetic.js';
import { type Content, less, plus, times, timesOver } from '../scalar/parts.js';
import {
  BLOCK,
  type Block,
  BRANCH,
  CHOICE,
  FAR,
  MINUS,
  NONE,
  PLAIN,
  partialsOf,
  RATIO,
  type Records,
} from './records.js';
import { firstParent, secondParent } from './shared-nodes.js';

/**
 * The sweep where all partials are finite: a node whose cotangent is 0 hands nothing on.
 *
 * @param bar - cotangents of the nodes up to the last one.
 * @param isLast - the records are not needed any more.
 */
export function sweepNumbers(records: Records, bar: Float64Array, last: number, isLast: boolean): void {
  for (let node = last; node >= records.first; ) {
    const { page, partials } = records.placeOf(node);
    sweepPage(bar, page.base, node - page.base, page.parents, page.partials, partials);
    if (isLast) records.drop(node);
    node = page.base - 1;
  }
}

/** The nodes of a page from one on down; d is where its partials end. */
function sweepPage(
  bar: Float64Array,
  base: number,
  from: number,
  parents: Int32Array,
  partials: Float64Array,
  end: number,
): void {
  let d = end;
  let i = base + from;
  for (let k = 2 * from; k >= 0; k -= 2, i--) {
    const w = bar[i];
    const a = parents[k];
    const b = parents[k + 1];
    if (w === 0) {
      if (a >= 0) d -= b === NONE ? 1 : 2;
    } else if (b >= 0) {
      if (a >= 0) {
        d -= 2;
        bar[a] = bar[a] + w * partials[d];
        bar[b] = bar[b] + w * partials[d + 1];
      } else {
        bar[~a] = bar[~a] + w;
        bar[b] = bar[b] + w;
      }
    } else if (a < 0) {
      if (b <= FAR) {
        bar[~a] = bar[~a] + w;
        bar[FAR - b] = bar[FAR - b] - w;
      } else bar[~a] = b === MINUS ? bar[~a] - w : bar[~a] + w;
    } else if (b === NONE) {
      d--;
      bar[a] = bar[a] + w * partials[d];
    } else {
      d -= 2;
      if (b === RATIO) bar[a] = bar[a] + partials[d] * (w / partials[d + 1]);
      else {
        const r = w / partials[d];
        bar[a] = bar[a] + r;
        bar[FAR - b] = bar[FAR - b] - partials[d + 1] * r;
      }
    }
  }
}

/**
 * The sweep for all Scalars. A node from which no output is reached has no cotangent, not the cotangent 0.
 *
 * @param sharing - which nodes are equal: the first of them stands for all, and no cotangent reaches the others.
 */
export function sweepScalars(
  records: Records,
  nodes: readonly number[],
  cotangents: readonly Scalar[],
  sharing?: EqualNodes,
): Content[] {
  const bar: Content[] = new Array(records.size).fill(null);
  nodes.forEach((node, i) => {
    if (node >= 0) hand(bar, sharing?.of(node) ?? node, cotangents[i]);
  });
  const { blocks } = records;
  let next = blocks.length - 1;
  for (let node = records.size - 1; node >= records.first; ) {
    const { page, partials, others } = records.placeOf(node);
    const { base } = page;
    let [d, o] = [partials, others];
    for (; node >= base; node--) {
      const at = 2 * (node - base);
      let a = page.parents[at];
      let b = page.parents[at + 1];
      const mark = page.marks === undefined ? PLAIN : page.marks[node - base];
      const w = bar[node];
      if (mark === PLAIN) d -= partialsOf(a, b);
      if (sharing !== undefined) {
        a = firstParent(sharing, a, mark);
        b = secondParent(sharing, b);
      }
      if (mark === PLAIN) {
        if (w === null) continue;
        if (a < 0) handBare(bar, ~a, b, w);
        else handOn(bar, a, b, w, page.partials[d], page.partials[d + 1]);
      } else if (mark === BLOCK) {
        if (node === blocks[next].first) pullThrough(blocks[next--], bar, sharing);
      } else if (mark === CHOICE) {
        const choose = page.others[--o] as Choose;
        if (w === null) continue;
        if (a >= 0) hand(bar, a, choose(join(w), null));
        if (b >= 0) hand(bar, b, choose(null, join(w)));
      } else {
        o -= 2;
        if (w !== null) handOn(bar, a, b, w, page.others[o] as Scalar, page.others[o + 1] as Scalar);
      }
    }
  }
  return bar;
}

/** The first node of a block has all cotangents of the others when the sweep is there. */
function pullThrough({ first, count, inputs, pull }: Block, bar: Content[], sharing: EqualNodes | undefined): void {
  const w = bar.slice(first, first + count);
  if (w.every((cotangent) => cotangent === null)) return;
  pull(w).forEach((cotangent, k) => {
    if (inputs[k] >= 0) hand(bar, sharing?.of(inputs[k]) ?? inputs[k], cotangent);
  });
}

function hand(bar: Content[], parent: number, cotangent: Content): void {
  const before = bar[parent];
  bar[parent] = before === null ? cotangent : plus(before, cotangent);
}

/** To the parents of a node whose partials are 1 or -1. */
function handBare(bar: Content[], a: number, b: number, w: Scalar): void {
  hand(bar, a, b === BRANCH ? join(w) : times(b === MINUS ? -1 : 1, w));
  if (b >= 0) hand(bar, b, times(1, w));
  else if (b <= FAR) hand(bar, FAR - b, times(-1, w));
}

/** To the parents of a node with two numbers, partials or what the codes stand for. */
function handOn(bar: Content[], a: number, b: number, w: Scalar, first: Scalar, second: Scalar): void {
  if (b === RATIO) hand(bar, a, second === 1 ? times(first, w) : timesOver(first, w, second));
  else if (b <= FAR) {
    hand(bar, a, quotient(w, first));
    bar[FAR - b] = less(bar[FAR - b], timesOver(second, w, first));
  } else {
    if (a >= 0) hand(bar, a, product(first, w));
    if (b >= 0) hand(bar, b, product(second, w));
  }
}

/** Cotangents of the inputs as derivatives, which have no negative zero. */
export function derivativesOf(bar: readonly Content[], n: number): Scalar[] {
  return bar.slice(0, n).map((cotangent) => add(cotangent ?? 0, 0));
}
