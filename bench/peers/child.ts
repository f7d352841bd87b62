/** One way through one family of tasks, in a process of its own. Arguments: adapter file, index of the way, family, sizes, budget. */
import { pathToFileURL } from 'node:url';
import type { Adapter } from './kinds.js';
import { outcomeOf } from './outcome.js';
import { families } from './tasks.js';

const [file, index, family, sizes, budget] = process.argv.slice(2);
const { ways } = (await import(pathToFileURL(file).href)) as Adapter;
for (const task of families(sizes as 'all' | 'few')[family]) {
  process.send?.(await outcomeOf(ways[Number(index)], task, Number(budget)));
}
process.exit(0);
