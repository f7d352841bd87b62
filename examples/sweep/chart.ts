/** The figure: the distributions of R₀ and of the peak day, and between them both together. */
import type { Outbreak } from '../influenza/data.js';
import { draw, GREEN, INK, type Layer, type Panel, panel, RED } from '../output/figure.js';
import { Plot } from '../tracking/plot.js';
import { columnOf, WIDTH } from './program.js';
import { grouped } from './progress.js';
import { PUBLISHED } from './report.js';
import { type Bins, column, correlation, histogram, histogram2, summary } from './statistics.js';

const WIDTH_OF_PANELS = 640;
const BARS = 80;
/** Squares of 10 pixels. */
const CELLS = { x: 64, y: 34 };

/** `atFit` are the results at the estimates. */
export async function chart(outbreak: Outbreak, atFit: Float64Array, results: Float64Array): Promise<string> {
  const quantity = (list: Float64Array, fitted: number, title: string): Quantity => {
    const { quantile } = summary(list);
    return { list, fitted, title, domain: [quantile(1e-5), quantile(1 - 1e-5)] };
  };
  const [reproduction, peakDay] = (['reproduction', 'peakDay'] as const).map((outcome) =>
    quantity(
      column(results, WIDTH, columnOf(outcome)),
      atFit[columnOf(outcome)],
      outcome === 'reproduction' ? 'R₀' : 'peak day',
    ),
  );
  const counted = outbreak.days[outbreak.inBed.indexOf(Math.max(...outbreak.inBed))];
  const svg = await draw(
    'Which epidemics the data allow',
    [
      `${grouped(results.length / WIDTH)} sets of parameters, drawn about the fit.`,
      'Dashed line and white cross: the fit itself.',
    ],
    [
      histogramPanel('R₀, and the range of published values', reproduction, (plot, top) => [
        plot.band(PUBLISHED, [0, top], GREEN, 0.2),
        plot.text([PUBLISHED[0], 0.93 * top], 'published', GREEN, { dx: 4 }),
      ]),
      densityPanel(reproduction, peakDay, counted),
      histogramPanel('Peak day, and the day of the largest count', peakDay, (plot, top) => [
        upright(plot, counted, top, { color: RED }),
        plot.text([counted, 0.93 * top], 'largest count', RED, { dx: 6 }),
      ]),
    ],
  );
  // A thousandth of a pixel is enough, and halves the file.
  return svg.replace(/\d+\.\d{4,}/g, (x) => String(Number(Number(x).toFixed(3))));
}

interface Quantity {
  readonly list: Float64Array;
  readonly fitted: number;
  readonly title: string;
  /** All but a few in a million. */
  readonly domain: readonly [number, number];
}

function histogramPanel(title: string, of: Quantity, marks: (plot: Plot, top: number) => Layer[]): Panel {
  const bins = { low: of.domain[0], high: of.domain[1], count: BARS };
  const counts = histogram(of.list, bins).map((count) => (100 * count) / of.list.length);
  const top = 1.1 * Math.max(...counts);
  const plot = new Plot({ title: of.title, domain: of.domain }, { title: '% of the sets', domain: [0, top] });
  const bars = counts.map((count, i) => [edge(bins, i), 0, edge(bins, i + 1), count]);
  return panel(WIDTH_OF_PANELS, 170, title, [
    plot.boxes(bars, () => '#a5c0dd'),
    ...marks(plot, top),
    upright(plot, of.fitted, top, { strokeDash: [4, 3] }),
  ]);
}

function densityPanel(x: Quantity, y: Quantity, counted: number): Panel {
  const [xBins, yBins] = [
    { low: x.domain[0], high: x.domain[1], count: CELLS.x },
    { low: y.domain[0], high: y.domain[1], count: CELLS.y },
  ];
  const counts = histogram2(x.list, y.list, xBins, yBins);
  const most = Math.max(...counts.flat());
  const cells = counts.flatMap((column, i) =>
    column.flatMap((count, j) => (count === 0 ? [] : [{ i, j, share: count / most }])),
  );
  const plot = new Plot({ title: x.title, domain: x.domain }, { title: y.title, domain: y.domain });
  const corner = [edge(xBins, CELLS.x - 15), edge(yBins, CELLS.y - 3)];
  return panel(WIDTH_OF_PANELS, 340, 'Both together; the darker, the more sets', [
    plot.boxes(
      cells.map(({ i, j }) => [edge(xBins, i), edge(yBins, j), edge(xBins, i + 1), edge(yBins, j + 1)]),
      (k) => shade(cells[k].share),
    ),
    ...PUBLISHED.map((r) =>
      plot.line(
        y.domain.map((day) => [r, day]),
        GREEN,
      ),
    ),
    plot.line(
      x.domain.map((r) => [r, counted]),
      RED,
      { strokeWidth: 1.5 },
    ),
    plot.dots([[x.fitted, y.fitted]], 'white', { shape: 'cross', size: 110 }),
    plot.text(corner, `correlation ${correlation(x.list, y.list).toFixed(2).replace('-', '−')}`, INK),
  ]);
}

function upright(plot: Plot, x: number, top: number, mark: object): Layer {
  return plot.line(
    [
      [x, 0],
      [x, top],
    ],
    INK,
    { strokeWidth: 1.5, ...mark },
  );
}

/** Where the interval i begins. */
function edge({ low, high, count }: Bins, i: number): number {
  return low + ((high - low) * i) / count;
}

/** From nearly white to dark blue; the root makes the few at the rim visible. */
function shade(share: number): string {
  const t = Math.sqrt(share);
  const mixed = [0, 1, 2].map((i) => Math.round(LIGHT[i] + t * (DARK[i] - LIGHT[i])));
  return `rgb(${mixed.join(',')})`;
}

const LIGHT = [236, 242, 249];
const DARK = [8, 48, 107];
