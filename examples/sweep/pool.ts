/**
 * A compiled program over many points on all cores, with the bits of one core: each point is computed for itself, wherever.
 *
 * The threads are those of piscina, which hands each the next share when it is done. They are asked to stop through shared
 * memory: a signal given to piscina would end a thread in the middle of its work, with its answer perhaps under way.
 */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Program } from './program.js';
import type { Share, Work } from './worker.js';

export interface PoolOptions {
  readonly threads?: number;
  /** Points that a thread does at a time. */
  readonly share?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * @param points - the numbers of all points, one after the other.
 * @returns those of all results; they lie in shared memory.
 * @throws the reason of the signal, when it is aborted. All threads have stopped then.
 */
export async function mapInPool(
  program: Program,
  points: Float64Array,
  options: PoolOptions = {},
): Promise<Float64Array> {
  const { threads = availableParallelism(), share = 5000, onProgress, signal } = options;
  signal?.throwIfAborted();
  const [row, width] = [program.input.length, program.output.length];
  const total = points.length / row;
  const results = sharedFloats(total * width);
  const work: Work = {
    wasm: program.wasm,
    points: sharedFloats(points.length),
    results,
    row,
    width,
    stop: sharedFlag(),
  };
  work.points.set(points);
  const stop = (): unknown => Atomics.store(work.stop, 0, 1);
  signal?.addEventListener('abort', stop, { once: true });
  const pool = new Piscina<Share, void>({
    filename: new URL('worker.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    workerData: work,
  });
  let done = 0;
  const run = async (from: number): Promise<void> => {
    const to = Math.min(from + share, total);
    await pool.run({ from, to });
    done += to - from;
    onProgress?.(done, total);
  };
  const shares = Array.from({ length: Math.ceil(total / share) }, (_, i) => run(i * share));
  try {
    await Promise.all(shares);
    return results;
  } catch (error) {
    stop();
    await Promise.allSettled(shares);
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.destroy();
  }
}

function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

function sharedFlag(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}
