/** What a program may set once for all drivers of ordinary code. */
import { describe } from '../scalar/scalar.js';

/** How the drivers of ordinary code check themselves. */
export interface Settings {
  /** Whether the value of each run on active numbers is compared with that of a plain run. Not in production. */
  readonly check: boolean;
  /** Where warnings go; to the console when left out. */
  readonly warn: (message: string) => void;
}

/** Bundlers write a text for `process.env.NODE_ENV`; elsewhere there may be no process. */
function isProduction(): boolean {
  try {
    return process.env.NODE_ENV === 'production';
  } catch {
    return false;
  }
}

export let settings: Settings = {
  check: !isProduction(),
  warn: (message) => console.warn(message),
};

/**
 * Sets how the drivers of ordinary code check themselves.
 *
 * @param changes - what to change: `check`, whether the values of active and plain runs are compared (each call of a driver
 * then calls f once more; off in production), and `warn`, which gets the warnings.
 * @returns the settings before.
 * @example
 * const before = configure({ check: false });
 * configure(before).check; // => false
 */
export function configure(changes: Partial<Settings>): Settings {
  if (typeof changes !== 'object' || changes === null) {
    throw new TypeError(`configure: expected settings, got ${describe(changes)}. Call configure({ check: false }).`);
  }
  const before = settings;
  settings = { ...before, ...changes };
  return before;
}
