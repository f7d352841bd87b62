/**
 * A block inside a compiled program, which calls functions of one and two numbers only.
 *
 * The arguments are handed over one by one: each call gives a number for the list so far, and the results are asked for by the
 * number of the whole list. So all calls are functions of their arguments, as a program wants them: equal ones are made once,
 * and they may stand in any order.
 */

import type { Scalar } from '../scalar/active.js';
import type { Facts } from '../scalar/facts.js';
import type { Level } from '../scalar/level.js';
import { type BinaryRule, binary, type UnaryRule, unary } from '../scalar/rule.js';
import { Bound } from './bound.js';
import type { Block, List } from './rule.js';

/** The shortest ring. */
const LEAST = 64;
/** So many constants among the arguments, as the data of a recurrence, are kept apart and not handed over one by one each time. */
const WORTH_BINDING = 32;
/** Of more calls of one block, each with data of its own, the data stay arguments: so the calls are alike, and a loop. */
const MOST_BOUND = 4;

/** Numbers of no list. */
const EMPTY = -1;

/** What a call of a program is to a block. */
export type Role = 'arguments' | 'argument' | 'result';

/** A list is there for one run of the program. */
const HANDLE: Facts = { flops: 0, isHandle: true };

/** What there is to know of such a call besides its value. */
export function factsOf(role: Role): Facts | undefined {
  return role === 'result' ? undefined : HANDLE;
}

type Call = (x: number, y: number, z: number) => number;

/** Outputs of the calls of a block, for one program: its lists, those of the latest run in a ring. */
class Lists {
  readonly begin: UnaryRule;
  readonly push: BinaryRule;
  readonly take: BinaryRule;
  readonly block: Block;
  private next = 0;
  /** Arguments of all calls that were traced: so many lists a run has at most. */
  traced = 0;
  private last: Float64Array = new Float64Array(0);
  private before: Float64Array = new Float64Array(0);
  private results: (readonly number[] | undefined)[] = [];
  private readonly bound: Bound[] = [];

  constructor(block: Block) {
    this.block = block;
    const { name } = block;
    this.begin = { ...none, name: `${name} (arguments)`, value: () => EMPTY, facts: HANDLE };
    this.push = {
      ...none,
      name: `${name} (argument)`,
      value: (x, list) => this.longer(x, list),
      facts: HANDLE,
    };
    this.take = { ...none, name: `${name} (result)`, value: (i, list) => this.resultsOf(list)[i] };
    for (const [role, { value }] of Object.entries(this.calls)) owners.set(value, { lists: this, role: role as Role });
  }

  get calls(): { readonly [role in Role]: { readonly value: Call } } {
    return { arguments: this.begin, argument: this.push, result: this.take };
  }

  /** Makes room for one more call with so many arguments. */
  reserve(count: number): void {
    this.traced += count;
    let capacity = Math.max(LEAST, this.last.length);
    while (capacity < 2 * this.traced) capacity *= 2;
    if (capacity === this.last.length) return;
    const { last, before, results, next } = this;
    this.last = new Float64Array(capacity);
    this.before = new Float64Array(capacity);
    this.results = [];
    // At the example a part of the program may have run already.
    for (let id = Math.max(0, next - last.length); id < next; id++) {
      const [from, to] = [id % last.length, id % capacity];
      this.last[to] = last[from];
      this.before[to] = before[from];
      this.results[to] = results[from];
    }
  }

  /** The block that has these constants already, where they are worth one. */
  boundTo(x: List): Bound | undefined {
    const known = this.bound.find((other) => other.isOf(x));
    if (known !== undefined || this.bound.length === MOST_BOUND) return known;
    const constants = x.reduce((count: number, xi) => count + Number(typeof xi === 'number'), 0);
    if (constants < WORTH_BINDING) return undefined;
    const bound = new Bound(this.block, x);
    this.bound.push(bound);
    return bound;
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

/** The lists of each program that is being traced. */
const ofPrograms = new WeakMap<Level, Map<Block, Lists>>();

/** The lists of a block in a program. Those of another program are not touched: it may run while this one waits for the block. */
function listsOf(level: Level, block: Block): Lists {
  const all = ofPrograms.get(level) ?? new Map<Block, Lists>();
  ofPrograms.set(level, all);
  const lists = all.get(block) ?? new Lists(block);
  all.set(block, lists);
  return lists;
}

/**
 * The block as calls of a program. How many results there are it tells at the example.
 *
 * @param level - of the program.
 */
export function asCalls(block: Block, x: List, level: Level): List {
  const bound = listsOf(level, block).boundTo(x);
  if (bound !== undefined) return asCalls(bound, bound.open(x), level);
  const lists = listsOf(level, block);
  lists.reserve(x.length);
  const first = x.find((xi) => typeof xi !== 'number') as Scalar;
  const list = x.reduce((so: Scalar, xi) => binary(lists.push, xi, so), unary(lists.begin, first));
  const value = (): readonly number[] => block.value(x.map(atExample));
  const count = block.count?.(x, value) ?? value().length;
  return Array.from({ length: count }, (_, i) => binary(lists.take, i, list));
}

function atExample(x: Scalar): number {
  return typeof x === 'number' ? x : (x.oracle?.example?.() ?? Number.NaN);
}
