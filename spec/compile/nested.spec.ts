/** Choices inside choices: tables of pieces, early exits, drivers and kinks in each. What they take grows with their depth, not with its square. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Compiled, compile } from '../../lib/compile/index.js';
import { unsignedAt } from '../../lib/compile/run/section.js';
import { trace } from '../../lib/compile/trace/trace.js';
import {
  abs,
  add,
  derivative,
  lt,
  max,
  mul,
  type Scalar,
  secondDerivative,
  select,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';

type Field = (x: Scalar) => Scalar;
type Driver = (f: Field, x: Scalar) => Scalar;
const slope = derivative as unknown as Driver;
const bend = secondDerivative as unknown as Driver;

/** The first pieces decide last. */
const table =
  (depth: number): Field =>
  (x) => {
    let y: Scalar = square(x);
    for (let k = depth; k > 0; k--) {
      const rest = y;
      y = select(
        lt(x, k / depth),
        () => add(mul(sin(mul(x, k)), k), k / depth),
        () => rest,
      );
    }
    return y;
  };

/** Each choice inside the other side of the one before. */
const exits =
  (depth: number, piece: (x: Scalar, k: number) => Scalar): Field =>
  (x) => {
    const from = (k: number): Scalar =>
      k === depth
        ? mul(x, 2)
        : select(
            lt(x, (k + 1) / depth),
            () => piece(x, k),
            () => from(k + 1),
          );
    return from(0);
  };

const PROGRAMS: { readonly [name: string]: (depth: number) => Field } = {
  'a table': table,
  'the slope of a table': (depth) => (x) => slope(table(depth), x),
  'early exits': (depth) => exits(depth, (x, k) => mul(sin(mul(x, k + 1)), k)),
  'a driver in each': (depth) => exits(depth, (x, k) => slope((t) => sin(mul(t, k + 1)), x)),
  'a kink in each': (depth) => (x) =>
    slope(
      exits(depth, (t, k) => abs(sub(t, (k + 0.5) / depth))),
      x,
    ),
  'ties of kinks in each, to second order': (depth) => (x) =>
    bend(
      exits(depth, (t, k) => max(abs(sub(t, (k + 0.5) / depth)), mul(0.5, square(t)))),
      x,
    ),
};

const roots = (depth: number): Field => exits(depth, (x, k) => sqrt(sub(mul(x, depth), k)));
const swept =
  (f: Field): Field =>
  (x) =>
    (reverse.gradient as unknown as (f: (x: Scalar[]) => Scalar, x: Scalar[]) => Scalar[])(
      ([y]) => f(y as Scalar),
      [x],
    )[0] as Scalar;

const SWEPT: { readonly [name: string]: (depth: number) => Field } = {
  'a table': (depth) => swept(table(depth)),
  'pieces whose slope is infinite at their end': (depth) => swept(roots(depth)),
  'pieces with a slope of their own': (depth) =>
    swept(
      exits(depth, (x, k) =>
        mul(
          x,
          slope((t) => sin(mul(t, k + 1)), x),
        ),
      ),
    ),
  kinks: (depth) => swept(exits(depth, (t, k) => abs(sub(t, (k + 0.5) / depth)))),
  'bends of a table': (depth) => (x) => slope(swept(table(depth)), x),
  'sweeps in sweeps': (depth) => swept(swept(table(depth))),
  'bends of roots': (depth) => (x) => slope(swept(roots(depth)), x),
};

/** Locals of the largest function of a module. */
function localsOf(wasm: Uint8Array): number {
  let most = 0;
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = unsignedAt(wasm, at + 1);
    if (wasm[at] === 10) {
      let [count, body] = unsignedAt(wasm, start);
      for (; count > 0; count--) {
        const [size, from] = unsignedAt(wasm, body);
        let [groups, next] = unsignedAt(wasm, from);
        let locals = 0;
        for (; groups > 0; groups--) {
          const [many, type] = unsignedAt(wasm, next);
          locals += many;
          next = type + 1;
        }
        most = Math.max(most, locals);
        body = from + size;
      }
    }
    at = start + length;
  }
  return most;
}

const nested = suite('nested choices');

for (const [name, of] of Object.entries(PROGRAMS)) {
  nested(`${name}: nodes and bytes grow with the depth, and hardly any locals`, () => {
    const [nodes, bytes, locals] = [
      (depth: number) => trace(of(depth) as never, [0.3]).graph.size,
      (depth: number) => compiled(depth).wasm.length,
      (depth: number) => localsOf(compiled(depth).wasm),
    ];
    const [few, more, many] = [40, 80, 160].map(nodes) as [number, number, number];
    assert.ok(many - more <= 2 * (more - few) + 8, `${few}, ${more}, ${many} nodes`);
    const [short, long] = [40, 160].map(bytes) as [number, number];
    assert.ok(long < 4.5 * short, `${short} and ${long} bytes`);
    const [low, high] = [40, 160].map(locals) as [number, number];
    // Of sums of chains to second order some terms wait, a few in each.
    if (name.includes('second order')) assert.ok(high < 4 * low, `${low} and ${high} locals`);
    else assert.ok(high <= low + 2, `${low} and ${high} locals`);
  });

  nested(`${name}: same bits in every piece, in both tiers`, () => {
    const f = of(12);
    const g = compiled(12);
    const points = Array.from({ length: 60 }, (_, i) => (i - 2) / 48);
    for (let i = 0; i < 2; i++) {
      for (const x of [...points, -0, Number.NaN, Number.POSITIVE_INFINITY]) same(g(x), f(x), `${name} at ${x}`);
      g.optimise();
    }
  });

  function compiled(depth: number): Compiled<[number], number> {
    return compile(of(depth) as never, 0.3) as unknown as Compiled<[number], number>;
  }
}

for (const [name, of] of Object.entries(SWEPT)) {
  nested(`swept back, ${name}: nodes grow with the depth, same bits in every piece`, () => {
    const [few, more, many] = [40, 80, 160].map((depth) => trace(of(depth) as never, [0.3]).graph.size) as [
      number,
      number,
      number,
    ];
    assert.ok(many - more <= 2 * (more - few) + 16, `${few}, ${more}, ${many} nodes`);
    const f = of(12);
    const g = compile(f as never, 0.3) as unknown as Compiled<[number], number>;
    const points = Array.from({ length: 60 }, (_, i) => (i - 2) / 48);
    for (let i = 0; i < 2; i++) {
      for (const x of [...points, -0, Number.NaN, Number.POSITIVE_INFINITY]) same(g(x), f(x), `${name} at ${x}`);
      g.optimise();
    }
  });
}

nested.run();
