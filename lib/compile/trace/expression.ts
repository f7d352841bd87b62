/**
 * Expressions: numbers without a value, which write down what is done to them.
 *
 * They are the innermost of all Scalars, constants to every driver, so a traced function may call any driver and the
 * program holds the derivatives as the classes of numbers compute them, operation by operation. What depends on a value
 * is answered by nodes: comparisons by conditions. What only the second look could answer is left to the function itself:
 * the answers of drivers are numbers that must be finite.
 */
import {
  Active,
  type Choose,
  type Content,
  type Oracle,
  type Part,
  type Relation,
  type Scalar,
  type UnknownCondition,
} from '../../scalar/active.js';
import type { Level } from '../../scalar/level.js';
import { isOutside } from '../../scalar/relation.js';
import type { BinaryRule, Partials, UnaryRule } from '../../scalar/rule.js';
import { chosen } from '../../shape/branches.js';
import * as build from './fold.js';
import type { Graph } from './graph.js';
import { Kind } from './ops.js';

/** The trace that expressions are written down in: see trace-level.ts. */
export interface Tracer extends Level {
  readonly graph: Graph;
  readonly ties: { areCounted: boolean };
  readonly unused: { add(): () => void };
  nodeOf(x: Scalar): number;
  numberOf(node: number): Scalar;
  choose(condition: number, then: Content, otherwise: Content): Scalar;
  in(condition: number, side: 0 | 1, branch: () => Scalar): Scalar;
  within(node: number, condition: number, side: 0 | 1): number;
  settle(node: number): number;
  decide(condition: number): boolean;
  decideAnyCourse(condition: number): boolean;
  surrender(condition: number, answer: boolean): void;
  demandFinite(node: number, value?: number): void;
  tie(condition: number): void;
  markTie(node: number): void;
}

/** A number without parts, known or not. */
export function isPlain(x: Scalar | null): x is Scalar {
  return typeof x === 'number' || x instanceof Expression;
}

function isMasked(x: Scalar): x is Expression {
  return x instanceof Expression && x.isMasked;
}

/** Functions of Math that are instructions, or a few of them. */
const INSTRUCTIONS = new Map<unknown, number>([
  [Math.sqrt, Kind.sqrt],
  [Math.abs, Kind.abs],
  [Math.floor, Kind.floor],
  [Math.ceil, Kind.ceil],
  [Math.trunc, Kind.trunc],
  [Math.sign, Kind.sign],
  [Math.round, Kind.round],
]);

/** Functions of Math whose rows call them in another way, with the same bits. */
const OF_MATH: { readonly [name: string]: (x: number, y: number) => number } = {
  pow: Math.pow,
  atan2: Math.atan2,
};

export class Expression extends Active implements Oracle {
  readonly level: Tracer;
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
        'known only when the compiled program runs. Write the decision with select(lt(x, y), () => ..., () => ...).',
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

  private write(operation: (g: Graph, x: number, y: number) => number, x: Scalar, y: Scalar): Scalar {
    const level = this.level;
    return level.numberOf(operation(level.graph, level.nodeOf(x), level.nodeOf(y)));
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.write(build.add, this, y);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.write(build.sub, this, y);
  }

  rsub(x: Scalar): Scalar {
    return this.write(build.sub, x, this);
  }

  mul(y: Scalar): Scalar {
    if (isMasked(y) || isOutside(y, this)) return y.mul(this);
    return this.write(build.mul, this, y);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.write(build.div, this, y);
  }

  rdiv(x: Scalar): Scalar {
    return this.write(build.div, x, this);
  }

  neg(): Scalar {
    return this.level.numberOf(build.neg(this.level.graph, this.index));
  }

  unary(rule: UnaryRule): Scalar {
    const kind = INSTRUCTIONS.get(rule.value);
    if (kind === undefined && rule.formula !== undefined) return rule.formula(this);
    const { graph } = this.level;
    if (rule.name === 'exp2') return this.level.numberOf(graph.node(this.powKind(), graph.constant(2), this.index));
    const call = (): number => graph.callKind({ name: rule.name, arity: 1, value: rule.value });
    return this.level.numberOf(graph.node(kind ?? call(), this.index));
  }

  private powKind(): number {
    return this.level.graph.callKind({ name: 'pow', arity: 2, value: Math.pow });
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const y = this.unary(rule);
    const all: Scalar[] = [y];
    if (n > 0) all[1] = rule.slope(this, y);
    if (n > 1) all[2] = rule.curvature(this, y, all[1]);
    if (n > 2) all[3] = rule.third(this, y, all[1], all[2]);
    return all;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const f = this.binary(rule, x, y);
    const at = (needed: boolean, formula: (x: Scalar, y: Scalar, f: Scalar) => Scalar): Scalar =>
      needed ? formula(x, y, f) : 0;
    return {
      f,
      fx: at(needX && n > 0, rule.fx),
      fy: at(needY && n > 0, rule.fy),
      fxx: at(needX && n > 1, rule.fxx),
      fxy: at(needX && needY && n > 1, rule.fxy),
      fyy: at(needY && n > 1, rule.fyy),
    };
  }

  private binary(rule: BinaryRule, x: Scalar, y: Scalar): Scalar {
    if (rule.formula !== undefined) return rule.formula(x, y);
    const { level } = this;
    const { graph } = level;
    const value = OF_MATH[rule.name] ?? rule.value;
    const kind = rule.name === 'max' ? Kind.max : graph.callKind({ name: rule.name, arity: 2, value });
    return level.numberOf(graph.node(kind, level.nodeOf(x), level.nodeOf(y)));
  }

  compare(relation: Relation, x: Scalar, y: Scalar): UnknownCondition {
    const { level } = this;
    const node = level.graph.node(Kind[relation], level.nodeOf(x), level.nodeOf(y));
    const use = level.unused.add();
    return {
      select(then, otherwise) {
        use();
        const [one, other] = [level.in(node, 1, then), level.in(node, 0, otherwise)];
        return chosen(one, other, (a, b) => level.choose(node, a, b)) as Scalar;
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
        level.surrender(node, true);
      },
      tie() {
        use();
        level.tie(node);
      },
    };
  }

  settle(): number {
    return this.level.settle(this.index);
  }

  timesZero(zero: number): Scalar {
    return this.checked((g) => g.node(Kind.mul, this.index, g.constant(zero)));
  }

  zeroOver(zero: number): Scalar {
    return this.checked((g) => g.node(Kind.div, g.constant(zero), this.index));
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
  private checked(write: (g: Graph) => number): Scalar {
    const { level } = this;
    const node = write(level.graph);
    level.demandFinite(node);
    return level.numberOf(node);
  }
}
