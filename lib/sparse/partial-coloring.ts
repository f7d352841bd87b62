/**
 * Columns that may share a direction: no two of one colour meet in a row, so each row of J·(their sum) is one entry of J.
 *
 * A partial colouring at distance 2 of the graph of rows and columns, greedily: each column takes the first colour that no
 * column has which it meets. A row of d entries needs d colours. (Curtis, Powell and Reid, On the estimation of sparse
 * Jacobian matrices, 1974; Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM Review 47 (2005).)
 */
import { type ColoringOrder, type Neighbours, orderOf } from './orders.js';
import type { Pattern } from './pattern.js';

export interface Colors {
  /** The colour of each vertex, from 0; -1 where none is needed. */
  readonly of: Int32Array;
  readonly count: number;
}

/** The orders that `best` tries, one after the other. */
const TRIED = ['natural', 'smallest-last', 'largest-first'] as const;

/**
 * @param counted - rows of which the entries are wanted; all when left out.
 * @param most - gives up where more colours are needed.
 */
export function columnColors(
  pattern: Pattern,
  order: ColoringOrder,
  seed: number,
  counted?: Uint8Array,
  most: number = Number.POSITIVE_INFINITY,
): Colors | undefined {
  const bound = widestRow(pattern, counted);
  if (bound > most) return undefined;
  const graph = meetings(pattern, counted);
  const by = (one: Exclude<ColoringOrder, 'best'>): Colors => greedy(graph, orderOf(graph, one, seed));
  if (order !== 'best') return by(order);
  let best: Colors | undefined;
  for (const one of TRIED) {
    const colors = by(one);
    if (best === undefined || colors.count < best.count) best = colors;
    if (best.count === bound) break;
  }
  return best;
}

/** The most entries in a row: fewer colours cannot do. */
export function widestRow({ rows, rowPointers }: Pattern, counted?: Uint8Array): number {
  let widest = 0;
  for (let i = 0; i < rows; i++) {
    if (counted === undefined || counted[i] === 1) widest = Math.max(widest, rowPointers[i + 1] - rowPointers[i]);
  }
  return widest;
}

/** Columns that meet in a row, themselves among them unless they are empty. */
function meetings(pattern: Pattern, counted?: Uint8Array): Neighbours {
  const { columns, columnPointers, rowIndices, rowPointers, columnIndices } = pattern;
  return {
    size: columns,
    forEach: (j, use) => {
      for (let k = columnPointers[j]; k < columnPointers[j + 1]; k++) {
        const i = rowIndices[k];
        if (counted !== undefined && counted[i] === 0) continue;
        for (let l = rowPointers[i]; l < rowPointers[i + 1]; l++) use(columnIndices[l]);
      }
    },
  };
}

function greedy(graph: Neighbours, order: Int32Array): Colors {
  const of = new Int32Array(graph.size).fill(-1);
  // The vertex that has forbidden a colour last.
  const forbidden = new Int32Array(graph.size + 1).fill(-1);
  let count = 0;
  for (const v of order) {
    let isNeeded = false;
    graph.forEach(v, (w) => {
      isNeeded = true;
      if (of[w] >= 0) forbidden[of[w]] = v;
    });
    if (!isNeeded) continue;
    let color = 0;
    while (forbidden[color] === v) color++;
    of[v] = color;
    count = Math.max(count, color + 1);
  }
  return { of, count };
}
