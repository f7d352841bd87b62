/** f, f' and f'' over a range, and what touches f at a point. */
import { valueAndSecondDerivative } from 'hyperdual/plain';

/** Value, slope and curvature. */
export type Jet = readonly [value: number, slope: number, curvature: number];

/** NaN where f throws: a plot has a gap there. */
export function jetAt(f: (t: number) => number, t: number): Jet {
  try {
    const { value, derivative, secondDerivative } = valueAndSecondDerivative(f, t);
    return [value, derivative, secondDerivative];
  } catch {
    return [Number.NaN, Number.NaN, Number.NaN];
  }
}

export interface Curves {
  readonly t: readonly number[];
  readonly jets: readonly Jet[];
}

export function curvesOf(f: (t: number) => number, from: number, to: number, count: number): Curves {
  const t = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  return { t, jets: t.map((ti) => jetAt(f, ti)) };
}

/** The tangent: value + slope·(t - t0). The parabola has the curvature too. */
export function touching(
  [value, slope, curvature]: Jet,
  t0: number,
): { tangent(t: number): number; parabola(t: number): number } {
  return {
    tangent: (t) => value + slope * (t - t0),
    parabola: (t) => value + slope * (t - t0) + (curvature / 2) * (t - t0) ** 2,
  };
}
