/**
 * Expressions: numbers without a value, which write down what is done to them.
 *
 * They are the innermost of all Scalars, constants to every driver, so a traced function may call any driver and the
 * program holds the derivatives as the classes of numbers compute them, operation by operation. What depends on a value
 * is answered by nodes: comparisons by conditions. What only the second look could answer is left to the function itself:
 * the answers of drivers are numbers that must be finite.
 */
import { POW } from '../../functions/powers.js';
import {
  Active,
  type Choose,
  type Content,
  type EqualNodes,
  type Oracle,
  type Part,
  type Relation,
  type Scalar,
  type UnknownCondition,
} from '../../scalar/active.js';
import type { Level } from '../../scalar/level.js';
import { isOutside } from '../../scalar/relation.js';
import { type BinaryRule, jetsFrom, type Partials, partialsFrom, type UnaryRule } from '../../scalar/rule.js';
import { chosen } from '../../shape/branches.js';
import * as build from './fold.js';
import type { Callee, SsaGraph } from './graph.js';
import { Op } from './ops.js';

/** The trace that expressions are written down in: see trace-level.ts. */
export interface Tracer extends Level {
  readonly graph: SsaGraph;
  readonly ties: { areCounted: boolean };
  readonly unused: { add(): () => void };
  hasStops: boolean;
  equalNodes(): EqualNodes;
  chooser(condition: number): Choose;
  nodeOf(x: Scalar): number;
  numberOf(node: number): Scalar;
  choose(condition: number, then: Content, otherwise: Content): Scalar;
  in(condition: number, side: 0 | 1, branch: () => Scalar): Scalar;
  within(node: number, condition: number, side: 0 | 1): number;
  holds(condition: number, side: 0 | 1, inside?: number): number;
  specialise(node: number): number;
  valueAtExample(node: number): number;
  withoutTies<T>(work: () => T): T;
  decide(condition: number): boolean;
  decideAnyCourse(condition: number): boolean;
  bailout(condition: number, answer: boolean): void;
  demandFinite(node: number, value?: number): void;
  tie(condition: number): void;
  markTie(node: number): void;
}

/** A number without parts, known or not. */
export function isPlain(x: Scalar | null): x is Scalar {
  return typeof x === 'number' || x instanceof Expression;
}

export class Expression extends Active implements Oracle {
  readonly level: Tracer;
  /** The node that computes it; less than 0 for a masked number that has none as yet. */
  protected node: number;

  constructor(level: Tracer, node: number) {
    super();
    this.level = level;
    this.node = node;
  }

  /** The node that computes it. */
  get index(): number {
    return this.node;
  }

  /** See masked.ts. */
  get isMasked(): boolean {
    return false;
  }

  get kind(): string {
    return 'Expression';
  }

  override get oracle(): Oracle {
    return this;
  }

  /** @throws {TypeError} always: there is no value before the program runs. */
  get primal(): Scalar {
    throw new TypeError(
      'compile: expected f not to look at values, got value(x), or a function that decides by value, of a number that is ' +
        'known only when the compiled program runs. Write the decision with select(lt(x, y), () => ..., () => ...), and ' +
        'stopGradient(x) for x as a constant.',
    );
  }

  parts(): readonly Part[] {
    return [];
  }

  override toString(): string {
    return `${this.kind}(${this.index})`;
  }

  joined(): Scalar {
    return this;
  }

  merge(x: Scalar | null, y: Scalar | null, choose: Choose): Scalar {
    return choose(x, y);
  }

  override markTie(): void {
    this.level.markTie(this.index);
  }

  // Two numbers of one trace. Of a masked one a product is masked too; it has no node before it needs one.

  override addPeer(y: Expression): Scalar {
    const { level } = this;
    return level.numberOf(
      build.add(level.graph, this.node < 0 ? this.index : this.node, y.node < 0 ? y.index : y.node),
    );
  }

  override subPeer(y: Expression): Scalar {
    const { level } = this;
    return level.numberOf(
      build.sub(level.graph, this.node < 0 ? this.index : this.node, y.node < 0 ? y.index : y.node),
    );
  }

  override mulPeer(y: Expression): Scalar {
    if (y.node < 0 || y.isMasked) return y.mul(this);
    const { level } = this;
    return level.numberOf(build.mul(level.graph, this.node < 0 ? this.index : this.node, y.node));
  }

  override divPeer(y: Expression): Scalar {
    const { level } = this;
    return level.numberOf(build.div(level.graph, this.index, y.index));
  }

  add(y: Scalar): Scalar {
    const { level } = this;
    if (typeof y !== 'number') {
      if (y?.level === level) return this.addPeer(y as Expression);
      if (isOutside(y, this)) return y.add(this);
    }
    return level.numberOf(build.add(level.graph, this.index, level.nodeOf(y)));
  }

  sub(y: Scalar): Scalar {
    const { level } = this;
    if (typeof y !== 'number') {
      if (y?.level === level) return this.subPeer(y as Expression);
      if (isOutside(y, this)) return y.rsub(this);
    }
    return level.numberOf(build.sub(level.graph, this.index, level.nodeOf(y)));
  }

