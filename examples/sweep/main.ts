/**
 * Sweeps a million sets of parameters of the influenza model through a compiled program, on all cores.
 *
 * Run with `npm run sweep`, or `npm run sweep -- 100000` for fewer sets. Ctrl-C stops it.
 */
import { availableParallelism } from 'node:os';
import { readOutbreak } from '../influenza/data.js';
import { fit } from '../influenza/fit.js';
import { print, writePictures } from '../output/print.js';
import { chart } from './chart.js';
import { parameterSets } from './draws.js';
import { mapInPool } from './pool.js';
import { compiledSweep, eagerSweep, ROW, WIDTH } from './program.js';
import { grouped, progressOn } from './progress.js';
import { distributionReport, sensitivityReport, speedReport } from './report.js';
import { type Progress, secondHalf, stopwatch, type Timing } from './timing.js';

const SETS = Number(process.argv[2] ?? 1_000_000);
const SEED = 1978;
/** Sets for the ways that are there to be compared with. */
const EAGER = Math.min(SETS, 500);
const ONE_CORE = Math.min(SETS, 100_000);

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
try {
  await sweep(stop.signal);
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.error('\nStopped.');
  process.exitCode = 130;
}

async function sweep(signal: AbortSignal): Promise<void> {
  const outbreak = readOutbreak();
  const best = fit(outbreak);
  const points = parameterSets(best, SETS, SEED);

  const compiling = stopwatch();
  const program = compiledSweep();
  const compiled = compiling();

  const timings: Timing[] = [];
  const timed = async <T>(name: string, count: number, run: (onProgress: Progress) => T | Promise<T>): Promise<T> => {
    const read = stopwatch();
    const result = await run(progressOn(process.stderr, name));
    timings.push({ name, points: count, ...read() });
    return result;
  };
  const few = await timed('eager, 1 core', EAGER, (onProgress) => {
    const all = new Float64Array(EAGER * WIDTH);
    for (let k = 0; k < EAGER; k++) {
      all.set(eagerSweep(points.subarray(k * ROW, (k + 1) * ROW)), k * WIDTH);
      onProgress(k + 1, EAGER);
    }
    return all;
  });
  const threads = availableParallelism();
  const half = secondHalf();
  const results = await timed(`compiled, ${threads} cores`, SETS, (show) => {
    const onProgress: Progress = (done, total) => {
      half.onProgress(done, total);
      show(done, total);
    };
    return mapInPool(program, points, { threads, signal, onProgress });
  });
  timings.push(half.timing('    its second half'));
  const some = await timed('compiled, 1 core', ONE_CORE, (onProgress) =>
    program.mapInTurns(points.subarray(0, ONE_CORE * ROW), undefined, { onProgress, signal }),
  );
  const same = [few, some].every((list) => list.every((x, i) => Object.is(x, results[i])));
  print(
    `${speedReport(timings, compiled.seconds)}\nThe results of ${grouped(EAGER)} sets (eager) and of ${grouped(ONE_CORE)} (1 core) are ${same ? '' : 'NOT '}` +
      'those of the pool to the last bit.',
  );

  const atFit = program.map([best.named]);
  print(distributionReport(best, atFit, { points, results }));
  print(sensitivityReport(best, atFit, { points, results }));
  await writePictures('sweep', { 'sweep.svg': chart(outbreak, atFit, results) });
}
