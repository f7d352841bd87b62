/** The report in Markdown. */
import type { SubjectResult } from './case.js';
import type { Figures } from './compiled/figures.js';
import { compiledReport } from './compiled/report.js';
import { figure, markdown, time } from './markdown.js';
import type { Curves, Point } from './subjects/modes.js';

export interface Machine {
  readonly node: string;
  readonly v8: string;
  readonly cpu: string;
  readonly date: string;
}

export function report(machine: Machine, results: readonly SubjectResult[]): string {
  const { curves, figures } = moreOf(results);
  const tasks = results.flatMap(({ tasks = [] }) => tasks);
  const rows = tasks.map(({ name, ratio, perSecond }) => [
    name,
    figure(ratio.median),
    `${figure(ratio.lower)} to ${figure(ratio.upper)}`,
    figure(ratio.quiet),
    time(ratio.time),
    time(ratio.baseline),
    Math.round(perSecond.library).toLocaleString('en'),
  ]);
  return [
    '# Benches',
    '',
    `Node ${machine.node}, V8 ${machine.v8}, ${machine.cpu}, ${machine.date}.`,
    '',
    ...(rows.length === 0
      ? []
      : [
          '## Against hand-written JavaScript',
          '',
          'Ratio of times in one process: median of 601 pairs of batches and quartiles, and the ratio of the low deciles of the',
          'times, which other programs on the machine disturb least. Times are low deciles. Outputs are compared before;',
          'the hand-written side writes into a buffer made once. Runs a second are those of benny, one call at a time.',
          '',
          ...markdown(
            ['task', 'ratio', 'quartiles', 'of low deciles', 'time', 'by hand', 'runs a second'],
            rows,
            'lrrrrrr',
          ),
          '',
        ]),
    ...(figures === undefined ? [] : compiledReport(figures)),
    ...(curves === undefined ? [] : modes(curves)),
  ].join('\n');
}

/** What subjects tell beyond tasks. */
export function moreOf(results: readonly SubjectResult[]): {
  readonly curves: Curves | undefined;
  readonly figures: Figures | undefined;
} {
  const more = (name: string): unknown => results.find(({ subject }) => subject === name)?.more;
  return { curves: more('modes') as Curves | undefined, figures: more('compiled') as Figures | undefined };
}

function modes({ steps, inputs, outputs, both }: Curves): string[] {
  const table = (points: readonly Point[]): string[] =>
    markdown(
      ['inputs', 'outputs', 'forward, work/f', 'reverse, work/f', 'f', 'forward', 'reverse', 'faster'],
      points.map(({ inputs, outputs, work, time: t, mode }) => [
        String(inputs),
        String(outputs),
        figure(work.forward),
        figure(work.reverse),
        time(t.function),
        time(t.forward),
        time(t.reverse),
        mode,
      ]),
      'rrrrrrrl',
    );
  const m = both[0].outputs;
  const byWork = both.find(({ work }) => work.reverse < work.forward);
  const byTime = both.find(({ mode }) => mode === 'reverse');
  const from = (point: Point | undefined): string =>
    point === undefined ? 'not yet at the end' : `from n = ${point.inputs}`;
  return [
    '## Forward against reverse',
    '',
    `f: ℝⁿ → ℝᵐ through ${3 * steps} operations that all depend on all inputs and that all outputs depend on. Work is that of`,
    '`compareModes`: counted operations and memory moves. Times are minima within a budget.',
    '',
    '### Cost against the number of inputs, one output',
    '',
    '![Cost against the number of inputs](inputs.svg)',
    '',
    ...table(inputs),
    '',
    '### Cost against the number of outputs, one input',
    '',
    '![Cost against the number of outputs](outputs.svg)',
    '',
    ...table(outputs),
    '',
    `### The crossing: ${m} outputs, more and more inputs`,
    '',
    '![Cost where inputs and outputs are as many](crossing.svg)',
    '',
    `Reverse mode has less work ${from(byWork)}, and takes less time ${from(byTime)}.`,
    '',
    ...table(both),
    '',
  ];
}
