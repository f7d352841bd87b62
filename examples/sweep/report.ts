/** The printed tables. */
import { type EpidemicFit, listed } from '../influenza/fit.js';
import { standardError } from '../influenza/least-squares.js';
import { PARAMETERS } from '../influenza/sensitivity.js';
import { table } from '../output/print.js';
import { columnOf, columnOfSlope, OUTCOMES, ROW, WIDTH } from './program.js';
import { grouped } from './progress.js';
import { column, correlation, summary } from './statistics.js';
import type { Timing } from './timing.js';

/** The numbers of many points and of their results. */
export interface Sweep {
  readonly points: Float64Array;
  readonly results: Float64Array;
}

const SYMBOLS = { beta: 'β', gamma: 'γ', initial: 'I₀' };
const NAMES = {
  reproduction: 'R₀',
  peakDay: 'peak day',
  peakSize: 'peak size, boys',
  finalSize: 'ever infected, boys',
};

/** R₀ as published, for fits that assume the start. */
export const PUBLISHED = [3.6, 3.8] as const;

/** The ways side by side; the first is what the others are compared with. */
export function speedReport(timings: readonly Timing[], compiling: number): string {
  const cost = ({ cpu, points }: Timing): number => (1e6 * cpu) / points;
  const rows = timings.map((timing) => [
    timing.name,
    grouped(timing.points),
    timing.seconds.toFixed(2),
    grouped(timing.points / timing.seconds),
    cost(timing).toFixed(1),
    (cost(timings[0]) / cost(timing)).toFixed(1),
  ]);
  return [
    `All outcomes and their ${WIDTH - OUTCOMES.length} derivatives; compiled in ${compiling.toFixed(2)} s`,
    table(['', 'points', 'seconds', 'points a second', 'µs of CPU a point', 'ratio'], rows, 'lrrrrr'),
  ].join('\n');
}

/** What the sets of parameters say of the epidemic; `atFit` are the results at the estimates. */
export function distributionReport(fit: EpidemicFit, atFit: Float64Array, { results }: Sweep): string {
  const columns = OUTCOMES.map((outcome) => column(results, WIDTH, columnOf(outcome)));
  const rows = OUTCOMES.map((outcome, k) => {
    const { mean, deviation, quantile } = summary(columns[k]);
    const slope = PARAMETERS.map((parameter) => atFit[columnOfSlope(outcome, parameter)]);
    const numbers = [atFit[columnOf(outcome)], mean, deviation, standardError(fit, slope)];
    return [NAMES[outcome], ...[...numbers, ...[0.025, 0.5, 0.975].map(quantile)].map(significant)];
  });
  const [reproduction, peakDay] = columns;
  const published = reproduction.filter((x) => x >= PUBLISHED[0] && x <= PUBLISHED[1]).length / reproduction.length;
  const without = peakDay.length - summary(peakDay).count;
  return [
    `${grouped(peakDay.length)} sets of parameters`,
    table(['', 'at the fit', 'mean', 'σ', 'σ to first order', '2.5 %', 'median', '97.5 %'], rows, 'lrrrrrrr'),
    `Correlation of R₀ and peak day: ${correlation(reproduction, peakDay).toFixed(3)}.`,
    `R₀ lies in ${PUBLISHED.join(' to ')}, as published, for ${(100 * published).toFixed(1)} % of the sets.`,
    `Sets without a peak in the days computed: ${grouped(without)}.`,
  ].join('\n');
}

/** How far the local sensitivities hold: elasticities at the fit, and over all sets. */
export function sensitivityReport(fit: EpidemicFit, atFit: Float64Array, { points, results }: Sweep): string {
  const p = listed(fit.named);
  const rows = OUTCOMES.slice(1).flatMap((outcome) =>
    PARAMETERS.map((parameter, j) => {
      const [of, slope] = [columnOf(outcome), columnOfSlope(outcome, parameter)];
      const elasticities = Float64Array.from(
        { length: results.length / WIDTH },
        (_, k) => (points[k * ROW + j] / results[k * WIDTH + of]) * results[k * WIDTH + slope],
      );
      const { quantile } = summary(elasticities);
      const numbers = [(p[j] / atFit[of]) * atFit[slope], ...[0.025, 0.5, 0.975].map(quantile)];
      return [j === 0 ? NAMES[outcome] : '', SYMBOLS[parameter], ...numbers.map(signed)];
    }),
  );
  return [
    'Elasticities: y grows by so many % when p grows by 1 %',
    table(['outcome', 'p', 'at the fit', '2.5 %', 'median', '97.5 %'], rows, 'llrrrr'),
  ].join('\n');
}

function significant(x: number): string {
  return x.toPrecision(4);
}

function signed(x: number): string {
  return `${x < 0 ? '-' : '+'}${Math.abs(x).toFixed(4)}`;
}
