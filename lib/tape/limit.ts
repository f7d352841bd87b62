/** How long a recording may become. */
import { PassGivenUp } from '../scalar/given-up.js';

export interface Limit {
  /** Most operations for each input, and for 16 inputs where there are fewer. */
  readonly perInput: number;
  isReached: boolean;
}

export const UNLIMITED: Limit = { perInput: Number.POSITIVE_INFINITY, isReached: false };

/** Most inputs and operations; one more ends the call of f. */
export function mostNodes({ perInput }: Limit, inputs: number): number {
  return inputs + perInput * Math.max(16, inputs);
}

/** Ends the call of f: what was recorded means nothing. */
export function reach(limit: Limit): never {
  limit.isReached = true;
  throw new PassGivenUp('reverse: a recording of so many operations is given up for forward mode');
}

/** After f has returned, in case that it has caught what ended it. */
export function checkLimit(limit: Limit): void {
  if (limit.isReached) reach(limit);
}
