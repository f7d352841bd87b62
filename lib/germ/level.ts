/** The level of the germs of a look: how far they reach, what they cost, and what was met on the way. */
import { Level } from '../scalar/level.js';
import type { UnaryRule } from '../scalar/rule.js';
import type { Term } from './term.js';

/** Thrown when a look takes more operations than it may. */
export class GermBudget extends Error {
  constructor(budget: number) {
    super(`a second look took more than ${budget} operations`);
    this.name = 'GermBudget';
  }
}

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
  /** Operations so far. */
  operations: number;
  /** Something depended on terms that were not kept: more depth may tell. */
  unknown: boolean;
  /** A jump was met exactly: of floor, ceil, round, trunc, mod, sign, or the angle atan2. */
  jump: boolean;
  /** f compared numbers of equal value and found that they differ beside the point. */
  crossed: boolean;
  /** Taylor coefficients of functions at plain numbers. */
  readonly coefficients: WeakMap<UnaryRule, Map<number, Coefficients>>;
  private formulas: number;

  constructor(owner: string, depth: number, budget: number = Number.POSITIVE_INFINITY) {
    super(owner);
    this.depth = depth;
    this.budget = budget;
    this.operations = 0;
    this.unknown = false;
    this.jump = false;
    this.crossed = false;
    this.coefficients = new WeakMap();
    this.formulas = 0;
  }

  /** @throws {GermBudget} past the budget. */
  count(): void {
    if (++this.operations > this.budget) throw new GermBudget(this.budget);
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
