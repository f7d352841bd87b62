/**
 * The program as a graph in typed arrays: 14 bytes a node, and 11 to 21 for the table that finds equal nodes.
 *
 * Nodes are numbered in the order of evaluation, so operands have lower numbers than their users and every pass is one
 * loop over numbers, without recursion. A node that exists already is found and used again (hash-consing): common
 * subexpressions vanish as the program is written down.
 */
import type { Facts } from '../../scalar/facts.js';
import { isCommutative, OPERANDS, Op } from './ops.js';

/** A function the program calls. */
export interface Callee {
  readonly name: string;
  readonly arity: 1 | 2 | 3;
  readonly value: (x: number, y: number, z: number) => number;
  readonly facts?: Facts | undefined;
  /** What modules import it as; made when it is first called. */
  readonly as?: string;
}

/** A function that a program calls, with its name among them. */
export interface NamedCallee extends Callee {
  readonly as: string;
}

const NONE = -1;
/** Ops are numbers of 16 bits. */
const MOST_CALLEES = 0xffff - Op.call;
/** Nodes from one report of its size to the next. */
const REPORT = 1 << 16;
const INITIAL_CAPACITY = 1024;
/** Places in the table: 16 kB, as every page of memory that is touched for the first time takes some microseconds. */
const INITIAL_TABLE = 2 * INITIAL_CAPACITY;

export class SsaGraph {
  size = 0;
  /** Each constant is a node of its own, and products with 1 are nodes: see `trace`. */
  readonly keepsData: boolean;
  /** How often f has multiplied by the constant 0. */
  zeroProducts = 0;
  ops: Uint16Array = new Uint16Array(INITIAL_CAPACITY);
  /** Operands: numbers of nodes; for constants and inputs a is a place in their list. */
  a: Int32Array = new Int32Array(INITIAL_CAPACITY);
  b: Int32Array = new Int32Array(INITIAL_CAPACITY);
  c: Int32Array = new Int32Array(INITIAL_CAPACITY);
  readonly constants: number[] = [];
  readonly callees: NamedCallee[] = [];
  /** Numbers of the functions, by what is called: a value, or a name that tells all parameters. */
  private readonly calleeNumbers = new Map<unknown, number[]>();
  private readonly names = new Map<string, number>();
  private readonly constantNodes = new Map<number, number>();
  private negativeZero = NONE;
  private watcher: ((size: number) => void) | undefined;
  private nextReport = Number.POSITIVE_INFINITY;
  /** How often a node was asked for that existed already. */
  found = 0;
  /** Open addressing: hash, and node + 1, at the place of the hash or after it; 0 where empty. */
  private table: Int32Array = new Int32Array(2 * INITIAL_TABLE);
  /** Nodes at which the table becomes longer: three quarters of its places. */
  private full = 0.75 * INITIAL_TABLE;
  /** Nodes at which something is to be done: more room to be made, or a report. */
  private end = INITIAL_CAPACITY;

  /** Says how large the graph has become, now and then. */
  watch(watcher: (size: number) => void): void {
    this.watcher = watcher;
    this.nextReport = REPORT;
    this.end = this.nextStop();
  }

  constructor(keepsData = false) {
    this.keepsData = keepsData;
  }

