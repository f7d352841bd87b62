/** One measurement of one task. Arguments: the task's name, what to measure. */
import { consumed } from '../measure.js';
import { answer } from '../process.js';
import { costs, course } from './costs.js';
import { TASKS } from './list.js';
import { inPlace, ordinary, rose } from './ratios.js';
import { size } from './size.js';
import type { Task } from './task.js';

const MEASUREMENTS: { readonly [what: string]: (task: Task) => unknown } = {
  inPlace: (task) => inPlace(task, task.byHand),
  tuned: (task) => task.tuned && inPlace(task, task.tuned),
  ordinary,
  rose,
  costs,
  eager: (task) => course(task, 'eager'),
  compiled: (task) => course(task, 'compiled'),
};

const [name, what] = process.argv.slice(2);
const task = TASKS.find((task) => task.name === name);
if (name === 'size') answer({ result: size(), consumed: consumed() });
else if (task !== undefined) answer({ result: await MEASUREMENTS[what](task), consumed: consumed() });
else throw new Error(`expected the name of a task, got ${name}`);
