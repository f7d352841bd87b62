/**
 * Who depends on whom: the operations of a function as a graph without values, and the patterns read off it.
 *
 * The first derivatives of an output are nonzero at most where an input reaches it. A second derivative by x_i and x_j is so
 * at most where an operation on the way is curved in arguments that depend on them: φ(u, v) adds to f'' what
 * φ_uu·u_i·u_j, φ_vv·v_i·v_j and φ_uv·(u_i·v_j + v_i·u_j) are. A sum, a difference and a product with a constant are curved in
 * nothing, a product of two numbers in φ_uv alone, a quotient in φ_uv and φ_vv. (Walther, Computing sparse Hessians with
 * automatic differentiation, ACM Trans. Math. Softw. 34 (2008), with a graph, so that what no output is made of does not count.)
 */
import { EMPTY, IndexSets } from './index-sets.js';
import { IntList } from './int-list.js';
import { MOST_NONZEROS, Pattern } from './pattern.js';

/** The node of a number that depends on no input. */
export const NONE = -1;

/** In which arguments an operation is curved; any sum of them. */
export const Curved = { nowhere: 0, inFirst: 1, inSecond: 2, inBoth: 4, everywhere: 7 } as const;

export class Dependence {
  readonly inputs: number;
  private readonly first: IntList = new IntList();
  private readonly second: IntList = new IntList();
  private readonly curved: IntList = new IntList();

  constructor(inputs: number) {
    this.inputs = inputs;
  }

  /** Inputs are the first nodes. */
  get size(): number {
    return this.inputs + this.first.length;
  }

  /** The node of an operation that is a sum of functions linear in either argument. */
  linear(a: number, b: number): number {
    if (a === b || b === NONE) return a;
    return a === NONE ? b : this.node(a, b, Curved.nowhere);
  }

  /** The node of any other operation. */
  operation(a: number, b: number, curved: number): number {
    if (a === NONE && b === NONE) return NONE;
    if (b === NONE) return (curved & Curved.inFirst) === 0 ? a : this.node(a, NONE, Curved.inFirst);
    if (a === NONE) return (curved & Curved.inSecond) === 0 ? b : this.node(b, NONE, Curved.inFirst);
    return curved === Curved.nowhere ? this.linear(a, b) : this.node(a, b, curved);
  }

  private node(a: number, b: number, curved: number): number {
    this.first.push(a);
    this.second.push(b);
    this.curved.push(curved);
    return this.size - 1;
  }

  /** Which inputs each output is made of. @throws {RangeError} where that is no sparse matrix. */
  jacobianPattern(driver: string, outputs: readonly number[]): Pattern {
    const { sets, setOf } = this.setsOf(outputs);
    const pointers = new Int32Array(outputs.length + 1);
    const indices = new IntList();
    const use = (j: number): void => indices.push(j);
    outputs.forEach((node, i) => {
      if (node !== NONE) sets.forEach(setOf[node], use);
      checkSparse(driver, indices.length);
      pointers[i + 1] = indices.length;
    });
    return new Pattern(outputs.length, this.inputs, pointers, indices.toArray());
  }

  /** Which pairs of inputs meet in an operation that is curved. @throws {RangeError} where that is no sparse matrix. */
  hessianPattern(driver: string, output: number): Pattern {
    const { sets, setOf, isReached } = this.setsOf([output]);
    const partners = new Partners(driver, sets);
    for (let node = this.inputs; node < this.size; node++) {
      if (isReached[node] === 0) continue;
      const curved = this.curved.at(node - this.inputs);
      const [a, b] = [this.setAt(setOf, this.first, node), this.setAt(setOf, this.second, node)];
      if (curved & Curved.inFirst) partners.meet(a, a);
      if (curved & Curved.inSecond) partners.meet(b, b);
      if (curved & Curved.inBoth) partners.meet(a, b);
    }
    return partners.pattern();
  }

  /** The inputs of every node that an output is made of. */
  private setsOf(outputs: readonly number[]): { sets: IndexSets; setOf: Int32Array; isReached: Uint8Array } {
    const isReached = new Uint8Array(this.size);
    for (const node of outputs) if (node !== NONE) isReached[node] = 1;
    for (let node = this.size - 1; node >= this.inputs; node--) {
      if (isReached[node] === 0) continue;
      const k = node - this.inputs;
      isReached[this.first.at(k)] = 1;
      if (this.second.at(k) !== NONE) isReached[this.second.at(k)] = 1;
    }
    const sets = new IndexSets(this.inputs);
    const setOf = new Int32Array(this.size).fill(EMPTY);
    for (let j = 0; j < this.inputs; j++) setOf[j] = j;
    for (let node = this.inputs; node < this.size; node++) {
      if (isReached[node] === 0) continue;
      setOf[node] = sets.union(this.setAt(setOf, this.first, node), this.setAt(setOf, this.second, node));
    }
    return { sets, setOf, isReached };
  }

  private setAt(setOf: Int32Array, operands: IntList, node: number): number {
    const operand = operands.at(node - this.inputs);
    return operand === NONE ? EMPTY : setOf[operand];
  }
}

/** For each input the sets of inputs that it meets in a curved operation, as linked lists. */
class Partners {
  private readonly driver: string;
  private readonly sets: IndexSets;
  private readonly heads: Int32Array;
  private readonly next: IntList = new IntList();
  private readonly list: IntList = new IntList();
  /** Pairs of sets that have met. */
  private readonly known: Set<number> = new Set();

  constructor(driver: string, sets: IndexSets) {
    this.driver = driver;
    this.sets = sets;
    this.heads = new Int32Array(sets.universe).fill(-1);
  }

  meet(a: number, b: number): void {
    const key = Math.min(a, b) * this.sets.count + Math.max(a, b);
    if (this.known.has(key)) return;
    this.known.add(key);
    checkSparse(this.driver, this.list.length);
    this.link(a, b);
    if (a !== b) this.link(b, a);
  }

  private link(a: number, b: number): void {
    this.sets.forEach(a, (i) => {
      this.next.push(this.heads[i]);
      this.list.push(b);
      this.heads[i] = this.list.length - 1;
    });
  }

  pattern(): Pattern {
    const { driver, sets, heads } = this;
    const n = sets.universe;
    const pointers = new Int32Array(n + 1);
    const indices = new IntList();
    const use = (j: number): void => indices.push(j);
    for (let i = 0; i < n; i++) {
      sets.begin();
      for (let k = heads[i]; k >= 0; k = this.next.at(k)) sets.add(this.list.at(k), use);
      checkSparse(driver, indices.length);
      pointers[i + 1] = indices.length;
    }
    return new Pattern(n, n, pointers, indices.toArray());
  }
}

function checkSparse(driver: string, nonzeros: number): void {
  if (nonzeros <= MOST_NONZEROS) return;
  throw new RangeError(
    `${driver}: expected a sparse matrix, got one of more than ${MOST_NONZEROS} nonzeros. Work with its products instead ` +
      '(jvp, vjp, hvp), or keep the part that makes it dense (a sum over everything inside of a curved function) out of f.',
  );
}
