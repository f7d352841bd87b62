/**
 * What is true of one trace as a whole: the graph it writes to, its example, and where the program has to give up.
 *
 * A function that cannot make a decision by `select` (which pivot, how many terms) takes the course of the example. What
 * decided is written down, and where the program meets another answer it surrenders: then the function itself is asked.
 */
import { join, type Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { checkOpen, outermost } from '../scalar/relation.js';
import { describe } from '../scalar/scalar.js';
import * as build from './build.js';
import { Expression, isPlain } from './expression.js';
import type { Graph } from './graph.js';
import { compute } from './interpreter.js';
import { Kind } from './kinds.js';
import { UnusedComparisons } from './unused-comparisons.js';

/** Every trace is inside all drivers, and apart from all other traces. */
let lowest = 0;

/** One side of a `select`: 1 where the condition holds. */
interface Branch {
  readonly condition: number;
  readonly side: 0 | 1;
}

/** A trace: the graph it writes to, and what it must not forget. */
export class TraceLevel extends Level {
  readonly graph: Graph;
  /** Comparisons that no `select` has used as yet. */
  readonly unused: UnusedComparisons = new UnusedComparisons();
  /** Nodes that are NaN where the program gives up and the function itself has to answer. */
  readonly surrenders: Set<number> = new Set();

  private readonly ties: { readonly condition: number; readonly path: readonly Branch[] }[] = [];

  /** The branches around what is being written down, the outermost first. */
  private readonly path: Branch[] = [];
  private readonly example: Float64Array;
  /** Values of the nodes at the example, as far as something asked for them. */
  private values: Float64Array = new Float64Array(0);
  private known = 0;

  constructor(graph: Graph, example: Float64Array) {
    super('compile', --lowest);
    this.graph = graph;
    this.example = example;
  }

  /** The value of a node at the example. */
  private valueAtExample(index: number): number {
    const { graph, known } = this;
    if (this.values.length <= index) {
      const longer = new Float64Array(graph.kinds.length);
      longer.set(this.values);
      this.values = longer;
    }
    const { values } = this;
    const at = (operand: number): number => values[operand] as number;
    for (let id = known; id <= index; id++) {
      const kind = graph.kinds[id] as number;
      const [a, b, c] = [graph.a[id] as number, graph.b[id] as number, graph.c[id] as number];
      values[id] = compute(graph, id, kind, at(a), at(b), at(c), this.example);
    }
    this.known = Math.max(known, index + 1);
    return at(index);
  }

  /** The value at the example; where it is another one the program surrenders. */
  settle(index: number): number {
    const { graph } = this;
    const value = this.valueAtExample(index);
    const isNumber = value === value;
    this.surrender(graph.node(Kind.eq, index, isNumber ? graph.constant(value) : index), !isNumber);
    return value;
  }

  /** The answer at the example, false in a branch that the example does not take; where it is another one, the same. */
  decide(condition: number): boolean {
    const isTaken = this.path.every((branch) => this.valueAtExample(branch.condition) === branch.side);
    const answer = isTaken && this.valueAtExample(condition) === 1;
    this.surrender(condition, !answer);
    return answer;
  }

  /** The program surrenders where the condition has this answer, in the branch that is being written down. */
  surrender(condition: number, answer: boolean): void {
    const { graph } = this;
    const [nan, zero] = [graph.constant(Number.NaN), graph.constant(0)];
    this.surrenderAtNaN(build.select(graph, condition, answer ? nan : zero, answer ? zero : nan));
  }

  /** A tie of two arguments, at a condition that says whether they are equal. */
  tie(condition: number): void {
    this.ties.push({ condition, path: [...this.path] });
  }

  /**
   * The program surrenders where a tie is met in an argument that depends on the arguments of another tie: there the slopes
   * may be wrong, and the driver has to look again.
   */
  surrenderAtFedTies(): void {
    const { graph, ties } = this;
    if (ties.length < 2) return;
    /** 1 for arguments of ties and what depends on them, 2 for arguments that depend on those of another tie. */
    const depends = new Uint8Array(graph.size);
    for (const { condition } of ties) {
      for (let k = 0; k < 2; k++) depends[(k === 0 ? graph.a : graph.b)[condition] as number] = 1;
    }
    for (let id = 0; id < graph.size; id++) {
      const n = graph.operandsOf(id);
      const operands = [graph.a[id], graph.b[id], graph.c[id]].slice(0, n) as number[];
      if (graph.kinds[id] === Kind.input || graph.kinds[id] === Kind.constant) continue;
      if (operands.some((operand) => depends[operand] !== 0)) depends[id] = depends[id] === 1 ? 2 : 3;
    }
    const [nan, zero, one] = [graph.constant(Number.NaN), graph.constant(0), graph.constant(1)];
    let isAny = zero;
    for (const { condition, path } of ties) {
      const isFed = [graph.a[condition], graph.b[condition]].some((x) => (depends[x as number] as number) > 1);
      if (isFed && isAny !== zero) {
        const both = build.select(graph, condition, build.select(graph, this.truth(isAny), nan, zero), zero);
        this.surrenders.add(path.reduceRight((node, branch) => this.within(node, branch), both));
      }
      isAny = build.select(graph, condition, one, isAny);
    }
  }

  /** The condition that a number is 1. */
  private truth(x: number): number {
    return this.graph.node(Kind.eq, x, this.graph.constant(1));
  }

  private within(node: number, { condition, side }: Branch): number {
    const zero = this.graph.constant(0);
    return build.select(this.graph, condition, side === 1 ? node : zero, side === 1 ? zero : node);
  }

  surrenderAtNaN(index: number): void {
    this.surrenders.add(this.path.reduceRight((node, branch) => this.within(node, branch), index));
  }

  /** What a branch of a `select` gives. */
  in(condition: number, side: 0 | 1, branch: () => Scalar): Scalar {
    this.path.push({ condition, side });
    try {
      return branch();
    } finally {
      this.path.pop();
    }
  }

  /** The node of a number. */
  nodeOf(x: Scalar): number {
    if (typeof x === 'number') return this.graph.constant(x);
    if (x instanceof Expression && x.level === this) return x.index;
    if (x instanceof Expression) checkOpen(x);
    throw new TypeError(
      `compile: expected numbers of one compiled function, got ${describe(x)}. Pass what another function compiles as an argument.`,
    );
  }

  /** The number of a node: a plain one where it is constant, so that its zeros stay structural. */
  numberOf(index: number): Scalar {
    return this.graph.constantOf(index) ?? new Expression(this, index);
  }

  /** One of two numbers of any kind, part by part. */
  choose(condition: number, then: Scalar, otherwise: Scalar): Scalar {
    if (Object.is(then, otherwise)) return join(then);
    if (isPlain(then) && isPlain(otherwise)) {
      return this.numberOf(build.select(this.graph, condition, this.nodeOf(then), this.nodeOf(otherwise)));
    }
    return outermost(then, otherwise).merge(then, otherwise, (a, b) => this.choose(condition, a, b));
  }
}
