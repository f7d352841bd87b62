/** Axes with a scale of their own, and shapes in the plane. */
import type { Layer } from '../output/figure.js';

export type Point = readonly [x: number, y: number];
export type Interval = readonly [low: number, high: number];

export interface Axis {
  readonly field: string;
  readonly type: 'quantitative';
  readonly scale: object;
  readonly axis: object;
}

export function axis(field: string, title: string, domain: Interval, more: object = {}): Axis {
  return {
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title, labelFlush: false, ...more },
  };
}

/** n + 1 numbers at equal distances. */
export function grid([low, high]: Interval, n: number): number[] {
  return Array.from({ length: n + 1 }, (_, k) => low + ((high - low) * k) / n);
}

/** A filled polygon, or a line with corners in a given order. */
export function outline(corners: readonly Point[], x: Axis, y: Axis, color: string, mark: object = {}): Layer {
  const values = corners.map(([px, py], k) => ({ [x.field]: px, [y.field]: py, k }));
  return {
    data: { values },
    mark: { type: 'line', clip: true, color, strokeWidth: 2, interpolate: 'linear-closed', ...mark },
    encoding: { x, y, order: { field: 'k', type: 'quantitative' } },
  } as Layer;
}

/** An arrow, for axes with the same unit. */
export function arrow([px, py]: Point, [qx, qy]: Point, x: Axis, y: Axis, color: string): Layer[] {
  const angle = 90 - (Math.atan2(qy - py, qx - px) * 180) / Math.PI;
  const at = [{ [x.field]: qx, [y.field]: qy }];
  return [
    outline(
      [
        [px, py],
        [qx, qy],
      ],
      x,
      y,
      color,
      { strokeWidth: 3, interpolate: 'linear' },
    ),
    {
      data: { values: at },
      mark: { type: 'point', shape: 'triangle-up', filled: true, color, size: 130, opacity: 1, angle },
      encoding: { x, y },
    } as Layer,
  ];
}
