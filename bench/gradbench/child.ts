/**
 * One way of one case. Arguments: the folder of the library, the evaluation, the number of the case, the way.
 *
 * The gradient is compared with differences before anything is timed. Times are processor times of this process.
 */
import { answer } from '../process.js';
import type { Prepared } from './case.js';
import { libraryIn } from './library.js';
import { EVALS } from './list.js';

export interface Measured {
  /** Microseconds of one run. */
  readonly primal: number;
  readonly gradient: number;
  /** Milliseconds until the first gradient is there. */
  readonly prepare: number;
  readonly operations: number | undefined;
  readonly bytes: number | undefined;
  /** The numbers of the gradient added up, for comparison of ways and libraries. */
  readonly sum: number;
}

/** Milliseconds for each of primal and gradient, several times in turn; the least counts. */
const BUDGET = 150;
const TURNS = 5;

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of a run. */
function timed(run: () => unknown): number {
  const start = cpu();
  let runs = 0;
  do {
    run();
    runs++;
  } while (cpu() - start < BUDGET);
  return (cpu() - start) / runs;
}

/** Central differences along some directions, relative to the size of the gradient. */
function check({ primal, gradient }: Prepared, x: readonly number[], name: string): void {
  const slopes = Array.from(gradient(x));
  const size = Math.hypot(...slopes);
  for (let k = 0; k < 3; k++) {
    const direction = x.map((_, i) => Math.cos(1 + 3 * i + k));
    const along = slopes.reduce((total, g, i) => total + g * (direction[i] as number), 0);
    const h = 1e-6;
    const at = (step: number): number => primal(x.map((xi, i) => xi + step * (direction[i] as number)));
    const difference = (at(h) - at(-h)) / (2 * h);
    const length = Math.hypot(...direction);
    if (!(Math.abs(along - difference) <= 1e-4 * size * length)) {
      throw new Error(`${name}: the gradient along a direction is ${along}, the difference ${difference}`);
    }
  }
}

const [folder, evaluation, number, way] = process.argv.slice(2) as [string, string, string, string];
const hd = await libraryIn(folder);
const subject = EVALS.find(({ name }) => name === evaluation)?.cases(hd)[Number(number)];
const chosen = subject?.ways.find((one) => one?.name === way);
if (subject === undefined || chosen === undefined) answer({});
else {
  const { x } = subject;
  const start = cpu();
  const prepared = chosen.prepare();
  const slopes = Array.from(prepared.gradient(x));
  const prepare = cpu() - start;
  check(prepared, x, `${evaluation} ${subject.size} ${way}`);
  let [primal, gradient] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < TURNS; turn++) {
    primal = Math.min(
      primal,
      timed(() => prepared.primal(x)),
    );
    gradient = Math.min(
      gradient,
      timed(() => prepared.gradient(x)),
    );
  }
  const programs = prepared.programs ?? [];
  const measured: Measured = {
    primal: 1000 * primal,
    gradient: 1000 * gradient,
    prepare,
    operations:
      programs.length === 0 ? undefined : programs.reduce((total, { operations }) => total + operations.total, 0),
    bytes: programs.length === 0 ? undefined : programs.reduce((total, { wasm }) => total + wasm.length, 0),
    sum: slopes.reduce((total, g) => total + g, 0),
  };
  answer(measured);
}
