/**
 * Numbers that write down who depends on whom, and nothing else.
 *
 * They are the innermost of all Scalars, so f may call drivers. Numbers of one kind have no value: what f does with them is
 * true for every x, and a comparison is a condition for `select`, of which both branches count. Those of the other kind have
 * one, and what f does is true where it takes the same course as at x.
 */
import { UnusedComparisons } from '../compile/trace/unused-comparisons.js';
import {
  Active,
  type Choose,
  type Oracle,
  type Part,
  type Relation,
  type Scalar,
  type UnknownCondition,
} from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { isOutside, outermost } from '../scalar/relation.js';
import { type BinaryRule, jetsFrom, type Partials, partialsFrom, type UnaryRule } from '../scalar/rule.js';
import { describe, value } from '../scalar/scalar.js';
import { chosen } from '../shape/branches.js';
import { Curved, type Dependence, NONE } from './dependence.js';

/** Traces are inside of everything else, also of programs that are being compiled. */
let lowest = -(2 ** 40);

export class TraceLevel extends Level {
  readonly dependence: Dependence;
  /** Comparisons that no `select` has used. */
  readonly unused: UnusedComparisons;

  constructor(driver: string, dependence: Dependence, watchedComparison: number | undefined) {
    super(driver, --lowest);
    this.dependence = dependence;
    this.unused = new UnusedComparisons(watchedComparison, driver);
  }
}

export abstract class Traced extends Active implements Oracle {
  readonly level: TraceLevel;
  readonly node: number;

  constructor(level: TraceLevel, node: number) {
    super();
    this.level = level;
    this.node = node;
  }

  get kind(): string {
    return 'Traced';
  }

  parts(): readonly Part[] {
    return [];
  }

  override toString(): string {
    return `Traced(${this.node})`;
  }

  override get oracle(): Oracle {
    return this;
  }

  /** Another number of the trace. The value is asked for where there are values. */
  protected abstract of(node: number, value: () => number): Traced;
  abstract compare(relation: Relation, x: Scalar, y: Scalar): boolean | UnknownCondition;
  abstract specialise(): number;
  abstract timesZero(zero: number): Scalar | undefined;
  abstract zeroOver(zero: number): Scalar | undefined;
  abstract minusItself(): Scalar | undefined;

  private write(x: Scalar, y: Scalar, curved: number, value: () => number): Traced {
    const { dependence } = this.level;
    return this.of(dependence.operation(this.nodeOf(x), this.nodeOf(y), curved), value);
  }

  protected nodeOf(x: Scalar): number {
    if (typeof x === 'number') return NONE;
    if (x instanceof Traced && x.level === this.level) return x.node;
    throw new TypeError(
      `${this.level.owner}: expected numbers of one trace, got ${describe(x)}. Take value(x) of what belongs to another call.`,
    );
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.write(this, y, Curved.nowhere, () => value(this) + value(y));
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    const zero = (y as Scalar) === this ? this.minusItself() : undefined;
    return zero ?? this.write(this, y, Curved.nowhere, () => value(this) - value(y));
  }

  rsub(x: Scalar): Scalar {
    return this.write(this, x, Curved.nowhere, () => value(x) - value(this));
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const zero = y === 0 ? this.timesZero(y) : undefined;
    return zero ?? this.write(this, y, Curved.inBoth, () => value(this) * value(y));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.write(this, y, Curved.inBoth | Curved.inSecond, () => value(this) / value(y));
  }

  rdiv(x: Scalar): Scalar {
    const zero = x === 0 ? this.zeroOver(x) : undefined;
    return zero ?? this.write(x, this, Curved.inBoth | Curved.inSecond, () => value(x) / value(this));
  }

  neg(): Scalar {
    return this.of(this.node, () => -value(this));
  }

  unary(rule: UnaryRule): Scalar {
    const value = (): number => rule.value(this.primal as number);
    if (rule.facts?.pieces === 'constant' || rule.exponent === 0) return this.of(NONE, value);
    const isLinear = rule.facts?.pieces === 'linear' || rule.exponent === 1;
    return this.write(this, NONE_ELSE, isLinear ? Curved.nowhere : Curved.everywhere, value);
  }

  /** A function of three numbers, curved in all of them. */
  call(
    _name: string,
    f: (x: number, y: number, z: number) => number,
    [x, y, z]: readonly [Scalar, Scalar, Scalar],
  ): Scalar {
    const pair = this.write(x, y, Curved.everywhere, () => Number.NaN);
    return this.write(pair, z, Curved.everywhere, () => f(value(x), value(y), value(z)));
  }

