/**
 * Germs: numbers beside a point. A germ is a finite sum Σ a·ε^q·(log ε)^j + O(ε^N) with real exponents and an infinitesimal
 * ε > 0 (Levi-Civita numbers, with logarithms).
 *
 * They are the innermost of all Scalars in a second look: the driver runs once more at x + ε·d, and duals, hyper-duals, the
 * tape and series around the germs are those of the first run. What a row does at a singular point is here the leading
 * behaviour beside it, and the standard part of a result is its limit.
 *
 * `primal` is the value at the point itself, computed by the very operations of the first run: the bits of f(x). Only an
 * infinite germ shows ±Infinity with the sign of its side.
 */

import { POW } from '../functions/powers.js';
import { Active, type Oracle, type Part, type Relation, type Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { partialsBeside } from './binary.js';
import {
  constant,
  type Expansion,
  isNaNExpansion,
  leadIndex,
  negative,
  notANumber,
  product,
  sum,
  ZERO,
} from './expansion.js';
import type { GermLevel } from './level.js';
import type { Germ as GermNumber } from './number.js';
import { rounded, withStandardPart } from './pinned.js';
import { isShort, quotient } from './powers.js';
import { isWide, isWithin, ROUNDOFF, signOf, type Term, vanishes, whole } from './term.js';
import { jetsBeside } from './unary.js';

export class Germ extends Active implements GermNumber, Oracle {
  readonly level: GermLevel;
  readonly primal: Scalar;
  readonly terms: readonly Term[];
  readonly order: number;

  constructor(level: GermLevel, primal: Scalar, { terms, order }: Expansion) {
    super();
    this.level = level;
    this.terms = terms;
    this.order = order;
    const lead = terms[leadIndex(this)];
    this.primal = lead?.isInfinite === true && !isWide(lead) ? signOfTerm(lead) * Number.POSITIVE_INFINITY : primal;
  }

  get kind(): string {
    return 'Germ';
  }

  parts(): readonly Part[] {
    return [];
  }

  get depth(): number {
    return this.level.depth;
  }

  override toString(): string {
    const order = this.order === Number.POSITIVE_INFINITY ? [] : [`O(ε^${this.order})`];
    return `${this.kind}(${[...this.terms.map(written), ...order].join(' + ') || 0})`;
  }

  override joined(): Scalar {
    return this;
  }

  /** A number of this level. */
  as(expansion: Expansion, primal: Scalar): Germ {
    return new Germ(this.level, primal, expansion);
  }

  /** A number as this level sees it. */
  expansionOf(y: Scalar): Expansion {
    return isOfLevel<Germ>(y, this.level) ? y : constant(y);
  }

  primalOf(y: Scalar): Scalar {
    return isOfLevel<Germ>(y, this.level) ? y.primal : y;
  }

  /** The same as a germ. */
  lifted(y: Scalar): Germ {
    return isOfLevel<Germ>(y, this.level) ? y : this.as(constant(y), y);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    this.level.count();
    return this.as(sum(this, this.expansionOf(y), this.level.depth), add(this.primal, this.primalOf(y)));
  }

  sub(y: Scalar): Scalar {
    // Still a number beside the point, where a tie that lasts is no kink.
    if (y === (this as Scalar) && this.isFinite) return this.as(ZERO, 0);
    if (isOutside(y, this)) return y.rsub(this);
    this.level.count();
    const opposite = negative(this.expansionOf(y));
    return this.as(sum(this, opposite, this.level.depth), sub(this.primal, this.primalOf(y)));
  }

  rsub(x: Scalar): Scalar {
    this.level.count();
    return this.as(sum(this.expansionOf(x), negative(this), this.level.depth), sub(x, this.primal));
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    if (y === 0 && this.isFinite) return 0;
    this.level.count();
    return this.as(product(this, this.expansionOf(y), this.level.depth), mul(this.primal, this.primalOf(y)));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this, y);
  }

  rdiv(x: Scalar): Scalar {
    return x === 0 ? (this.zeroOver(x) ?? this.quotient(x, this)) : this.quotient(x, this);
  }

  private quotient(x: Scalar, y: Scalar): Germ {
    this.level.count();
    const q = quotient(this.expansionOf(x), this.expansionOf(y), this.level);
    const primal = div(this.primalOf(x), this.primalOf(y));
    if (primal !== primal) this.level.hideMotion();
    return this.as(q, primal);
  }

  neg(): Scalar {
    this.level.count();
    return this.as(negative(this), neg(this.primal));
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0];
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    if (rule.exponent !== undefined) return this.powers(rule.exponent, n);
    this.level.count();
    const { all, isKnown } = jetsBeside(rule, this, n);
    const plain = jets(rule, this.primal, isKnown ? n : 0);
    return all.map((y, k) => this.shown(y, plain[k] ?? (y instanceof Germ ? y.standard : y)));
  }

  /** x^c and its first n derivatives. */
  private powers(c: number, n: number): Scalar[] {
    const { f, fx, fxx } = this.partials(POW, this, c, Math.min(n, 2), true, false);
    const all = [f, fx, fxx];
    if (n > 2) {
      const p = this.exponent(c);
      const factor = mul(mul(p, sub(p, 1)), sub(p, 2));
      all.push(mul(factor, this.partials(POW, this, c - 3, 0, false, false).f));
    }
    return all.slice(0, n + 1);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    this.level.count();
    const plain = partials(rule, this.primalOf(x), this.primalOf(y), n, needX, needY);
    const beside = partialsBeside(rule, x, y, this, n);
    const of = (name: keyof Partials, isNeeded: boolean): Scalar =>
      isNeeded ? this.shown(beside[name], plain[name]) : 0;
    return {
      f: of('f', true),
      fx: of('fx', n > 0 && needX),
      fy: of('fy', n > 0 && needY),
      fxx: of('fxx', n > 1 && needX),
      fxy: of('fxy', n > 1 && needX && needY),
      fyy: of('fyy', n > 1 && needY),
    };
  }

  /** A result of a row with the value that the row has at the point. */
  private shown(y: Scalar, primal: Scalar): Scalar {
    return isOfLevel<Germ>(y, this.level) ? new Germ(this.level, primal, y) : y;
  }

  /** True for a number that is neither infinite nor NaN beside the point. */
  get isFinite(): boolean {
    const { standard } = this;
    return standard - standard === 0;
  }

  /** The standard part as a plain number: ±Infinity of an infinite germ, NaN where it is not known. */
  get standard(): number {
    if (isNaNExpansion(this)) return Number.NaN;
    const i = leadIndex(this);
    const lead = this.terms[i];
    if (lead?.isInfinite) return isWide(lead) ? Number.NaN : signOfTerm(lead) * Number.POSITIVE_INFINITY;
    if (this.order <= 0) return Number.NaN;
    const standard = this.terms.find((t) => t.isStandard);
    return standard === undefined ? 0 : value(whole(standard));
  }

  /**
   * -1, 0 or 1 by the leading coefficient; 0 where there is none to all known orders, NaN where it cannot be told from
   * rounding errors.
   */
  get sign(): number {
    if (isNaNExpansion(this)) return Number.NaN;
    const lead = this.terms[leadIndex(this)];
    if (lead !== undefined) return isWide(lead) ? Number.NaN : signOfTerm(lead);
    if (this.order < Number.POSITIVE_INFINITY) this.level.unknown = true;
    return 0;
  }

  get isNaN(): boolean {
    return isNaNExpansion(this);
  }

  /** NaN, of this level. */
  notANumber(): Germ {
    return this.as(notANumber(this), Number.NaN);
  }

  override get oracle(): Oracle {
    return this;
  }

  get isMoved(): boolean {
    return this.level.isInput(this);
  }

  get still(): Scalar | undefined {
    const { level, order } = this;
    if (level.hidesMotion || this.isNaN || order < level.depth / 2) return undefined;
    if (!this.terms.every((t) => t.isStandard || (!t.isInfinite && vanishes(t)))) return undefined;
    if (order < Number.POSITIVE_INFINITY) level.unknown = true;
    return this.as({ terms: this.terms.filter((t) => t.isStandard), order: Number.POSITIVE_INFINITY }, this.primal);
  }

  get hasOrders(): boolean {
    return true;
  }

  isNothing(beside: number): boolean {
    return !this.isNaN && this.terms.every((t) => isWithin(t, Math.max(t.error, beside * Math.max(1, t.size))));
  }

  trimmed(): Scalar {
    return new Germ(this.level, this.primal, { terms: this.terms.slice(leadIndex(this)), order: this.order });
  }

  rounded(): Scalar {
    return new Germ(this.level, this.primal, rounded(this));
  }

  shownAs(value: number, standard?: number): Scalar {
    return new Germ(this.level, value, standard === undefined ? this : withStandardPart(this, standard));
  }

  compare(relation: Relation, x: Scalar, y: Scalar): boolean {
    // A number is equal to itself, however wide the bounds of its terms are.
    if (x === y) return relation !== 'lt' && !this.isNaN;
    const difference = sub(x, y);
    const s = difference instanceof Germ ? difference.sign : Math.sign(value(difference));
    return relation === 'lt' ? s < 0 : relation === 'le' ? s <= 0 : s === 0;
  }

  constant(x: number): Scalar {
    return this.as(constant(x), x);
  }

  exponent(c: number): Scalar {
    return isShort(c) ? c : this.as(constant(c, ROUNDOFF * Math.abs(c)), c);
  }

  branches(x: Scalar, y: Scalar): void {
    const difference = sub(x, y);
    if (!(difference instanceof Germ) || value(difference) !== 0) return;
    const s = difference.sign;
    if (s !== 0 && s === s) this.level.crossed = true;
  }

  specialise(): number {
    return value(this.primal);
  }

  timesZero(zero: number): Scalar | undefined {
    return this.isFinite ? zero * 1 : undefined;
  }

  zeroOver(zero: number): Scalar | undefined {
    const { standard } = this;
    return standard !== 0 && standard === standard ? zero / standard : undefined;
  }

  minusItself(): Scalar | undefined {
    return this.isFinite ? 0 : undefined;
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return choose(x, y);
  }
}

function signOfTerm({ coefficient, logs }: Term): number {
  // log ε is negative.
  return logs % 2 === 0 ? signOf(coefficient) : -signOf(coefficient);
}

function written(t: Term): string {
  const scale = t.scale === 0 ? '' : `·2^${t.scale}`;
  const power = t.exponent === 0 ? '' : `·ε^${t.exponent}`;
  const logs = t.logs === 0 ? '' : `·log(ε)^${t.logs}`;
  return `${t.coefficient}${scale}${power}${logs}`;
}
