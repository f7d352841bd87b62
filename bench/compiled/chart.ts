/** Charts of compiled functions: a row for each task, times of hand-written JavaScript on a logarithmic axis. */
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Figures, TaskFigures } from './figures.js';
import { ranked } from './report.js';

interface Dot {
  readonly task: string;
  readonly what: string;
  readonly ratio: number;
}

const INK = '#333333';
const BLUE = '#1f5fa8';

export async function compiledCharts({ tasks }: Figures): Promise<Record<string, string>> {
  const peers = tasks.filter(({ name }) => ranked(name).length === 0);
  const workloads = tasks.filter(({ name }) => ranked(name).length > 0);
  return {
    'compiled.svg': await draw('Compiled derivatives against hand-written JavaScript', peers.flatMap(ofPeers), {
      'compiled, in place': BLUE,
      'compiled, ordinary call': '#7fb0dd',
      'rose, ordinary call': '#b2431f',
    }),
    'native.svg': await draw(
      'Compiled JavaScript and native libraries, both against hand-written JavaScript',
      workloads.flatMap(ofNative),
      {
        'compiled JavaScript, in place': BLUE,
        'native libraries': '#b9a44c',
      },
    ),
  };
}

function ofPeers({ name: task, inPlace, ordinary, rose }: TaskFigures): Dot[] {
  return [
    ...(rose == null ? [] : [{ task, what: 'rose, ordinary call', ratio: rose.ratio.median }]),
    { task, what: 'compiled, ordinary call', ratio: ordinary.median },
    { task, what: 'compiled, in place', ratio: inPlace.median },
  ];
}

function ofNative({ name: task, inPlace }: TaskFigures): Dot[] {
  return [
    ...ranked(task).map(({ ratio }) => ({ task, what: 'native libraries', ratio })),
    { task, what: 'compiled JavaScript, in place', ratio: inPlace.median },
  ];
}

async function draw(title: string, dots: readonly Dot[], colors: Record<string, string>): Promise<string> {
  const tasks = [...new Set(dots.map(({ task }) => task))];
  const figure: TopLevelSpec = {
    background: 'white',
    padding: 16,
    title: { text: title, anchor: 'start', offset: 14 },
    width: 560,
    height: { step: 30 },
    layer: [
      {
        data: { values: [{}] },
        mark: { type: 'rule', color: INK, strokeDash: [4, 3] },
        encoding: { x: { datum: 1 } },
      },
      {
        data: { values: [...dots] },
        mark: { type: 'point', filled: true, size: 90, opacity: 0.85 },
        encoding: {
          y: { field: 'task', type: 'nominal', sort: tasks, axis: { title: null, grid: true, domain: false } },
          x: {
            field: 'ratio',
            type: 'quantitative',
            scale: { type: 'log' },
            axis: { title: 'time / time of hand-written JavaScript', format: '~s', grid: true, labelOverlap: true },
          },
          color: {
            field: 'what',
            type: 'nominal',
            scale: { domain: Object.keys(colors), range: Object.values(colors) },
            legend: { title: null, orient: 'bottom', labelFontSize: 12, labelLimit: 300 },
          },
        },
      },
    ],
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
