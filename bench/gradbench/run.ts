/**
 * GradBench's evaluations: the gradient over the value, and the time until the first gradient, before and after.
 *
 * Usage: node dist/bench/gradbench/run.js [--before=folder of a built lib] [--most=sizes of each] [evaluation ...]
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOwnProcess } from '../process.js';
import type { Measured } from './child.js';
import { libraryIn } from './library.js';
import { EVALS } from './list.js';

const here = dirname(fileURLToPath(import.meta.url));
const after = join(here, '..', '..', 'lib');
const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const before = option('before');
const most = Number(option('most') ?? 9);
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const measure = async (folder: string, ...args: readonly string[]): Promise<Measured | undefined> => {
  try {
    const measured = await inOwnProcess<Partial<Measured>>(join(here, 'child.js'), [folder, ...args]);
    return measured.gradient === undefined ? undefined : (measured as Measured);
  } catch (error) {
    console.error(String(error));
    return undefined;
  }
};

const digits = (x: number | undefined): string => (x === undefined ? '-' : x >= 100 ? x.toFixed(0) : x.toPrecision(2));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const head = [
  'evaluation',
  'size',
  'way',
  'gradient, µs',
  'gradient/value',
  'first gradient, ms',
  'operations',
  'bytes',
];
const more = before === undefined ? [] : ['gradient/value before', 'first gradient before', 'time to before'];
console.log(row([...head, ...more]));
console.log(row([...head, ...more].map((_, i) => (i < 3 ? '---' : '---:'))));
const hd = await libraryIn(after);
for (const { name, cases } of EVALS) {
  if (names.length > 0 && !names.includes(name)) continue;
  const known = new Map<number, number>();
  for (const [number, { size, ways }] of cases(hd).slice(0, most).entries()) {
    for (const way of ways) {
      if (way === undefined) continue;
      const args = [name, String(number), way.name];
      const now = await measure(after, ...args);
      const then = before === undefined ? undefined : await measure(before, ...args);
      if (now === undefined) continue;
      const due = known.get(number) ?? now.sum;
      known.set(number, due);
      for (const { sum } of [now, then ?? now]) {
        if (!(Math.abs(sum - due) <= 1e-8 * Math.max(1, Math.abs(due))))
          console.log(`${args.join(' ')}: ${sum} is not ${due}`);
      }
      const cells = [
        name,
        size,
        way.name,
        digits(now.gradient),
        digits(now.gradient / now.primal),
        digits(now.prepare),
        String(now.operations ?? '-'),
        String(now.bytes ?? '-'),
      ];
      const compared =
        before === undefined
          ? []
          : [
              digits(then && then.gradient / then.primal),
              digits(then?.prepare),
              digits(then && now.gradient / then.gradient),
            ];
      console.log(row([...cells, ...compared]));
    }
  }
}