  /** The node of this op with these operands. */
  node(op: number, a: number, b: number = NONE, c: number = NONE): number {
    if (b >= 0 && b < a && isCommutative(op)) return this.node(op, b, a, c);
    const { table, ops, a: as, b: bs, c: cs } = this;
    const mask = table.length - 1;
    const h = Math.imul(a ^ (op << 24), 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    const key = h ^ (h >>> 15);
    let place = (key << 1) & mask;
    for (; table[place + 1] !== 0; place = (place + 2) & mask) {
      if (table[place] !== key) continue;
      const known = table[place + 1] - 1;
      if (as[known] !== a || bs[known] !== b || ops[known] !== op || cs[known] !== c) continue;
      this.found++;
      return known;
    }
    // Not by `append`: each operation comes through here, and code that is not warm pays for each call.
    const id = this.size;
    ops[id] = op;
    as[id] = a;
    bs[id] = b;
    cs[id] = c;
    table[place] = key;
    table[place + 1] = id + 1;
    this.size = id + 1;
    if (this.size === this.end) this.more();
    return id;
  }

  private append(op: number, a: number, b: number, c: number): number {
    const id = this.size;
    this.ops[id] = op;
    this.a[id] = a;
    this.b[id] = b;
    this.c[id] = c;
    this.size = id + 1;
    if (this.size === this.end) this.more();
    return id;
  }

  /** Makes room for more nodes, and says how many there are. */
  private more(): void {
    const { size } = this;
    if (size === this.ops.length) this.grow();
    if (size === this.full) this.lengthen();
    if (size === this.nextReport) {
      this.nextReport += REPORT;
      this.watcher?.(size);
    }
    this.end = this.nextStop();
  }

  private nextStop(): number {
    return Math.min(this.nextReport, this.ops.length, this.full);
  }

  private grow(): void {
    const capacity = GROWTH * this.ops.length;
    const longer = (from: Int32Array): Int32Array => {
      const to = new Int32Array(capacity);
      to.set(from);
      return to;
    };
    const ops = new Uint16Array(capacity);
    ops.set(this.ops);
    this.ops = ops;
    this.a = longer(this.a);
    this.b = longer(this.b);
    this.c = longer(this.c);
  }

  /** In the order of the old table the places in the new one lie next to each other too. */
  private lengthen(): void {
    const { table: old } = this;
    const table = new Int32Array(2 * old.length);
    const mask = table.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let place = (old[at] << 1) & mask;
      while (table[place + 1] !== 0) place = (place + 2) & mask;
      table[place] = old[at];
      table[place + 1] = old[at + 1];
    }
    this.table = table;
    this.full *= 2;
  }

  /** The node of a constant; 0 and -0 are two. */
  constant(x: number): number {
    const isNegativeZero = x === 0 && 1 / x < 0;
    const known = isNegativeZero ? this.negativeZero : (this.constantNodes.get(x) ?? NONE);
    if (known >= 0 && !this.keepsData) return known;
    const id = this.append(Op.constant, this.constants.length, NONE, NONE);
    this.constants.push(x);
    if (isNegativeZero) this.negativeZero = id;
    else this.constantNodes.set(x, id);
    return id;
  }

  input(place: number): number {
    return this.node(Op.input, place);
  }

  /** The op of a call of a function. */
  callOp(callee: Callee): number {
    const key = callee.facts?.called ?? callee.value;
    const known = this.calleeNumbers.get(key);
    for (const number of known ?? []) {
      const { name, arity } = this.callees[number];
      if (name === callee.name && arity === callee.arity) return Op.call + number;
    }
    const number = this.callees.length;
    if (number === MOST_CALLEES) {
      throw new RangeError(
        `compile: expected f to call at most ${MOST_CALLEES} different functions, got more. Make a function of defineFunction ` +
          'or a parameter of a special function once, outside of f.',
      );
    }
    this.callees.push({ ...callee, as: callee.as ?? this.freshName(callee.facts?.called ?? callee.name) });
    if (known === undefined) this.calleeNumbers.set(key, [number]);
    else known.push(number);
    return Op.call + number;
  }

  /** Of several functions of one name all but the first have a number. */
  private freshName(name: string): string {
    let count = this.names.get(name) ?? 0;
    let own = count === 0 ? name : `${name} ${count}`;
    while (this.names.has(own) && own !== name) own = `${name} ${++count}`;
    this.names.set(name, count + 1);
    if (own !== name) this.names.set(own, 1);
    return own;
  }

  callee(op: number): NamedCallee {
    return this.callees[op - Op.call];
  }

  operandsOf(id: number): number {
    const op = this.ops[id];
    return op < Op.call ? OPERANDS[op] : this.callee(op).arity;
  }

  isConstant(id: number): boolean {
    return this.ops[id] === Op.constant;
  }

  /** The value of a constant. */
  valueOf(id: number): number {
    return this.constants[this.a[id]];
  }

  /** The value of a constant, undefined for other nodes. */
  constantOf(id: number): number | undefined {
    return this.ops[id] === Op.constant ? this.constants[this.a[id]] : undefined;
  }

  /** Bytes held by the nodes and the table. */
  get bytes(): number {
    return 14 * this.ops.length + 4 * this.table.length;
  }
}

/** In steps of 4 few nodes are copied twice, and zeros that nobody touches cost next to nothing. */
const GROWTH = 4;

/** Operand k of a node. */
export function operandOf(g: SsaGraph, id: number, k: number): number {
  return k === 0 ? g.a[id] : k === 1 ? g.b[id] : g.c[id];
}
