/** Series as numbers: the field operations, levels, printing, and what JavaScript may do with them. */
import { inspect } from 'node:util';
import { suite } from 'uvu';
import { equal, instance, is, match, not, ok } from 'uvu/assert';
import {
  add,
  derivative,
  div,
  dual,
  exp,
  gradient,
  hyperdual,
  isDual,
  isScalar,
  isTaylor,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
  Taylor,
  taylor,
  value,
} from '../../lib/index.js';
import { thrown } from '../support/assert.js';

/** A series with the given coefficients, from the input t of a driver. */
const series = (t: Scalar, ...c: readonly number[]): Scalar =>
  c.reduceRight((sum: Scalar, coefficient) => add(mul(sum, t), coefficient), 0);

const order = (n: number, f: (t: Scalar) => Scalar): number[] => taylor(f, 0, n);

const field = suite('field operations');

const A = [3, -2, 5, 7, -11];
const B = [2, 4, -1, 3, 8];
const C = [1, 2, 3, 4, 5];

field('sums, differences, negatives: term by term', () => {
  equal(
    order(4, (t) => add(series(t, ...A), series(t, ...B))),
    [5, 2, 4, 10, -3],
  );
  equal(
    order(4, (t) => sub(series(t, ...A), series(t, ...B))),
    [1, -6, 6, 4, -19],
  );
  equal(
    order(4, (t) => neg(series(t, ...A))),
    [-3, 2, -5, -7, 11],
  );
  equal(
    order(2, (t) => sub(0, series(t, ...A))),
    [-3, 2, -5],
  );
});

field('with a plain number on either side', () => {
  equal(
    order(4, (t) => add(10, series(t, ...A))),
    [13, -2, 5, 7, -11],
  );
  equal(
    order(4, (t) => sub(series(t, ...A), 10)),
    [-7, -2, 5, 7, -11],
  );
  equal(
    order(4, (t) => sub(10, series(t, ...A))),
    [7, 2, -5, -7, 11],
  );
  equal(
    order(4, (t) => mul(-2, series(t, ...A))),
    [-6, 4, -10, -14, 22],
  );
  equal(
    order(4, (t) => div(series(t, ...A), 4)),
    [0.75, -0.5, 1.25, 1.75, -2.75],
  );
  equal(
    order(3, (t) => div(6, series(t, 1, 1))),
    [6, -6, 6, -6],
  );
});

field('products are convolutions, quotients undo them, exactly in whole numbers', () => {
  const product = order(4, (t) => mul(series(t, ...A), series(t, ...C)));
  const expected = C.map((_, k) => {
    let total = 0;
    for (let j = 0; j <= k; j++) total += (A[j] as number) * (C[k - j] as number);
    return total;
  });
  equal(product, expected);
  equal(
    order(4, (t) => div(mul(series(t, ...A), series(t, ...C)), series(t, ...C))),
    A,
  );
});

field('the laws of a field hold to rounding for random series', () => {
  let state = 7;
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 30 - 1;
  };
  for (let run = 0; run < 50; run++) {
    const [a, b, c] = [0, 1, 2].map(() => Array.from({ length: 9 }, random)) as [number[], number[], number[]];
    const close = (f: (t: Scalar) => Scalar, g: (t: Scalar) => Scalar): void => {
      const right = order(8, g);
      order(8, f).forEach((x, k) => {
        ok(Math.abs(x - (right[k] as number)) < 1e-13, `${x} and ${right[k]}`);
      });
    };
    const x = (t: Scalar): Scalar => series(t, ...a);
    const y = (t: Scalar): Scalar => series(t, ...b);
    const z = (t: Scalar): Scalar => series(t, ...c);
    close(
      (t) => mul(x(t), add(y(t), z(t))),
      (t) => add(mul(x(t), y(t)), mul(x(t), z(t))),
    );
    close(
      (t) => mul(mul(x(t), y(t)), z(t)),
      (t) => mul(x(t), mul(y(t), z(t))),
    );
    const large = (t: Scalar): Scalar => add(3, mul(0.3, y(t)));
    close((t) => mul(div(x(t), large(t)), large(t)), x);
    close((t) => exp(log(large(t))), large);
    close((t) => square(sqrt(large(t))), large);
  }
});

field('the series of a composition is the composition of the series', () => {
  // e^sin t = 1 + t + t²/2 - t⁴/8 - t⁵/15 - ...
  const c = order(5, (t) => exp(sin(t)));
  [1, 1, 0.5, 0, -1 / 8, -1 / 15].forEach((exact, k) => {
    ok(Math.abs((c[k] as number) - exact) < 1e-16);
  });
});

