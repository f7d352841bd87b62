/**
 * Which singular points a function meets: a run of f on numbers that carry nothing but a notebook.
 *
 * Every operation asks the rule table for its slopes as it goes and notes the ones that are not plain finite numbers, and
 * the kinks. Ordinary calls pay nothing for it: they never see this class.
 */
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { type Observer, Watched } from './watched.js';

/** A singular point that f met. */
export interface Singularity {
  /** The function, by the name of its operator. */
  readonly name: string;
  readonly arguments: readonly number[];
  readonly value: number;
  /** The slope the rule table answered for each argument. */
  readonly slopes: readonly number[];
  /** The rule that answered, in words. */
  readonly rule: string;
  /** How often f met it. */
  times: number;
}

/**
 * The singular points that f meets at x: kinks and ties, infinite or missing slopes, values outside the domain.
 *
 * @param f - any function the drivers take; called once, on numbers that record what happens to them.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns the singular points in the order f meets them; empty when all is smooth.
 * @remarks A function that branches on `value(x)` is reported for the branch taken.
 * @throws {TypeError} when x holds something that is not a number.
 * @example
 * singularities((x) => sqrt(abs(x)), 0).map(({ name, rule }) => `${name}: ${rule}`);
 * // => ['abs: kink, the middle of the one-sided slopes', 'sqrt: infinite slope, the one-sided limit']
 */
export function singularities<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): Singularity[];
export function singularities(f: (x: never) => Output, x: unknown): Singularity[] {
  checkFunction('singularities', f);
  const input = flatten('singularities', 'x', x);
  const level = new Level('singularities');
  const notebook = new Notebook();
  try {
    const leaves = input.leaves.map((leaf) => new Probe(level, notebook.observe, value(leaf)));
    flatten('singularities', 'f(x)', f(fill(input.shape, leaves) as never));
  } finally {
    level.close();
  }
  return notebook.list();
}

/** An observer that lists the singular points among the operations. */
class Notebook {
  private readonly entries: Map<string, Singularity> = new Map();

  readonly observe: Observer = (name, operands, result, slopesOf) => {
    if (name === 'neg') return;
    const args = operands.map(value);
    const slopes = slopesOf();
    const rule = ruleFor(name, args, result.primal, slopes);
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

/** A watched number that keeps the derivatives of a driver inside f to itself: they are not what f meets. */
class Probe extends Watched {
  override get kind(): string {
    return 'Probe';
  }

  protected override of(primal: number): Probe {
    return new Probe(this.level, this.observer, primal);
  }

  override jets(rule: UnaryRule, n: number): Scalar[] {
    return [this.unary(rule), ...jets(rule, this.primal, n).slice(1)];
  }

  override partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const { f } = super.partials(rule, x, y, 0, false, false);
    return { ...partials(rule, value(x), value(y), n, needX, needY), f };
  }
}

const KINKS = new Set(['abs', 'max', 'hypot']);
const STEPS = new Set(['sign', 'floor', 'ceil', 'round', 'trunc']);

/** Which row of the table of singular points answers, or undefined for a regular point. */
function ruleFor(name: string, args: readonly number[], y: number, slopes: readonly number[]): string | undefined {
  if (Number.isNaN(y)) return 'outside the domain, NaN';
  if (slopes.some(Number.isNaN)) return 'no derivative, NaN unless the part is 0';
  if (slopes.some((slope) => Math.abs(slope) === Number.POSITIVE_INFINITY))
    return 'infinite slope, the one-sided limit';
  if (name === 'max' && args[0] === args[1]) return 'tie, half of the slope to each';
  if (KINKS.has(name) && name !== 'max' && args.every((x) => x === 0))
    return 'kink, the middle of the one-sided slopes';
  if (STEPS.has(name) && isJump(name, args[0] as number)) return 'jump, slope 0';
  if (name === 'mod' && y === 0) return "jump, the slope of the value's own branch";
  return undefined;
}

function isJump(name: string, x: number): boolean {
  if (name === 'sign') return x === 0;
  if (name === 'trunc') return Number.isInteger(x) && x !== 0;
  return name === 'round'
    ? Number.isInteger(x + 0.5) && Math.abs(x) < 2 ** 52
    : Number.isInteger(x) && Math.abs(x) < 2 ** 53;
}
