/**
 * Colourings of symmetric matrices: of the graph with an edge for each pair of entries beside the diagonal.
 *
 * Star: neighbours differ, and every path of four vertices has three colours. Then each entry, or the one across the diagonal,
 * stands alone in its row of H·(the sum of a colour). Acyclic: neighbours differ, and every cycle has three colours. Then two
 * colours make a forest, and the entries follow from its leaves on by subtraction. (Coleman and Moré 1984, Coleman and Cai
 * 1986; Gebremedhin, Tarafdar, Manne and Pothen, New acyclic and star coloring algorithms, SIAM J. Sci. Comput. 29 (2007).)
 */
import { IntList } from './int-list.js';
import { type ColoringOrder, type Neighbours, orderOf } from './orders.js';
import type { Colors } from './partial-coloring.js';
import type { Pattern } from './pattern.js';

type Kind = 'star' | 'acyclic';

const TRIED = ['natural', 'smallest-last', 'largest-first'] as const;

/** @param pattern - a symmetric one. */
export function symmetricColors(pattern: Pattern, kind: Kind, order: ColoringOrder, seed: number): Colors {
  const graph = adjacent(pattern);
  const by = (one: Exclude<ColoringOrder, 'best'>): Colors => greedy(pattern, kind, orderOf(graph, one, seed));
  if (order !== 'best') return by(order);
  return TRIED.map(by).reduce((best, colors) => (colors.count < best.count ? colors : best));
}

function adjacent({ columns, columnPointers, rowIndices }: Pattern): Neighbours {
  return {
    size: columns,
    forEach: (v, use) => {
      for (let k = columnPointers[v]; k < columnPointers[v + 1]; k++) use(rowIndices[k]);
    },
  };
}

function greedy(pattern: Pattern, kind: Kind, order: Int32Array): Colors {
  const { columns, columnPointers, rowIndices } = pattern;
  const of = new Int32Array(columns).fill(-1);
  const rules = kind === 'star' ? new StarRules(columns) : new AcyclicRules(columns);
  const forbidden = new Int32Array(columns + 1).fill(-1);
  const neighbours = new IntList();
  let count = 0;
  for (const v of order) {
    // A row without entries has nothing to ask for.
    if (columnPointers[v] === columnPointers[v + 1]) continue;
    neighbours.length = 0;
    for (let k = columnPointers[v]; k < columnPointers[v + 1]; k++) {
      const w = rowIndices[k];
      if (w === v || of[w] < 0) continue;
      neighbours.push(w);
      forbidden[of[w]] = v;
    }
    const colored = neighbours.part(0, neighbours.length);
    rules.forbid(v, colored, of, forbidden);
    let color = 0;
    while (forbidden[color] === v) color++;
    of[v] = color;
    count = Math.max(count, color + 1);
    rules.colored(v, color, colored, of);
  }
  return { of, count };
}

/**
 * The colours among the neighbours of each vertex, each once: a vertex with very many neighbours of few colours (the head of
 * an arrow) is looked through in no time.
 */
class ColorsAround {
  private readonly heads: Int32Array;
  private readonly next: IntList = new IntList();
  readonly color: IntList = new IntList();
  /** How many neighbours have the colour, and the first of them. */
  readonly times: IntList = new IntList();
  readonly first: IntList = new IntList();

  constructor(vertices: number) {
    this.heads = new Int32Array(vertices).fill(-1);
  }

  /** The first of a vertex's colours, or -1. */
  head(v: number): number {
    return this.heads[v];
  }

  /** The colour after another one. */
  after(place: number): number {
    return this.next.at(place);
  }

  /** The place of a colour around a vertex, or -1. */
  find(v: number, color: number): number {
    let place = this.heads[v];
    while (place >= 0 && this.color.at(place) !== color) place = this.next.at(place);
    return place;
  }

  /** A neighbour of v has got a colour. */
  add(v: number, color: number, neighbour: number): number {
    const known = this.find(v, color);
    if (known >= 0) {
      this.times.set(known, this.times.at(known) + 1);
      return known;
    }
    this.next.push(this.heads[v]);
    this.color.push(color);
    this.times.push(1);
    this.first.push(neighbour);
    this.heads[v] = this.color.length - 1;
    return this.heads[v];
  }
}

/** No path of four vertices in two colours. */
class StarRules {
  private readonly around: ColorsAround;
  /** The vertex that has counted a colour among its neighbours last, and how often. */
  private readonly counter: Int32Array;
  private readonly times: Int32Array;

  constructor(vertices: number) {
    this.around = new ColorsAround(vertices);
    this.counter = new Int32Array(vertices + 1).fill(-1);
    this.times = new Int32Array(vertices + 1);
  }

  forbid(v: number, neighbours: Int32Array, of: Int32Array, forbidden: Int32Array): void {
    const { around, counter, times } = this;
    for (const w of neighbours) {
      const color = of[w];
      times[color] = counter[color] === v ? times[color] + 1 : 1;
      counter[color] = v;
    }
    for (const w of neighbours) {
      for (let k = around.head(w); k >= 0; k = around.after(k)) {
        // v may be inside of the path: its neighbours w and w' have one colour, and w has a neighbour of colour k. Or at its
        // end: w has one neighbour x of colour k, which has a second one of the colour of w.
        const isInside = times[of[w]] > 1;
        const isEnd = around.times.at(k) === 1 && this.isHub(around.first.at(k), of[w]);
        if (isInside || isEnd) forbidden[around.color.at(k)] = v;
      }
    }
  }

  private isHub(x: number, color: number): boolean {
    return this.around.times.at(this.around.find(x, color)) > 1;
  }

  colored(v: number, color: number, neighbours: Int32Array, of: Int32Array): void {
    for (const w of neighbours) {
      this.around.add(w, color, v);
      this.around.add(v, of[w], w);
    }
  }
}

/** No cycle in two colours: what two colours connect are trees, kept as disjoint sets of (vertex, colour beside it). */
class AcyclicRules {
  private readonly around: ColorsAround;
  private readonly parents: IntList = new IntList();
  /** For each tree the vertex that came upon it last, and from which neighbour. */
  private readonly visitor: IntList = new IntList();
  private readonly from: IntList = new IntList();

  constructor(vertices: number) {
    this.around = new ColorsAround(vertices);
  }

  forbid(v: number, neighbours: Int32Array, _of: Int32Array, forbidden: Int32Array): void {
    const { around, visitor, from } = this;
    for (const w of neighbours) {
      for (let k = around.head(w); k >= 0; k = around.after(k)) {
        const tree = this.treeOf(k);
        // Two neighbours in one tree: with its colour v would close a cycle.
        if (visitor.at(tree) === v && from.at(tree) !== w) forbidden[around.color.at(k)] = v;
        visitor.set(tree, v);
        from.set(tree, w);
      }
    }
  }

  colored(v: number, color: number, neighbours: Int32Array, of: Int32Array): void {
    for (const w of neighbours) this.join(this.place(w, color, v), this.place(v, of[w], w));
  }

  private place(v: number, color: number, neighbour: number): number {
    const place = this.around.add(v, color, neighbour);
    if (place === this.parents.length) {
      this.parents.push(place);
      this.visitor.push(-1);
      this.from.push(-1);
    }
    return place;
  }

  private join(a: number, b: number): void {
    this.parents.set(this.treeOf(a), this.treeOf(b));
  }

  private treeOf(place: number): number {
    const { parents } = this;
    let at = place;
    while (parents.at(at) !== at) {
      parents.set(at, parents.at(parents.at(at)));
      at = parents.at(at);
    }
    return at;
  }
}
