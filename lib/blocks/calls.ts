/**
 * A block inside a compiled program, which calls functions of one and two numbers only.
 *
 * The arguments are handed over one by one: each call gives a number for the list so far, and the results are asked for by the
 * number of the whole list. So all calls are functions of their arguments, as a program wants them: equal ones are made once,
 * and they may stand in any order.
 */
import type { Scalar } from '../scalar/active.js';
import { type BinaryRule, binary, type UnaryRule, unary } from '../scalar/rule.js';
import type { Block, List } from './rule.js';

/** Lists that are kept for a block at least: those of one run of a program must all be there. */
const KEPT = 1 << 16;

/** Numbers of no list. */
const EMPTY = -1;

/** What a call of a program is to a block. */
export type Role = 'arguments' | 'argument' | 'result';

type Call = (x: number, y: number, z: number) => number;

/** Outputs of the calls of a block, for programs: its lists, the latest in a ring. */
class Lists {
  readonly begin: UnaryRule;
  readonly push: BinaryRule;
  readonly take: BinaryRule;
  readonly block: Block;
  private next = 0;
  /** Arguments of all calls that were traced. */
  traced = 0;
  private last: Float64Array = new Float64Array(KEPT);
  private before: Float64Array = new Float64Array(KEPT);
  private results: (readonly number[] | undefined)[] = [];

  constructor(block: Block) {
    this.block = block;
    const { name } = block;
    this.begin = { ...none, name: `${name} (arguments)`, value: () => EMPTY };
    this.push = { ...none, name: `${name} (argument)`, value: (x, list) => this.longer(x, list) };
    this.take = { ...none, name: `${name} (result)`, value: (i, list) => this.resultsOf(list)[i] };
    for (const [role, { value }] of Object.entries(this.calls)) owners.set(value, { lists: this, role: role as Role });
  }

  get calls(): { readonly [role in Role]: { readonly value: Call } } {
    return { arguments: this.begin, argument: this.push, result: this.take };
  }

  /** Makes room for one more call with so many arguments. */
  reserve(count: number): void {
    this.traced += count;
    let capacity = this.last.length;
    while (capacity < 4 * this.traced) capacity *= 2;
    if (capacity === this.last.length) return;
    this.last = new Float64Array(capacity);
    this.before = new Float64Array(capacity);
    this.results = [];
  }

  private longer(x: number, list: number): number {
    const id = this.next++;
    const place = id % this.last.length;
    this.last[place] = x;
    this.before[place] = list;
    this.results[place] = undefined;
    return id;
  }

  private resultsOf(list: number): readonly number[] {
    const capacity = this.last.length;
    const known = this.results[list % capacity];
    if (known !== undefined) return known;
    const x: number[] = [];
    for (let at = list; at !== EMPTY; at = this.before[at % capacity]) x.push(this.last[at % capacity]);
    const results = this.block.value(x.reverse());
    this.results[list % capacity] = results;
    return results;
  }
}

/** A program asks for values only: derivatives are those of the block. */
const none = {
  slope: absent,
  curvature: absent,
  third: absent,
  fx: absent,
  fy: absent,
  fxx: absent,
  fxy: absent,
  fyy: absent,
};

function absent(): Scalar {
  return Number.NaN;
}

const known = new WeakMap<Block, Lists>();
/** Which lists a function that a program calls belongs to. */
const owners = new WeakMap<object, { readonly lists: Lists; readonly role: Role }>();

/** The block that a function of a program calls, what the call is to it, and how many arguments have been traced. */
export function blockOf(
  value: object,
): { readonly block: Block; readonly role: Role; readonly traced: number } | undefined {
  const owner = owners.get(value);
  return owner && { block: owner.lists.block, role: owner.role, traced: owner.lists.traced };
}

/** The functions that a program calls for a block. */
export function callsOf(block: Block, traced: number): { readonly [role in Role]: { readonly value: Call } } {
  const lists = new Lists(block);
  lists.reserve(traced);
  return lists.calls;
}

/** The block as calls of a program. How many results there are it tells at the example. */
export function asCalls(block: Block, x: List): List {
  const lists = known.get(block) ?? new Lists(block);
  known.set(block, lists);
  lists.reserve(x.length);
  const first = x.find((xi) => typeof xi !== 'number') as Scalar;
  const list = x.reduce((so: Scalar, xi) => binary(lists.push, xi, so), unary(lists.begin, first));
  const example = block.value(x.map(atExample));
  return example.map((_, i) => binary(lists.take, i, list));
}

function atExample(x: Scalar): number {
  return typeof x === 'number' ? x : (x.oracle?.example?.() ?? Number.NaN);
}
