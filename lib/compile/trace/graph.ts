/**
 * The program as a graph in typed arrays: 14 bytes a node, and 8 for the table that finds equal nodes.
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
  readonly arity: 1 | 2;
  readonly value: (x: number, y: number) => number;
  readonly facts?: Facts | undefined;
}

const NONE = -1;
const INITIAL_CAPACITY = 256;

export class SsaGraph {
  size = 0;
  /** Each constant is a node of its own, and products with 1 are nodes: see `trace`. */
  readonly keepsData: boolean;
  ops: Uint16Array = new Uint16Array(INITIAL_CAPACITY);
  /** Operands: numbers of nodes; for constants and inputs a is a place in their list. */
  a: Int32Array = new Int32Array(INITIAL_CAPACITY);
  b: Int32Array = new Int32Array(INITIAL_CAPACITY);
  c: Int32Array = new Int32Array(INITIAL_CAPACITY);
  readonly constants: number[] = [];
  readonly callees: Callee[] = [];
  private readonly calleeNumbers = new Map<string, number>();
  private readonly constantNodes = new Map<number, number>();
  private negativeZero = NONE;
  /** Open addressing: node + 1 at the place of its hash or after it, 0 where empty. */
  private table: Int32Array = new Int32Array(4 * INITIAL_CAPACITY);

  constructor(keepsData = false) {
    this.keepsData = keepsData;
  }

  /** The node of this op with these operands. */
  node(op: number, a: number, b: number = NONE, c: number = NONE): number {
    if (b >= 0 && b < a && isCommutative(op)) return this.node(op, b, a, c);
    const mask = this.table.length - 1;
    let place = hash(op, a, b, c) & mask;
    for (;;) {
      const found = this.table[place] - 1;
      if (found < 0) break;
      if (this.ops[found] === op && this.a[found] === a && this.b[found] === b && this.c[found] === c) return found;
      place = (place + 1) & mask;
    }
    const id = this.append(op, a, b, c);
    this.table[place] = id + 1;
    if (2 * this.size > this.table.length) this.rehash();
    return id;
  }

  private append(op: number, a: number, b: number, c: number): number {
    const id = this.size++;
    if (id === this.ops.length) this.grow();
    this.ops[id] = op;
    this.a[id] = a;
    this.b[id] = b;
    this.c[id] = c;
    return id;
  }

  private grow(): void {
    const capacity = 2 * this.ops.length;
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

  private rehash(): void {
    this.table = new Int32Array(2 * this.table.length);
    const mask = this.table.length - 1;
    for (let id = 0; id < this.size; id++) {
      const op = this.ops[id];
      if (op === Op.constant) continue;
      let place = hash(op, this.a[id], this.b[id], this.c[id]) & mask;
      while (this.table[place] !== 0) place = (place + 1) & mask;
      this.table[place] = id + 1;
    }
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

  /** The op of a call of a function, by its name. */
  callOp(callee: Callee): number {
    let number = this.calleeNumbers.get(callee.name);
    if (number === undefined || this.callees[number].value !== callee.value) {
      number = this.callees.length;
      this.callees.push(callee);
      this.calleeNumbers.set(callee.name, number);
    }
    return Op.call + number;
  }

  callee(op: number): Callee {
    return this.callees[op - Op.call];
  }

  operandsOf(id: number): number {
    const op = this.ops[id];
    return op < Op.call ? OPERANDS[op] : this.callee(op).arity;
  }

  isConstant(id: number): boolean {
    return this.ops[id] === Op.constant;
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

function hash(op: number, a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c + 0x165667b1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15) ^ (op << 24), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Operand k of a node. */
export function operandOf(g: SsaGraph, id: number, k: number): number {
  return k === 0 ? g.a[id] : k === 1 ? g.b[id] : g.c[id];
}
