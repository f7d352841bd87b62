/** Which mode takes less, by the numbers of inputs and outputs and by counted operations. */
import type { Subject } from '../reverse/recording.js';
import { met } from '../scalar/met.js';
import type { Limit } from '../tape/limit.js';

/** The two ways through a function: derivatives along with values, or back from the result. */
export type Mode = 'forward' | 'reverse';

/**
 * For a Jacobian of m numbers by n others.
 *
 * In work a tangent and a sweep cost about the same. On the clock tangents share the passes and lie in contiguous memory:
 * `npm run bench` finds a sweep as long as three tangents and more.
 */
export function modeFor(inputs: number, outputs: number): Mode {
  return inputs > 3 * (outputs + 1) ? 'reverse' : 'forward';
}

/**
 * For the Hessians of m numbers: a sweep along 8 directions for each of them and each 8 inputs, or one pass with n(n+1)/2 second
 * parts for all.
 */
export function secondOrderModeFor(inputs: number, outputs: number): Mode {
  return inputs > 12 * outputs ? 'reverse' : 'forward';
}

/** The mode by a rule, whose number of outputs comes from one call of f where it matters. */
export function chosen({ input, run }: Subject, rule: (inputs: number, outputs: number) => Mode): Mode {
  const n = input.leaves.length;
  return rule(n, 1) === 'forward' ? 'forward' : rule(n, run(input.leaves).length);
}

/** How much reverse mode may keep. */
export interface RecordingLimit {
  /** Most operations of f for each input, and for 16 inputs where there are fewer. */
  operationsPerInput: number;
}

/**
 * Where the drivers of `auto` give a recording up for forward mode, which keeps nothing: 2¹⁶ operations an input, for 16 inputs, which
 * forward mode takes in one pass, a tape of 25 MB.
 *
 * @example
 * auto.recordingLimit.operationsPerInput; // => 65536
 */
export const recordingLimit: RecordingLimit = { operationsPerInput: 2 ** 16 };

/** Reverse mode; or where it would keep more operations than is worth the passes that it saves, forward mode, which keeps none. */
export function withinLimit<T>(backward: (limit: Limit) => T, forward: () => T): T {
  const limit: Limit = { perInput: recordingLimit.operationsPerInput, isReached: false };
  const { ties } = met;
  try {
    return backward(limit);
  } catch (error) {
    if (!limit.isReached) throw error;
  }
  // The same ties are met again.
  met.ties = ties;
  return forward();
}
