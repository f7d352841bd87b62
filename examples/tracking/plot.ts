/** Panels whose layers share their axes. */
import type { Layer } from '../output/figure.js';
import type { Vector } from './model.js';

/** An axis with its whole scale, the same for all layers of a panel. */
export interface Axis {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly log?: boolean;
  readonly values?: readonly number[];
}

/** The layers of one panel: points [x, y] in the units of its axes. */
export class Plot {
  private readonly x: object;
  private readonly y: object;

  constructor(x: Axis, y: Axis) {
    this.x = channel('x', x);
    this.y = channel('y', y);
  }

  /** A line through points, in their order. */
  line(points: readonly Vector[], color: string, mark: object = {}): Layer {
    return this.layer(points, { type: 'line', clip: true, color, strokeWidth: 2, ...mark }, { order: { field: 'k' } });
  }

  /** Dots, or other signs by the `shape` of the mark. */
  dots(points: readonly Vector[], color: string, mark: object = {}): Layer {
    return this.layer(points, { type: 'point', clip: true, filled: true, color, size: 30, opacity: 1, ...mark }, {});
  }

  /** A text to the right of a point. */
  text(point: Vector, text: string, color: string, mark: object = {}): Layer {
    return this.layer(
      [point],
      { type: 'text', text, align: 'left', baseline: 'middle', fontSize: 13, color, ...mark },
      {},
    );
  }

  /** The area between two levels of y. */
  band(x: readonly [number, number], y: readonly [number, number], color: string, opacity: number): Layer {
    return this.layer([[x[0], y[0]]], { type: 'rect', color, opacity }, { x2: { datum: x[1] }, y2: { datum: y[1] } });
  }

  /** Rectangles [x, y, other x, other y], each with its colour. */
  boxes(boxes: readonly Vector[], color: (k: number) => string): Layer {
    const values = boxes.map(([x, y, x2, y2], k) => ({ x, y, x2, y2, color: color(k) }));
    const mark = { type: 'rect', clip: true };
    const fill = { field: 'color', type: 'nominal', scale: null };
    return {
      data: { values },
      mark,
      encoding: { x: this.x, y: this.y, x2: { field: 'x2' }, y2: { field: 'y2' }, fill },
    } as Layer;
  }

  private layer(points: readonly Vector[], mark: object, more: object): Layer {
    const values = points.map(([x, y], k) => ({ x, y, k }));
    return { data: { values }, mark, encoding: { x: this.x, y: this.y, ...more } } as Layer;
  }
}

function channel(field: 'x' | 'y', { title, domain, log = false, values }: Axis): object {
  const scale = { domain, nice: false, ...(log ? { type: 'log' } : { zero: false }) };
  const axis = { title, labelFlush: false, format: '~f', ...(values === undefined ? {} : { values }) };
  return { field, type: 'quantitative', scale, axis };
}
