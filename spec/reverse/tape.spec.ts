/** What a tape keeps: a few bytes a node, in pages that go when they have been read. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  add,
  div,
  exp,
  jacobian,
  jvp,
  log,
  lt,
  max,
  mul,
  neg,
  type Scalar,
  select,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { PAGE } from '../../lib/tape/records.js';
import { Tape } from '../../lib/tape/tape.js';
import { same } from '../support/assert.js';

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;
const test = suite('tapes');

/** What is taken by nodes of one kind, in bytes a node, over many pages. */
function bytesOf(write: (tape: Tape, i: number) => void): number {
  const tape = new Tape();
  const empty = tape.bytes;
  tape.inputs(3);
  const count = 50 * PAGE;
  for (let i = 0; i < count; i++) write(tape, i);
  assert.is(tape.size, 3 + count);
  // The last page is still being written: it is in the arrays that were there.
  return (tape.bytes - empty) / (count - PAGE);
}

test('8 bytes for sums and differences, 16 for a function of one number, 24 for a product: 0.1.0 took 24 for each', () => {
  assert.is(
    bytesOf((tape) => tape.sum(0, 1)),
    8,
  );
  assert.is(
    bytesOf((tape) => tape.difference(0, 1)),
    8,
  );
  assert.is(
    bytesOf((tape) => tape.same(2)),
    8,
  );
  assert.is(
    bytesOf((tape) => tape.minus(2)),
    8,
  );
  assert.is(
    bytesOf((tape) => tape.joined(2)),
    8,
  );
  assert.is(
    bytesOf((tape) => tape.node1(0, 0.5)),
    16,
  );
  assert.is(
    bytesOf((tape) => tape.node2(0, 0.5, 1, 2)),
    24,
  );
  assert.is(
    bytesOf((tape) => tape.quotient(0, 1, 0.5, 2)),
    24,
  );
});

interface Held {
  readonly nodes: number;
  /** Bytes when f has been called, when the gradient is there, and when the tape is back in the pool. */
  readonly recorded: number;
  readonly swept: number;
  readonly left: number;
}

/** What the tape of one gradient holds. */
function held(run: () => unknown): Held {
  const { take } = Tape;
  const tape = new Tape();
  let [nodes, recorded, swept] = [0, 0, 0];
  const row = tape.row.bind(tape);
  tape.row = (...call) => {
    [nodes, recorded] = [tape.size, tape.bytes];
    return row(...call);
  };
  const release = tape.release.bind(tape);
  tape.release = () => {
    swept = tape.bytes;
    release();
  };
  Tape.take = () => tape;
  try {
    run();
  } finally {
    Tape.take = take;
  }
  return { nodes, recorded, swept, left: tape.bytes };
}

/** Rows of a triangular matrix times a vector, squared: half sums, half products. */
const mixture = (x: Vector): Scalar => {
  let total: Scalar = 0;
  for (let k = 0; k < 40; k++) {
    for (let i = 0; i < 40; i++) {
      let y: Scalar = at(x, i);
      for (let j = 0; j < i; j++) y = add(y, mul(at(x, j), at(x, (i + k) % 40)));
      total = add(total, square(y));
    }
  }
  return log(total);
};

test('a recording that has been swept leaves nothing behind, and is gone when its gradient is there', () => {
  const x = Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const empty = new Tape().bytes;
  const { nodes, recorded, swept, left } = held(() => reverse.gradient(mixture, x as never));
  assert.ok(nodes > 60_000);
  // 0.1.0: 24 bytes a node in arrays that were doubled and copied, 36 at the worst moment, and 16 to 24 in the pool for ever.
  assert.ok(recorded - empty < 16.5 * nodes, `${recorded} bytes for ${nodes} nodes`);
  // Full pages have been dropped one by one as the sweep went through them.
  assert.is(swept, empty);
  assert.is(left, empty);
  const tape = new Tape();
  tape.inputs(1);
  for (let i = 0; i < 10 * PAGE; i++) tape.sum(0, 0);
  tape.release();
  assert.is(tape.bytes, empty);
});

