/** A thread of the pool: it makes the program anew from its module, once, and runs it over the shares it is given. */
import { type Compiled, instantiate } from 'hyperdual/compile';
import { workerData } from 'piscina';

/** What all threads have. The numbers lie in shared memory, so none is copied between threads. */
export interface Work {
  readonly wasm: Uint8Array;
  readonly points: Float64Array;
  readonly results: Float64Array;
  /** Numbers of a point and of its results. */
  readonly row: number;
  readonly width: number;
  /** Not 0 when the threads shall stop. */
  readonly stop: Int32Array;
}

/** Points from the first to before the last. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

const { wasm, points, results, row, width, stop } = workerData as Work;

/** Made with the first share: what goes wrong then is the failure of that share, not of the thread. */
let program: Compiled<[number[]], unknown> | undefined;

/** An AbortController of another thread cannot be seen here, but this can. */
const signal = {
  get aborted(): boolean {
    return Atomics.load(stop, 0) !== 0;
  },
  reason: new Error('stopped'),
};

export default function run({ from, to }: Share): void {
  program ??= instantiate<[number[]]>(wasm);
  program.map(points.subarray(from * row, to * row), results.subarray(from * width, to * width), { signal });
}
