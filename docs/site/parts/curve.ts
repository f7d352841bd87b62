/** f, f' and f'' over a range, and what touches f at a point. */
import { valueAndSecondDerivative } from 'hyperdual/plain';

/** Value, slope and curvature. */
export type Jet = readonly [value: number, slope: number, curvature: number];

/** @throws what f throws. */
export function jetOf(f: (t: number) => number, t: number): Jet {
  const { value, derivative, secondDerivative } = valueAndSecondDerivative(f, t);
  return [value, derivative, secondDerivative];
}

/** NaN where f throws: a plot has a gap there. */
export function jetAt(f: (t: number) => number, t: number): Jet {
  try {
    return jetOf(f, t);
  } catch {
    return [Number.NaN, Number.NaN, Number.NaN];
  }
}

export interface Curves {
  readonly t: readonly number[];
  readonly jets: readonly Jet[];
}

/**
 * At `count` points, or at every second, fourth ... eighth of them where that takes too long: a range is drawn whole before it is drawn
 * finely.
 *
 * @param budget - milliseconds after which no more points are taken.
 */
export function curvesOf(
  f: (t: number) => number,
  from: number,
  to: number,
  count: number,
  budget: number = Number.POSITIVE_INFINITY,
): Curves {
  const end = performance.now() + budget;
  const found = new Map<number, Jet>();
  for (const stride of [8, 4, 2, 1]) {
    for (let i = 0; i < count; i += stride) {
      if (found.has(i)) continue;
      if (stride < 8 && performance.now() > end) break;
      found.set(i, jetAt(f, from + ((to - from) * i) / (count - 1)));
    }
  }
  const list = [...found].sort(([i], [j]) => i - j);
  return { t: list.map(([i]) => from + ((to - from) * i) / (count - 1)), jets: list.map(([, jet]) => jet) };
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
