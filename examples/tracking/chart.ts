/** The two figures: a flight with what the filters believe of it, and the Gaussian whose transform is known. */
import { BLUE, draw, GREEN, GREY, INK, type Layer, type Panel, panel, RED, VIOLET } from '../output/figure.js';
import { interval } from './chi-square.js';
import { type Trial, track } from './consistency.js';
import { alongSight, ellipse } from './ellipse.js';
import { extendedFilter } from './extended.js';
import { gaussianFilter, type Step } from './gaussian.js';
import { PERIOD, STATES, type Vector } from './model.js';
import { Plot } from './plot.js';
import { type Conversion, SIGHTING, toPlace } from './polar.js';
import { type Flight, gaussians } from './simulation.js';
import { secondOrder } from './transforms.js';

const WIDTH = 640;

/** Lines that lie on each other: broad and pale ones below, thin ones above. */
const STYLES: Readonly<Record<string, { readonly color: string; readonly mark: object }>> = {
  truth: { color: INK, mark: { strokeWidth: 7, opacity: 0.25 } },
  extended: { color: RED, mark: {} },
  'first order': { color: RED, mark: {} },
  'second order': { color: BLUE, mark: { strokeWidth: 6, opacity: 0.4 } },
  unscented: { color: GREEN, mark: {} },
  sampling: { color: VIOLET, mark: { strokeWidth: 1.5, strokeDash: [5, 4] } },
};

/** A flight with two filters on it. */
interface Tracked extends Flight {
  readonly extended: readonly Step[];
  readonly second: readonly Step[];
}

/** A flight on the map and after its first scan, and the consistency of all filters over all flights. */
export function trackingChart(flight: Flight, trials: readonly Trial[], flights: number): Promise<string> {
  const tracked = {
    ...flight,
    extended: track(extendedFilter, flight),
    second: track(gaussianFilter(secondOrder), flight),
  };
  return draw(
    'Tracking a manoeuvring aircraft by radar',
    [
      'Top: one flight, with 95 % regions of the place.',
      `Bottom: the consistency of the filters in ${flights} flights.`,
    ],
    [mapPanel(tracked), firstScanPanel(tracked), neesPanel(trials, flights)],
    24,
  );
}

const kilometres = (point: Vector): Vector => point.map((x) => x / 1000);

function mapPanel({ states, scans, extended, second }: Tracked): Panel {
  const seen = scans.map(({ range, bearing }) => [range * Math.cos(bearing), range * Math.sin(bearing)]);
  const [x, y] = [0, 1].map((i) => domainOf([...states, ...seen].map(kilometres), i, 0.6));
  const plot = new Plot({ title: 'x, km', domain: x }, { title: 'y, km', domain: y });
  const shown = [...scans.keys()].filter((k) => k === 0 || k === 2 || k === 5 || k % 10 === 9);
  const regions = (steps: readonly Step[], color: string): Layer[] =>
    shown.map((k) => plot.line(ellipse(steps[k]).map(kilometres), color, { strokeWidth: 1.5 }));
  // Both axes have one scale; the key counts in pixels from the upper left corner.
  const unit = (x[1] - x[0]) / WIDTH;
  const corner = (right: number, down: number): Vector => [x[0] + right * unit, y[1] - down * unit];
  return panel(WIDTH, Math.round((y[1] - y[0]) / unit), `${scans.length} scans of a radar at (0, 0)`, [
    plot.dots(seen.map(kilometres), GREY, { size: 22 }),
    plot.line(states.map(kilometres), INK, { strokeWidth: 1.5 }),
    ...regions(extended, RED),
    ...regions(second, BLUE),
    plot.line([corner(10, 16), corner(26, 16)], INK, { strokeWidth: 1.5 }),
    plot.text(corner(32, 16), 'true flight', INK),
    plot.dots([corner(18, 36)], GREY),
    plot.text(corner(32, 36), 'scans', INK),
    plot.dots([corner(18, 56)], RED, { filled: false, size: 60 }),
    plot.text(corner(32, 56), 'extended filter', RED),
    plot.dots([corner(18, 76)], BLUE, { filled: false, size: 60 }),
    plot.text(corner(32, 76), 'second-order filter', BLUE),
  ]);
}

