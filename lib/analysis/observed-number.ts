/**
 * Plain numbers that tell an observer every operation made with them.
 *
 * They are Scalars, so any function and any driver runs on them: the parts of dual numbers and of variables on the tape
 * may be watched numbers, and then the observer sees the arithmetic of the driver itself. Nothing is added to the classes
 * that compute; ordinary calls never meet this one.
 */
import { Active, type Part, type Scalar } from '../scalar/active.js';
import { FIELD, type Operation } from '../scalar/facts.js';
import type { Level } from '../scalar/level.js';
import { isOutside } from '../scalar/relation.js';
import {
  type BinaryRule,
  jets,
  jetsFrom,
  type Partials,
  partials,
  partialsFrom,
  type UnaryRule,
} from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';

/**
 * Called after each operation.
 *
 * @param operation - the row of a function, or the field operation.
 * @param operands - in the order of the operator's arguments; plain numbers are constants.
 * @param slopes - computes the partial by each operand; costs nothing when it is not called.
 */
export type Observer = (
  operation: Operation,
  operands: readonly Scalar[],
  result: ObservedNumber,
  slopes: () => readonly number[],
) => void;

export class ObservedNumber extends Active {
  readonly level: Level;
  readonly primal: number;
  protected readonly observer: Observer;

  constructor(level: Level, observer: Observer, primal: number) {
    super();
    this.level = level;
    this.observer = observer;
    this.primal = primal;
  }

  get kind(): string {
    return 'Watched';
  }

  parts(): readonly Part[] {
    return [{ name: 'primal', order: 0, part: this.primal }];
  }

  /** Another number under the same observer. */
  protected of(primal: number): ObservedNumber {
    return new ObservedNumber(this.level, this.observer, primal);
  }

  private note(
    operation: Operation,
    operands: readonly Scalar[],
    primal: number,
    slopes: () => readonly number[],
  ): ObservedNumber {
    const result = this.of(primal);
    this.observer(operation, operands, result, slopes);
    return result;
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.note(FIELD.add, [this, y], this.primal + value(y), () => [1, 1]);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.note(FIELD.sub, [this, y], this.primal - value(y), () => [1, -1]);
  }

  rsub(x: Scalar): Scalar {
    return this.note(FIELD.sub, [x, this], value(x) - this.primal, () => [1, -1]);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const b = value(y);
    return this.note(FIELD.mul, [this, y], this.primal * b, () => [b, this.primal]);
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this, y);
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(x, this);
  }

  private quotient(x: Scalar, y: Scalar): ObservedNumber {
    const b = value(y);
    const q = value(x) / b;
    return this.note(FIELD.div, [x, y], q, () => [1 / b, -(q / b)]);
  }

  neg(): Scalar {
    return this.note(FIELD.neg, [this], -this.primal, () => [-1]);
  }

  unary(rule: UnaryRule): Scalar {
    const slope = (): number => jets(rule, this.primal, 1)[1] as number;
    const slopes = (): number[] => (rule.exponent === undefined ? [slope()] : [slope(), Number.NaN]);
    const operands = rule.exponent === undefined ? [this] : [this, rule.exponent];
    return this.note(rule as Operation, operands, rule.value(this.primal), slopes);
  }

  joined(): Scalar {
    return this;
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return choose(x, y);
  }

  /** The derivatives are formulas in operators, and so are watched like everything else. */
  jets(rule: UnaryRule, n: number): Scalar[] {
    return jetsFrom(rule, this, this.unary(rule), n);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const [a, b] = [value(x), value(y)];
    const slopes = (): number[] => {
      const isActive = [typeof x !== 'number', typeof y !== 'number'] as const;
      const p = partials(rule, a, b, 1, ...isActive);
      return [p.fx as number, p.fy as number];
    };
    const f = this.note(rule, [x, y], rule.value(a, b), slopes);
    return partialsFrom(rule, x, y, f, n, needX, needY);
  }
}