  rsub(x: Scalar): Scalar {
    const { level } = this;
    return level.numberOf(build.sub(level.graph, level.nodeOf(x), this.index));
  }

  mul(y: Scalar): Scalar {
    const { level } = this;
    if (y === 1 && !level.graph.keepsData) return this;
    if (typeof y !== 'number') {
      if (y?.level === level) return this.mulPeer(y as Expression);
      if (isOutside(y, this)) return y.mul(this);
    }
    return level.numberOf(build.mul(level.graph, this.index, level.nodeOf(y)));
  }

  div(y: Scalar): Scalar {
    const { level } = this;
    if (typeof y !== 'number') {
      if (y?.level === level) return this.divPeer(y as Expression);
      if (isOutside(y, this)) return y.rdiv(this);
    }
    return level.numberOf(build.div(level.graph, this.index, level.nodeOf(y)));
  }

  rdiv(x: Scalar): Scalar {
    const { level } = this;
    return level.numberOf(build.div(level.graph, level.nodeOf(x), this.index));
  }

  neg(): Scalar {
    return this.level.numberOf(build.neg(this.level.graph, this.index));
  }

  unary(rule: UnaryRule): Scalar {
    if (rule.base !== undefined) return this.binary(POW, rule.base, this);
    if (rule.facts?.instruction === undefined && rule.formula !== undefined) return rule.formula(this);
    return this.level.numberOf(this.level.graph.node(this.opOf(rule, 1), this.index));
  }

  /** An instruction, or the call of a function. */
  private opOf({ name, value, facts }: UnaryRule | BinaryRule, arity: 1 | 2): number {
    const instruction = facts?.instruction;
    return instruction === undefined ? this.level.graph.callOp({ name, arity, value, facts }) : Op[instruction];
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    return jetsFrom(rule, this, this.unary(rule), n);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const f = this.binary(rule, x, y);
    return partialsFrom(rule, x, y, f, n, needX, needY);
  }

  private binary(rule: BinaryRule, x: Scalar, y: Scalar): Scalar {
    if (rule.formula !== undefined) return rule.formula(x, y);
    const { level } = this;
    return level.numberOf(level.graph.node(this.opOf(rule, 2), level.nodeOf(x), level.nodeOf(y)));
  }

  call(name: string, value: Callee['value'], args: readonly [Scalar, Scalar, Scalar]): Scalar {
    const { level } = this;
    const [a, b, c] = args.map((x) => level.nodeOf(x));
    return level.numberOf(level.graph.node(level.graph.callOp({ name, arity: 3, value }), a, b, c));
  }

  compare(relation: Relation, x: Scalar, y: Scalar): UnknownCondition {
    const { level } = this;
    const node = level.graph.node(Op[relation], level.nodeOf(x), level.nodeOf(y));
    const use = level.unused.add();
    return {
      select(then, otherwise) {
        use();
        const [one, other] = [level.in(node, 1, then), level.in(node, 0, otherwise)];
        return chosen(one, other, level.chooser(node)) as Scalar;
      },
      decide() {
        use();
        return level.decide(node);
      },
      decideAnyCourse() {
        use();
        return level.decideAnyCourse(node);
      },
      exclude() {
        use();
        level.bailout(node, true);
      },
      tie() {
        use();
        level.tie(node);
      },
    };
  }

  equalNodes(): EqualNodes {
    return this.level.equalNodes();
  }

  specialise(): number {
    return this.level.specialise(this.index);
  }

  example(): number {
    return this.level.valueAtExample(this.index);
  }

  withoutTies<T>(work: () => T): T {
    return this.level.withoutTies(work);
  }

  noteZero(): void {
    this.level.graph.zeroProducts++;
  }

  timesZero(zero: number): Scalar {
    this.noteZero();
    return this.checked((g) => g.node(Op.mul, this.index, g.constant(zero)));
  }

  /** Where tables are kept 0 is a factor like 1, of derivative parts too. */
  literal(factor: number): Scalar | undefined {
    const { level } = this;
    return level.graph.keepsData ? new Expression(level, level.graph.constant(factor)) : undefined;
  }

  zeroOver(zero: number): Scalar {
    return this.checked((g) => g.node(Op.div, g.constant(zero), this.index));
  }

  stop(): void {
    this.level.hasStops = true;
  }

  minusItself(): Scalar {
    this.level.demandFinite(this.index);
    return 0;
  }

  demandFinite(value: Scalar, isHigher: boolean): void {
    if (isHigher) this.level.ties.areCounted = true;
    this.level.demandFinite(this.index, this.level.nodeOf(value));
  }

  /** A number that must be finite: where it is not, the function itself is called. */
  private checked(write: (g: SsaGraph) => number): Scalar {
    const { level } = this;
    const node = write(level.graph);
    level.demandFinite(node);
    return level.numberOf(node);
  }
}
