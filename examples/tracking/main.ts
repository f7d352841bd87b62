/**
 * Tracks manoeuvring aircraft by radar with four Kalman filters, and asks which of them know how good they are.
 *
 * Run with `npm run tracking`.
 */
import { configure } from 'hyperdual/plain';
import { print, progress, writePictures } from '../output/print.js';
import { conversionChart, trackingChart } from './chart.js';
import { type NamedFilter, trial } from './consistency.js';
import { extendedFilter } from './extended.js';
import { gaussianFilter } from './gaussian.js';
import { STATES } from './model.js';
import { conversions } from './polar.js';
import { conversionReport, trackingReport } from './report.js';
import { fly } from './simulation.js';
import { firstOrder, sampling, secondOrder, unscented } from './transforms.js';

// The filters are timed, without the calls of the models for checking.
configure({ check: false });

const FLIGHTS = 100;
const SCANS = 50;
const PAIRS = 500;
/** The flight in the figure: one that turns a lot. */
const SHOWN = 97;

const converted = conversions([
  { name: 'first order', transform: firstOrder },
  { name: 'second order', transform: secondOrder },
  { name: 'unscented', transform: unscented },
  { name: 'sampling', transform: sampling(2, 100_000, 1) },
]);
print(conversionReport(converted));

const filters: NamedFilter[] = [
  { name: 'extended', filter: extendedFilter },
  { name: 'second order', filter: gaussianFilter(secondOrder) },
  { name: 'unscented', filter: gaussianFilter(unscented) },
  { name: 'sampling', filter: gaussianFilter(sampling(STATES, PAIRS, 2)) },
];
const flights = Array.from({ length: FLIGHTS }, (_, run) => fly(1000 + run, SCANS));
const trials = filters.map((named) => {
  progress(`Tracking ${FLIGHTS} flights: ${named.name} ...`);
  return trial(named, flights);
});
print(trackingReport(trials, FLIGHTS));

progress('Drawing ...');
await writePictures('tracking', {
  'tracking.svg': trackingChart(flights[SHOWN], trials, FLIGHTS),
  'conversion.svg': conversionChart(converted),
});
