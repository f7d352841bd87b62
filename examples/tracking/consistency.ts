/**
 * Are the filters' covariances true? Over many flights the normalised estimation error squared,
 *
 *     NEES = (x - m)ᵀ·P⁻¹·(x - m),
 *
 * is χ² with 5 degrees of freedom if the errors are as large as P says. Its mean over the flights then lies near 5, in an
 * interval that is known (Bar-Shalom, Li and Kirubarajan, section 5.4). A filter above it trusts itself too much.
 */
import { quantile } from './chi-square.js';
import { type Belief, type Filter, type Step, squaredLength } from './gaussian.js';
import { STATES } from './model.js';
import { type Flight, HANDOVER } from './simulation.js';

export interface NamedFilter {
  readonly name: string;
  readonly filter: Filter;
}

/** One filter over all flights. */
export interface Trial {
  readonly name: string;
  /** Root of the mean square over the flights, after each scan: metres, metres per second. */
  readonly place: readonly number[];
  readonly velocity: readonly number[];
  /** Means over the flights, after each scan. */
  readonly nees: readonly number[];
  readonly nis: readonly number[];
  /** How often the region of 95 % probability holds the true state. */
  readonly coverage: number;
  /** Microseconds a scan. */
  readonly time: number;
}

/** A filter along a flight: what it believes after each scan. */
export function track(filter: Filter, { scans }: Flight): Step[] {
  let belief: Belief = HANDOVER;
  return scans.map((scan) => {
    const step = filter(belief, scan);
    belief = step;
    return step;
  });
}

export function trial({ name, filter }: NamedFilter, flights: readonly Flight[]): Trial {
  const started = performance.now();
  const tracks = flights.map((flight) => track(filter, flight));
  const time = (1000 * (performance.now() - started)) / (flights.length * flights[0].scans.length);
  const nees = tracks.map((steps, run) => steps.map((step, k) => neesOf(flights[run].states[k], step)));
  const scans = [...flights[0].scans.keys()];
  const over = (quantity: (run: number, k: number) => number): number[] =>
    scans.map((k) => mean(flights.map((_, run) => quantity(run, k))));
  const distance =
    (from: number) =>
    (run: number, k: number): number => {
      const [truth, { mean: m }] = [flights[run].states[k], tracks[run][k]];
      return (truth[from] - m[from]) ** 2 + (truth[from + 1] - m[from + 1]) ** 2;
    };
  const region = quantile(0.95, STATES);
  return {
    name,
    place: over(distance(0)).map(Math.sqrt),
    velocity: over(distance(2)).map(Math.sqrt),
    nees: over((run, k) => nees[run][k]),
    nis: over((run, k) => tracks[run][k].nis),
    coverage: mean(nees.flat().map((x) => (x <= region ? 1 : 0))),
    time,
  };
}

export function neesOf(truth: readonly number[], { mean: m, covariance }: Belief): number {
  return squaredLength(
    truth.map((x, i) => x - m[i]),
    covariance,
  );
}

export function mean(list: readonly number[]): number {
  return list.reduce((sum, x) => sum + x, 0) / list.length;
}
