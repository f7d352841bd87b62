/** Sweeps where an output is no variable, and the partials of a quotient, against forward mode and by hand. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { add, div, gradient as forward, mul, type Scalar } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';

const test = suite('sweeps');

type Vector = readonly Scalar[];

test('an output that does not depend on the input takes no part in pullback and vjp', () => {
  const f = ([x]: Vector): Scalar[] => [mul(x, x), 5];
  const { value, pullback } = reverse.pullback(f as never, [3] as never) as unknown as {
    value: number[];
    pullback: (w: number[]) => number[];
  };
  assert.equal(value, [9, 5]);
  assert.equal(pullback([1, 1]), [6]);
  assert.equal(pullback([0, 1]), [0]);
  const vjp = reverse.vjp as unknown as (f: unknown, x: number[], w: number[]) => unknown;
  assert.equal(vjp(f, [3], [1, 1]), { value: [9, 5], cotangent: [6] });
  assert.equal(
    vjp(([x]: Vector) => [5, mul(x, x), x, 7], [3], [4, 1, 2, 8]),
    { value: [5, 9, 3, 7], cotangent: [8] },
  );
  assert.equal(
    vjp(() => [5], [3], [1]),
    { value: [5], cotangent: [0] },
  );
});

test('partials of a quotient: 1/b and -a/b², by each operand alone and by both', () => {
  const gradient = reverse.gradient as unknown as (f: (x: Vector) => Scalar, x: number[]) => number[];
  assert.equal(
    gradient(([a, b]) => div(a, b), [3, 4]),
    [0.25, -0.1875],
  );
  assert.equal(
    gradient(([a]) => div(a, 4), [3]),
    [0.25],
  );
  assert.equal(
    gradient(([b]) => div(3, b), [4]),
    [-0.1875],
  );
  assert.equal(
    gradient(([a]) => div(add(a, 0), a), [4]),
    [0],
  );
  // The cotangent 5 goes through: 5/b and -5·a/b².
  assert.equal(
    gradient(([a, b]) => mul(5, div(a, b)), [3, 4]),
    [1.25, -0.9375],
  );
  // 1/b leaves the range, the quotient does not.
  assert.equal(
    gradient(([a, b]) => div(a, b), [0, 2 ** -1074]),
    [Number.POSITIVE_INFINITY, 0],
  );
  assert.equal(
    gradient(([a, b]) => mul(2 ** -1000, div(a, b)), [2 ** -1000, 2 ** -1030]),
    [2 ** 30, -(2 ** 60)],
  );
  const f = ([a, b, c]: Vector): Scalar => div(div(a, b), div(c, add(a, b)));
  const x = [1.5, -2, 0.75];
  assert.equal(
    gradient(f, x).map((d) => Number(d.toPrecision(14))),
    (forward as unknown as typeof gradient)(f, x).map((d) => Number(d.toPrecision(14))),
  );
});

test.run();
