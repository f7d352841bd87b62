/** Compiled functions inside drivers: what they give is what the function itself gives, and their derivatives are compiled. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  abs,
  add,
  derivative,
  div,
  exp,
  gradient,
  max,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { BLOCK_MODES, numbersIn } from '../support/block-modes.js';

const test = suite('compiled functions inside drivers');

type Vector = readonly Scalar[];

let calls = 0;
const inner = ([x, y]: Vector): Scalar[] => {
  calls++;
  const [a, b] = [x as Scalar, y as Scalar];
  return [mul(sin(a), exp(b)), div(a, add(1, square(b))), sqrt(add(square(a), square(b)))];
};
const compiledInner = compile((x) => inner(x), [1, 2]);

const around =
  (f: (x: Scalar[]) => readonly Scalar[]) =>
  ([x, y, z = 2]: Vector): Scalar => {
    const [a, b, c] = f([mul(x as Scalar, y as Scalar), add(x as Scalar, mul(3, y as Scalar))]) as Scalar[];
    return add(mul(a as Scalar, b as Scalar), add(square(c as Scalar), mul(z, c as Scalar)));
  };

for (const { name, on } of BLOCK_MODES) {
  test(`${name}: as the function itself`, () => {
    for (const x of [
      [0.5, 0.25],
      [1.5, -0.75, 0.5],
    ]) {
      const due = numbersIn(on(around(inner), x));
      numbersIn(on(around(compiledInner), x)).forEach((y, i) => {
        assert.ok(Math.abs(y - (due[i] as number)) <= 1e-14 * Math.max(1, ...due.map(Math.abs)), `${y}, due ${due[i]}`);
      });
    }
  });
}

test('derivatives are compiled when they are first needed, and then f is called no more', () => {
  const g = compile((x) => inner(x), [1, 2]);
  const f = around((x) => g(x));
  gradient((x) => f(x), [0.5, 0.25]);
  reverse.gradient((x) => f(x), [0.5, 0.25]);
  reverse.hvp((x) => f(x), [0.5, 0.25], [1, 1]);
  const before = calls;
  gradient((x) => f(x), [0.6, 0.35]);
  reverse.gradient((x) => f(x), [0.6, 0.35]);
  reverse.hvp((x) => f(x), [0.6, 0.35], [1, 1]);
  assert.is(calls, before);
});

test('several arguments, records, numbers among the numbers that carry derivatives', () => {
  const g = compile(
    ({ a, b }: { a: Scalar; b: Scalar[] }, c: Scalar) => ({ sum: add(a, mul(c, b[0] as Scalar)), list: b.map(square) }),
    { a: 1, b: [2, 3] },
    4,
  );
  const f = ([x, y]: Vector): Scalar => {
    const { sum, list } = g({ a: x as Scalar, b: [y as Scalar, 7] }, x as Scalar);
    return add(sum, add(list[0] as Scalar, list[1] as Scalar));
  };
  same(gradient(f, [2, 5]), [1 + 5, 2 + 10]);
  same(reverse.gradient(f, [2, 5]), [6, 12]);
  const one = compile((x: Scalar) => mul(x, x), 1);
  assert.is(
    derivative((x) => one(x), 3),
    6,
  );
});

test('beside singular points it is the function itself that is asked', () => {
  const g = compile(([x, y]: Scalar[]) => abs(mul(x as Scalar, abs(y as Scalar))), [1, 2]);
  const f = ([x, y]: Vector): Scalar => mul(x as Scalar, g([x as Scalar, y as Scalar]));
  const due = gradient(([x, y]: Vector) => mul(x as Scalar, abs(mul(x as Scalar, abs(y as Scalar)))), [0, 0]);
  same(gradient(f, [0, 0]), due);
  const root = compile((x: Scalar) => sqrt(square(square(x))), 1);
  same(
    derivative((x) => mul(root(x), root(x)), 0),
    0,
  );
});

test('ties behind a compiled function are known to feed each other', () => {
  const pair = ([x, y]: Vector): Scalar[] => [mul(x as Scalar, y as Scalar), add(x as Scalar, y as Scalar)];
  const g = compile((x: Scalar[]) => pair(x), [1, 2]);
  const ties =
    (h: (x: Scalar[]) => readonly Scalar[]) =>
    (x: Vector): Scalar => {
      const [a, b] = h([x[0] as Scalar, x[1] as Scalar]) as Scalar[];
      const top = max(a as Scalar, b as Scalar);
      return add(max(top, mul(0.5, add(a as Scalar, b as Scalar))), max(top, a as Scalar));
    };
  // x y = x + y
  for (const x of [
    [2, 2],
    [3, 1.5],
    [1, 2],
  ])
    same(
      reverse.gradient(
        ties((y) => g(y)),
        x,
      ),
      reverse.gradient(ties(pair), x),
    );
});

test('what is no argument is an error as before', () => {
  const g = compile(([x, y]: Scalar[]) => sub(x as Scalar, y as Scalar), [1, 2]);
  const message = (run: () => unknown): string => thrown(run).message;
  assert.match(
    message(() => g(['a', 2] as never)),
    /compiled function: /,
  );
  assert.match(
    message(() => gradient((x) => g([x[0], x[1], x[0]] as never), [1, 2])),
    /compiled function: expected x/,
  );
  assert.match(
    message(() => gradient((x) => (g as (...x: unknown[]) => Scalar)(x, 1), [1, 2])),
    /expected 1 argument/,
  );
});

test('points after a gap in the tape, and rows that are not asked for', () => {
  const f = ([x, y]: Vector): Scalar[] => {
    const [a, b] = compiledInner([x as Scalar, y as Scalar]) as Scalar[];
    return [mul(a as Scalar, 2), 7, square(b as Scalar), y as Scalar];
  };
  const plain = ([x, y]: Vector): Scalar[] => {
    const [a, b] = inner([x as Scalar, y as Scalar]) as Scalar[];
    return [mul(a as Scalar, 2), 7, square(b as Scalar), y as Scalar];
  };
  same(reverse.jacobian(f, [0.5, 0.25]), reverse.jacobian(plain, [0.5, 0.25]));
});

test.run();
