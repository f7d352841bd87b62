/** Charts of forward against reverse: work on the left, time on the right. Vega draws them as SVG. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Curves, Point } from './subjects/modes.js';

type Panel = Extract<TopLevelSpec, { layer: unknown }>;
type Layer = Panel['layer'][number];
type Row = Record<string, number>;

const INK = '#333333';
const COLORS = { forward: '#b2431f', reverse: '#1f5fa8' };

export async function modesCharts({ inputs, outputs, both }: Curves): Promise<Record<string, string>> {
  const m = both[0].outputs;
  return {
    'inputs.svg': await draw('One output: cost against the number of inputs', 'inputs n', inputs, (p) => p.inputs),
    'outputs.svg': await draw('One input: cost against the number of outputs', 'outputs m', outputs, (p) => p.outputs),
    'crossing.svg': await draw(`${m} outputs: where the modes cross`, 'inputs n', both, (p) => p.inputs),
  };
}

async function draw(
  title: string,
  axis: string,
  points: readonly Point[],
  sizeOf: (point: Point) => number,
): Promise<string> {
  const work = points.map((p) => ({ size: sizeOf(p), ...p.work }));
  const time = points.map((p) => ({
    size: sizeOf(p),
    forward: p.time.forward / p.time.function,
    reverse: p.time.reverse / p.time.function,
  }));
  const figure: TopLevelSpec = {
    background: 'white',
    padding: 16,
    title: { text: title, anchor: 'start', offset: 14 },
    spacing: 60,
    hconcat: [panel('counted work / work of f', axis, work), panel('time / time of f', axis, time)],
    config: {
      aria: false,
      font: 'Helvetica, Arial, sans-serif',
      title: { fontSize: 17, color: INK },
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

function panel(title: string, axis: string, rows: Row[]): Panel {
  const x = {
    field: 'size',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, base: 2, nice: false },
    axis: { title: axis, values: rows.map(({ size }) => size), format: 'd', labelFlush: false, labelOverlap: false },
  };
  const layers = (['forward', 'reverse'] as const).flatMap((mode): Layer[] => {
    const color = COLORS[mode];
    const y = {
      field: mode,
      type: 'quantitative' as const,
      scale: { type: 'log' as const },
      axis: { title, format: '~g', tickCount: 6 },
    };
    const last = rows.slice(-1);
    return [
      { data: { values: rows }, mark: { type: 'line', color, strokeWidth: 2 }, encoding: { x, y } },
      {
        data: { values: rows },
        mark: { type: 'point', filled: true, color, size: 40, opacity: 1 },
        encoding: { x, y },
      },
      {
        data: { values: last },
        mark: { type: 'text', text: mode, align: 'left', baseline: 'middle', dx: 7, fontSize: 13, color },
        encoding: { x, y },
      },
    ];
  });
  return { width: 330, height: 280, layer: layers };
}
