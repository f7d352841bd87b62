/** The level of the germs of a look: how far they reach, what they cost, and what was met on the way. */
import { Level } from '../scalar/level.js';
import type { UnaryRule } from '../scalar/rule.js';
import { work } from './expansion.js';
import type { Term } from './term.js';

/** Thrown when a look takes more operations than it may. */
export class GermBudget extends Error {
  /** The level of the look; those of inner drivers have levels of their own. */
  readonly level: GermLevel;

  constructor(level: GermLevel) {
    super(`a second look took more than ${level.budget} operations`);
    this.name = 'GermBudget';
    this.level = level;
  }
}

/** An operation takes as long as so many products of terms, besides those that it is made of. */
const PRODUCTS_OF_OPERATION = 8;

/** Taylor coefficients of a function, at most as many as were asked for: they end where they are not finite. */
export interface Coefficients {
  readonly asked: number;
  readonly terms: readonly Term[];
  /** The sides on which the function is NaN, 1 above the point and -1 below. */
  readonly outside: readonly number[];
}

/** Formulas of rows may ask for other functions at the same singular point, and those for more, without end. */
const DEEPEST_FORMULA = 6;

export class GermLevel extends Level {
  /** Orders in ε kept above the leading one. */
  readonly depth: number;
  /** Most operations allowed. */
  readonly budget: number;
  private calls: number;
  private readonly productsBefore: number;
  /** Something depended on terms that were not kept: more depth may tell. */
  unknown: boolean;
  /** A jump was met exactly: of floor, ceil, round, trunc, mod, sign, or the angle atan2. */
  jump: boolean;
  /** f compared numbers of equal value and found that they differ beside the point. */
  crossed: boolean;
  /** Taylor coefficients of functions at plain numbers. */
  readonly coefficients: WeakMap<UnaryRule, Map<number, Coefficients>>;
  /** Numbers that move came out as constants: 0 beyond all orders, as exp(-1/ε), or the angle of a straight path. */
  hidesMotion: boolean;
  /** The inputs that the look moves. */
  private readonly moved: Set<object>;
  private formulas: number;

  constructor(owner: string, depth: number, budget: number = Number.POSITIVE_INFINITY) {
    super(owner);
    this.depth = depth;
    this.budget = budget;
    this.calls = 0;
    this.productsBefore = work.products;
    this.unknown = false;
    this.jump = false;
    this.crossed = false;
    this.coefficients = new WeakMap();
    this.formulas = 0;
    this.hidesMotion = false;
    this.moved = new Set();
  }

  /** f is called on one side. */
  startSide(): void {
    this.jump = false;
    this.crossed = false;
    this.hidesMotion = false;
    this.moved.clear();
  }

  /** Says that a germ is an input that the look moves. */
  input<G extends object>(germ: G): G {
    this.moved.add(germ);
    return germ;
  }

  isInput(germ: object): boolean {
    return this.moved.has(germ);
  }

  /** A quotient of two numbers that vanish, or an angle, is that of the path, and stands still on a straight one. */
  hideMotion(): void {
    if (this.moved.size > 1) this.hidesMotion = true;
  }

  /** Operations so far; of long expansions each counts as several. */
  get operations(): number {
    return this.calls + Math.floor((work.products - this.productsBefore) / PRODUCTS_OF_OPERATION);
  }

  /** @throws {GermBudget} past the budget. */
  count(): void {
    this.calls++;
    if (this.operations > this.budget) throw new GermBudget(this);
  }

  /** What a formula gives, or undefined inside of too many others. */
  nested<T>(formula: () => T): T | undefined {
    if (this.formulas >= DEEPEST_FORMULA) return undefined;
    this.formulas++;
    try {
      return formula();
    } finally {
      this.formulas--;
    }
  }
}
