/**
 * A compiled program over many points on all hosts that serve the queue, with the bits of one core.
 *
 * BullMQ hands blocks of points to hosts, and hands a block out again when its host has fallen silent. The truth about what is
 * done is not in the queue but in the results themselves: a block is done when its numbers are there. So nothing is lost when
 * a host, the server or this program falls, and nothing counts twice when a block was computed twice.
 */
import { Queue } from 'bullmq';
import type { Program } from '../program.js';
import { type Block, connect, QUEUE, runOf, Store } from './store.js';

export interface HostsOptions {
  readonly url: string;
  /** Points of a block. */
  readonly share?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds between two looks at what is done. */
  readonly every?: number;
  /** What is told when all is done: how often each block was computed. */
  readonly onComputed?: (counts: readonly number[]) => void;
}

/**
 * @param points - the numbers of all points, one after the other.
 * @returns those of all results.
 * @throws what a host has thrown at a block three times; the reason of the signal, when it is aborted. What is done until then
 *   stays on the server: the same call goes on from there.
 */
export async function mapOnHosts(
  program: Pick<Program, 'input' | 'output' | 'wasm'>,
  points: Float64Array,
  options: HostsOptions,
): Promise<Float64Array> {
  const { url, share = 5000, onProgress, signal, every = 200, onComputed } = options;
  signal?.throwIfAborted();
  const [row, width] = [program.input.length, program.output.length];
  const total = points.length / row;
  const blocks = Array.from({ length: Math.ceil(total / share) }, (_, i) =>
    points.subarray(i * share * row, Math.min((i + 1) * share, total) * row),
  );
  const redis = connect(url);
  const queue = new Queue<Block>(QUEUE, { connection: { url } });
  queue.on('error', () => {});
  const store = new Store(redis, runOf(program.wasm, points, share));
  const idOf = (block: number): string => `${store.run}-${block}`;

  /** Puts there what is not. A job that is there already is not added again: it has the same name. */
  const handIn = async (): Promise<void> => {
    if (!(await store.isThere())) await store.provide({ row, width }, program.wasm, blocks);
    const done = new Set(await store.done());
    const missing = blocks.map((_, block) => block).filter((block) => !done.has(block));
    await queue.addBulk(
      missing.map((block) => ({
        name: 'block',
        data: { run: store.run, block },
        opts: { jobId: idOf(block), attempts: 3, backoff: 100, removeOnComplete: true, removeOnFail: false },
      })),
    );
  };

  /** @throws what has failed for good. */
  const throwFailures = async (): Promise<void> => {
    for (const job of await queue.getFailed()) {
      if (job.data.run !== store.run) continue;
      await job.remove();
      throw new Error(job.failedReason);
    }
  };

  /** What is not begun is not begun any more. */
  const withdraw = async (): Promise<void> => {
    for (const block of blocks.keys()) if (!isTaken.has(block)) await queue.remove(idOf(block)).catch(() => 0);
  };

  const results = new Float64Array(total * width);
  const isTaken = new Set<number>();
  /** Results are fetched as they come. */
  const take = async (): Promise<void> => {
    for (const block of await store.done()) {
      if (isTaken.has(block)) continue;
      const numbers = await store.results(block);
      if (numbers === undefined) continue;
      results.set(numbers, block * share * width);
      isTaken.add(block);
      onProgress?.(Math.min(isTaken.size * share, total), total);
    }
  };

  try {
    await handIn();
    while (isTaken.size < blocks.length) {
      signal?.throwIfAborted();
      const before = isTaken.size;
      await take();
      if (isTaken.size > before) continue;
      await throwFailures();
      // A queue that is empty before all is done: the server has forgotten something.
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
      if (Object.values(counts).every((count) => count === 0)) await handIn();
      await new Promise((resolve) => setTimeout(resolve, every));
    }
    onComputed?.(await store.computed());
    await store.clear();
    return results;
  } catch (error) {
    await withdraw();
    throw error;
  } finally {
    await queue.close();
    redis.disconnect();
  }
}
