/** The two charts: the loss while training, and what a gradient costs in both modes. Vega draws them as SVG. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Cost } from './cost.js';
import type { Training } from './training.js';

type Panel = Extract<TopLevelSpec, { layer: unknown }>;
type Layer = Panel['layer'][number];
type Row = Record<string, number>;

const INK = '#333333';
const BLUE = '#1f5fa8';
const RED = '#b2431f';

/** Loss over steps, for the flowers trained on and for those kept for the test. */
export function lossChart({ history, trainingAccuracy, testAccuracy }: Training): Promise<string> {
  const last = history[history.length - 1];
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const x = { field: 'step', type: 'quantitative' as const, axis: { title: 'step of Adam' } };
  const y = {
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [0.005, 1], nice: false },
    axis: { title: 'mean of ||y - f(x)||²', values: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1], format: '~g' },
  };
  const curve = (field: 'trainingLoss' | 'testLoss', color: string, text: string): Layer[] => [
    line(history as unknown as Row[], x, { ...y, field }, color),
    label([{ step: last.step, [field]: last[field] }], x, { ...y, field }, color, text),
  ];
  const panel: Panel = {
    width: 560,
    height: 300,
    layer: [
      ...curve('trainingLoss', BLUE, `training: ${percent(trainingAccuracy)} right`),
      ...curve('testLoss', RED, `test: ${percent(testAccuracy)} right`),
    ],
  };
  return draw('A network learns to tell irises apart', ['Gradients by reverse mode, one sweep a step.'], [panel]);
}

/** Work and time of the gradient over the number of parameters. */
export function costChart(costs: readonly Cost[]): Promise<string> {
  const x = {
    field: 'parameters',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, nice: false },
    axis: { title: 'parameters', values: [10, 20, 50, 100, 200, 500, 1000], format: '~g' },
  };
  const y = (title: string) => ({
    type: 'quantitative' as const,
    scale: { type: 'log' as const },
    axis: { title, values: [1, 2, 5, ...[1, 10, 100, 1000].flatMap((k) => [10 * k, 20 * k, 50 * k])], format: '~s' },
  });
  const work = costs.map(({ parameters, comparison: { function: f, forward, reverse } }) => ({
    parameters,
    forward: forward.operations.work / f.operations.work,
    reverse: reverse.operations.work / f.operations.work,
  }));
  const time = costs.map(({ parameters, comparison: { forward, reverse } }) => ({
    parameters,
    forward: 1000 * (forward.time ?? Number.NaN),
    reverse: 1000 * (reverse.time ?? Number.NaN),
  }));
  const panel = (title: string, axis: string, rows: Row[], more: Layer[]): Panel => ({
    width: 560,
    height: 250,
    title: { text: title, anchor: 'start', fontSize: 13, color: INK, offset: 8 },
    layer: [
      ...more,
      ...(['forward', 'reverse'] as const).flatMap((mode) => {
        const color = mode === 'forward' ? RED : BLUE;
        const field = { ...y(axis), field: mode };
        return [
          line(rows, x, field, color),
          dots(rows, x, field, color),
          label(rows.slice(-1), x, field, color, `${mode} mode`),
        ];
      }),
    ],
  });
  const bound: Layer = {
    data: { values: [{ bound: 4 }] },
    mark: { type: 'rule', color: INK, strokeDash: [4, 3] },
    encoding: { y: { ...y('work / work of f'), field: 'bound' } },
  };
  const boundLabel: Layer = {
    data: { values: [{ parameters: 300, bound: 4 }] },
    mark: { type: 'text', text: 'theory: at most 4', dy: -10, fontSize: 12, color: INK },
    encoding: { x, y: { ...y('work / work of f'), field: 'bound' } },
  };
  return draw(
    'The gradient of a network by both modes',
    ['One flower, two hidden layers of 1 to 32 neurons.'],
    [
      panel('By counted operations', 'work / work of f', work, [bound, boundLabel]),
      panel('By the clock', 'time, µs', time, []),
    ],
  );
}

function line(values: Row[], x: object, y: object, color: string): Layer {
  return { data: { values }, mark: { type: 'line', color, strokeWidth: 2 }, encoding: { x, y } };
}

function dots(values: Row[], x: object, y: object, color: string): Layer {
  return { data: { values }, mark: { type: 'point', filled: true, color, size: 45, opacity: 1 }, encoding: { x, y } };
}

/** A text to the right of a point. */
function label(values: Row[], x: object, y: object, color: string, text: string): Layer {
  return {
    data: { values },
    mark: { type: 'text', text, align: 'left', baseline: 'middle', dx: 8, fontSize: 13, color },
    encoding: { x, y },
  };
}

async function draw(title: string, subtitle: string[], panels: Panel[]): Promise<string> {
  const figure: TopLevelSpec = {
    background: 'white',
    padding: 16,
    title: { text: title, subtitle, anchor: 'start', offset: 14 },
    spacing: 26,
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
