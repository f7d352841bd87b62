/** Charts of forward against reverse: work on the left, time on the right. */
import { BLUE, dots, draw, type Layer, label, line, type Panel, RED, type Row } from '../examples/output/figure.js';
import type { Curves, Point } from './subjects/modes.js';

const COLORS = { forward: RED, reverse: BLUE };

export async function modesCharts({ inputs, outputs, both }: Curves): Promise<Record<string, string>> {
  const m = both[0].outputs;
  return {
    'inputs.svg': await chart('One output: cost against the number of inputs', 'inputs n', inputs, (p) => p.inputs),
    'outputs.svg': await chart('One input: cost against the number of outputs', 'outputs m', outputs, (p) => p.outputs),
    'crossing.svg': await chart(`${m} outputs: where the modes cross`, 'inputs n', both, (p) => p.inputs),
  };
}

function chart(
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
  const panels = [panel('counted work / work of f', axis, work), panel('time / time of f', axis, time)];
  return draw(title, [], [panels], 60);
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
    return [line(rows, x, y, color), dots(rows, x, y, color), label(rows.slice(-1), x, y, color, mode)];
  });
  return { width: 330, height: 280, layer: layers };
}