function domainOf(points: readonly Vector[], i: number, margin: number): [number, number] {
  const list = points.map((point) => point[i]);
  return [Math.min(...list) - margin, Math.max(...list) + margin];
}

/** The beliefs after the first scan, with the line of sight upright, and its metres drawn longer than those across. */
function firstScanPanel({ states: [truth], scans: [scan], extended, second }: Tracked): Panel {
  const sight = Math.atan2(truth[1], truth[0]);
  const range = Math.hypot(truth[0], truth[1]);
  const turned = (point: Vector): Vector => alongSight(point, sight, range);
  const regions = [extended[0], second[0]].map((step) => ellipse(step).map(turned));
  const x = domainOf(regions.flat(), 0, 150);
  const circle = Array.from({ length: 81 }, (_, i) => {
    const angle = sight - (x[0] + (i / 80) * (x[1] - x[0])) / range;
    return turned([scan.range * Math.cos(angle), scan.range * Math.sin(angle)]);
  });
  const plot = new Plot(
    { title: 'metres across the line of sight', domain: x },
    { title: 'metres along it', domain: domainOf(regions.flat(), 1, 60) },
  );
  return panel(WIDTH, 220, 'The place after the first scan', [
    plot.line(circle, GREY, { strokeDash: [4, 3], strokeWidth: 1.5 }),
    plot.text(circle[2], 'range of the scan', INK, { dy: 16 }),
    ...regions.map((region, i) => plot.line(region, [RED, BLUE][i])),
    plot.dots([[0, 0]], INK, { shape: 'cross', size: 90 }),
    plot.text([0, 0], 'aircraft', INK, { dx: 10, dy: -2 }),
  ]);
}

/** NEES after each scan, the mean of all flights. */
function neesPanel(trials: readonly Trial[], flights: number): Panel {
  const end = trials[0].nees.length * PERIOD;
  const highest = Math.max(...trials.flatMap(({ nees }) => nees));
  const plot = new Plot(
    { title: 'seconds', domain: [0, end] },
    { title: 'NEES', domain: [3, 1.3 * highest], log: true, values: [3, 4, 5, 6, 8, 10, 15, 20, 30] },
  );
  const [low, high] = interval(STATES, flights);
  return panel(WIDTH, 230, 'Mean NEES; a right filter lies in the band 95 % of the time', [
    plot.band([0, end], [low, high], INK, 0.1),
    ...keyed(
      plot,
      trials.map(({ name, nees }) => ({ name, line: nees.map((y, k) => [(k + 1) * PERIOD, y]) })),
      (i) => [0.8 * end, 1.1 * highest * 0.87 ** i],
    ),
  ]);
}

/** The sighting of Julier and Uhlmann: points of the true distribution, and the Gaussians of all ways. */
export function conversionChart(conversions: readonly Conversion[]): Promise<string> {
  const next = gaussians(3);
  const { mean, covariance } = SIGHTING;
  const draws = Array.from({ length: 500 }, () => mean.map((m, i) => m + Math.sqrt(covariance[i][i]) * next()));
  const plot = new Plot({ title: 'x, m', domain: [-0.8, 0.8] }, { title: 'y, m', domain: [0.6, 1.15] });
  return draw(
    'Range and bearing to a place',
    ['The range is 1 m ± 2 cm, the bearing 90° ± 15°.', 'Draws, and 95 % regions by mean and covariance.'],
    [
      panel(WIDTH, (WIDTH * 0.55) / 1.6, '', [
        plot.dots(draws.map(toPlace) as number[][], GREY, { size: 5, opacity: 0.7 }),
        ...keyed(
          plot,
          conversions.map((belief) => ({ name: belief.name, line: ellipse(belief) })),
          (i) => [-0.12, 0.8 - 0.042 * i],
        ),
      ]),
    ],
  );
}

/** Lines in their styles, with their names at the places of a key. */
function keyed(
  plot: Plot,
  lines: readonly { readonly name: string; readonly line: readonly Vector[] }[],
  place: (i: number) => Vector,
): Layer[] {
  return lines.flatMap(({ name, line }, i) => {
    const { color, mark } = STYLES[name];
    return [plot.line(line, color, mark), plot.text(place(i), name, color)];
  });
}
