/** Derivatives inside derivatives: perturbation confusion, captured variables, higher orders. */
import { suite } from 'uvu';
import { is } from 'uvu/assert';
import {
  add,
  derivative,
  exp,
  gradient,
  hessian,
  jacobian,
  jvp,
  laplacian,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

const confusion = suite('perturbation confusion');

confusion('d/dx x·(d/dy (x + y)) is 1, at 1', () => {
  is(
    derivative(
      (x) =>
        mul(
          x,
          derivative((y) => add(x, y), 1),
        ),
      1,
    ),
    1,
  );
});

confusion('d/dx x·(d/dy x·y) is 2x', () => {
  is(
    derivative(
      (x) =>
        mul(
          x,
          derivative((y) => mul(x, y), 2),
        ),
      5,
    ),
    10,
  );
});

confusion('d/dx of an inner derivative at x of a function that captures x counts both places', () => {
  // d/dy (x·y²) at y = x is 2x², whose derivative is 4x.
  is(
    derivative((x) => derivative((y) => mul(x, square(y)), x), 3),
    12,
  );
});

confusion('an inner derivative of something that does not depend on the inner variable is 0', () => {
  is(
    derivative(
      (x) =>
        add(
          x,
          derivative(() => square(x), 7),
        ),
      3,
    ),
    1,
  );
});

confusion('the functional d/dh (h ↦ f(x + h)) at 0, applied twice: D(D f) is f″, not 0', () => {
  const shift = (f: (x: Scalar) => Scalar): ((x: Scalar) => Scalar) => {
    return (x) => derivative((h) => f(add(x, h)), 0);
  };
  near(shift(shift(exp))(1) as number, Math.E, 1);
  is(shift(shift((x) => pow(x, 3)))(2), 12);
  is(shift(shift(shift((x) => pow(x, 3))))(2), 6);
});

confusion('a derivative of a function that makes functions (Manzyuk et al.): the tagged variables stay apart', () => {
  // s(u)(f)(x) = f(x + u); D s(0) applied twice to exp is exp″.
  type F = (x: Scalar) => Scalar;
  const s =
    (u: Scalar) =>
    (f: F): F =>
    (x) =>
      f(add(x, u));
  const dHat =
    (f: F): F =>
    (x) =>
      derivative((u) => s(u)(f)(x), 0);
  near(dHat(dHat(exp))(1) as number, Math.E, 1);
});

confusion('variables of three levels in one product', () => {
  const d = derivative((x) => derivative((y) => derivative((z) => mul(mul(x, square(y)), pow(z, 3)), 5), 3), 2);
  is(d, 2 * 3 * 3 * 25);
});

confusion('x captured from every level, mixed with the inner variables', () => {
  // ∂z∂y∂x of x³y²z + xyz² = 6x²y·1 + 2z at (1, 2, 3)
  const f = (x: Scalar, y: Scalar, z: Scalar): Scalar =>
    add(mul(mul(pow(x, 3), square(y)), z), mul(mul(x, y), square(z)));
  const expected = 6 * 1 * 2 + 2 * 3;
  for (const [a, b, c] of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] as [0 | 1 | 2, 0 | 1 | 2, 0 | 1 | 2][]) {
    const at = [1, 2, 3];
    const d = derivative(
      (s) =>
        derivative(
          (t) =>
            derivative((u) => {
              const point: Scalar[] = [];
              point[a] = s;
              point[b] = t;
              point[c] = u;
              return f(point[0] as Scalar, point[1] as Scalar, point[2] as Scalar);
            }, at[c] as number),
          at[b] as number,
        ),
      at[a] as number,
    );
    is(d, expected, `order ${a}${b}${c}`);
  }
});

confusion('the inner result is an ordinary number of the outer call: it may be used many times', () => {
  const f = (x: Scalar): Scalar => {
    const slope = derivative((y) => mul(x, square(y)), 2); // 4x
    return mul(slope, mul(slope, slope)); // 64x³
  };
  is(derivative(f, 2), 64 * 3 * 4);
  is(secondDerivative(f, 2), 64 * 6 * 2);
});

const orders = suite('higher orders by nesting');

/** The nth derivative of e^x·sin x is 2^(n/2)·e^x·sin(x + nπ/4). */
const wave = (x: Scalar): Scalar => mul(exp(x), sin(x));
const waveDerivative = (n: number, x: number): number => 2 ** (n / 2) * Math.exp(x) * Math.sin(x + (n * Math.PI) / 4);
const nest = (f: (x: Scalar) => Scalar, n: number): ((x: Scalar) => Scalar) =>
  n === 0 ? f : (x) => derivative(nest(f, n - 1), x);

for (const n of [1, 2, 3, 4, 5, 6]) {
  orders(`${n} nested derivatives of e^x·sin x are its closed form`, () => {
    for (const x of [0.3, 1, 2.2]) {
      const error = Math.abs((nest(wave, n)(x) as number) - waveDerivative(n, x));
      is(error <= 2 ** n * 1e-15 * 2 ** (n / 2) * Math.exp(x), true, `at ${x}: ${error}`);
    }
  });
}

orders('x⁵ has the derivatives 5x⁴, 20x³, 60x², 120x, 120, 0, exactly', () => {
  const x = 2;
  const expected = [32, 80, 160, 240, 240, 120, 0, 0];
  expected.forEach((value, n) => {
    is(nest((t) => pow(t, 5), n)(x), value, `pow, order ${n}`);
    is(nest((t) => mul(t, mul(mul(t, t), mul(t, t))), n)(x), value, `mul, order ${n}`);
  });
});

orders('gradient of a function with a Hessian inside', () => {
  // H of x²y by (x, y) is [[2y, 2x], [2x, 0]]; its determinant is -4x².
  const determinant = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
    const [[a, b], [c, d]] = hessian(([s, t]) => mul(square(s), t), [x, y]);
    return sub(mul(a, d), mul(b, c));
  };
  same(gradient(determinant, [3, 5]), [-24, 0]);
  same(hessian(determinant, [3, 5]), [
    [-8, 0],
    [0, 0],
  ]);
});

orders('jacobian of a gradient, gradient of a laplacian, jvp of a jacobian', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(pow(x, 3), square(y));
  same(
    jacobian((x: [Scalar, Scalar]) => gradient(f, x), [2, 3]),
    [
      [108, 72],
      [72, 16],
    ],
  );
  // 6xy² + 2x³
  same(
    gradient((x: [Scalar, Scalar]) => laplacian(f, x), [2, 3]),
    [54 + 24, 72],
  );
  const { tangent } = jvp((x: [Scalar, Scalar]) => jacobian(([s, t]) => [mul(s, t), square(s)], x), [2, 3], [1, 10]);
  same(tangent, [
    [10, 1],
    [2, 0],
  ]);
});

confusion.run();
orders.run();
