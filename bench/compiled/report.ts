/** The figures of compiled functions as tables: in the terminal, in the report, and the short one of the README. */
import Table from 'cli-table3';
import { figure, markdown, time } from '../markdown.js';
import { bars } from './bars.js';
import type { Figures, TaskFigures } from './figures.js';
import { NATIVE } from './native.js';

interface Sheet {
  readonly title: string;
  readonly text: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: string;
}

export function compiledReport(figures: Figures): string[] {
  return [
    '## Compiled functions',
    '',
    '![Times of the tasks](compiled.svg)',
    '',
    '![Times of the workloads of native libraries](native.svg)',
    '',
    ...sheets(figures).flatMap(({ title, text, head, rows, align }) => [
      `### ${title}`,
      '',
      text,
      '',
      ...markdown(head, rows, align),
      '',
    ]),
  ];
}

export function compiledTables(figures: Figures): string {
  return sheets(figures)
    .flatMap(({ title, text, head, rows, align }) => {
      const colAligns = [...align].map((letter) => (letter === 'r' ? ('right' as const) : ('left' as const)));
      const table = new Table({ head: [...head], colAligns, style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      return [title, text, table.toString(), ''];
    })
    .join('\n');
}

/** What the README shows. */
export function speedTable({ tasks }: Figures): string {
  const rows = tasks.map((task) => [
    describe(task.name),
    figure(task.inPlace.median),
    figure(task.ordinary.median),
    task.rose === undefined ? '-' : figure(task.rose.ratio.median),
    best(task.name),
    time(task.costs.compile),
    calls(task.breakEven),
  ]);
  const head = ['task', 'in place', 'call', 'rose', 'best native', 'compiling', 'pays after'];
  return `${markdown(head, rows, 'lrrrrrr').join('\n')}\n`;
}

function sheets(figures: Figures): Sheet[] {
  return [ratios(figures.tasks), costs(figures.tasks), native(figures.tasks), size(figures), judged(figures)];
}

function ratios(tasks: readonly TaskFigures[]): Sheet {
  return {
    title: 'Against hand-written JavaScript',
    text:
      'Times divided by those of hand-written code that reads and writes buffers: medians of 601 pairs of batches that take ' +
      'turns in one process, low deciles and quartiles. In place: inputs are stored where the program reads them. Call: ' +
      'arrays in, a fresh result out. Tuned: against code that does not read back what it wrote.',
    head: ['task', 'in place', 'decile', 'quartiles', 'tuned', 'call', 'decile', 'rose', 'time', 'by hand'],
    rows: tasks.map(({ name, inPlace, ordinary, tuned, rose }) => [
      name,
      figure(inPlace.median),
      figure(inPlace.decile),
      `${figure(inPlace.lower)} to ${figure(inPlace.upper)}`,
      tuned == null ? '-' : figure(tuned.median),
      figure(ordinary.median),
      figure(ordinary.decile),
      rose == null ? '-' : figure(rose.ratio.median),
      time(inPlace.time),
      time(inPlace.baseline),
    ]),
    align: 'lrrrrrrrrr',
  };
}

function costs(tasks: readonly TaskFigures[]): Sheet {
  return {
    title: 'What compiling costs',
    text:
      'First: the first compilation of a process. Again: a later one, and what WebAssembly has of it. Pays after: the calls ' +
      'after which a new process that compiles has taken less time than one that calls the eager driver.',
    head: ['task', 'operations', 'module', 'first', 'again', 'WebAssembly', 'pays after', 'rose, first result'],
    rows: tasks.map(({ name, costs: c, breakEven, rose }) => [
      name,
      c.operations.toLocaleString('en'),
      `${figure(c.bytes / 1024)} KB`,
      time(c.compile),
      time(c.again),
      time(c.module),
      calls(breakEven),
      rose == null ? '-' : time(rose.first),
    ]),
    align: 'lrrrrrrr',
  };
}

function native(tasks: readonly TaskFigures[]): Sheet {
  return {
    title: 'Against native libraries',
    text:
      'All as times of hand-written JavaScript of the same measurement; those of the native libraries are constants of an earlier ' +
      'one on a like machine (bench/compiled/native.ts), each library with its best variant.',
    head: ['task', 'in place', 'best library', 'second', 'median library', 'libraries that are faster'],
    rows: tasks.flatMap(({ name, inPlace }) => {
      const all = ranked(name);
      if (all.length === 0) return [];
      const say = (at: number): string => `${all[at].system} ${figure(all[at].ratio)}`;
      const faster = all.filter(({ ratio }) => ratio < inPlace.median).map(({ system }) => system);
      return [
        [
          name,
          figure(inPlace.median),
          say(0),
          say(1),
          say(Math.floor(all.length / 2)),
          faster.length === 0 ? 'none' : `${faster.length} of ${all.length}: ${faster.join(', ')}`,
        ],
      ];
    }),
    align: 'lrrrrl',
  };
}

function size({ size: s }: Figures): Sheet {
  return {
    title: 'Large programs',
    text: `A chain of operations is written down to ${s.nodes.toLocaleString('en')} nodes; another is compiled and run.`,
    head: ['figure', 'value'],
    rows: [
      ['writing down, a node', `${figure(s.time)} ns`],
      ['memory, a node', `${figure(s.memory)} bytes`],
      ['of which the graph', `${figure(s.graph)} bytes`],
      ['operations of the large program', s.large.operations.toLocaleString('en')],
      ['its module', `${figure(s.large.bytes / 2 ** 20)} MB`],
      ['compiling it', time(s.large.compile)],
      ['its first call', time(s.large.first)],
      ['a later call', time(s.large.run)],
    ],
    align: 'lr',
  };
}

function judged(figures: Figures): Sheet {
  return {
    title: 'Bars',
    text: 'Ratios are medians.',
    head: ['bar', 'holds', 'figures'],
    rows: bars(figures).map(({ bar, holds, figures }) => [bar, holds ? 'yes' : 'no', figures]),
    align: 'lll',
  };
}

/** The native libraries of a workload, the fastest first, as ratios to hand-written JavaScript. */
export function ranked(name: string): { readonly system: string; readonly ratio: number }[] {
  const native = NATIVE[name];
  if (native === undefined) return [];
  return Object.entries(native.systems)
    .map(([system, time]) => ({ system, ratio: time / native.byHand }))
    .sort((a, b) => a.ratio - b.ratio);
}

function best(name: string): string {
  const [first] = ranked(name);
  return first === undefined ? '-' : `${figure(first.ratio)} (${first.system})`;
}

function calls(n: number | null | undefined): string {
  return n == null ? 'not yet' : `${n.toLocaleString('en')} calls`;
}

const DESCRIPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^\(a\)$/, "f' of √u + cos u, u = x² + exp x²"],
  [/^g(\d+)$/, 'gradient of Rosenbrock, n = $1'],
  [/^H(\d+)$/, 'Hessian of Rosenbrock, n = $1'],
  [/^J(\d+)$/, 'dense Jacobian of Broyden, n = $1'],
  [/^W1 d1$/, 'f and f′ of the first'],
  [/^W1 d2$/, "f, f' and f″ of the first"],
  [/^W2 n=(\d+)$/, 'value and gradient of Rosenbrock, n = $1'],
  [/^W3 n=(\d+)$/, 'value and Hessian of Rosenbrock, n = $1'],
  [/^W4 \((\d+),(\d+)\)$/, 'Jacobian of damped waves, $1 inputs, $2 outputs'],
  [/^W5$/, 'gradient of a network with 321 parameters'],
  [/^W6$/, '100 Runge-Kutta steps with 6 sensitivities'],
];

function describe(name: string): string {
  for (const [pattern, text] of DESCRIPTIONS) if (pattern.test(name)) return name.replace(pattern, text);
  return name;
}
