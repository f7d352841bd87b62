/** The table of singular points, row 5: kinks that are touched, in nested drivers and in compiled programs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { sameBits } from '../support/engines.js';
import type { Field } from '../support/modes.js';

type Scalar = h.Scalar;
type Vector = readonly Scalar[];
type Hessian = (f: Field, x: Vector) => unknown;
type Product = (f: Field, x: Vector, v: Vector) => unknown;
type Slopes = (f: Field, x: Vector) => Vector;
type Jacobian = (f: (x: Vector) => unknown, x: Vector) => unknown;

const { abs, add, max, mul, neg, sin, square, sub } = h;

const test = suite('singular points, row 5, touching a kink in nested drivers');

const at = (x: Scalar | undefined): Scalar => x as Scalar;

test('5. third derivatives: |(x - y)²|·x has those of (x - y)²·x, in every nesting', () => {
  const f: Field = ([x, y]) => mul(abs(neg(square(sub(at(x), at(y))))), at(x));
  // ∂xxx = 6, ∂xxy = -4, ∂xyy = 2, ∂yyy = 0 for (x - y)²·x.
  const due = [
    [
      [6, -4],
      [-4, 2],
    ],
    [
      [-4, 2],
      [2, 0],
    ],
  ];
  const jacobians = [h.jacobian, reverse.jacobian] as unknown as Jacobian[];
  const hessians = [h.hessian, reverse.hessian] as unknown as ((f: (x: Vector) => unknown, x: Vector) => unknown)[];
  const gradients = [h.gradient, reverse.gradient] as unknown as Slopes[];
  for (const jacobian of jacobians) {
    for (const hessian of hessians)
      same(
        jacobian((x) => hessian(f as never, x), [2, 2]),
        due,
      );
  }
  for (const hessian of hessians)
    for (const gradient of gradients)
      same(
        hessian((x) => gradient(f, x), [2, 2]),
        due,
      );
  const one = (s: Scalar): Scalar => h.derivative((t: Scalar) => h.derivative((u: Scalar) => f([add(s, t), u]), 2), 0);
  // f(s + t, u) by u, t and s: ∂xxy.
  same(h.derivative(one, 2), -4);
});

test('5. a part of third order where the mixed ones of second order vanish: |x² + y² + z² + xyz|', () => {
  const f: Field = ([x, y, z]) =>
    abs(add(add(square(at(x)), square(at(y))), add(square(at(z)), mul(at(x), mul(at(y), at(z))))));
  type Cube = number[][][];
  for (const jacobian of [h.jacobian, reverse.jacobian] as unknown as Jacobian[]) {
    for (const hessian of [h.hessian, reverse.hessian] as unknown as Hessian[]) {
      const third = jacobian((x) => hessian(f, x), [0, 0, 0]) as Cube;
      same([third[0]?.[1]?.[2], third[2]?.[1]?.[0], third[0]?.[0]?.[1]], [1, 1, 0]);
    }
  }
});

test('5. a variable of an outer driver, seen by f from outside of the inner one', () => {
  const mixed = (f: (s: Scalar, t: Scalar) => Scalar): number =>
    h.derivative((s: Scalar) => h.derivative((t: Scalar) => f(s, t), 3), 3);
  same(
    mixed((s, t) => abs(square(sub(s, t)))),
    -2,
  );
  same(
    mixed((s, t) => max(0, neg(square(sub(s, t))))),
    0,
  );
  same(
    h.derivative(
      (s: Scalar) =>
        (reverse.gradient as unknown as Slopes)(([t]) => abs(neg(square(sub(s, at(t))))), [3])[0] as Scalar,
      3,
    ),
    -2,
  );
  same(
    h.valueAndDerivative((s: Scalar) => h.valueAndDerivative((t: Scalar) => abs(square(sub(s, t))), 3).derivative, 3),
    { value: 0, derivative: -2 },
  );
  same(
    h.taylor((s: Scalar) => h.taylor((t: Scalar) => abs(square(sub(s, t))), 3, 1)[1] as Scalar, 3, 1),
    [0, -2],
  );
});

test('5. compiled programs give the same bits at such points, alone and among many', () => {
  const points = [[[1, 2]], [[3, 3]], [[-0, 0]], [[0.1, 0.2]], [[7, 7]], [[Number.NaN, 1]]];
  const fields: Field[] = [
    ([x, y]) => abs(square(sub(at(x), at(y)))),
    ([x, y]) => add(max(0, neg(square(sub(at(x), at(y))))), mul(at(x), sin(at(y)))),
    ([x, y]) => max(add(square(at(x)), square(at(y))), mul(2, mul(at(x), at(y)))),
    ([x, y]) => abs(mul(at(x), at(y))),
  ];
  for (const f of fields) {
    const drivers = [h, reverse] as unknown as { hessian: Hessian; hvp: Product; gradient: Slopes }[];
    for (const { hessian, hvp } of drivers) {
      sameBits((x: Vector) => hessian(f, x), points);
      sameBits((x: Vector) => hessian(f, x), [...points].reverse());
      sameBits((x: Vector) => hvp(f, x, [1, -2]), points);
      sameBits((x: Vector) => hvp(f, x, x), points);
    }
    sameBits(
      (x: Vector) => (h.jacobian as unknown as Jacobian)((t) => (h.gradient as unknown as Slopes)(f, t), x),
      points,
    );
    sameBits(
      ([x, y]: Vector) => h.derivative((s: Scalar) => h.derivative((t: Scalar) => f([s, t]), at(y)), at(x)),
      points,
    );
  }
});

test('5. f is called twice more where a kink leaves a second derivative open, whatever n is', () => {
  const calls = (f: Field, x: readonly number[]): number => {
    let count = 0;
    (h.hessian as unknown as Hessian)((t: Vector) => {
      count++;
      return f(t);
    }, x);
    return count;
  };
  // One pass at the point, one for the entries that come out as NaN, on numbers that know their parts, and one on each side.
  const KINKS: readonly [Field, readonly number[]][] = [
    [([x, y, z]) => abs(square(add(sub(at(x), at(y)), at(z)))), [1, 2, 1]],
    [([x, y, z]) => abs(add(square(at(x)), add(square(at(y)), at(z)))), [0, 0, 0]],
    [([x, y, z]) => mul(abs(square(sub(at(x), at(y)))), at(z)), [1, 1, 1]],
    [([x, y]) => abs(add(square(at(x)), square(at(y)))), [0, 0]],
    [([x, y]) => abs(sub(at(x), at(y))), [1, 1]],
  ];
  for (const [f, x] of KINKS) {
    assert.is(calls(f, x), 1 + 1 + 2);
    assert.is(
      calls(
        f,
        x.map((_, i) => i + 2),
      ),
      1,
    );
  }
});

test.run();
