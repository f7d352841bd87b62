/** The bars that compiled functions are to pass, and whether they do. */
import { figure } from '../markdown.js';
import type { Figures, TaskFigures } from './figures.js';
import { NATIVE } from './native.js';

export interface Bar {
  readonly bar: string;
  readonly holds: boolean;
  readonly figures: string;
}

const PEERS = /^(\(a\)|g\d+|H\d+|J\d+)$/;
const LARGE_GRADIENTS = /^g(100|1000|5000)$/;
const AHEAD = /^(W2|W3|W5)/;

export function bars({ tasks, size }: Figures): Bar[] {
  const each = (pattern: RegExp, limit: number, name: string, of: (task: TaskFigures) => number): Bar[] =>
    tasks
      .filter((task) => pattern.test(task.name))
      .map((task) => ({
        bar: `${task.name}, ${name}, at most ${limit}`,
        holds: of(task) <= limit,
        figures: figure(of(task)),
      }));
  return [
    ...each(PEERS, 1.1, 'in place', (task) => task.inPlace.median),
    ...each(LARGE_GRADIENTS, 2, 'ordinary call', (task) => task.ordinary.median),
    ...tasks
      .filter(({ rose }) => rose != null)
      .map(({ name, ordinary, rose }) => ({
        bar: `${name}, ordinary call, less than rose`,
        holds: ordinary.median < (rose?.ratio.median ?? 0),
        figures: `${figure(ordinary.median)} and ${figure(rose?.ratio.median ?? 0)}`,
      })),
    ...tasks.filter(({ name }) => AHEAD.test(name)).map(aheadOfNative),
    { bar: 'writing down, at most 1 µs a node', holds: size.time <= 1000, figures: `${figure(size.time)} ns` },
    { bar: 'memory, at most 100 bytes a node', holds: size.memory <= 100, figures: `${figure(size.memory)} bytes` },
    {
      bar: 'a program of two million operations compiles and runs',
      holds: size.large.operations >= 2_000_000,
      figures: `${size.large.operations.toLocaleString('en')} operations`,
    },
  ];
}

function aheadOfNative({ name, inPlace }: TaskFigures): Bar {
  const { byHand, systems } = NATIVE[name];
  const best = Math.min(...Object.values(systems)) / byHand;
  return {
    bar: `${name}, in place, ahead of every native library`,
    holds: inPlace.median < best,
    figures: `${figure(inPlace.median)}, the best of them ${figure(best)}`,
  };
}
