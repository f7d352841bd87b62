/** Functions of many numbers that users define by products with the Jacobian, in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countOperations } from '../../lib/analysis/index.js';
import { compile } from '../../lib/compile/index.js';
import {
  add,
  cos,
  defineFunction,
  derivative,
  div,
  exp,
  gradient,
  gt,
  jacobian,
  mul,
  neg,
  type Scalar,
  select,
  sin,
  sqrt,
  square,
  sub,
  taylor,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';
import { BLOCK_MODES, numbersIn } from '../support/block-modes.js';

const test = suite('functions of many numbers');

type Vector = readonly Scalar[];

/** (x, y, z) to (x sin y, y e^z). */
const formula = ([x, y, z]: Vector): Scalar[] => [
  mul(x as Scalar, sin(y as Scalar)),
  mul(y as Scalar, exp(z as Scalar)),
];
const value = ([x, y, z]: number[]): number[] => [
  (x as number) * Math.sin(y as number),
  (y as number) * Math.exp(z as number),
];
const jvp = ([x, y, z]: Vector, [dx, dy, dz]: Vector): Scalar[] => [
  add(mul(sin(y as Scalar), dx as Scalar), mul(mul(x as Scalar, cos(y as Scalar)), dy as Scalar)),
  add(mul(exp(z as Scalar), dy as Scalar), mul(mul(y as Scalar, exp(z as Scalar)), dz as Scalar)),
];
const vjp = ([x, y, z]: Vector, [a, b]: Vector): Scalar[] => [
  mul(a as Scalar, sin(y as Scalar)),
  add(mul(a as Scalar, mul(x as Scalar, cos(y as Scalar))), mul(b as Scalar, exp(z as Scalar))),
  mul(b as Scalar, mul(y as Scalar, exp(z as Scalar))),
];
const FORMS = {
  both: defineFunction({ name: 'both', value, jvp, vjp }),
  jvp: defineFunction({ name: 'by jvp', value, jvp }),
  vjp: defineFunction({ name: 'by vjp', value, vjp }),
};

const around =
  (f: (x: Scalar[]) => readonly Scalar[]) =>
  ([x, y]: Vector): Scalar => {
    const [a, b] = f([mul(x as Scalar, y as Scalar), add(x as Scalar, y as Scalar), square(y as Scalar)]) as Scalar[];
    return add(mul(a as Scalar, b as Scalar), mul(3, a as Scalar));
  };

for (const [given, f] of Object.entries(FORMS)) {
  for (const { name, on } of BLOCK_MODES) {
    test(`${given}, ${name}: as the function written out`, () => {
      const x = [0.5, 0.75];
      const due = numbersIn(on(around(formula), x));
      const size = Math.max(1, ...due.map(Math.abs));
      numbersIn(on(around(f), x)).forEach((y, i) => {
        assert.ok(Math.abs(y - (due[i] as number)) <= 1e-13 * size, `${y}, due ${due[i]}`);
      });
    });
  }
}

test('Jacobians by rows and columns, plain numbers in and out', () => {
  same(FORMS.both([1, 2, 3]), value([1, 2, 3]));
  const due = jacobian(formula, [1, 2, 3]);
  for (const f of Object.values(FORMS)) {
    same(
      jacobian((x) => f(x), [1, 2, 3]),
      due,
    );
    same(
      reverse.jacobian((x) => f(x), [1, 2, 3]),
      due,
    );
  }
});

test('records and matrices', () => {
  const polar = defineFunction({
    name: 'polar',
    value: ({ r, angles }: { r: number; angles: number[] }) => angles.map((t) => [r * Math.cos(t), r * Math.sin(t)]),
    jvp: ({ r, angles }, { r: dr, angles: dt }) =>
      angles.map((t, i) => [
        sub(mul(cos(t), dr), mul(mul(r, sin(t)), dt[i] as Scalar)),
        add(mul(sin(t), dr), mul(mul(r, cos(t)), dt[i] as Scalar)),
      ]),
  });
  const x = { r: 2, angles: [0, 1] };
  const rows = jacobian((y) => polar(y), x);
  assert.is(rows.length, 2);
  assert.equal(rows[0]?.[0], { r: 1, angles: [0 * -2, 0] });
  assert.ok(Math.abs((rows[1]?.[1]?.angles[1] as number) - 2 * Math.cos(1)) < 1e-15);
  assert.ok(Math.abs((rows[1]?.[1]?.r as number) - Math.sin(1)) < 1e-15);
});

test('series along curves: constant ones too, of order 0, of a product that asks for the function itself', () => {
  const exponential: (x: readonly Scalar[]) => Scalar[] = defineFunction({
    name: 'exponential',
    value: ([x, y]: number[]) => [Math.exp(x as number), Math.exp(y as number)],
    jvp: (x: readonly Scalar[], v: readonly Scalar[]) => exponential(x).map((y, i) => mul(y, v[i] as Scalar)),
  }) as never;
  const close = (got: unknown, due: unknown): void => {
    const numbers = numbersIn(due);
    for (const [i, y] of numbersIn(got).entries())
      assert.ok(Math.abs(y - (numbers[i] as number)) < 1e-13, `${got}, due ${due}`);
  };
  for (const order of [0, 1, 6]) {
    close(
      taylor((t) => exponential([t, mul(2, t)])[1] as Scalar, 0.25, order),
      taylor((t) => exp(mul(2, t)), 0.25, order),
    );
  }
  for (const f of Object.values(FORMS)) {
    const along = (g: (x: Scalar[]) => readonly Scalar[]) => (t: Scalar) =>
      add(g([t, square(t), sin(t)])[1] as Scalar, g([1, 2, 3])[0] as Scalar);
    close(taylor(along(f as never), 0.5, 5), taylor(along(formula), 0.5, 5));
    const slope = (g: (x: Scalar[]) => readonly Scalar[]) => (t: Scalar) =>
      (
        gradient((x: Scalar[]) => mul(g(x)[0] as Scalar, g(x)[1] as Scalar), [t, 0.5, square(t)]) as Scalar[]
      )[1] as Scalar;
    close(taylor(slope(f as never), 0.5, 3), taylor(slope(formula), 0.5, 3));
  }
});

