/**
 * What the charts share: the look, and panels made of layers.
 *
 * Vega-Lite and Vega render to SVG in plain Node, without a browser, a DOM or a native canvas, put several panels on one page,
 * and take the whole chart as a piece of data. They install 25 MB; @observablehq/plot with the smallest DOM (linkedom)
 * installs 16 MB, with jsdom 35 MB, and draws one panel a call, to be put together by hand.
 */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

export type Panel = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = Panel['layer'][number];
export type Row = Record<string, number>;

export const INK = '#333333';
export const RED = '#b2431f';
export const BLUE = '#1f5fa8';
export const GREEN = '#1f7a4d';
export const VIOLET = '#6f4aa8';
export const GREY = '#9a9a9a';

/** The figure as the text of an SVG file, row by row; a list of panels is a row of its own. */
export async function draw(
  title: string,
  subtitle: string[],
  rows: readonly (Panel | Panel[])[],
  spacing = 26,
): Promise<string> {
  const figure: TopLevelSpec = {
    background: 'white',
    padding: 16,
    title: { text: title, subtitle, anchor: 'start', offset: 14 },
    spacing,
    vconcat: rows.map((row) => (Array.isArray(row) ? { spacing, hconcat: row } : row)),
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
  // Without a canvas the width of text is a rough and wide guess: texts are short, or the page would grow with them.
  const svg = await new View(parse(compile(figure).spec), { renderer: 'none' }).toSVG();
  return svg.replace('>', ` role="img"><title>${title}</title>`);
}

/** A panel with a small title of its own. */
export function panel(width: number, height: number, title: string, layer: Layer[], color: string = INK): Panel {
  return {
    width,
    height,
    title: { text: title, anchor: 'start', frame: 'group', fontSize: 13, color, offset: 8 },
    layer,
  };
}

/** A line through rows of data; the channels name the fields. What is out of their scales is cut off. */
export function line(values: Row[], x: object, y: object, color: string, mark: object = {}): Layer {
  return { data: { values }, mark: { type: 'line', clip: true, color, strokeWidth: 2, ...mark }, encoding: { x, y } };
}

export function dots(values: Row[], x: object, y: object, color: string, size = 45): Layer {
  return { data: { values }, mark: { type: 'point', filled: true, color, size, opacity: 1 }, encoding: { x, y } };
}

/** A text to the right of a point. */
export function label(values: Row[], x: object, y: object, color: string, text: string, mark: object = {}): Layer {
  return {
    data: { values },
    mark: { type: 'text', text, align: 'left', baseline: 'middle', dx: 8, fontSize: 13, color, ...mark },
    encoding: { x, y },
  };
}
