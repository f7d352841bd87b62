/**
 * Ratios of two ways to compute the same thing, in one process.
 *
 * The machine's speed drifts and other programs take their share, so the two take turns in batches that are shorter than
 * the time slices of the system, and each pair of batches gives one ratio. The median of the ratios is reported with the
 * quartiles, and the ratio of what each takes where it is disturbed least, the tenth part of its batches that is fastest.
 */

/**
 * Runs a task so often and returns something made from all results, so that none can be left out.
 *
 * Every task brings its own loop: in a shared one V8 would see all tasks at one call and inline none.
 */
export type Loop = (runs: number) => number;

/** Where results go. */
let sink = 0;

export function consume(result: number): void {
  sink += result;
}

/** What has been consumed: printing it makes it needed. */
export function consumed(): number {
  return sink;
}

export interface Ratio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** The low decile of the ratios. */
  readonly decile: number;
  /** The low decile of the times divided by that of the baseline. */
  readonly quiet: number;
  /** Milliseconds that one run of each takes, the low decile. */
  readonly time: number;
  readonly baseline: number;
}

const PAIRS = 601;

/** Milliseconds of a batch, and of the warm-up before the first. */
const BATCH = 0.2;
const WARM_UP = 150;

/** At least so many, however long they take. */
const FEW = 5;

/**
 * Time of `run` divided by the time of `baseline`.
 *
 * @param budget - milliseconds after which no more pairs are taken.
 */
export function ratio(run: Loop, baseline: Loop, budget: number = Number.POSITIVE_INFINITY): Ratio {
  const runs = [runsFor(run), runsFor(baseline)] as const;
  const ratios: number[] = [];
  const times: number[] = [];
  const baselines: number[] = [];
  const start = performance.now();
  for (let pair = 0; pair < PAIRS; pair++) {
    if (pair >= FEW && performance.now() - start > budget) break;
    // Alternating which goes first: the second of a pair finds warmer caches.
    const first = pair % 2 === 0;
    const before = first ? batch(run, runs[0]) : 0;
    const b = batch(baseline, runs[1]);
    const a = first ? before : batch(run, runs[0]);
    ratios.push(a / b);
    times.push(a);
    baselines.push(b);
  }
  const [time, base] = [quantile(times, 0.1), quantile(baselines, 0.1)];
  return {
    median: quantile(ratios, 0.5),
    lower: quantile(ratios, 0.25),
    upper: quantile(ratios, 0.75),
    decile: quantile(ratios, 0.1),
    quiet: time / base,
    time,
    baseline: base,
  };
}

function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.round(share * (numbers.length - 1))];
}

/** Warms up, and finds the number of runs that make a batch. */
function runsFor(run: Loop): number {
  const start = performance.now();
  let runs = 1;
  let best = Number.POSITIVE_INFINITY;
  while (performance.now() - start < WARM_UP) {
    best = Math.min(best, batch(run, runs));
    runs = Math.max(1, Math.ceil(Math.min(2 * runs, BATCH / best)));
  }
  return runs;
}

/** Milliseconds for one run, from a batch of them. */
function batch(run: Loop, runs: number): number {
  const start = performance.now();
  consume(run(runs));
  return (performance.now() - start) / runs;
}
