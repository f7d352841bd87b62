/** What a look may cost, and how many orders in ε it goes through. */
import { GermBudget, GermLevel } from '../germ/index.js';
import type { Question } from './question.js';

/** Orders in ε above the leading one: to begin with, and at most. */
export const FIRST_DEPTH: number = 4;
export const LAST_DEPTH: number = 32;
/** Of all operations, the part that more orders than the first ones may take. */
const DEEPER = 1 / 10;

/** Operations that are left. */
export interface Purse {
  left: number;
  /** Of these, for more orders than the first ones. */
  deeper: number;
  /** The level that they are taken on. */
  level?: GermLevel;
  isOver: boolean;
  /** Runs of the driver so far. */
  runs: number;
  /** f may have jumped in one of them. */
  jumps: boolean;
}

export function purseOf(operations: number): Purse {
  return { left: operations, deeper: Math.ceil(operations * DEEPER), isOver: false, runs: 0, jumps: false };
}

/** A level for so many orders. */
export function levelFor({ driver }: Question, depth: number, purse: Purse): GermLevel {
  const budget = depth === FIRST_DEPTH ? purse.left : Math.min(purse.left, purse.deeper);
  const level = new GermLevel(driver, depth, budget);
  purse.level = level;
  return level;
}

/** True where the look has taken more operations than it may; an outer one that has is not this one's affair. */
export function isOwn(error: unknown, { level }: Purse): boolean {
  return error instanceof GermBudget && error.level === level;
}
