/** Large programs: what writing down costs a node, in time and memory, and that two million operations compile and run. */
import { add, mul, type Scalar, sin } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { trace } from '../../lib/compile/trace/trace.js';
import { consume } from '../measure.js';

export interface Size {
  readonly nodes: number;
  /** Nanoseconds and bytes to write a node down; bytes of the graph alone. */
  readonly time: number;
  readonly memory: number;
  readonly graph: number;
  readonly large: {
    readonly operations: number;
    /** Milliseconds to compile, for the first call, and for a later one. */
    readonly compile: number;
    readonly first: number;
    readonly run: number;
    readonly bytes: number;
  };
}

const NODES = 1_000_000;
const LARGE = 2_000_000;

/** A chain of so many operations, all different. */
function chain(x: Scalar, operations: number): Scalar {
  let y = x;
  for (let i = 0; i < operations / 2; i++) y = add(mul(y, 0.999), 1e-3 * (i % 7) + 1e-9 * i);
  return y;
}

/** Two products and a sum each: two million operations on two hundred inputs. */
function wide(x: readonly Scalar[], operations: number): Scalar {
  let y: Scalar = sin(x[0]);
  for (let i = 0; i < operations / 2; i++) y = add(mul(y, x[i % x.length]), 0.25);
  return y;
}

export function size(): Size {
  const gc = (globalThis as { gc?: () => void }).gc;
  if (gc === undefined) throw new Error('size: expected node --expose-gc, got none');
  trace((x: Scalar) => chain(x, 10_000), [0]);
  gc();
  const before = process.memoryUsage();
  const start = performance.now();
  const { graph } = trace((x: Scalar) => chain(x, NODES), [0]);
  const time = performance.now() - start;
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  const inputs = Array.from({ length: 200 }, (_, i) => 0.5 + 0.4 * Math.sin(i));
  const compiling = performance.now();
  const g = compile((x: Scalar[]) => wide(x, LARGE), inputs);
  const compiled = performance.now();
  const expected = wide(inputs, LARGE);
  const calling = performance.now();
  const y = g(inputs);
  const first = performance.now() - calling;
  if (!Object.is(y, expected)) throw new Error(`size: expected ${expected} as the function itself, got ${y}`);
  const again = performance.now();
  for (let i = 0; i < 20; i++) consume(g(inputs));
  const run = (performance.now() - again) / 20;
  return {
    nodes: graph.size,
    time: (1e6 * time) / graph.size,
    memory: grown / graph.size,
    graph: graph.bytes / graph.size,
    large: { operations: g.operations.total, compile: compiled - compiling, first, run, bytes: g.wasm.length },
  };
}