const levels = suite('levels');

levels('a number of a lower level is a constant, one of a higher level holds the series', () => {
  // d/da of the coefficient of t² in (a + t)³ is 3.
  is(
    derivative((a) => taylor((t) => pow(add(a, t), 3), 0, 3)[2] as Scalar, 5),
    3,
  );
  // Inside: d/dy (t·y² + y) at y = 2 is 4t + 1.
  equal(
    order(2, (t) => derivative((y: Scalar) => add(mul(t, square(y)), y), 2)),
    [1, 4, 0],
  );
  equal(
    order(2, (t) => secondDerivative((y: Scalar) => mul(t, pow(y, 3)), 2)),
    [0, 12, 0],
  );
  equal(
    order(2, (t) => gradient(([x, y]: [Scalar, Scalar]) => mul(mul(x, y), t), [2, 3] as [Scalar, Scalar])[0]),
    [0, 3, 0],
  );
});

levels('operators between series and numbers of all other kinds, in both orders', () => {
  // The same with the roles of the levels exchanged, and with the operands exchanged.
  for (const op of [add, sub, mul, div]) {
    const inside = order(3, (t) => derivative((y: Scalar) => op(add(2, t), y), 3));
    const outside = [0, 1, 2, 3].map((k) =>
      derivative((y: Scalar) => taylor((t) => op(add(2, t), y), 0 as Scalar, 3)[k] as Scalar, 3),
    );
    inside.forEach((c, k) => {
      ok(Math.abs(c - (outside[k] as number)) < 1e-16);
    });
    const swapped = order(3, (t) => derivative((y: Scalar) => op(y, add(2, t)), 3));
    const other = [0, 1, 2, 3].map((k) =>
      derivative((y: Scalar) => taylor((t) => op(y, add(2, t)), 0 as Scalar, 3)[k] as Scalar, 3),
    );
    swapped.forEach((c, k) => {
      ok(Math.abs(c - (other[k] as number)) < 1e-16);
    });
  }
});

levels('series in series', () => {
  // Coefficient [s¹][t²] of (1 + s + t)⁴ is 12.
  const c = taylor((s: Scalar) => taylor((t: Scalar) => pow(add(add(1, s), t), 4), 0 as Scalar, 3)[2] as Scalar, 0, 2);
  equal(c, [6, 12, 6]);
});

levels('hand-made numbers are constants', () => {
  const [c0, c1] = taylor((t) => mul(t, dual(3, 1)), 2, 1) as unknown as [Scalar, Scalar];
  equal([String(c0), String(c1)], ['Dual(6, 2)', 'Dual(3, 1)']);
  const y = taylor((t) => mul(t, hyperdual(3, 1, 1, 0)), dual(2, 1), 1)[1];
  is(value(y as Scalar), 3);
});

const object = suite('as an object');

object('isTaylor, isScalar, class, coefficients, value', () => {
  taylor(
    (t) => {
      ok(isTaylor(t));
      ok(isScalar(t));
      instance(t, Taylor);
      not(isDual(t));
      equal((t as Taylor).coefficients, [3, 1, 0]);
      is((t as Taylor).primal, 3);
      is(value(t), 3);
      return t;
    },
    3,
    2,
  );
  not(isTaylor(3));
  not(isTaylor(dual(1, 2)));
  not(isTaylor(undefined));
});

object('prints its coefficients', () => {
  taylor(
    (t) => {
      const y = square(t);
      is(`${y}`, 'Taylor(9, 6, 1)');
      is(inspect(y), 'Taylor(9, 6, 1)');
      is(JSON.stringify(y), '{"c0":9,"c1":6,"c2":1}');
      return y;
    },
    3,
    2,
  );
});

object('a native operator throws instead of dropping the derivatives', () => {
  taylor(
    (t) => {
      const native = thrown(() => (t as unknown as number) * 2);
      match(native.message, /^A number that carries derivatives was used with a native operator: use add, mul, sin/);
      return t;
    },
    3,
    2,
  );
});

object('a chain of a hundred thousand operations does not overflow the stack', () => {
  const c = order(3, (t) => {
    let x: Scalar = t;
    for (let i = 0; i < 1e5; i++) x = sub(add(x, 1), 1);
    return x;
  });
  equal(c, [0, 1, 0, 0]);
});

field.run();
levels.run();
object.run();
