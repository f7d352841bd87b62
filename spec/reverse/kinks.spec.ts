/**
 * Second order at a kink: the middle of the Hessians on both sides of the point, along one direction for all modes. Its
 * components are positive and those of later inputs here smaller: beside the origin x > y, and x² > y² on both sides.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import type { Field } from '../support/modes.js';

type Scalar = h.Scalar;
type Vector = readonly Scalar[];

const { abs, add, clamp, exp, max, min, mul, neg, relu, sin, square, sub } = h;

const kinks = suite('second order at kinks, reverse');

/** Functions of two numbers whose kink is at the point; the Hessians follow from the smooth pieces on both sides. */
const FIELDS: readonly [
  name: string,
  f: (x: Scalar, y: Scalar) => Scalar,
  at: readonly number[],
  due: number[][],
  /** ∂²f/∂x² of f with y fixed, where that is another one: then the two sides lie along x. */
  alongX?: number,
][] = [
  ['|x²|', (x) => abs(square(x)), [0, 0], diagonal(2, 0)],
  ['|-x²|', (x) => abs(neg(square(x))), [0, 0], diagonal(2, 0)],
  ['|x² + y²|', (x, y) => abs(add(square(x), square(y))), [0, 0], diagonal(2, 2)],
  ['|-x² - y²|', (x, y) => abs(neg(add(square(x), square(y)))), [0, 0], diagonal(2, 2)],
  ['max(x², -x²)', (x) => max(square(x), neg(square(x))), [0, 0], diagonal(2, 0)],
  ['min(x², -x²)', (x) => min(square(x), neg(square(x))), [0, 0], diagonal(-2, 0)],
  ['max(x², y²)', (x, y) => max(square(x), square(y)), [0, 0], diagonal(2, 0)],
  ['relu(x² + 3y²)', (x, y) => relu(add(square(x), mul(3, square(y)))), [0, 0], diagonal(2, 6)],
  ['relu(-x²)', (x) => relu(neg(square(x))), [0, 0], diagonal(0, 0)],
  ['clamp(x², 0, 1)', (x) => clamp(square(x), 0, 1), [0, 0], diagonal(2, 0)],
  // 1 on one side, 1 + x² + y on the other.
  ['clamp(1 + x² + y, 0, 1)', (x, y) => clamp(add(1, add(square(x), y)), 0, 1), [0, 0], diagonal(1, 0), 0],
  // x² + y and -x² - y.
  ['|x² + y|', (x, y) => abs(add(square(x), y)), [0, 0], diagonal(0, 0), 2],
  // y and x².
  ['max(x², y)', (x, y) => max(square(x), y), [0, 0], diagonal(1, 0), 2],
  ['|x - y|', (x, y) => abs(sub(x, y)), [3, 3], diagonal(0, 0)],
  // d²/dx² of sin(x²)·e^y is 2·e^y at x = 0.
  [
    'sin(|x²|)·e^y + y³',
    (x, y) => add(mul(sin(abs(square(x))), exp(y)), mul(y, square(y))),
    [0, 0.5],
    diagonal(2 * Math.exp(0.5), 3),
  ],
  // (1 + x²)·(1 + x²) = 1 + 2x² + x⁴.
  ['u², u = 1 + |x²|', (x) => square(add(1, abs(square(x)))), [0, 0], diagonal(4, 0)],
  ['||x²| - y²|', (x, y) => abs(sub(abs(square(x)), square(y))), [0, 0], diagonal(2, -2)],
  [
    '|(x - y)²|',
    (x, y) => abs(square(sub(x, y))),
    [0, 0],
    [
      [2, -2],
      [-2, 2],
    ],
  ],
];

function diagonal(a: number, b: number): number[][] {
  return [
    [a, 0],
    [0, b],
  ];
}

/** f with its calls counted. */
function counted(f: Field): { f: Field; calls: () => number } {
  let calls = 0;
  return {
    f: (x) => {
      calls++;
      return f(x);
    },
    calls: () => calls,
  };
}

type Gradient = (f: Field, x: Vector) => Vector;
type Jacobian = (f: (x: Vector) => Vector, x: Vector) => readonly Vector[];

