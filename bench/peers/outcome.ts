/** One task by one way: its result against what is due, and only where it is right its time. */
import { consume, type Loop, ratio } from '../measure.js';
import { type Numbers, type Outcome, TOLERANCE, type Way } from './kinds.js';
import { flat, type Task } from './tasks.js';

/** Milliseconds that the timing of one task may take, about; 0 for none. */
export async function outcomeOf(way: Way, task: Task, budget: number): Promise<Outcome> {
  const { name, n, x, due } = task;
  const base = { task: name, ...(n === undefined ? {} : { n }) };
  const start = performance.now();
  let call: ((x: never) => Numbers) | undefined;
  let got: number[];
  try {
    call = await task.setup(way);
    if (call === undefined) return { ...base, status: 'cannot' };
    got = flat(call(x as never));
  } catch (error) {
    return { ...base, status: 'throws', note: String(error).split('\n')[0].slice(0, 160) };
  }
  const setup = performance.now() - start;
  const error = task.isRight?.(got) ? 0 : errorOf(got, due);
  if (!(error <= TOLERANCE[way.precision])) return { ...base, status: 'wrong', error, setup, note: noteOf(got, due) };
  const right: Outcome = { ...base, status: 'right', error, setup };
  if (budget === 0 || task.byHand === undefined) return right;
  const compared = ratio(loopOf(call, x), task.byHand, budget);
  return { ...right, ratio: compared.median, time: compared.time };
}

/** Relative to the largest number. */
export function errorOf(got: readonly number[], due: readonly number[]): number {
  if (got.length !== due.length) return Number.NaN;
  const size = Math.max(...due.map(Math.abs)) || 1;
  return got.reduce((worst, g, i) => {
    const distance = Math.abs(g - due[i]) / size;
    return distance > worst || Number.isNaN(distance) ? distance : worst;
  }, 0);
}

/** The number that is farthest off. */
function noteOf(got: readonly number[], due: readonly number[]): string {
  if (got.length !== due.length) return `${got.length} numbers, ${due.length} are due`;
  const off = got.map((g, i) => (Number.isNaN(g) ? Number.POSITIVE_INFINITY : Math.abs(g - due[i])));
  const at = off.indexOf(Math.max(...off));
  const digits = (y: number): string => String(Number(y.toPrecision(6)));
  return `${digits(got[at])} instead of ${digits(due[at])}`;
}

const STEP = 1e-9;

/** Each run at another x; the last number of the result is consumed. */
function loopOf(call: (x: never) => Numbers, x: unknown): Loop {
  const vector = typeof x === 'number' ? [] : [...(x as readonly number[])];
  return (runs) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) {
      vector[0] = (x as readonly number[])[0] + i * STEP;
      sum += last(call((typeof x === 'number' ? x + i * STEP : vector) as never));
    }
    consume(sum);
    return sum;
  };
}

function last(x: Numbers): number {
  let y = x;
  while (typeof y !== 'number') y = (y as readonly Numbers[])[y.length - 1];
  return y;
}
