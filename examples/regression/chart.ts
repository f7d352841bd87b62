/** The picture: on the left the data with the fit, on the right how the methods get there. */
import {
  BLUE,
  dots,
  draw,
  GREEN,
  GREY,
  INK,
  type Layer,
  label,
  line,
  type Panel,
  panel,
  RED,
  type Row,
} from '../output/figure.js';
import { METHODS, type Method, type Run } from './duel.js';
import { largestError } from './statistics.js';

const COLORS: Record<Method, string> = { "Newton's method": BLUE, 'gradient descent': RED, 'Gauss-Newton': GREEN };
const DASHES = { strokeDash: [5, 4] };
/** A run is drawn until it has 10 of the 11 certified digits. */
const REACHED = 1e-10;
const LARGEST = 1e4;

export function chart(runs: readonly Run[]): Promise<string> {
  const names = [...new Set(runs.map(({ problem }) => problem.name))];
  const rows = names.map((name, k) => {
    const own = runs.filter(({ problem }) => problem.name === name);
    return [fitPanel(own), convergencePanel(own, k === 0)];
  });
  const subtitle = [
    'Left: data and fit; grey: the curves of start 1 (solid) and 2 (dashed).',
    'Right: the largest relative error of a parameter, from both starts.',
  ];
  return draw("Newton's method against gradient descent", subtitle, rows, 34);
}

function fitPanel([{ problem, path }]: readonly Run[]): Panel {
  const { name, level, observed, x: columns, starts } = problem;
  const [xs, ...others] = columns;
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...observed), Math.max(...observed)];
  const x = channel('x', left, right);
  const y = channel('y', low, high);
  const grid = Array.from({ length: 121 }, (_, k) => left + ((right - left) * k) / 120);
  const curve = (b: readonly number[]): Row[] => {
    // Of other predictors the first value is taken.
    const values = problem.curve(b, [grid, ...others.map((column) => grid.map(() => column[0]))]);
    return grid.map((at, k) => ({ x: at, y: values[k] })).filter((point) => Number.isFinite(point.y));
  };
  const points = observed.map((at, i) => ({ x: xs[i], y: at }));
  return panel(300, 210, `${name} (${level} difficulty)`, [
    ...starts.map((b, k) => line(curve(b), x, y, GREY, k === 0 ? {} : DASHES)),
    line(curve(path.end.parameters), x, y, BLUE),
    dots(points, x, y, INK, 30),
  ]);
}

/** An axis a little longer than the data. */
function channel(field: string, low: number, high: number) {
  const margin = 0.05 * (high - low);
  return {
    field,
    type: 'quantitative' as const,
    scale: { domain: [low - margin, high + margin], nice: false, zero: false },
    axis: { title: field, tickCount: 6 },
  };
}

function convergencePanel(runs: readonly Run[], isFirst: boolean): Panel {
  const x = {
    field: 'iteration',
    type: 'quantitative' as const,
    // Logarithmic, with room for 0.
    scale: { type: 'symlog' as const, constant: 1, domain: [0, longest(runs)], nice: false },
    axis: { title: 'iteration', values: [0, 1, 10, 100, 1000, 10_000], format: 'd', labelFlush: false },
  };
  const y = {
    field: 'error',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [REACHED / 10, LARGEST], nice: false },
    axis: {
      title: 'error',
      values: [1e-9, 1e-6, 1e-3, 1, 1e3],
      labelExpr: "datum.value == 1 ? '1' : replace(format(datum.value, '.0e'), '+', '')",
    },
  };
  const curves = runs.map((run) => {
    return line(thinned(errors(run)), x, y, COLORS[run.method], run.start === 0 ? {} : DASHES);
  });
  const names = METHODS.map((method, k): Layer => {
    return label([{ iteration: 18, error: 10 ** (-4.6 - 1.5 * k) }], x, y, COLORS[method], method);
  });
  return panel(380, 210, 'error of the parameters', isFirst ? [...curves, ...names] : curves);
}

function longest(runs: readonly Run[]): number {
  return Math.max(...runs.map(({ path }) => path.iterations));
}

function errors({ problem, path }: Run): Row[] {
  const all = path.steps.map(({ parameters }, iteration) => {
    return { iteration, error: Math.min(LARGEST, largestError(parameters, problem.certified.parameters)) };
  });
  const end = all.findIndex(({ error }) => error <= REACHED);
  return end < 0 ? all : all.slice(0, end + 1);
}

/** Points at equal distances on the axis: thousands of iterations would make a large file of it. */
function thinned(points: Row[]): Row[] {
  let next = 0;
  return points.filter(({ iteration }, k) => {
    const keep = iteration >= next || k === points.length - 1;
    if (keep) next = iteration * 1.06;
    return keep;
  });
}