for (const [name, of, at, due, alongX = due[0]?.[0]] of FIELDS) {
  const f: Field = ([x, y]) => of(x as Scalar, y as Scalar);

  kinks(`${name}: every way to the Hessian`, () => {
    same(h.hessian(f, at), due);
    same(reverse.hessian(f, at), due);
    same(reverse.valueGradientAndHessian(f, at), h.valueGradientAndHessian(f, at));
    for (const outer of [h.jacobian, reverse.jacobian] as unknown as Jacobian[]) {
      for (const inner of [h.gradient, reverse.gradient] as unknown as Gradient[]) {
        same(
          outer((x) => inner(f, x), at),
          due,
        );
      }
    }
  });

  kinks(`${name}: Hessian times a vector`, () => {
    for (const v of [
      [1, 0],
      [0, 1],
      [1, 2],
      [0, 0],
    ])
      same(reverse.hvp(f, at, v), h.hvp(f, at, v));
    same(
      h.derivative((t) => reverse.vjp(f, [add(at[0] as number, t), at[1] as number], 1).cotangent[0] as Scalar, 0),
      alongX,
    );
    const pulled = (t: Scalar): Scalar =>
      reverse.pullback(f, [add(at[0] as number, t), at[1] as number]).pullback(1)[0] as Scalar;
    same(h.derivative(pulled, 0), alongX);
  });
}

kinks('|xy|, whose kink has a corner at the origin: xy > 0 on both sides', () => {
  const f: Field = ([x, y]) => abs(mul(x as Scalar, y as Scalar));
  const due = [
    [0, 1],
    [1, 0],
  ];
  same(h.hessian(f, [0, 0]), due);
  same(reverse.hessian(f, [0, 0]), due);
  for (const [v, product] of [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 2],
      [2, 1],
    ],
  ] as const) {
    same(h.hvp(f, [0, 0], v), product);
    same(reverse.hvp(f, [0, 0], v), product);
  }
});

kinks('third order: |x²|·x has third derivative 6 in every nesting', () => {
  const f: Field = ([x]) => mul(abs(square(x as Scalar)), x as Scalar);
  const first = [h.gradient, reverse.gradient] as unknown as Gradient[];
  for (const a of first) {
    for (const b of first) {
      for (const c of first) {
        const second: Field = (x) => b((t) => c(f, t)[0] as Scalar, x)[0] as Scalar;
        same(a(second, [0]), [6]);
      }
    }
  }
});

/** How often a Hessian-vector product calls f. */
function callsOfHvp(field: Field, x: Vector, v: Vector): number {
  const { f, calls } = counted(field);
  reverse.hvp(f, x, v);
  return calls();
}

kinks(
  'f is called three times more where a kink is met: on dual numbers, and on both sides, whatever the direction asked for',
  () => {
    const gap: Field = ([x, y]) => abs(sub(x as Scalar, y as Scalar));
    assert.is(
      callsOfHvp(([x, y]) => mul(square(x as Scalar), y as Scalar), [1, 2], [1, 1]),
      1,
    );
    assert.is(callsOfHvp(gap, [1, 2], [1, 1]), 1);
    assert.is(callsOfHvp(gap, [1, 1], [1, 0]), 4);
    assert.is(callsOfHvp(gap, [1, 1], [1, 1]), 4);
  },
);

kinks(
  'first derivatives: twice more where a tie feeds a tie, which forward mode finds out by one call on a tape',
  () => {
    const calls = (field: Field): number[] =>
      ([h.gradient, reverse.gradient] as unknown as Gradient[]).map((gradient) => {
        const { f, calls } = counted(field);
        gradient(f, [0, 0]);
        return calls();
      });
    assert.equal(
      calls(([x, y]) => add(abs(x as Scalar), y as Scalar)),
      [1, 1],
    );
    assert.equal(
      calls(([x, y]) => add(abs(x as Scalar), abs(y as Scalar))),
      [2, 1],
    );
    assert.equal(
      calls(([x, y]) => max(abs(x as Scalar), y as Scalar)),
      [4, 3],
    );
  },
);

kinks.run();
