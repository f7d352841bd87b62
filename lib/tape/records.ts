/**
 * What a tape writes down: a record for each node, one after the other, in pages.
 *
 * A record is two numbers in `parents` and as many partials as are needed: none for sums and differences, one for a function of
 * one number, two for a product; 8 to 24 bytes. Full pages are put aside, cut to what is in them: nothing is ever copied
 * again, and a page that a sweep has been through for the last time can go.
 *
 *     first number     second number
 *     x                y             partials by x and y
 *     x                NONE          partial by x
 *     x                RATIO         factor and divisor of the slope, see `Ratio`
 *     x                FAR - y       q = x/y: the values of y and of q
 *     ~x               y             x + y
 *     ~x               FAR - y       x - y
 *     ~x               NONE          x + c
 *     ~x               MINUS         -x, c - x
 *     ~x               BRANCH        x at the end of a branch: what goes back through it is joined too
 *
 * Where partials are not plain numbers the node has a mark, and they are in a list beside; parents are as they are then, -1 for one
 * that is absent.
 */
import type { Choose, Scalar } from '../scalar/active.js';
import type { Content } from '../scalar/parts.js';
import { type Limit, mostNodes, reach, UNLIMITED } from './limit.js';

/** In the place of the second parent. */
export const NONE = -1;
export const RATIO = -2;
export const MINUS = -3;
export const BRANCH = -4;
/** From here down: FAR - y. */
export const FAR = -5;

/**
 * Marks: plain partials, two that are not, a choice of one of two nodes, or of a node and a constant (-1), or one of the nodes of a
 * block, which has no parents here.
 */
export const PLAIN = 0;
export const GENERAL = 1;
export const CHOICE = 2;
export const BLOCK = 3;

/** A function of many numbers with a rule of its own: `count` nodes from `first` on. */
export interface Block {
  readonly first: number;
  readonly count: number;
  /** The nodes of its inputs, -1 for constants. */
  readonly inputs: readonly number[];
  /** The cotangents of the inputs for those of the nodes. */
  readonly pull: (w: readonly Content[]) => readonly Content[];
}

/** Nodes in a page, and its logarithm. */
const BITS = 11;
export const PAGE: number = 1 << BITS;

/** Room for the records of a page. */
interface Room {
  /** Two for each node. */
  readonly parents: Int32Array;
  readonly partials: Float64Array;
}

export interface Page extends Room {
  /** The number of its first node. */
  readonly base: number;
  /** Partials that there are. */
  readonly used: number;
  readonly marks: Uint8Array | undefined;
  /** Partials that are not plain numbers, and choices. */
  readonly others: readonly (Scalar | Choose)[];
}

/** Pages of a recording that are kept as they are, in room that is used again: to cut them takes as long as to write them. */
const WHOLE = 8;

/** Room that no recording is in, 0.8 MB. */
const spare: Room[] = [];
const MOST_SPARE = 16;

function takeRoom(): Room {
  return spare.pop() ?? { parents: new Int32Array(2 * PAGE), partials: new Float64Array(2 * PAGE) };
}

function giveBack({ parents, partials }: Room): void {
  if (spare.length < MOST_SPARE) spare.push({ parents, partials });
}

/** How many partials of a page belong to the nodes up to one of them. */
export interface Place {
  readonly page: Page;
  readonly partials: number;
  readonly others: number;
}

export class Records {
  /** True when a partial is not finite: then a cotangent that is 0 is not the same as one that is absent. */
  isExtreme = false;
  /** True when a partial is not a plain number. */
  isGeneral = false;
  /** The first node with a record: those before it are inputs. */
  first = 0;
  /** In the order of their nodes. */
  blocks: Block[] = [];
  /** How long the recording may become. */
  protected limit: Limit = UNLIMITED;
  private most: number = Number.POSITIVE_INFINITY;
  private full: Page[] = [];
  // The page that is being written: its arrays, the number of its first node, and what is in them.
  private parents: Int32Array;
  private partials: Float64Array;
  private marks: Uint8Array;
  private others: (Scalar | Choose)[] = [];
  private base = 0;
  private nodes = 0;
  private used = 0;
  /** The number of nodes in it at which there has to be more room, or an end. */
  private end: number;

  /** @param room - nodes in the first page, to begin with: few for a tape that is not used again. */
  constructor(room: number = PAGE) {
    this.parents = new Int32Array(2 * room);
    this.partials = new Float64Array(2 * room);
    this.marks = new Uint8Array(room);
    this.end = room;
  }

