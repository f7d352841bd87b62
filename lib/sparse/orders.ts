/**
 * Orders in which a greedy colouring visits the vertices of a graph.
 *
 * The graph is given by its neighbours: they may be named more than once, and the vertex itself among them.
 */

/**
 * `natural`: as they are numbered. `largest-first`: by falling degree. `smallest-last`: the vertex of the least degree in what
 * is left comes last, then the same again. `random`: shuffled by a seed. `best`: the fewest colours of the first three.
 */
export type ColoringOrder = 'natural' | 'largest-first' | 'smallest-last' | 'random' | 'best';

export interface Neighbours {
  readonly size: number;
  forEach(vertex: number, use: (neighbour: number) => void): void;
}

export function orderOf(graph: Neighbours, order: Exclude<ColoringOrder, 'best'>, seed: number): Int32Array {
  if (order === 'largest-first') return largestFirst(graph);
  if (order === 'smallest-last') return smallestLast(graph);
  const natural = Int32Array.from({ length: graph.size }, (_, v) => v);
  return order === 'random' ? shuffled(natural, seed) : natural;
}

/** Different neighbours of each vertex, without itself. */
function degreesOf(graph: Neighbours): Int32Array {
  const degrees = new Int32Array(graph.size);
  const met = new Int32Array(graph.size).fill(-1);
  for (let v = 0; v < graph.size; v++) {
    met[v] = v;
    graph.forEach(v, (w) => {
      if (met[w] === v) return;
      met[w] = v;
      degrees[v]++;
    });
  }
  return degrees;
}

function largestFirst(graph: Neighbours): Int32Array {
  const degrees = degreesOf(graph);
  const places = new Int32Array(graph.size + 1);
  for (const d of degrees) places[graph.size - 1 - d + 1]++;
  for (let k = 0; k < graph.size; k++) places[k + 1] += places[k];
  const order = new Int32Array(graph.size);
  for (let v = 0; v < graph.size; v++) order[places[graph.size - 1 - degrees[v]]++] = v;
  return order;
}

/** Matula and Beck, Smallest-last ordering and clustering and graph coloring algorithms, J. ACM 30 (1983). */
function smallestLast(graph: Neighbours): Int32Array {
  const n = graph.size;
  const degrees = degreesOf(graph);
  // Vertices of one degree are a doubly linked list.
  const heads = new Int32Array(n + 1).fill(-1);
  const next = new Int32Array(n);
  const before = new Int32Array(n);
  const link = (v: number): void => {
    const d = degrees[v];
    next[v] = heads[d];
    before[v] = -1;
    if (heads[d] >= 0) before[heads[d]] = v;
    heads[d] = v;
  };
  const unlink = (v: number): void => {
    if (before[v] >= 0) next[before[v]] = next[v];
    else heads[degrees[v]] = next[v];
    if (next[v] >= 0) before[next[v]] = before[v];
  };
  for (let v = n - 1; v >= 0; v--) link(v);
  const order = new Int32Array(n);
  // The vertex that has met this one last, or n for one that is taken.
  const met = new Int32Array(n).fill(-1);
  let least = 0;
  for (let place = n - 1; place >= 0; place--) {
    while (heads[least] < 0) least++;
    const v = heads[least];
    unlink(v);
    order[place] = v;
    met[v] = n;
    graph.forEach(v, (w) => {
      if (met[w] === n || met[w] === v) return;
      met[w] = v;
      unlink(w);
      degrees[w]--;
      link(w);
    });
    if (least > 0) least--;
  }
  return order;
}

/** Fisher and Yates, with random numbers of mulberry32. */
function shuffled(order: Int32Array, seed: number): Int32Array {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
