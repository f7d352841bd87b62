/** Figure 5.12: f(x) = sin x + cos x linearized at x₀ = -2, and the distance of f from its tangent. */
import { linearize, secondDerivative } from 'hyperdual/plain';
import { BLUE, dots, draw, INK, type Layer, label, line, type Panel, RED, type Row } from '../output/figure.js';
import { axis, grid, type Interval } from './plane.js';
import { sinPlusCos } from './taylor.js';

export const CENTER = -2;

/** The tangent T(x) = f(x₀) + f'(x₀)(x - x₀). */
export function tangent(x: number): number {
  return linearize(sinPlusCos, CENTER).evaluate(x);
}

/** Distances |f(x₀ + h) - T(x₀ + h)|, with the quadratic term |f''(x₀)|/2·h² that they approach. */
export function distances(steps: readonly number[]): { h: number; distance: number; quadratic: number }[] {
  const curvature = secondDerivative(sinPlusCos, CENTER);
  return steps.map((h) => ({
    h,
    distance: Math.abs(sinPlusCos(CENTER + h) - tangent(CENTER + h)),
    quadratic: 0.5 * Math.abs(curvature) * h ** 2,
  }));
}

export function linearizationFigure(): Promise<string> {
  return draw(
    'Linearization of f(x) = sin x + cos x at x₀ = -2',
    ['Below: the distance of the tangent from f grows with the square.'],
    [tangentPanel(), distancePanel()],
  );
}

function tangentPanel(): Panel {
  const domain: Interval = [-4, 4];
  const x = axis('x', 'x', domain, { tickCount: 9 });
  const y = axis('y', 'y', [-3, 2]);
  const { value: height, tangent: slope } = linearize(sinPlusCos, CENTER);
  const rows = (f: (at: number) => number): Row[] => grid(domain, 160).map((at) => ({ x: at, y: f(at) }));
  const point = [{ x: CENTER, y: height }];
  const sign = slope(1) < 0 ? '-' : '+';
  const text = `tangent: ${height.toFixed(3)} ${sign} ${Math.abs(slope(1)).toFixed(3)}(x + 2)`;
  const layer: Layer[] = [
    line(rows(sinPlusCos), x, y, BLUE),
    line(rows(tangent), x, y, RED),
    dots(point, x, y, INK, 70),
    label(point, x, y, INK, '(x₀, f(x₀))', { dy: 12 }),
    label([{ x: 2.3, y: 0.15 }], x, y, BLUE, 'f'),
    label([{ x: -3.9, y: 1.5 }], x, y, RED, text),
  ];
  return { width: 640, height: 300, layer };
}

function distancePanel(): Panel {
  const rows = distances(grid([-3, 0.3], 60).map((k) => 10 ** k));
  const scaled = (field: string, title: string, domain: Interval, values: number[]) => ({
    ...axis(field, title, domain),
    scale: { type: 'log', domain, nice: false },
    axis: { title, values, labelFlush: false, labelExpr: "datum.value == 1 ? '1' : format(datum.value, '.0e')" },
  });
  const x = scaled('h', 'x - x₀', [1e-3, 2], [0.001, 0.01, 0.1, 1]);
  const y = (field: string) => scaled(field, 'distance from f', [1e-7, 10], [1e-6, 1e-4, 1e-2, 1]);
  const layer: Layer[] = [
    line(rows, x, y('quadratic'), INK, { strokeDash: [5, 4] }),
    line(rows, x, y('distance'), RED),
    label([{ h: 0.025, quadratic: 1e-5 }], x, y('quadratic'), INK, "dashed: ½|f''(x₀)|(x - x₀)²"),
  ];
  return { width: 640, height: 190, layer };
}
