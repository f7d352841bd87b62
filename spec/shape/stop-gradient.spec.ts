/** stopGradient: a constant to the driver around it, in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile, scan } from '../../lib/compile/index.js';
import * as hyper from '../../lib/index.js';
import {
  abs,
  add,
  derivative,
  gradient,
  hessian,
  mul,
  type Scalar,
  square,
  stopGradient,
  taylor,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

const test = suite('stopGradient');

const f = ([x, y]: readonly Scalar[]): Scalar => mul(x as Scalar, stopGradient(mul(x as Scalar, square(y as Scalar))));

test('one factor is a constant, in all modes', () => {
  const [x, y] = [3, 2];
  assert.is(f([x, y]), x * x * y * y);
  const due = [x * y * y, 0];
  same(gradient(f, [x, y]), due);
  same(reverse.gradient(f, [x, y]), due);
  same(compile((p: Scalar[]) => gradient(f, p), [1, 1])([x, y]), due);
  same(compile((p: Scalar[]) => reverse.gradient(f, p), [1, 1])([x, y]), due);
  same(hessian(f, [x, y]), [
    [0, 0],
    [0, 0],
  ]);
  same(
    taylor((t) => mul(t, stopGradient(t)), 3, 2),
    [9, 3, 0],
  );
});

test('one level: outer derivatives go through', () => {
  // d/dx of x·c at c = xy, y = x: x².
  const inner = (x: Scalar): Scalar => derivative((y) => mul(y, stopGradient(mul(x, y))), x);
  same(derivative(inner, 3), 6);
  same(
    reverse.gradient(([x]: readonly Scalar[]) => inner(x as Scalar), [3]),
    [6],
  );
  same(compile((x: Scalar) => derivative(inner, x), 1)(3), 6);
});

type Vector = readonly Scalar[];
const damped = (s: Scalar, u: Scalar, p: Scalar): Scalar => add(mul(stopGradient(s), p), u);
const data = [1, 2, 3];
/** The same product, and a recurrence that stops its state, in a scan and in a loop. */
const STOPPED: readonly (readonly [name: string, f: (x: Vector) => Scalar, plain: (x: Vector) => Scalar])[] = [
  ['product', f, f],
  ['compiled', compile(f as (x: Scalar[]) => Scalar, [1, 1]) as unknown as (x: Vector) => Scalar, f],
  [
    'scan',
    ([s, p]) => scan(damped, s as Scalar, data, p as Scalar),
    ([s, p]) => data.reduce((state: Scalar, u) => damped(state, u, p as Scalar), s as Scalar),
  ],
];
type Drive = (g: (x: Vector) => Scalar, x: Vector) => unknown;
const drive = { ...hyper, reverse } as unknown as {
  [name in 'gradient' | 'hessian' | 'laplacian']: Drive;
} & {
  hvp(g: (x: Vector) => Scalar, x: Vector, v: Vector): unknown;
  jacobian(g: (x: Vector) => unknown, x: Vector): unknown;
  reverse: { [name in 'gradient' | 'hessian']: Drive } & {
    hvp(g: (x: Vector) => Scalar, x: Vector, v: Vector): unknown;
    jacobian(g: (x: Vector) => unknown, x: Vector): unknown;
  };
};
/** Second derivatives of one driver, which stops both, and of two, the inner one of which is stopped. */
const [ONE, TWO]: readonly { readonly [name: string]: Drive }[] = [
  {
    hessian: drive.hessian,
    laplacian: drive.laplacian,
    hvp: (g, x) => drive.hvp(g, x, [1, 2]),
    'reverse.hessian': drive.reverse.hessian,
    'reverse.hvp': (g, x) => drive.reverse.hvp(g, x, [1, 2]),
  },
  {
    'forward over forward': (g, x) => drive.jacobian((y) => drive.gradient(g, y), x),
    'forward over reverse': (g, x) => drive.jacobian((y) => drive.reverse.gradient(g, y), x),
    'reverse over forward': (g, x) => drive.reverse.jacobian((y) => drive.gradient(g, y), x),
    'reverse over reverse': (g, x) => drive.reverse.jacobian((y) => drive.reverse.gradient(g, y), x),
  },
] as const;

test('second derivatives by one driver stop at once, by two only the inner ones; compiled, and through what is compiled', () => {
  const x = [0.5, 0.25];
  const numbers = (y: unknown): number[] => (typeof y === 'number' ? [y] : Object.values(y as object).flatMap(numbers));
  for (const [name, g, plain] of STOPPED) {
    for (const [drivers, due] of [
      [ONE, [0, 0, 0, 0]],
      // Of x·c at c = xy²: y² and 2xy; of the last state p·s + u by p: s, which is p·s' + u'.
      [TWO, name === 'scan' ? [0, 0, 0.0625, 1.25] : [0.0625, 0.25, 0, 0]],
    ] as const) {
      for (const [driver, d] of Object.entries(drivers as { readonly [name: string]: Drive })) {
        const got = [d(g, x), d(plain, x), compile(((y: Vector) => d(g, y)) as never, [1, 1])(x as never)];
        for (const y of got) same(numbers(y), due.slice(0, numbers(y).length), `${name}, ${driver}`);
      }
    }
  }
});

test('structures, and plain numbers', () => {
  const state = { a: [1, 2], b: 3 };
  assert.equal(stopGradient(state), state);
  assert.is(stopGradient(-0), -0);
  const g = ([x, y]: readonly Scalar[]): Scalar => {
    const { a, b } = stopGradient({ a: [x as Scalar, y as Scalar], b: add(x as Scalar, 1) });
    return mul(add(a[0] as Scalar, b), y as Scalar);
  };
  same(gradient(g, [2, 5]), [0, 5]);
});

test('beside a kink too: the slope is that of the rest', () => {
  same(
    derivative((x) => mul(x, stopGradient(abs(x))), 0),
    0,
  );
  same(
    derivative((x) => mul(abs(x), stopGradient(x)), 0),
    0,
  );
});

test('in a program value() points to it; what is no number is an error', () => {
  const error = thrown(() => compile((x: Scalar) => mul(x, value(x)), 1));
  assert.match(error.message, /stopGradient\(x\) for x as a constant/);
  assert.match(thrown(() => stopGradient('a' as never)).message, /stopGradient: expected x/);
});

test.run();
