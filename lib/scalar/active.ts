/**
 * Active numbers: everything a `Scalar` can be besides a plain number; and the rows of the table, which they apply.
 *
 * Each kind (dual, hyper-dual, ...) writes the four field operations and the chain rule by hand: that is what defines the
 * number. All other functions reach it through `unary` and `binary` with a row of the rule table.
 */

import type { Facts } from './facts.js';
import type { Level } from './level.js';

/** A plain number, or a number that carries derivatives. */
export type Scalar = number | Active;

/** What a part holds: a number, or nothing where there is no dependence. */
export type Content = Scalar | null;

/** Coefficients of a power series, the constant one first; null where the number has no such part. */
export type Series = readonly Content[];

/** A slope factor/divisor that is applied as factor·(t/divisor): it may leave the range where the result does not. */
export interface Ratio {
  readonly factor: Scalar;
  readonly divisor: Scalar;
}

/**
 * A function of one variable. The formulas take x, y = f(x), and the lower derivatives. Where the value is NaN for an x
 * that is not, outside the domain, so are they.
 */
export interface UnaryRule {
  readonly name: string;
  readonly facts?: Facts;
  value(x: number): number;
  slope(x: Scalar, y: Scalar): Scalar;
  curvature(x: Scalar, y: Scalar, slope: Scalar): Scalar;
  third(x: Scalar, y: Scalar, slope: Scalar, curvature: Scalar): Scalar;
  /**
   * The slope by quotients, for functions such as log: nested modes differentiate these formulas, and t₁/x·t₂/x stays in
   * range where 1/x² does not. A row with a ratio is applied by it in all modes.
   */
  readonly ratio?: (x: Scalar, y: Scalar) => Ratio;
  /** f(x) in operators beside a pole at s, where power series do not help; undefined elsewhere. For germs. */
  readonly beside?: (x: Scalar, s: number) => Scalar | undefined;
  /** Of a function that is constant between jumps: what is added to the value at s on a side, -1 or 1. */
  readonly stepAt?: (s: number, side: number) => number;
  /** Of the rows of x^c: c. */
  readonly exponent?: number;
  /** Of the row of c^x: c. */
  readonly base?: number;
  /**
   * The value as operator functions, where it is not a single function of JavaScript's Math. Where `value` in operators takes
   * longer (sinc three times as long), it stands there once more in native arithmetic; a spec holds the two to the same bits.
   */
  readonly formula?: (x: Scalar) => Scalar;
  /** What is met at x, where that is not told by the slope. */
  readonly meets?: (x: number) => 'kink' | 'jump' | undefined;
  /**
   * The recurrence of f(x(t)): appends to y, which holds three coefficients, those that are missing. A row without one
   * goes on from its third derivative (taylor/rows.ts).
   */
  readonly series?: (x: Series, y: Content[], slope: Scalar) => void;
}

