/** Hessians and their products from one call of f on a tape that knows its curvature, and what that tape cannot do. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import {
  add,
  atan2,
  derivative,
  div,
  exp,
  gradient,
  hessian,
  mul,
  neg,
  type Scalar,
  sin,
  square,
  sub,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { BINARY, UNARY } from '../support/functions.js';

type Field = (x: readonly Scalar[]) => Scalar;
type Matrix = number[][];
const table = exported as unknown as Record<string, (...x: Scalar[]) => Scalar>;
const at = (x: readonly Scalar[], i: number): Scalar => x[i] as Scalar;
const forward = (f: Field, x: readonly number[]): Matrix => hessian(f as never, x as never) as unknown as Matrix;
const backward = (f: Field, x: readonly number[]): Matrix =>
  reverse.hessian(f as never, x as never) as unknown as Matrix;

function close(actual: Matrix, expected: Matrix, name: string): void {
  const size = Math.max(...expected.flat().map(Math.abs));
  expected.forEach((row, i) => {
    row.forEach((entry, j) => {
      const other = actual[i]?.[j] as number;
      ok(
        Object.is(entry, other) || Math.abs(entry - other) <= 1e-12 * size,
        `${name} (${i}, ${j}): ${other}, ${entry}`,
      );
    });
  });
}

const test = suite('reverse mode: one call of f for all directions');

for (const name of UNARY) {
  test(`${name} has the Hessian of forward mode`, () => {
    const g = table[name] as (x: Scalar) => Scalar;
    for (const x of [0.3, 0, 1.5, 1e-200]) {
      close(backward(f, [x, 0.2]), forward(f, [x, 0.2]), `${name} at ${x}`);
    }
    function f(t: readonly Scalar[]): Scalar {
      return mul(g(add(at(t, 0), mul(0.5, square(at(t, 1))))), at(t, 1));
    }
  });
}

for (const name of [...BINARY, 'add', 'sub', 'mul', 'div']) {
  test(`${name} has the Hessian of forward mode`, () => {
    const g = table[name] as (x: Scalar, y: Scalar) => Scalar;
    const both: Field = (t) => mul(g(mul(at(t, 0), at(t, 1)), add(at(t, 1), 0.5)), at(t, 0));
    const left: Field = (t) => g(mul(at(t, 0), at(t, 1)), 0.7);
    const right: Field = (t) => g(0.7, mul(at(t, 0), at(t, 1)));
    for (const f of [both, left, right]) close(backward(f, [0.3, 1.2]), forward(f, [0.3, 1.2]), name);
  });
}

test('f is called once, whatever the number of inputs', () => {
  let calls = 0;
  const f: Field = (x) => {
    calls++;
    let total: Scalar = 0;
    for (let i = 0; i + 1 < x.length; i++) total = add(total, mul(sin(at(x, i)), div(at(x, i + 1), add(2, at(x, i)))));
    return total;
  };
  const x = Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const h = backward(f, x);
  is(calls, 1);
  close(h, forward(f, x), 'chain');
  calls = 0;
  const v = x.map((_, i) => (i % 3 === 0 ? 0 : Math.cos(i)));
  const product = reverse.hvp(f as never, x as never, v as never) as unknown as number[];
  is(calls, 1);
  product.forEach((entry, i) => {
    const expected = (h[i] as number[]).reduce((sum, hij, j) => sum + hij * (v[j] as number), 0);
    ok(Math.abs(entry - expected) < 1e-13);
  });
});

test('several functions, one of them a constant, and a gradient with the Hessian', () => {
  const many = reverse.hessian(([x, y]) => [mul(square(x), y), 7, x], [2, 3]);
  close(
    many[0] as Matrix,
    [
      [6, 4],
      [4, 0],
    ],
    'first',
  );
  close(
    many[1] as Matrix,
    [
      [0, 0],
      [0, 0],
    ],
    'second',
  );
  close(
    many[2] as Matrix,
    [
      [0, 0],
      [0, 0],
    ],
    'third',
  );
  const all = reverse.valueGradientAndHessian(([x, y]) => mul(neg(sub(1, x)), exp(y)), [2, 0]);
  is(all.value, 1);
  close([all.gradient], [[1, 1]], 'gradient');
  close(
    all.hessian,
    [
      [0, 1],
      [1, 1],
    ],
    'hessian',
  );
});

test('a long function: more nodes than a tape begins with, and the tape is used again', () => {
  const f: Field = (x) => {
    let y = mul(at(x, 0), at(x, 1));
    for (let i = 0; i < 3000; i++) y = add(y, mul(1e-3, sin(y)));
    return y;
  };
  const [h, again] = [backward(f, [0.4, 0.5]), backward(f, [0.4, 0.5])];
  close(h, forward(f, [0.4, 0.5]), 'long');
  close(again, h, 'again');
});

test('numbers of an outer driver that f closes over, with every operator', () => {
  for (const op of [add, sub, mul, div, atan2]) {
    const before = (c: Scalar): Scalar =>
      at(
        reverse.hvp(([x, y]) => mul(x, op(y, c)), [2, 3], [1, 0]),
        1,
      );
    const after = (c: Scalar): Scalar =>
      at(
        reverse.hvp(([x, y]) => mul(x, op(c, y)), [2, 3], [1, 0]),
        1,
      );
    for (const f of [before, after]) {
      const step = 1e-6;
      const difference = (value(f(2 + step)) - value(f(2 - step))) / (2 * step);
      ok(Math.abs((derivative(f, 2) as number) - difference) < 1e-6);
    }
  }
});

test('drivers inside of f, and a function that catches what ends a call', () => {
  const inner: Field = (x) => derivative((t) => div(exp(mul(t, at(x, 0))), add(square(t), at(x, 1))), 0.5);
  close(backward(inner, [0.7, 1.3]), forward(inner, [0.7, 1.3]), 'derivative');
  const nested: Field = (x) =>
    at(
      gradient(([s, t]) => atan2(mul(s, s), mul(t, at(x, 1))), [0.5, 0.6]),
      0,
    );
  close(backward(nested, [0.7, 1.3]), forward(nested, [0.7, 1.3]), 'gradient');
  const f = (c: Scalar): Scalar =>
    at(
      reverse.hvp(
        ([x, y]) => {
          try {
            return mul(mul(x, y), c);
          } catch {
            return x;
          }
        },
        [2, 3],
        [1, 0],
      ),
      1,
    );
  is(derivative(f, 2), 1);
});

test('what f throws is its own', () => {
  let message = '';
  try {
    reverse.hessian(() => {
      throw new Error('of f');
    }, [1, 2]);
  } catch (error) {
    message = (error as Error).message;
  }
  is(message, 'of f');
});

test('a number of the tape prints as one that carries derivatives', () => {
  reverse.hvp(
    ([x, y]) => {
      is(String(mul(x, y)), 'Variable(6)');
      return x;
    },
    [2, 3],
    [1, 1],
  );
});

test.run();
