/**
 * What is true of one trace as a whole: the graph it writes to, its example, and where the program has to give up.
 *
 * A function that cannot make a decision by `select` (which pivot, how many terms) takes the course of the example. What
 * decided is written down, and where the program meets another answer it surrenders: then the function itself is asked.
 */
import { type Active, type Choose, join, type Scalar } from '../../scalar/active.js';
import { Level } from '../../scalar/level.js';
import type { Content } from '../../scalar/parts.js';
import { checkOpen, outermost } from '../../scalar/relation.js';
import { describe } from '../../scalar/scalar.js';
import { Demands } from './demands.js';
import { NodesOfTape } from './equal-nodes.js';
import { EqualNumbers } from './equal-numbers.js';
import { Expression, isPlain, type Tracer } from './expression.js';
import * as build from './fold.js';
import type { SsaGraph } from './graph.js';
import { Masked } from './masked.js';
import { Op } from './ops.js';
import { compute } from './semantics.js';
import { type Branch, type Nested, Ties } from './ties.js';
import { UnusedComparisons } from './unused-comparisons.js';

/** Every trace is inside all drivers, and apart from all other traces. */
let lowest = 0;

/** A trace: the graph it writes to, and what it must not forget. */
export class TraceLevel extends Level implements Tracer {
  readonly graph: SsaGraph;
  /** Comparisons that no `select` has used as yet. */
  readonly unused: UnusedComparisons;
  /** Nodes that are not finite where the program gives up and the function itself has to answer. */
  readonly checks: Set<number> = new Set();
  /** Those of them that are derivatives, each with the value that it is a derivative of. */
  readonly answers: Map<number, number> = new Map();
  /** For those that were collected in a branch: what is to be finite for those who cannot ask the function. */
  readonly lenient: Map<number, number> = new Map();
  readonly ties: Ties;
  /** Derivatives of drivers around the program do not go through all of it: see stopGradient. */
  hasStops: boolean = false;
  private readonly identities = new EqualNumbers();

  /** The branches around what is being written down, the outermost first. */
  private readonly path: Branch[] = [];
  /** The innermost of them. */
  private around: Nested | undefined;
  /** What they demand, and what those have demanded that are done. */
  private readonly demands: Demands[] = [];
  private readonly inBranches: Demands;
  private readonly example: Float64Array;
  /** Values of the nodes at the example, as far as something asked for them. */
  private values: Float64Array = new Float64Array(0);
  private known = 0;
  private refusesTies = false;
  private readonly choosers: Choose[] = [];
  /** Numbers that are 1 where a condition of several holds, else 0. */
  private readonly asNumbers = new Map<number, number>();

  constructor(graph: SsaGraph, example: Float64Array, watchedComparison?: number) {
    super('compile', --lowest);
    this.graph = graph;
    this.unused = new UnusedComparisons(watchedComparison);
    this.ties = new Ties(graph);
    this.inBranches = new Demands(graph);
    this.example = example;
  }

  /** The value of a node at the example. */
  valueAtExample(index: number): number {
    const { graph, known } = this;
    if (this.values.length <= index) {
      const longer = new Float64Array(graph.ops.length);
      longer.set(this.values);
      this.values = longer;
    }
    const { values } = this;
    const at = (operand: number): number => values[operand];
    for (let id = known; id <= index; id++) {
      const op = graph.ops[id];
      values[id] = compute(graph, id, op, at(graph.a[id]), at(graph.b[id]), at(graph.c[id]), this.example);
    }
    this.known = Math.max(known, index + 1);
    return at(index);
  }

  /** The value at the example; where it is another one the program surrenders. */
  specialise(index: number): number {
    const { graph } = this;
    const value = this.valueAtExample(index);
    const isNumber = value === value;
    this.bailout(graph.node(Op.eq, index, isNumber ? graph.constant(value) : index), !isNumber);
    return value;
  }

  /**
   * The answer at the example, false in a branch that the example does not take; where it is another one, the same. What
   * holds at single points only, that two numbers are equal, never sets the course.
   */
  decide(condition: number): boolean {
    if (this.graph.ops[condition] !== Op.eq) return this.decideAnyCourse(condition);
    this.bailout(condition, true);
    return false;
  }

  /** The same where an equality may set the course. */
  decideAnyCourse(condition: number): boolean {
    const isCourse = this.path.every((branch) => this.valueAtExample(branch.condition) === branch.side);
    const answer = isCourse && this.valueAtExample(condition) === 1;
    this.bailout(condition, !answer);
    return answer;
  }

  /** The program surrenders where the condition has this answer, in the branch that is being written down. */
  bailout(condition: number, answer: boolean): void {
    const { graph } = this;
    const [nan, zero] = [graph.constant(Number.NaN), graph.constant(0)];
    this.demandFinite(build.select(graph, condition, answer ? nan : zero, answer ? zero : nan));
  }

