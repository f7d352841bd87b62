/**
 * Which singular points a function meets: a run of f on numbers that carry nothing but a notebook.
 *
 * Every operation asks the rule table for its slopes as it goes and notes the ones that are not plain finite numbers, and
 * the kinks. Ordinary calls pay nothing for it: they never see this class.
 */
import { checkFunction } from '../forward/seed.js';
import { Active, type Part, type Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { type BinaryRule, jets, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten } from '../shape/shape.js';
import type { Input, Lifted, Output } from '../shape/types.js';

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
export function singularities<const X extends Input>(f: (x: Lifted<X>) => Output, x: X): Singularity[];
export function singularities(f: (x: never) => Output, x: unknown): Singularity[] {
  checkFunction('singularities', f);
  const input = flatten('singularities', 'x', x);
  const level = new Level('singularities');
  const notebook = new Map<string, Singularity>();
  try {
    const leaves = input.leaves.map((leaf) => new Probe(level, notebook, value(leaf)));
    flatten('singularities', 'f(x)', f(fill(input.shape, leaves) as never));
  } finally {
    level.close();
  }
  return [...notebook.values()];
}

type Notebook = Map<string, Singularity>;

/** A plain number that notes what is done to it. */
class Probe extends Active {
  readonly level: Level;
  readonly primal: number;
  private readonly notebook: Notebook;

  constructor(level: Level, notebook: Notebook, primal: number) {
    super();
    this.level = level;
    this.notebook = notebook;
    this.primal = primal;
  }

  get kind(): string {
    return 'Probe';
  }

  parts(): readonly Part[] {
    return [{ name: 'primal', order: 0, part: this.primal }];
  }

  private note(name: string, args: readonly number[], y: number, slopes: readonly number[]): Probe {
    const rule = ruleFor(name, args, y, slopes);
    if (rule !== undefined) {
      const key = `${name}(${args.map((arg) => (Object.is(arg, -0) ? '-0' : arg)).join(', ')})`;
      const known = this.notebook.get(key);
      if (known === undefined) this.notebook.set(key, { name, arguments: args, value: y, slopes, rule, times: 1 });
      else known.times++;
    }
    return new Probe(this.level, this.notebook, y);
  }

  add(y: Scalar): Scalar {
    return this.note('add', [this.primal, value(y)], this.primal + value(y), [1, 1]);
  }

  sub(y: Scalar): Scalar {
    return this.note('sub', [this.primal, value(y)], this.primal - value(y), [1, -1]);
  }

  rsub(x: Scalar): Scalar {
    return this.note('sub', [value(x), this.primal], value(x) - this.primal, [1, -1]);
  }

  mul(y: Scalar): Scalar {
    const b = value(y);
    return this.note('mul', [this.primal, b], this.primal * b, [b, this.primal]);
  }

  scale(y: Scalar): Scalar {
    return this.mul(y);
  }

  div(y: Scalar): Scalar {
    return this.quotient(this.primal, value(y));
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(value(x), this.primal);
  }

  private quotient(a: number, b: number): Probe {
    return this.note('div', [a, b], a / b, [1 / b, -(a / b) / b]);
  }

  neg(): Scalar {
    return new Probe(this.level, this.notebook, -this.primal);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return choose(x, y);
  }

  unary(rule: UnaryRule): Scalar {
    const [y, slope] = jets(rule, this.primal, 1) as [number, number];
    return this.note(rule.name, [this.primal], y, [slope]);
  }

  /** Only the numbers of a driver inside f ask for derivatives; they go on without notes. */
  jets(rule: UnaryRule, n: number): Scalar[] {
    this.unary(rule);
    return jets(rule, this.primal, n);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const a = value(x);
    const b = value(y);
    const isX = x instanceof Probe;
    const isY = y instanceof Probe;
    const p = partials(rule, a, b, Math.max(n, 1), needX || isX, needY || isY);
    const f = this.note(rule.name, [a, b], p.f as number, [p.fx as number, p.fy as number]);
    return { ...p, f };
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
