/** Measuring the time of a function where the clock is coarser than the function. */

/** Shortest time worth reading from a clock, in milliseconds. */
const READABLE = 0.5;

/** A time and what was computed in it: a result that is handed on cannot be left out as useless. */
export interface Timed {
  /** Milliseconds for one run. */
  readonly time: number;
  readonly result: unknown;
}

/**
 * The fastest of the repeats that fit into a budget: noise only ever adds.
 *
 * @param budget - milliseconds; at least one run is made.
 */
export function fastest(run: () => unknown, budget: number): Timed {
  const start = performance.now();
  let runs = 1;
  let time = Number.POSITIVE_INFINITY;
  let result: unknown;
  do {
    const before = performance.now();
    for (let i = 0; i < runs; i++) result = run();
    const total = performance.now() - before;
    time = Math.min(time, total / runs);
    if (total < READABLE) runs *= 2;
  } while (performance.now() - start < budget);
  return { time, result };
}
