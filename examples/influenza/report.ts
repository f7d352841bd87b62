/** The printed tables. */
import { table } from '../output/print.js';
import type { Outbreak } from './data.js';
import type { EpidemicFit, Estimate } from './fit.js';
import { BOYS } from './model.js';
import { type JacobianCheck, OUTCOMES, PARAMETERS, type Sensitivity } from './sensitivity.js';
import { sameBits, type TimedFit } from './speed.js';

const SYMBOLS = { beta: 'β', gamma: 'γ', initial: 'I₀' };
const UNITS = { beta: 'per day', gamma: 'per day', initial: 'boys' };
const OUTCOME_NAMES = { peakSize: 'peak size, boys', peakDay: 'peak day', finalSize: 'ever infected, boys' };

/** Parameters with standard errors, and what follows from them. */
export function fitReport(fit: EpidemicFit): string {
  const rows = PARAMETERS.map((name, i) => [
    SYMBOLS[name],
    fit.named[name].toFixed(4),
    Math.sqrt(fit.covariance[i][i]).toFixed(4),
    UNITS[name],
  ]);
  const derived = (name: string, { value, standardError }: Estimate, unit: string): string[] => {
    return [name, value.toFixed(4), standardError.toFixed(4), unit];
  };
  rows.push(derived('R₀ = β/γ', fit.reproduction, ''), derived('1/γ', fit.infectiousPeriod, 'days'));
  return [
    'Fitted parameters; R₀ and 1/γ by the delta method',
    table(['parameter', 'value', 'standard error', 'unit'], rows, 'lrrl'),
    `RSS ${fit.rss.toFixed(2)} with ${fit.degreesOfFreedom} degrees of freedom, residual standard deviation ${fit.sigma.toFixed(2)} boys.`,
    `At the fit the residuals are orthogonal to the columns of J: |cos| at most ${fit.cosine.toExponential(1)}.`,
  ].join('\n');
}

/** Counts, fit and residuals by day. */
export function dayReport({ days, inBed }: Outbreak, { fitted, residuals, sigma }: EpidemicFit): string {
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const rows = days.map((day, i) => [
    String(day),
    date.format(Date.UTC(1978, 0, 22 + day)),
    String(inBed[i]),
    fitted[i].toFixed(1),
    signed(residuals[i], 1),
    signed(residuals[i] / sigma, 2),
  ]);
  return `Boys in bed by day\n${table(['day', 'date', 'counted', 'fitted', 'residual', 'residual/σ'], rows, 'rrrrrr')}`;
}

/** The fits side by side, and the literature. */
export function startReport(fits: readonly { readonly assumed: string; readonly fit: EpidemicFit }[]): string {
  const withError = ({ value, standardError }: Estimate): string => `${value.toFixed(2)} ± ${standardError.toFixed(2)}`;
  const rows = fits.map(({ assumed, fit }) => {
    return [assumed, withError(fit.reproduction), withError(fit.infectiousPeriod), fit.rss.toFixed(0)];
  });
  return [
    'What R₀ owes to the assumed start',
    table(['start', 'R₀', '1/γ, days', 'RSS'], rows, 'lrrr'),
    'Published: R₀ 3.78, 1/γ 2.27 days (Murray); R₀ 3.65, 1/γ 2.2 days (Keeling and Rohani).',
  ].join('\n');
}

/** Derivatives and elasticities of the outcomes, each beside its finite difference. */
export function sensitivityReport(list: readonly Sensitivity[]): string {
  const rows = list.map(({ outcome, parameter, value, derivative, elasticity, difference }) => [
    parameter === PARAMETERS[0] ? `${OUTCOME_NAMES[outcome]} ${value.toFixed(2)}` : '',
    SYMBOLS[parameter],
    significant(derivative),
    significant(elasticity),
    relative(derivative, difference.derivative),
    Math.abs(difference.error / derivative).toExponential(0),
  ]);
  const head = ['outcome', 'p', '∂y/∂p', 'elasticity', 'differences off by', 'their own estimate'];
  // Time measured in another unit: β and γ scale together, sizes stay, days scale inversely.
  const sums = OUTCOMES.map((outcome) => {
    const of = list.filter((s) => s.outcome === outcome && s.parameter !== 'initial');
    return of.reduce((sum, s) => sum + s.elasticity, outcome === 'peakDay' ? 1 : 0);
  });
  const share = list.filter((s) => s.outcome === 'finalSize')[0].value / BOYS;
  return [
    'Sensitivities: y grows by elasticity % when p grows by 1 %',
    table(head, rows, 'llrrrr'),
    `In the end ${(100 * share).toFixed(1)} % of the boys were infected.`,
    'The elasticities to β and γ must add up to 0, -1 and 0 (a change of the unit of time);',
    `they miss that by ${sums.map((x) => Math.abs(x).toExponential(0)).join(', ')}.`,
  ].join('\n');
}

export function jacobianReport(checks: readonly JacobianCheck[]): string {
  const rows = checks.map(({ parameter, distance, error }) => {
    return [`∂I/∂${SYMBOLS[parameter]}`, distance.toExponential(1), error.toExponential(1)];
  });
  const head = ['column of J', 'differences off by', 'their own estimate'];
  return `Exact Jacobian of the curve against central differences, relative to the largest entry\n${table(head, rows, 'lrr')}`;
}

/** The whole fit with compiled curves beside the eager one. */
export function speedReport(eager: TimedFit, compiled: readonly TimedFit[]): string {
  const rows = compiled.map(({ name, compiling, first, later, paidOff }) => [
    name,
    compiling.toFixed(0),
    first.toFixed(0),
    later.toFixed(1),
    (eager.later / later).toFixed(0),
    paidOff === undefined ? '' : `${paidOff} calls`,
  ]);
  rows.unshift([eager.name, '', '', eager.later.toFixed(1), '1', '']);
  const head = [
    'the whole fit',
    'compiling, ms',
    'and first fit, ms',
    'later fits, ms',
    'times as fast',
    'compiling paid off after',
  ];
  const same = compiled.every(({ fit }) => sameBits(fit, eager.fit));
  return [
    `The fit with compiled programs: ${eager.calls} calls for values or a Jacobian`,
    table(head, rows, 'lrrrrr'),
    `Parameters, curve and Jacobian are ${same ? '' : 'NOT '}those of the eager fit to the last bit.`,
  ].join('\n');
}

function signed(x: number, digits: number): string {
  return `${x < 0 ? '-' : '+'}${Math.abs(x).toFixed(digits)}`;
}

/** Five significant digits, with the sign always shown. */
function significant(x: number): string {
  const text = Number(Math.abs(x).toPrecision(5));
  return `${x < 0 ? '-' : '+'}${text < 1e-3 ? text.toExponential(4) : text.toPrecision(5)}`;
}

function relative(x: number, y: number): string {
  return Math.abs((y - x) / x).toExponential(0);
}
