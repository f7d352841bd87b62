/** Growth with n on logarithmic axes: a line for each way that is right, its name at its end. */
import { draw, type Layer, line, type Panel } from '../../examples/output/figure.js';

export interface Curve {
  readonly name: string;
  readonly points: readonly { readonly n: number; readonly y: number }[];
  readonly isOwn: boolean;
}

const COLORS = [
  '#7a7a7a',
  '#b2431f',
  '#8a6d00',
  '#1f7a4d',
  '#6f4aa8',
  '#a8326e',
  '#3a7c8c',
  '#8c5a3a',
  '#5a6b1f',
  '#444466',
];
const OWN = '#1f5fa8';
const HEIGHT = 330;

export function growth(title: string, axis: string, curves: readonly Curve[]): Promise<string> {
  // A package has the same colour in all charts.
  const shown = curves
    .map((curve, i) => ({ ...curve, color: curve.isOwn ? OWN : COLORS[i % COLORS.length] }))
    .filter(({ points }) => points.length > 1);
  const all = shown.flatMap(({ points }) => points.map(({ y }) => y));
  const sizes = [...new Set(shown.flatMap(({ points }) => points.map(({ n }) => n)))].sort((a, b) => a - b);
  const domain: [number, number] = [Math.min(1, ...all) / 1.3, Math.max(...all) * 1.6];
  const room = sizes[sizes.length - 1] * 6;
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { type: 'log', domain: [sizes[0] / 1.1, room], nice: false },
    axis: { title: 'inputs n', values: sizes, format: 'd', grid: false },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { type: 'log', domain, nice: false },
    axis: { title: axis, format: '~s', tickCount: 6 },
  };
  const places = spread(
    shown.map(({ points }) => points[points.length - 1].y),
    domain,
  );
  const layers = shown.flatMap(({ name, points, isOwn, color }, i): Layer[] => {
    const end = points[points.length - 1];
    const values = points.map((p) => ({ x: p.n, y: p.y }));
    const mark = { strokeWidth: isOwn ? 3 : 1.6, ...(name.includes('reverse') && { strokeDash: [6, 3] }) };
    const text = { type: 'text', text: name, align: 'left', baseline: 'middle', dx: 8, fontSize: 12, color } as const;
    const at = [{ x: Math.max(end.n, sizes[sizes.length - 1]), y: places[i] }];
    return [
      line(values, x, y, color, { ...mark, point: { color, size: 30 } }),
      // From the end of the line to its name, which had to move.
      line([{ x: end.n, y: end.y }, ...at], x, y, color, { strokeWidth: 0.6, strokeDash: [2, 2] }),
      { data: { values: at }, mark: text, encoding: { x, y } } as Layer,
    ];
  });
  const even = line(
    [
      { x: sizes[0], y: 1 },
      { x: sizes[sizes.length - 1], y: 1 },
    ],
    x,
    y,
    '#000000',
    { strokeWidth: 1 },
  );
  const panel: Panel = { width: 720, height: HEIGHT, layer: axis.startsWith('times') ? [even, ...layers] : layers };
  return draw(title, [], [panel]);
}

/** Places for texts, none nearer to the next than a line of text, on a logarithmic axis. */
export function spread(ys: readonly number[], [low, high]: readonly [number, number]): number[] {
  const unit = Math.log(high / low) / HEIGHT;
  const order = ys.map((y, i) => ({ at: Math.log(y) / unit, i })).sort((a, b) => b.at - a.at);
  // From the top down, each at least 15 pixels below the one before; then up again from the bottom.
  const bottom = Math.log(low) / unit + 6;
  for (let k = 1; k < order.length; k++) order[k].at = Math.min(order[k].at, order[k - 1].at - 15);
  for (let k = order.length - 1; k >= 0; k--) {
    const floor = k === order.length - 1 ? bottom : order[k + 1].at + 15;
    order[k].at = Math.max(order[k].at, floor);
  }
  const places = new Array<number>(ys.length);
  for (const { at, i } of order) places[i] = Math.exp(at * unit);
  return places;
}