  /** Nodes that the page has room for. */
  private get room(): number {
    return this.marks.length;
  }

  /** Number of nodes. */
  get size(): number {
    return this.base + this.nodes;
  }

  /** Makes the first n nodes inputs, which have no parents: nothing of them is written down. */
  inputs(n: number): void {
    this.first = n;
    this.base = n;
    this.most = mostNodes(this.limit, n);
    this.end = Math.min(this.room, this.most - n);
  }

  /** A new page, or room in this one; the place of the next node in it. */
  private turn(): number {
    if (this.size >= this.most) reach(this.limit);
    if (this.nodes < PAGE) return this.grow();
    const { base, used, isGeneral } = this;
    const marks = isGeneral ? this.marks.slice() : undefined;
    const others = isGeneral ? this.others : [];
    if (this.full.length < WHOLE) {
      const { parents, partials } = this;
      this.full.push({ base, parents, partials, used, marks, others });
      const room = takeRoom();
      this.parents = room.parents;
      this.partials = room.partials;
    } else {
      const [parents, partials] = [this.parents.slice(), this.partials.slice(0, used)];
      this.full.push({ base, parents, partials, used, marks, others });
    }
    this.base += PAGE;
    this.startPage();
    return 0;
  }

  private grow(): number {
    const { parents, partials, marks } = this;
    const room = Math.min(PAGE, 4 * this.room);
    this.parents = new Int32Array(2 * room);
    this.parents.set(parents);
    this.partials = new Float64Array(2 * room);
    this.partials.set(partials);
    this.marks = new Uint8Array(room);
    this.marks.set(marks);
    this.end = Math.min(room, this.most - this.base);
    return this.nodes;
  }

  private startPage(): void {
    this.nodes = 0;
    this.used = 0;
    this.end = Math.min(this.room, this.most - this.base);
    if (!this.isGeneral) return;
    this.marks.fill(PLAIN);
    this.others = [];
  }

  /** A node without partials. */
  private bare(first: number, second: number): number {
    const k = this.nodes === this.end ? this.turn() : this.nodes;
    this.parents[2 * k] = first;
    this.parents[2 * k + 1] = second;
    this.nodes = k + 1;
    return this.base + k;
  }

  /** x + y, of which both are nodes. */
  sum(x: number, y: number): number {
    return this.bare(~x, y);
  }

  difference(x: number, y: number): number {
    return this.bare(~x, FAR - y);
  }

  /** x + c. */
  same(x: number): number {
    return this.bare(~x, NONE);
  }

  /** -x, c - x. */
  minus(x: number): number {
    return this.bare(~x, MINUS);
  }

  /** The end of a branch: a node that is its parent. */
  joined(x: number): number {
    return this.bare(~x, BRANCH);
  }

  /** A node with one parent. */
  node1(parent: number, partial: number): number {
    const i = this.bare(parent, NONE);
    this.partials[this.used++] = partial;
    if (partial - partial !== 0) this.isExtreme = true;
    return i;
  }

  /** A node with two parents. */
  node2(parent1: number, partial1: number, parent2: number, partial2: number): number {
    const i = this.bare(parent1, parent2);
    const at = this.used;
    this.partials[at] = partial1;
    this.partials[at + 1] = partial2;
    this.used = at + 2;
    // NaN unless both are finite.
    if ((partial1 - partial1) * (partial2 - partial2) !== 0) this.isExtreme = true;
    return i;
  }

  /** A node with the slope factor/divisor. */
  ratio(parent: number, factor: number, divisor: number): number {
    if (divisor === 0) this.isExtreme = true;
    return this.node2(parent, factor, RATIO, divisor);
  }

  /** The node q = x/y, given the value b of y. */
  quotient(x: number, y: number, b: number, q: number): number {
    if (b === 0) this.isExtreme = true;
    return this.node2(x, b, FAR - y, q);
  }

  /** A node whose partials may be any Scalars; a parent may be absent (-1). */
  node(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    if (typeof partial1 !== 'number' || typeof partial2 !== 'number')
      return this.general(parent1, partial1, parent2, partial2);
    if (parent1 === NONE) return this.node1(parent2, partial2);
    return parent2 === NONE ? this.node1(parent1, partial1) : this.node2(parent1, partial1, parent2, partial2);
  }