/** A function of two variables. The formulas take x, y and f = f(x, y), and are NaN where the value is. */
export interface BinaryRule {
  readonly name: string;
  readonly facts?: Facts;
  value(x: number, y: number): number;
  fx(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fxx(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fxy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  fyy(x: Scalar, y: Scalar, f: Scalar): Scalar;
  readonly formula?: (x: Scalar, y: Scalar) => Scalar;
  /** f(x, y) in operators beside a singular point (s, t); undefined elsewhere. For germs. */
  readonly beside?: (x: Scalar, y: Scalar, s: number, t: number) => Scalar | undefined;
  /** The derivative of order i by x and j by y at plain numbers, of a function that has them of every order at no great cost. */
  readonly partial?: (i: number, j: number, x: number, y: number) => number;
  /** What is met at (x, y), where that is not told by the slopes. */
  readonly meets?: (x: number, y: number) => 'kink' | 'jump' | undefined;
  /** The recurrence of f(x(t), y(t)): appends to f, which holds three coefficients, those that are missing. */
  readonly series?: (x: Series, y: Series, f: Content[], partials: Partials) => void;
}

/** Value and partial derivatives of a function of two variables; those not asked for are 0. */
export interface Partials {
  readonly f: Scalar;
  readonly fx: Scalar;
  readonly fy: Scalar;
  readonly fxx: Scalar;
  readonly fxy: Scalar;
  readonly fyy: Scalar;
}

/**
 * What an innermost number that is not a plain one (of a program being compiled, of a second look) answers to questions
 * about its value.
 */
export interface Oracle {
  /** x < y, x <= y or x = y: the answer, or where it is not known yet a condition for `select`. */
  compare(relation: Relation, x: Scalar, y: Scalar): boolean | UnknownCondition;
  /** Its value, for a course of computation that cannot be a `select`. */
  specialise(): number;
  /** zero · this, zero / this and this - this as constants, undefined where they are none: see constant.ts. */
  timesZero(zero: number): Scalar | undefined;
  zeroOver(zero: number): Scalar | undefined;
  minusItself(): Scalar | undefined;
  /** Of a germ: a plain number as one, so that what is made of it has the range of germs. */
  constant?(x: number): Scalar;
  /** Of a germ: an exponent as a factor. As 2/3 it may stand for a number that is no double, so it has a bound. */
  exponent?(c: number): Scalar;
  /** Of a germ: f itself takes one way or another by this comparison. */
  branches?(x: Scalar, y: Scalar): void;
  /** True for a germ, of which all orders count: what is nothing beside the rest in doubles is not left out. */
  readonly hasOrders?: boolean;
  /** Of a germ: an input that a second look moves. */
  readonly isMoved?: boolean;
  /** Of a germ that to all orders stays where it is beside the point: that constant. */
  readonly still?: Scalar | undefined;
  /** Of a germ: its standard part as a plain number. */
  readonly standard?: number;
  /** Of a germ: how many orders above the leading one are kept. */
  readonly depth?: number;
  /** Of a germ: nothing is known of it but rounding errors, or what is this small beside 1 and the terms that it came from. */
  isNothing?(beside: number): boolean;
  /** Of a germ that an iteration has corrected: the same with the bounds of roundings. */
  rounded?(): Scalar;
  /** Of a germ: the same from its leading term on. What is before it, rounding errors, is 0. */
  trimmed?(): Scalar;
  /**
   * Of a germ that was come to on another way than the value at the point: the same with that value, and with a standard part that is
   * known better.
   */
  shownAs?(value: number, standard?: number): Scalar;
  /**
   * Of a program being compiled: where this derivative of a value is not finite, the function itself is called; of one that
   * is not of first order also where two ties are met.
   */
  demandFinite?(value: Scalar, isHigher: boolean): void;
  /** Of a program being compiled: f multiplies it by the constant 0. */
  noteZero?(): void;
  /** Of a program being compiled: a factor that stays one, whatever it is. */
  literal?(factor: number): Scalar | undefined;
  /** Of a program being compiled: this is a constant to the drivers around it, inside of which the program may be called. */
  stop?(): void;
  /** Of a program being compiled: its value at the example, which decides nothing. */
  example?(): number;
  /** Of a program being compiled: the call of a function of three numbers without parts. */
  call?(
    name: string,
    value: (x: number, y: number, z: number) => number,
    args: readonly [Scalar, Scalar, Scalar],
  ): Scalar;
  /** Of a program being compiled: where a tie is met in this work, the function itself is called. */
  withoutTies?<T>(work: () => T): T;
  /** Of a program being compiled: which nodes of a new tape are equal. */
  equalNodes?(): EqualNodes;
}

/** Which nodes of a tape are equal, whatever the values are: with equal parents and equal partials. */
export interface EqualNodes {
  /** The branch that is being written down. */
  readonly within: { readonly branch: number };
  /** False where of so many nodes too few can be equal to be taken together. */
  mayRepeat(count: number): boolean;
  /** Takes note of the next node, in a branch; its second parent may be the code of another kind of node. */
  add(
    node: number,
    parent1: number,
    partial1: Scalar | Choose,
    parent2: number,
    partial2: Scalar,
    branch: number,
  ): void;
  /** True where so many nodes are equal that they are to be taken together. */
  readonly isWorthwhile: boolean;
  /** The first node that is equal to this one. */
  of(node: number): number;
}

export type Relation = 'lt' | 'le' | 'eq';

/** A comparison whose answer is known only when the compiled program runs. */
export interface UnknownCondition {
  select(then: () => Scalar, otherwise: () => Scalar): Scalar;
  /** Its answer at the example; wherever the program meets the other one, the function itself is asked. */
  decide(): boolean;
  /** The same where the course at a single point counts as well, that two numbers are equal. */
  decideAnyCourse(): boolean;
  /** The same with false for an answer, whatever the example: for conditions that hold at single points only. */
  exclude(): void;
  /** Says that this is the condition of a tie of a number of arguments. */
  tie(width: number): void;
}

/** One of two numbers, of which a program finds out only when it runs which; null for one that is absent. */
export type Choose = (a: Scalar | null, b: Scalar | null) => Scalar;

/** One part of an active number: its name, its order in the infinitesimals (0 for the primal), and its content. */
export interface Part {
  readonly name: string;
  readonly order: number;
  readonly part: Scalar;
}

const NATIVE =
  'A number that carries derivatives was used with a native operator: use add, mul, sin ... from hyperdual, or value(x) for the ' +
  'plain number.';

/** Typed arrays convert what is stored as - and * do, and say no more of themselves. */
const STORED = ' It was stored in a typed array, which holds plain numbers only? Use an ordinary array.';

/** The number at the end of a branch: see `joined`. */
export function join(x: Scalar): Scalar {
  return typeof x === 'number' ? x : x.joined();
}

/**
 * Shorter ways, in native arithmetic, that a class may have besides its algebra: left out, everything is the same but slower.
 * The number-only classes (flat-*.ts) have them; spec/numbers/short-ways.spec.ts lists which, and holds each to the bits of the
 * algebra and of the table.
 */
export interface ShortWays {
  /** The field operations on two numbers of one level, so of one class. */
  addPeer?(y: Active): Scalar;
  subPeer?(y: Active): Scalar;
  mulPeer?(y: Active): Scalar;
  divPeer?(y: Active): Scalar;
  /** The functions met most often. */
  applySquare?(): Scalar;
  applyReciprocal?(): Scalar;
  applySqrt?(): Scalar;
  applyExp?(): Scalar;
  applyLog?(): Scalar;
  applySin?(): Scalar;
  applyCos?(): Scalar;
}

/** A number that carries derivatives, of whatever kind. */
export interface Active extends ShortWays {}

/** The base of all number classes: the operations each must have, and what JavaScript itself may do with one. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: every short way is optional
export abstract class Active {
  abstract readonly level: Level;
  /** The value, which may carry derivatives of its own. */
  abstract readonly primal: Scalar;

  /** The name users know the class by. */
  abstract get kind(): string;
  /** All parts in the order of the constructor, the primal first. */
  abstract parts(): readonly Part[];

  /** this + y. */
  abstract add(y: Scalar): Scalar;
  /** this - y. */
  abstract sub(y: Scalar): Scalar;
  /** x - this, for an x that is not outside this. */
  abstract rsub(x: Scalar): Scalar;
  /** this · y. */
  abstract mul(y: Scalar): Scalar;
  /** this / y. */
  abstract div(y: Scalar): Scalar;
  /** x / this, for an x that is not outside this. */
  abstract rdiv(x: Scalar): Scalar;
  /** -this. */
  abstract neg(): Scalar;
  /** f · (part / y) of which one at least is of this level and none is outside it, where that is more than two operations. */
  timesOver?(f: Scalar, part: Scalar, y: Scalar): Scalar;
  /** Value of a function of one variable. */
  abstract unary(rule: UnaryRule): Scalar;
  /**
   * The number at the end of a branch, a node of its own in modes that keep nodes: the sum of what comes back to it is
   * then complete before it goes on into the branch, in whatever order the branch was taken.
   */
  abstract joined(): Scalar;
  /** One of two numbers, of which one at least is of this level, part by part; null for one that is absent. */
  abstract merge(x: Scalar | null, y: Scalar | null, choose: Choose): Scalar;
  /** Takes note that this number came out of a tie of so many arguments. */
  markTie(_width: number): void {}
  /** Present on innermost numbers that are not plain: what depends on the value is answered by it. */
  get oracle(): Oracle | undefined {
    return undefined;
  }

  /** A rule's value and its first n derivatives, n at most 3, as functions of this. */
  abstract jets(rule: UnaryRule, n: number): Scalar[];
  /** A rule's value and its partials to order n, n at most 2, for x or y (or both) of this level. */
  abstract partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials;

  /** `${x}` and String(x) print all parts; any other conversion would drop the derivative, so it throws. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new TypeError(hint === 'number' ? NATIVE + STORED : NATIVE);
  }

  /** The kind and the parts, as in `Dual(9, 6)`. */
  toString(): string {
    return `${this.kind}(${this.parts()
      .map(({ part }) => String(part))
      .join(', ')})`;
  }

  /** All parts by name, so that JSON keeps the derivatives. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(this.parts().map(({ name, part }) => [name, part]));
  }

  static {
    // Node's console.log asks for this method.
    Object.defineProperty(Active.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: Active): string {
        return this.toString();
      },
    });
  }
}

/**
 * Puts the methods of a base class behind those of a class declared without `extends`.
 *
 * A derived class must call `super()`, and V8 then neither inlines its constructor nor removes the allocation: measured at
 * 3 to 5 times the time of a whole derivative. The prototype chain alone costs nothing.
 */
export function inherit<T extends { prototype: object }>(derived: T, base: { prototype: object }): T {
  Object.setPrototypeOf(derived.prototype, base.prototype);
  return derived;
}
