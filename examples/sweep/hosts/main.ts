/**
 * The sweep on a queue: `npm run sweep-hosts`, or `npm run sweep-hosts -- 100000` for fewer sets. Starts a Redis server on the
 * loopback and 1, 2 and 4 worker processes, and compares them with the pool of threads. With a server of your own, and workers
 * on hosts of your own, `npm run sweep-hosts -- 1000000 redis://host:6379` only hands in the sweep and waits for it.
 */
import { readFileSync } from 'node:fs';
import { readOutbreak } from '../../influenza/data.js';
import { fit } from '../../influenza/fit.js';
import { print, table } from '../../output/print.js';
import { parameterSets } from '../draws.js';
import { mapInPool } from '../pool.js';
import { compiledSweep, ROW, WIDTH } from '../program.js';
import { grouped, progressOn } from '../progress.js';
import { stopwatch } from '../timing.js';
import { mapOnHosts } from './coordinator.js';
import { startServer } from './server.js';
import { startHost } from './start.js';

const [count = '200000', url] = process.argv.slice(2);
const SETS = Number(count);
const points = parameterSets(fit(readOutbreak()), SETS, 1978);
const program = compiledSweep();

/** What a run took: on the clock, and of processor time by part, in seconds. */
interface Run {
  readonly name: string;
  readonly seconds: number;
  readonly computing: number;
  readonly workers: number;
  readonly coordinator: number;
  readonly server: number;
}

if (url !== undefined) {
  const results = await mapOnHosts(program, points, { url, onProgress: progressOn(process.stderr, 'hosts') });
  console.log(`${grouped(results.length / WIDTH)} sets; of the last: ${results.slice(-WIDTH).join(' ')}`);
} else {
  await compare();
}

async function compare(): Promise<void> {
  const server = await startServer();
  const runs: Run[] = [];
  let reference: Float64Array | undefined;
  let isSame = true;
  try {
    for (const threads of [1, 2]) {
      const read = stopwatch();
      const onProgress = progressOn(process.stderr, `pool, ${threads}`);
      const results = await mapInPool(program, points, { threads, onProgress });
      const { seconds, cpu } = read();
      runs.push({
        name: `pool, ${threads} threads`,
        seconds,
        computing: Number.NaN,
        workers: cpu,
        coordinator: 0,
        server: 0,
      });
      reference ??= results;
      isSame &&= results.every((x, i) => Object.is(x, reference?.[i]));
    }
    for (const count of [1, 2, 4]) {
      const hosts = await Promise.all(Array.from({ length: count }, () => startHost(server.url)));
      const [read, before] = [stopwatch(), cpuOf(server.process.pid)];
      const onProgress = progressOn(process.stderr, `queue, ${count}`);
      const results = await mapOnHosts(program, points, { url: server.url, onProgress });
      const { seconds, cpu } = read();
      const busy = cpuOf(server.process.pid) - before;
      const done = await Promise.all(hosts.map((host) => host.stop()));
      const sum = (part: 'cpu' | 'computing'): number => done.reduce((total, d) => total + (d?.[part] ?? 0), 0) / 1000;
      runs.push({
        name: `queue, ${count} workers`,
        seconds,
        computing: sum('computing'),
        workers: sum('cpu'),
        coordinator: cpu,
        server: busy,
      });
      isSame &&= results.every((x, i) => Object.is(x, reference?.[i]));
    }
  } finally {
    await server.stop();
  }
  const micro = (seconds: number): string => (Number.isNaN(seconds) ? '' : ((1e6 * seconds) / SETS).toFixed(1));
  const rows = runs.map(({ name, seconds, workers, computing, coordinator, server: busy }) => [
    name,
    grouped(SETS / seconds),
    ...[workers, computing, coordinator, busy].map(micro),
  ]);
  const head = ['', 'points a second', 'workers, µs a point', 'in the program', 'who hands in', 'server'];
  const bytes = (ROW + WIDTH) * Float64Array.BYTES_PER_ELEMENT;
  print(
    `${table(head, rows, 'lrrrrr')}\nProcessor time, of all cores. ${grouped(SETS)} sets; ${bytes} bytes of each go through the server, and ${grouped(program.wasm.length)} of the program once a worker.\n` +
      `All results are ${isSame ? '' : 'NOT '}the same to the last bit.`,
  );
}

/** Seconds of processor time of another process: its ticks of 10 ms, where the system tells them. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