  /**
   * The program surrenders where a number is not finite, in the branch that is being written down.
   *
   * @param value - of which the number is a derivative.
   */
  demandFinite(index: number, value?: number): void {
    if (this.path.length > 0) {
      this.demands[this.demands.length - 1].add(index, value);
      return;
    }
    this.checks.add(index);
    if (value !== undefined) this.answers.set(index, value);
  }

  /** What branches have demanded becomes one number that the program demands. */
  finish(): void {
    const [strict, lenient] = this.inBranches.sums();
    if (strict === undefined || lenient === undefined) return;
    this.checks.add(strict);
    if (lenient !== strict) this.lenient.set(strict, lenient);
  }

  /** A tie of two arguments, at a condition that says whether they are equal. */
  tie(condition: number): void {
    if (this.refusesTies) this.bailout(condition, true);
    this.ties.push(condition, this.around);
  }

  /** What some work gives; the program surrenders where a tie is met in it. */
  withoutTies<T>(work: () => T): T {
    const before = this.refusesTies;
    this.refusesTies = true;
    try {
      return work();
    } finally {
      this.refusesTies = before;
    }
  }

  /** The number that came out of the latest tie. */
  markTie(index: number): void {
    this.ties.mark(index);
  }

  /** A node where a condition has an answer, 0 elsewhere. */
  within(node: number, condition: number, side: 0 | 1): number {
    const zero = this.graph.constant(0);
    return build.select(this.graph, condition, side === 1 ? node : zero, side === 1 ? zero : node);
  }

  /** The condition that a condition has an answer, and that another one holds in that case. */
  holds(condition: number, side: 0 | 1, inside?: number): number {
    const { graph } = this;
    const one = graph.constant(1);
    if (inside === undefined && side === 1) return condition;
    // What is 1 where the other one holds, if that is known.
    const known =
      inside === undefined ? one : (this.asNumbers.get(inside) ?? build.select(graph, inside, one, graph.constant(0)));
    const number = this.within(known, condition, side);
    const both = graph.node(Op.eq, number, one);
    this.asNumbers.set(both, number);
    return both;
  }

  /** What a branch of a `select` gives. */
  in(condition: number, side: 0 | 1, branch: () => Scalar): Scalar {
    const inside = new Demands(this.graph);
    this.demands.push(inside);
    const { around } = this;
    this.around = { condition, side, around };
    this.path.push({ condition, side });
    const before = this.identities.enter(condition, side);
    try {
      return branch();
    } finally {
      this.identities.branch = before;
      this.path.pop();
      this.around = around;
      this.demands.pop();
      (this.demands[this.demands.length - 1] ?? this.inBranches).addBranch({ condition, side }, inside);
    }
  }

  /** The node of a number. */
  nodeOf(x: Scalar): number {
    if (typeof x === 'number') return this.graph.constant(x);
    if (x.level === this) return (x as Expression).index;
    if (x instanceof Expression) checkOpen(x);
    throw new TypeError(
      `compile: expected numbers of one compiled function, got ${describe(x)}. Pass it as an argument, to scan among its parameters.`,
    );
  }

  /** The number of a node: a plain one where it is constant, so that its zeros stay structural; not where tables are kept. */
  numberOf(index: number): Scalar {
    const { graph } = this;
    const isPlain = graph.ops[index] === Op.constant && !graph.keepsData;
    return isPlain ? graph.constants[graph.a[index]] : new Expression(this, index);
  }

  equalNodes(): NodesOfTape {
    return new NodesOfTape(this.identities, this.graph);
  }

  /** The choice by a condition: one function for each, so that equal choices are known. */
  chooser(condition: number): Choose {
    this.choosers[condition] ??= (then, otherwise) => this.choose(condition, then, otherwise);
    return this.choosers[condition];
  }

  /** One of two numbers of any kind, part by part; null for one that is absent. */
  choose(condition: number, then: Content, otherwise: Content): Scalar {
    if (Object.is(then, otherwise)) return join(then as Scalar);
    if (isPlain(then) && isPlain(otherwise)) {
      return this.numberOf(build.select(this.graph, condition, this.nodeOf(then), this.nodeOf(otherwise)));
    }
    if (otherwise === null && isPlain(then)) return new Masked(this, condition, 1, then);
    if (then === null && isPlain(otherwise)) return new Masked(this, condition, 0, otherwise);
    const outer = then === null ? otherwise : otherwise === null ? then : outermost(then, otherwise);
    return (outer as Active).merge(then, otherwise, this.chooser(condition));
  }
}