  joined(): Scalar {
    return this;
  }

  merge(x: Scalar | null, y: Scalar | null, choose: Choose): Scalar {
    return choose(x, y);
  }

  /** The derivatives are formulas in operators, and are traced like everything else. */
  jets(rule: UnaryRule, n: number): Scalar[] {
    return jetsFrom(rule, this, this.unary(rule), n);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const curved = rule.facts?.pieces === 'linear' ? Curved.nowhere : Curved.everywhere;
    const f = this.write(x, y, curved, () => rule.value(value(x), value(y)));
    return partialsFrom(rule, x, y, f, n, needX, needY);
  }
}

/** In place of the second argument of a function of one. */
const NONE_ELSE = 0;

/** A number of a trace that is true for every x. */
export class TracedAnywhere extends Traced {
  protected of(node: number): Traced {
    return new TracedAnywhere(this.level, node);
  }

  /** @throws {TypeError} always: there is no x, so there is no value. */
  get primal(): Scalar {
    throw this.refusal('value(x), or a function that decides by value');
  }

  private refusal(what: string): TypeError {
    return new TypeError(
      `${this.level.owner}: expected f to do the same for every x, got ${what}. Write the decision with ` +
        'select(lt(x, y), () => ..., () => ...), of which both branches count; or ask for the pattern of the course that f ' +
        "takes at x: { scope: 'local' }.",
    );
  }

  compare(relation: Relation, x: Scalar, y: Scalar): UnknownCondition {
    const use = this.level.unused.add();
    const refuse = (): never => {
      use();
      throw this.refusal(`a decision by the values of ${describe(x)} and ${describe(y)}`);
    };
    return {
      select: (then, otherwise) => {
        use();
        return chosen(then(), otherwise(), (a, b) => this.either(a, b)) as Scalar;
      },
      // What holds at single points only, that two numbers are equal, is left out.
      decide: () => {
        use();
        return relation === 'eq' ? false : refuse();
      },
      decideAnyCourse: refuse,
      exclude: use,
      tie: use,
    };
  }

  /** A number that is one or the other; null is one that is absent. */
  private either(a: Scalar | null, b: Scalar | null): Scalar {
    if (a === null || b === null) return (a ?? b) as Scalar;
    const isPlain = (x: Scalar): boolean => typeof x === 'number' || x instanceof Traced;
    if (isPlain(a) && isPlain(b)) return this.of(this.level.dependence.linear(this.nodeOf(a), this.nodeOf(b)));
    const outer = outermost(a, b);
    return outer.merge(a, b, (x, y) => this.either(x, y));
  }

  specialise(): number {
    throw this.refusal('a decision by value');
  }

  timesZero(zero: number): number {
    return zero;
  }

  zeroOver(zero: number): number {
    return zero;
  }

  minusItself(): number {
    return 0;
  }

  /** Present on numbers that are not known: all is well with the derivatives of a pattern. */
  demandFinite(): void {}
}

/** A number of a trace at x. */
export class TracedHere extends Traced {
  readonly primal: number;

  constructor(level: TraceLevel, node: number, primal: number) {
    super(level, node);
    this.primal = primal;
  }

  protected of(node: number, value: () => number): Traced {
    return new TracedHere(this.level, node, value());
  }

  compare(relation: Relation, x: Scalar, y: Scalar): boolean {
    const [a, b] = [value(x), value(y)];
    return relation === 'lt' ? a < b : relation === 'le' ? a <= b : a === b;
  }

  /** The greater of two numbers is one of them. */
  override partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const all = super.partials(rule, x, y, n, needX, needY);
    const [a, b] = [value(x), value(y)];
    if (rule.facts?.instruction !== 'max' || !(a < b || a > b)) return all;
    return { ...all, f: this.of(this.nodeOf(a > b ? x : y), () => Math.max(a, b)) };
  }

  specialise(): number {
    return this.primal;
  }

  timesZero(zero: number): number | undefined {
    return finite(this.primal * zero);
  }

  zeroOver(zero: number): number | undefined {
    return finite(zero / this.primal);
  }

  minusItself(): number | undefined {
    return finite(this.primal - this.primal);
  }
}

function finite(x: number): number | undefined {
  return x === x ? x : undefined;
}
