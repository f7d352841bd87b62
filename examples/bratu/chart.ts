/** The picture: both solutions, how Newton's method came to them, and the coloured pattern. */
import { BLUE, dots, draw, INK, type Layer, label, line, type Panel, panel, RED, type Row } from '../output/figure.js';
import { largest, type Solution } from './newton.js';

/** Points along a side of a picture: of 100 x 100 every fourth is drawn. */
const SHOWN = 25;

export function chart(solutions: readonly Solution[]): Promise<string> {
  const [{ m, lambda }] = solutions;
  return draw(
    "Two solutions of Bratu's problem",
    [`Δu + λ·exp(u) = 0 in the unit square, λ = ${lambda}, on ${m} x ${m} points: Newton with the sparse Jacobian.`],
    [solutions.map((solution, k) => map(solution, k)), convergence(solutions)],
  );
}

function map({ m, u }: Solution, k: number): Panel {
  const stride = Math.max(1, Math.round(m / SHOWN));
  const h = 1 / (m + 1);
  // A little wider than its place: there would be white lines between the cells.
  const [before, after] = [0.5 * h * stride, 0.7 * h * stride];
  const cells: Row[] = [];
  for (let j = 0; j < m; j += stride) {
    for (let i = 0; i < m; i += stride) {
      const [x, y] = [h * (i + 1), h * (j + 1)];
      cells.push({
        x: x - before,
        x2: x + after,
        y: y - before,
        y2: y + after,
        u: u[j * m + i],
      });
    }
  }
  const side = (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [0, 1], nice: false },
    axis: { title: field, values: [0, 0.5, 1], grid: false },
  });
  const layer = {
    data: { values: cells },
    mark: { type: 'rect', strokeWidth: 0, clip: true },
    encoding: {
      x: side('x'),
      x2: { field: 'x2' },
      y: side('y'),
      y2: { field: 'y2' },
      color: {
        field: 'u',
        type: 'quantitative',
        scale: { scheme: k === 0 ? 'blues' : 'oranges', domain: [0, largest(u)] },
        legend: { title: 'u', gradientLength: 140, format: '.1f' },
      },
    },
  } as Layer;
  return {
    ...panel(250, 250, `Height ${largest(u).toFixed(3)}`, [layer], k === 0 ? BLUE : RED),
    resolve: { scale: { color: 'independent' } },
  } as Panel;
}

function convergence(solutions: readonly Solution[]): Panel {
  const most = Math.max(...solutions.map(({ steps }) => steps.length)) - 1;
  const x = {
    field: 'step',
    type: 'quantitative' as const,
    scale: { domain: [0, most + 1.5], nice: false },
    axis: { title: 'step of Newton', values: Array.from({ length: most + 1 }, (_, step) => step), format: 'd' },
  };
  const y = {
    field: 'residual',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [1e-17, 1], nice: false },
    axis: { title: 'largest |F|', values: [1, 1e-4, 1e-8, 1e-12, 1e-16], format: '.0e' },
  };
  const layers = solutions.flatMap(({ steps, u }, k) => {
    const color = k === 0 ? BLUE : RED;
    const rows = steps.map(({ step, residual }) => ({ step, residual: Math.max(residual, 1e-17) }));
    return [
      line(rows, x, y, color),
      dots(rows, x, y, color),
      label(rows.slice(-1), x, y, color, `to ${largest(u).toFixed(2)}`),
    ];
  });
  return panel(610, 190, 'Each step doubles the digits at the end', layers, INK);
}
