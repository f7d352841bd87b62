/** The printed tables. */
import { table } from '../output/print.js';
import { interval } from './chi-square.js';
import { mean, type Trial } from './consistency.js';
import { STATES } from './model.js';
import type { Conversion } from './polar.js';

/** One Gaussian through one function by all ways. */
export function conversionReport(conversions: readonly Conversion[]): string {
  const rows = conversions.map(({ name, mean: [x, y], covariance: [[xx], [, yy]], divergence }) => [
    name,
    (x + 0).toFixed(4).replace('-0.0000', '0.0000'),
    y.toFixed(4),
    Math.sqrt(xx).toFixed(4),
    Math.sqrt(yy).toFixed(4),
    divergence === 0 ? '0' : divergence.toPrecision(2),
  ]);
  return [
    'Range 1 m ± 2 cm, bearing 90° ± 15°, to a place in metres',
    table(['', 'mean of x', 'mean of y', 'σ of x', 'σ of y', 'divergence, nats'], rows, 'lrrrrr'),
  ].join('\n');
}

/** How well the filters track, and whether they know it. */
export function trackingReport(trials: readonly Trial[], flights: number): string {
  const rows = trials.map(({ name, place, velocity, nees, nis, coverage, time }) => [
    name,
    rootMeanSquare(place).toFixed(0),
    rootMeanSquare(velocity).toFixed(1),
    significant(nees[0]),
    significant(mean(nees)),
    `${inside(nees, interval(STATES, flights))} of ${nees.length}`,
    mean(nis).toFixed(2),
    `${(100 * coverage).toFixed(1)} %`,
    time.toFixed(0),
  ]);
  const head = [
    'filter',
    'place, m',
    'velocity, m/s',
    'NEES, scan 1',
    'NEES',
    'in interval',
    'NIS',
    '95 % region',
    'µs a scan',
  ];
  const [low, high] = interval(STATES, flights);
  return [
    `${flights} flights of ${trials[0].nees.length} scans. Errors are roots of mean squares.`,
    table(head, rows, 'lrrrrrrrr'),
    `A consistent filter has NEES ${STATES}, after each scan within ${low.toFixed(2)} to ${high.toFixed(2)} with 95 % probability;`,
    'NIS 2, and a 95 % region that holds the true state 95 % of the time.',
  ].join('\n');
}

function rootMeanSquare(list: readonly number[]): number {
  return Math.sqrt(mean(list.map((x) => x * x)));
}

export function inside(list: readonly number[], [low, high]: readonly [number, number]): number {
  return list.filter((x) => low <= x && x <= high).length;
}

/** Three digits, or all before the point. */
function significant(x: number): string {
  return x >= 100 ? x.toFixed(0) : x.toPrecision(3);
}
