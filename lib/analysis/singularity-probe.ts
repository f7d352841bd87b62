/**
 * The singular points among the operations of f: a run of f on numbers that carry nothing but a notebook.
 *
 * Every operation asks the rule table for its slopes as it goes, and the ones that are not plain finite numbers are noted,
 * with the kinks and jumps. Ordinary calls pay nothing for it: they never see this class.
 */
import type { Question, Start } from '../look/question.js';
import type { Oracle, Relation, Scalar } from '../scalar/active.js';
import { FIELD } from '../scalar/facts.js';
import { running } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { value } from '../scalar/scalar.js';
import { ObservedNumber, type Observer } from './observed-number.js';

/** A singular point that f met. */
export interface Singularity {
  /** The function, by the name of its operator. */
  readonly name: string;
  /** What it was called with. */
  readonly arguments: readonly number[];
  /** What it gave. */
  readonly value: number;
  /** The slope that the rule table gives for each argument that is no constant. */
  readonly slopes: readonly number[];
  /** What is there, and what the rule answers, in words. */
  readonly rule: string;
  /** How often f met it. */
  times: number;
}

/**
 * An observer that lists the singular points among the operations.
 *
 * A driver inside f computes with the numbers of f too, by the formulas of its derivatives, and these are not what f meets: what is
 * met while it runs is only counted, and where something was, it calls the function that it differentiates once more for its
 * value alone.
 */
export class Notebook {
  private readonly entries: Map<string, Singularity> = new Map();
  /** The levels around f. */
  private readonly levels: number = running.on;

  readonly observe: Observer = (operation, operands, result, slopesOf) => {
    if (operation === FIELD.neg) return;
    const args = operands.map(value);
    // What comes of a NaN is one, whatever the function.
    if (args.some(Number.isNaN)) return;
    const slopes = slopesOf().filter((_, i) => typeof operands[i] !== 'number');
    const rule = ruleFor(operation.meets?.(...(args as [number, number])), result.primal, slopes);
    if (rule === undefined) return;
    if (running.on > this.levels) {
      // To the driver this is an answer that was left open, so that it stops and tells of itself.
      met.open++;
      return;
    }
    const { name } = operation;
    const key = `${name}(${args.map((arg) => (Object.is(arg, -0) ? '-0' : arg)).join(', ')})`;
    const known = this.entries.get(key);
    if (known !== undefined) known.times++;
    else this.entries.set(key, { name, arguments: args, value: result.primal, slopes, rule, times: 1 });
  };

  /** For a driver that has its answer. */
  readonly driver = (question: Question, start: Start): (() => void) => {
    const isMet = met.open > start.open;
    met.open = start.open;
    return () => {
      if (isMet) question.evaluate(question.leaves);
    };
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

/** A watched number that answers comparisons itself, so that functions with kinks come to it by their rows. */
export class SingularityProbe extends ObservedNumber implements Oracle {
  override get kind(): string {
    return 'Probe';
  }

  protected override of(primal: number): SingularityProbe {
    return new SingularityProbe(this.level, this.observer, primal);
  }

  override get oracle(): Oracle {
    return this;
  }

  compare(relation: Relation, x: Scalar, y: Scalar): boolean {
    const [a, b] = [value(x), value(y)];
    return relation === 'lt' ? a < b : relation === 'le' ? a <= b : a === b;
  }

  specialise(): number {
    return this.primal;
  }

  timesZero(): undefined {}

  zeroOver(): undefined {}

  minusItself(): undefined {}
}
