/** All that is measured of compiled functions, gathered from one process after another. */
import { fileURLToPath } from 'node:url';
import type { Ratio } from '../measure.js';
import { inOwnProcess } from '../process.js';
import { breakEven, type Costs, type Moment } from './costs.js';
import { TASKS } from './list.js';
import type { Size } from './size.js';
import type { Task } from './task.js';

export interface TaskFigures {
  readonly name: string;
  /** Times of the compiled function divided by those of hand-written code: in its own memory, and as an ordinary call. */
  readonly inPlace: Ratio;
  readonly ordinary: Ratio;
  /** In place against the other way by hand. */
  readonly tuned?: Ratio | undefined;
  /** An ordinary call of rose, and the milliseconds until its first result. */
  readonly rose?: { readonly ratio: Ratio; readonly first: number } | undefined;
  readonly costs: Costs;
  /** Calls after which compiling has paid for itself against the eager driver, both from the start of a process. */
  readonly breakEven?: number | undefined;
}

export interface Figures {
  readonly tasks: readonly TaskFigures[];
  readonly size: Size;
  readonly consumed: number;
}

interface Measured<T> {
  readonly result: T;
  readonly consumed: number;
}

const CHILD = fileURLToPath(new URL('child.js', import.meta.url));

export async function figures(): Promise<Figures> {
  const tasks: TaskFigures[] = [];
  let consumed = 0;
  const measure = async <T>(args: readonly string[], flags: readonly string[] = []): Promise<T> => {
    const { result, consumed: more } = await inOwnProcess<Measured<T>>(CHILD, args, flags);
    consumed += more;
    return result;
  };
  const ofTask = async ({ name, tuned, rose }: Task): Promise<TaskFigures> => ({
    name,
    inPlace: await measure<Ratio>([name, 'inPlace']),
    ordinary: await measure<Ratio>([name, 'ordinary']),
    tuned: tuned && (await measure<Ratio>([name, 'tuned'])),
    rose: rose && (await measure<{ ratio: Ratio; first: number }>([name, 'rose'])),
    costs: await measure<Costs>([name, 'costs']),
    breakEven: breakEven(await measure<Moment[]>([name, 'eager']), await measure<Moment[]>([name, 'compiled'])),
  });
  for (const task of TASKS) {
    console.error(`  ${task.name} ...`);
    tasks.push(await ofTask(task));
  }
  return { tasks, size: await measure<Size>(['size'], ['--expose-gc']), consumed };
}
