/** What the figures share: the look, and panels made of layers. Vega-Lite and Vega draw them as SVG, without a browser. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Vector } from './model.js';

export type Panel = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = Panel['layer'][number];

export const INK = '#333333';
export const RED = '#b2431f';
export const BLUE = '#1f5fa8';
export const GREEN = '#1f7a4d';
export const VIOLET = '#6f4aa8';
export const GREY = '#9a9a9a';

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

export function panel(width: number, height: number, title: string, layer: Layer[]): Panel {
  return {
    width,
    height,
    title: { text: title, anchor: 'start', frame: 'group', fontSize: 13, color: INK, offset: 8 },
    layer,
  };
}

/** The figure as the text of an SVG file. Widths of texts are guessed, and too wide: long ones would make the page grow. */
export async function draw(title: string, subtitle: string[], panels: Panel[]): Promise<string> {
  const figure: TopLevelSpec = {
    background: 'white',
    padding: 16,
    title: { text: title, subtitle, anchor: 'start', offset: 14 },
    spacing: 24,
    vconcat: panels,
    config: {
      // One title for the figure serves those who cannot see it better than a label on each mark.
      aria: false,
      font: 'Helvetica, Arial, sans-serif',
      title: { fontSize: 18, subtitleFontSize: 13, color: INK, subtitleColor: INK, subtitlePadding: 6 },
      axis: {
        labelFontSize: 12,
        titleFontSize: 13,
        titleFontWeight: 'normal',
        labelColor: INK,
        titleColor: INK,
        gridColor: '#eeeeee',
      },
      view: { stroke: '#bbbbbb' },
    },
  };
  const svg = await new View(parse(compile(figure).spec), { renderer: 'none' }).toSVG();
  return svg.replace('>', ` role="img"><title>${title}</title>`);
}