  /** The same for a factor and a divisor. */
  ratioOf(parent: number, factor: Scalar, divisor: Scalar): number {
    return typeof factor === 'number' && typeof divisor === 'number'
      ? this.ratio(parent, factor, divisor)
      : this.general(parent, factor, RATIO, divisor);
  }

  /** The same for x/y. */
  quotientOf(x: number, y: number, b: Scalar, q: Scalar): number {
    return typeof b === 'number' && typeof q === 'number' ? this.quotient(x, y, b, q) : this.general(x, b, FAR - y, q);
  }

  /** One of two nodes, or of a node and a constant (-1). */
  choice(parent1: number, parent2: number, choose: Choose): number {
    const i = this.marked(parent1, parent2, CHOICE);
    this.others.push(choose);
    return i;
  }

  /** So many nodes that a function of many numbers gives; the first of them. The others follow. */
  block(inputs: readonly number[], count: number, pull: Block['pull']): number {
    const first = this.size;
    for (let i = 0; i < count; i++) this.marked(NONE, NONE, BLOCK);
    this.blocks.push({ first, count, inputs, pull });
    return first;
  }

  private general(parent1: number, partial1: Scalar, parent2: number, partial2: Scalar): number {
    const i = this.marked(parent1, parent2, GENERAL);
    this.others.push(partial1, partial2);
    return i;
  }

  private marked(parent1: number, parent2: number, mark: number): number {
    this.isGeneral = true;
    const k = this.nodes === this.end ? this.turn() : this.nodes;
    this.parents[2 * k] = parent1;
    this.parents[2 * k + 1] = parent2;
    this.marks[k] = mark;
    this.nodes = k + 1;
    return this.base + k;
  }

  /** The number of the page of a node. */
  pageOf(node: number): number {
    return (node - this.first) >> BITS;
  }

  /** A page by its number; the last one is the one that is being written. */
  page(number: number): Page {
    if (number < this.full.length) return this.full[number];
    const { base, parents, partials, used, others } = this;
    return { base, parents, partials, used, marks: this.isGeneral ? this.marks : undefined, others };
  }

  /** The node after the last one in the page of a node. */
  endOf(node: number): number {
    const number = this.pageOf(node);
    return number < this.full.length ? this.full[number].base + PAGE : this.size;
  }

  /** Where the partials of a node end. */
  placeOf(node: number): Place {
    const page = this.page(this.pageOf(node));
    let partials = page.used;
    let others = page.others.length;
    for (let k = (page.base === this.base ? this.nodes : PAGE) - 1; k > node - page.base; k--) {
      const mark = page.marks?.[k] ?? PLAIN;
      if (mark === PLAIN) partials -= partialsOf(page.parents[2 * k], page.parents[2 * k + 1]);
      else others -= othersOf(mark);
    }
    return { page, partials, others };
  }

  /** Lets the page of a node go, which has been read for the last time. */
  drop(node: number): void {
    const number = this.pageOf(node);
    if (number < this.full.length) this.let(number);
  }

  private let(number: number): void {
    if (number < WHOLE && this.full[number] !== GONE) giveBack(this.full[number]);
    this.full[number] = GONE;
  }

  /** Bytes of all records, and of the page that is being written. */
  get bytes(): number {
    const own = this.parents.byteLength + this.partials.byteLength + this.marks.byteLength;
    const of = ({ parents, used, marks, others }: Page): number =>
      parents.byteLength + 8 * used + (marks?.byteLength ?? 0) + 8 * others.length;
    return this.full.reduce((sum, page) => sum + of(page), own + 8 * this.others.length);
  }

  /** Forgets all nodes. */
  clear(): void {
    this.limit = UNLIMITED;
    this.most = Number.POSITIVE_INFINITY;
    this.first = 0;
    this.base = 0;
    this.startPage();
    this.isExtreme = false;
    this.isGeneral = false;
    if (this.blocks.length > 0) this.blocks = [];
    if (this.full.length === 0) return;
    for (let number = 0; number < this.full.length && number < WHOLE; number++) this.let(number);
    this.full = [];
  }
}

/** What a node with a mark has in the list beside. */
function othersOf(mark: number): number {
  return mark === GENERAL ? 2 : mark === CHOICE ? 1 : 0;
}

/** Plain partials of a node without a mark. */
export function partialsOf(first: number, second: number): number {
  return first < 0 ? 0 : second === NONE ? 1 : 2;
}

const GONE: Page = {
  base: NONE,
  parents: new Int32Array(0),
  partials: new Float64Array(0),
  used: 0,
  marks: undefined,
  others: [],
};