test('beside a singular point it is NaN, not a wrong number; what only counts operations says that there is no formula', () => {
  assert.match(
    thrown(() => countOperations((x: readonly Scalar[]) => FORMS.both(x as Scalar[])[0] as Scalar, [1, 2, 3])).message,
    /both: expected derivatives that jvp and vjp tell/,
  );
  const root = (x: Scalar): Scalar => (FORMS.both([sqrt(x), 1, 1]) as Scalar[])[0] as Scalar;
  assert.ok(Number.isNaN(derivative((x) => square(root(x)), 0)));
});

test('compiled in a branch that the example does not take, out of its domain there', () => {
  const define = (name: string, more: object): ((x: Vector) => readonly Scalar[]) =>
    defineFunction({
      name,
      value: ([x]: number[]) => {
        if ((x as number) < 0) throw new RangeError('domain');
        return [Math.sqrt(x as number), 1];
      },
      ...more,
    } as never) as never;
  const jvp = ([x]: Vector, [dx]: Vector): Scalar[] => [div(dx as Scalar, mul(2, sqrt(x as Scalar))), 0];
  const vjp = ([x]: Vector, [w]: Vector): Scalar[] => [div(w as Scalar, mul(2, sqrt(x as Scalar)))];
  const choice =
    (f: (x: Vector) => readonly Scalar[]) =>
    ([x]: Vector): Scalar =>
      select(
        gt(x as Scalar, 0),
        () => f([x as Scalar])[0] as Scalar,
        () => mul(3, x as Scalar),
      );
  const given = choice(define('root', { jvp }));
  for (const drive of [gradient, reverse.gradient] as unknown as ((f: typeof given, x: Vector) => unknown)[]) {
    const g = compile(((x: Vector) => drive(given, x)) as never, [-1] as never) as unknown as (x: number[]) => unknown;
    for (const x of [[4], [-2]]) same(g(x), drive(given, x));
  }
  // How many numbers there are nobody knows.
  assert.throws(() => compile(choice(define('root', { vjp })) as never, [-1] as never), /domain/);
});

test('what does not fit is named', () => {
  const strange = defineFunction({ name: 'f', value: () => neg, jvp: () => 0 } as never) as unknown as (
    x: unknown,
  ) => unknown;
  const message = (run: () => unknown): string => thrown(run).message;
  const wrong = defineFunction({ name: 'wrong', value: ([x]: number[]) => [x, 1], jvp: () => [1], vjp: () => [1, 2] });
  assert.match(
    message(() => jacobian((x) => wrong(x), [1])),
    /wrong: expected jvp\(x, v\)/,
  );
  assert.match(
    message(() => reverse.jacobian((x) => wrong(x), [1])),
    /wrong: expected vjp\(x, w\)/,
  );
  let turn = 0;
  const moody = defineFunction({
    name: 'moody',
    value: ([x]: number[]) => (turn++ === 0 ? [x] : [x, x]),
    jvp: (_, v) => v,
  });
  moody([1]);
  assert.match(
    message(() => moody([1])),
    /moody: expected results of one structure/,
  );
  const active = defineFunction({ name: 'active', value: (x: Scalar[]) => x.map(neg), jvp: (_, v) => v.map(neg) });
  same(active([1, 2]), [-1, -2]);
  assert.match(
    message(() => strange([1])),
    /f: expected value\(x\)/,
  );
});

test('a step inside a loop of a program is called once for equal arguments', () => {
  let calls = 0;
  const counted = defineFunction({
    name: 'counted',
    value: ([x, y]: number[]) => {
      calls++;
      return [(x as number) * (y as number), (x as number) + (y as number)];
    },
    jvp: ([x, y], [dx, dy]) => [
      add(mul(x as Scalar, dy as Scalar), mul(y as Scalar, dx as Scalar)),
      add(dx as Scalar, dy as Scalar),
    ],
  });
  const f = ([x, y]: Vector): Scalar => {
    const [a, b] = counted([x as Scalar, y as Scalar]) as Scalar[];
    const [c] = counted([x as Scalar, y as Scalar]) as Scalar[];
    return add(mul(a as Scalar, b as Scalar), c as Scalar);
  };
  same(
    gradient(f, [2, 3]),
    gradient(
      ([x, y]: Vector) => {
        const p = mul(x as Scalar, y as Scalar);
        return add(mul(p, add(x as Scalar, y as Scalar)), p);
      },
      [2, 3],
    ),
  );
  assert.ok(calls > 0);
});

test.run();