test('the tape of a pullback grows from a few nodes to a page and on, and gives the gradient', () => {
  const x = Array.from({ length: 40 }, (_, i) => Math.sin(i));
  for (const steps of [3, 100, 400, 3000]) {
    const f = (t: Vector): Scalar => {
      let total: Scalar = 0;
      for (let k = 0; k < steps; k++) total = add(total, mul(sin(at(t, k % 40)), at(t, (3 * k + 1) % 40)));
      return total;
    };
    const { pullback } = reverse.pullback(f as never, x as never);
    same(pullback(1 as never), reverse.gradient(f as never, x as never));
  }
});

test('a recording of several outputs is kept until its last row', () => {
  const x = [0.3, -0.7, 1.1];
  /** Outputs from the first page, from the middle of others, and from the last one; a constant and an input. */
  const f = (y: Vector): Scalar[] => {
    const outputs: Scalar[] = [3, at(y, 1)];
    let z: Scalar = at(y, 0);
    for (let i = 0; i < 3.5 * PAGE; i++) {
      const w = at(y, i % 3);
      z = [() => add(z, mul(0.001, w)), () => sub(w, div(z, 2)), () => neg(sin(z)), () => sub(z, w)][
        i % 4
      ]?.() as Scalar;
      if (i % 1111 === 5) outputs.push(z, mul(z, z));
    }
    return outputs;
  };
  const backward = reverse.jacobian(f as never, x as never) as unknown as number[][];
  const forward = jacobian(f as never, x as never) as unknown as number[][];
  assert.is(backward.length, forward.length);
  assert.ok(backward.length > 10);
  backward.forEach((row, i) => {
    row.forEach((d, j) => {
      const due = forward[i]?.[j] as number;
      assert.ok(Math.abs(d - due) <= 1e-12 * Math.max(1, Math.abs(due)), `${i}, ${j}: ${d}, by forward mode ${due}`);
    });
  });
});

const tangentOf = (f: (x: Vector) => unknown, x: Vector, v: Vector): unknown =>
  (jvp as unknown as (f: (x: Vector) => unknown, x: Vector, v: Vector) => { tangent: unknown })(f, x, v).tangent;

test('all kinds of nodes, over a number of pages, with numbers and with duals as partials', () => {
  const f = (y: Vector): Scalar => {
    let z: Scalar = at(y, 0);
    for (let i = 0; i < PAGE; i++) {
      const w = at(y, 1);
      z = add(mul(0.5, z), div(exp(mul(0.01, neg(z))), add(2, square(w))));
      z = sub(1, sub(z, 0.25));
      if (i % 100 === 0)
        z = select(
          lt(z, w),
          () => add(max(z, 0), abs(w)),
          () => sub(log(add(3, square(z))), w),
        );
    }
    return z;
  };
  const x = [0.2, 0.9];
  const v = [0.6, -1.3];
  const g = reverse.gradient(f as never, x as never) as unknown as number[];
  const close = (a: number, b: number): void =>
    assert.ok(Math.abs(a - b) <= 1e-11 * Math.max(1, Math.abs(b)), `${a}, ${b}`);
  close((g[0] as number) * (v[0] as number) + (g[1] as number) * (v[1] as number), tangentOf(f, x, v) as number);
  const h = reverse.hvp(f as never, x as never, v as never) as unknown as number[];
  const twice = tangentOf((y: Vector) => reverse.gradient(f as never, y as never), x, v) as number[];
  h.forEach((d, i) => {
    close(d, twice[i] as number);
  });
});

test('ties that feed ties many pages apart', () => {
  const f = ([x, y]: Vector): Scalar => {
    let z: Scalar = max(x as Scalar, y as Scalar);
    for (let i = 0; i < 2.5 * PAGE; i++) z = i % 2 === 0 ? sub(0, z) : neg(z);
    return max(z, x as Scalar);
  };
  // max(max(x, y), x) = max(x, y): equal shares, whichever way they come about.
  same(reverse.gradient(f as never, [1, 1] as never), [0.5, 0.5]);
  same(reverse.gradient(f as never, [2, 1] as never), [1, 0]);
});

test.run();
