/** The two charts: the loss while training, and what a gradient costs in both modes. */
import { BLUE, dots, draw, INK, type Layer, label, line, type Panel, panel, RED, type Row } from '../output/figure.js';
import type { Cost } from './cost.js';
import type { Training } from './training.js';

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
  const curves: Panel = {
    width: 560,
    height: 300,
    layer: [
      ...curve('trainingLoss', BLUE, `training: ${percent(trainingAccuracy)} right`),
      ...curve('testLoss', RED, `test: ${percent(testAccuracy)} right`),
    ],
  };
  return draw('A network learns to tell irises apart', ['Gradients by reverse mode, one sweep a step.'], [curves]);
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
  const modes = (title: string, axis: string, rows: Row[], more: Layer[]): Panel =>
    panel(560, 250, title, [
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
    ]);
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
      modes('By counted operations', 'work / work of f', work, [bound, boundLabel]),
      modes('By the clock', 'time, µs', time, []),
    ],
  );
}
