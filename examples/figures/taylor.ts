'use derivatives';
/** Figure 5.4: Taylor polynomials of f(x) = sin x + cos x about 0, and how far they are off. */
import type { TaylorPolynomial } from 'hyperdual';
import { taylorPolynomial } from 'hyperdual/plain';
import { BLUE, draw, GREEN, GREY, type Layer, label, line, RED, type Row, VIOLET } from '../output/figure.js';
import { type Axis, axis, grid, type Point } from './plane.js';

/** (5.19). */
export function sinPlusCos(x: number): number {
  return Math.sin(x) + Math.cos(x);
}

export const DEGREES = [0, 1, 5, 10] as const;

/** T_n of the degrees of the figure. */
export function polynomials(): TaylorPolynomial[] {
  return DEGREES.map((degree) => taylorPolynomial(sinPlusCos, 0, degree));
}

const COLORS = [GREEN, RED, VIOLET, BLUE];
const DOMAIN = [-4, 4] as const;
/** What double precision leaves of an error: nothing below is drawn. */
const LEAST = 1e-15;

/** Where the names of the polynomials stand. */
const PLACES: readonly Point[] = [
  [2.1, 1.25],
  [1.4, 3],
  [3.1, 3],
  [-3.95, -0.8],
];

export function taylorFigure(): Promise<string> {
  // Close together about 0, where the distances fall steeply.
  const xs = grid([-1, 1], 200).map((t) => 4 * t * Math.abs(t));
  const x = axis('x', 'x', DOMAIN, { tickCount: 9 });
  const y = axis('y', 'y', [-3.5, 3.5]);
  const error: Axis = {
    ...axis('error', 'distance from f', [LEAST, 100]),
    scale: { type: 'log', domain: [LEAST, 100], nice: false },
    axis: {
      title: 'distance from f',
      values: [1e-12, 1e-9, 1e-6, 1e-3, 1],
      labelExpr: "datum.value == 1 ? '1' : format(datum.value, '.0e')",
    },
  };
  const curves = polynomials().map((t): Row[] => xs.map((at) => ({ x: at, y: t(at) })));
  const errors = polynomials().map((t): Row[] =>
    xs.map((at) => ({ x: at, error: Math.max(LEAST / 1000, Math.abs(sinPlusCos(at) - t(at))) })),
  );
  const names: Layer[] = PLACES.map(([at, height], k) =>
    label([{ x: at, y: height }], x, y, COLORS[k], `T${subscript(DEGREES[k])}`, { fontWeight: 'bold' }),
  );
  const f = xs.map((at) => ({ x: at, y: sinPlusCos(at) }));
  return draw(
    'Taylor polynomials of f(x) = sin x + cos x about 0',
    ['Of degree 0, 1, 5 and 10; below, how far they are from f.'],
    [
      {
        width: 640,
        height: 300,
        layer: [
          line(f, x, y, GREY, { strokeWidth: 6, opacity: 0.6 }),
          ...curves.map((rows, k) => line(rows, x, y, COLORS[k])),
          ...names,
          label([{ x: 3.4, y: -1.75 }], x, y, GREY, 'f', { fontWeight: 'bold' }),
        ],
      },
      { width: 640, height: 200, layer: errors.map((rows, k) => line(rows, x, error, COLORS[k])) },
    ],
  );
}

function subscript(n: number): string {
  return [...String(n)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}
