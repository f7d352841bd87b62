/**
 * The singular points among the operations of f: a run of f on numbers that carry nothing but a notebook.
 *
 * Every operation asks the rule table for its slopes as it goes, and the ones that are not plain finite numbers are noted,
 * with the kinks and jumps. Ordinary calls pay nothing for it: they never see this class.
 */
import type { Oracle, Relation, Scalar } from '../scalar/active.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { type Observer, Watched } from './watched.js';

/** A singular point that f met. */
export interface Singularity {
  /** The function, by the name of its operator. */
  readonly name: string;
  readonly arguments: readonly number[];
  readonly value: number;
  /** The slope that the rule table gives for each argument that is no constant. */
  readonly slopes: readonly number[];
  /** What is there, and what the rule answers, in words. */
  readonly rule: string;
  /** How often f met it. */
  times: number;
}

/** An observer that lists the singular points among the operations. */
export class Notebook {
  private readonly entries: Map<string, Singularity> = new Map();

  readonly observe: Observer = (name, operands, result, slopesOf, meets) => {
    if (name === 'neg') return;
    const args = operands.map(value);
    const slopes = slopesOf().filter((_, i) => typeof operands[i] !== 'number');
    const rule = ruleFor(meets?.(...(args as [number, number])), result.primal, slopes);
    if (rule === undefined) return;
    const key = `${name}(${args.map((arg) => (Object.is(arg, -0) ? '-0' : arg)).join(', ')})`;
    const known = this.entries.get(key);
    if (known !== undefined) known.times++;
    else this.entries.set(key, { name, arguments: args, value: result.primal, slopes, rule, times: 1 });
  };

  list(): Singularity[] {
    return [...this.entries.values()];
  }
}

function ruleFor(meets: 'kink' | 'jump' | undefined, y: number, slopes: readonly number[]): string | undefined {
  if (Number.isNaN(y)) return 'outside the domain, NaN';
  if (slopes.some(Number.isNaN)) return 'no derivative, looked at beside the point';
  if (slopes.some((slope) => Math.abs(slope) === Number.POSITIVE_INFINITY)) return 'infinite slope, by continuity';
  if (meets === 'kink') return 'kink, the middle of the slopes; no curvature';
  return meets === 'jump' ? "jump, the slope of the value's own branch" : undefined;
}

/**
 * A watched number that keeps the derivatives of a driver inside f to itself: they are not what f meets. It answers
 * comparisons itself, so that functions with kinks come to it by their rows.
 */
export class Probe extends Watched implements Oracle {
  override get kind(): string {
    return 'Probe';
  }

  protected override of(primal: number): Probe {
    return new Probe(this.level, this.observer, primal);
  }

  override get oracle(): Oracle {
    return this;
  }

  compare(relation: Relation, x: Scalar, y: Scalar): boolean {
    const [a, b] = [value(x), value(y)];
    return relation === 'lt' ? a < b : relation === 'le' ? a <= b : a === b;
  }

  settle(): number {
    return this.primal;
  }

  timesZero(): undefined {}

  zeroOver(): undefined {}

  minusItself(): undefined {}

  override jets(rule: UnaryRule, n: number): Scalar[] {
    return [this.unary(rule), ...jets(rule, this.primal, n).slice(1)];
  }

  override partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const { f } = super.partials(rule, x, y, 0, false, false);
    return { ...partials(rule, value(x), value(y), n, needX, needY), f };
  }
}
