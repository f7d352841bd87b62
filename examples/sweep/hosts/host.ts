/**
 * A worker on some host: `node dist/examples/sweep/hosts/host.js redis://host:6379`. As many as there are cores, on as many hosts as
 * there are; they need this package and the address of the server, nothing of the model: programs come as bytes.
 *
 * When it is asked to stop (SIGTERM) it ends its block, and prints what it has done.
 */

import { UnrecoverableError, Worker } from 'bullmq';
import { type Compiled, instantiate } from 'hyperdual/compile';
import { type Block, connect, type Header, QUEUE, Store } from './store.js';

const [url = 'redis://127.0.0.1:6379', lock = '30000'] = process.argv.slice(2);
const redis = connect(url);

interface Loaded {
  readonly store: Store;
  readonly header: Header;
  readonly program: Compiled<[number[]], unknown>;
}

/** The last run that was worked at; its program is made once. */
let loaded: Loaded | undefined;

/** Undefined when the run is over: whoever had handed it in has all results, or has gone. */
async function load(run: string): Promise<Loaded | undefined> {
  const store = new Store(redis, run);
  if (!(await store.isThere())) return undefined;
  if (loaded?.store.run === run) return loaded;
  const { header, wasm } = await store.program();
  try {
    loaded = { store, header, program: instantiate<[number[]]>(wasm) };
  } catch (error) {
    // Bytes that are no program today are none tomorrow.
    throw new UnrecoverableError(String(error instanceof Error ? error.message : error));
  }
  return loaded;
}

let points = 0;
let computing = 0;

const worker = new Worker<Block>(
  QUEUE,
  async ({ data: { run, block } }) => {
    const known = await load(run);
    if (known === undefined || (await known.store.hasResults(block))) return;
    const { store, header, program } = known;
    const input = await store.points(block);
    const start = performance.now();
    const results = new Float64Array((input.length / header.row) * header.width);
    program.map(input, results);
    computing += performance.now() - start;
    points += input.length / header.row;
    await store.write(block, results);
  },
  {
    connection: { url, maxRetriesPerRequest: null },
    // A block whose host has not been heard of for so long is given to another, as often as need be.
    lockDuration: Number(lock),
    stalledInterval: Number(lock),
    maxStalledCount: 100,
  },
);
// Connections that break are made again; a lock that was lost means that another host has taken the block.
worker.on('error', () => {});
process.send?.('ready');

process.once('SIGTERM', async () => {
  await worker.close();
  const { user, system } = process.cpuUsage();
  process.send?.({ points, computing, cpu: (user + system) / 1000 });
  process.exit(0);
});
