/** taylor, derivatives, nthDerivative, taylorPolynomial: the chapter's examples, high orders, shapes and errors. */
import { suite } from 'uvu';
import { equal, instance, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  derivatives,
  div,
  exp,
  log,
  mul,
  nthDerivative,
  pow,
  reciprocal,
  type Scalar,
  sin,
  square,
  sub,
  taylor,
  taylorPolynomial,
} from '../../lib/index.js';
import { near, same, thrown } from '../support/assert.js';

const chapter = suite('the chapter');

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/** ±1/n! rounded once, for n < 170. */
function inverseFactorial(n: number): number {
  const bits = BigInt(factorial(n).toString(2).length + 80);
  return Number((1n << bits) / factorial(n)) * 2 ** -Number(bits);
}

chapter('(5.9)-(5.18): x⁴ about 1 has derivatives 1, 4, 12, 24, 24, 0, 0, exactly', () => {
  const f = (x: Scalar): Scalar => pow(x, 4);
  equal(derivatives(f, 1, 6), [1, 4, 12, 24, 24, 0, 0]);
  equal(taylor(f, 1, 6), [1, 4, 6, 4, 1, 0, 0]);
  const t6 = taylorPolynomial(f, 1, 6);
  for (const x of [-3, 0, 0.5, 1, 2, 10]) is(t6(x), x ** 4);
});

chapter('(5.5), (5.6): xⁿ, n = 0 ... 10, at whole numbers, exactly', () => {
  for (let n = 0; n <= 10; n++) {
    for (const x of [-3, -1, 0, 1, 2]) {
      let expected = x ** n;
      let c = 1;
      const list = Array.from({ length: n + 3 }, (_, k) => {
        if (k > 0) c *= n - k + 1;
        expected = k <= n ? c * x ** (n - k) : 0;
        return expected + 0;
      });
      equal(
        derivatives((t) => pow(t, n), x, n + 2),
        list,
        `x^${n} at ${x}`,
      );
      equal(
        derivatives((t) => Array.from({ length: n }, () => t).reduce(mul, 1 as Scalar), x, n + 2),
        list,
      );
    }
  }
});

chapter('(5.19)-(5.25): sin x + cos x about 0 to order 60, coefficients within 2 ulp', () => {
  const f = (x: Scalar): Scalar => add(sin(x), cos(x));
  equal(derivatives(f, 0, 7), [1, 1, -1, -1, 1, 1, -1, -1]);
  taylor(f, 0, 60).forEach((c, k) => {
    near(c, (k % 4 < 2 ? 1 : -1) * inverseFactorial(k), 2, `order ${k}`);
  });
});

chapter('(5.26)-(5.28): the power series of cos and sin', () => {
  const sine = taylor(sin, 0, 41);
  const cosine = taylor(cos, 0, 41);
  for (let k = 0; k <= 20; k++) {
    const sign = k % 2 === 0 ? 1 : -1;
    near(sine[2 * k + 1] as number, sign * inverseFactorial(2 * k + 1), 1);
    near(cosine[2 * k] as number, sign * inverseFactorial(2 * k), 1);
    is(sine[2 * k], 0);
    is(cosine[2 * k + 1], 0);
  }
});

const orders = suite('orders');

orders('order 0 is the value alone', () => {
  equal(taylor(sin, 2, 0), [Math.sin(2)]);
  equal(derivatives(sin, 2, 0), [Math.sin(2)]);
  is(nthDerivative(sin, 2, 0), Math.sin(2));
  is(taylorPolynomial(sin, 2, 0)(100), Math.sin(2));
});

orders('the constant function, and one that ignores its input', () => {
  equal(
    taylor(() => 7, 1, 3),
    [7, 0, 0, 0],
  );
  equal(
    derivatives((x) => x, 5, 3),
    [5, 1, 0, 0],
  );
});

orders('the geometric series has coefficients 1, exactly, to order 500', () => {
  equal(
    taylor((x) => reciprocal(sub(1, x)), 0, 500),
    new Array(501).fill(1),
  );
});

orders('neither factorials nor their inverses get in the way of high derivatives', () => {
  // 200! is no double, and neither is 1/200!.
  derivatives(exp, 0, 200).forEach((d, k) => {
    near(d, 1, 8, `order ${k}`);
  });
  derivatives(sin, 0, 300).forEach((d, k) => {
    near(d, [0, 1, 0, -1][k % 4] as number, 8, `order ${k}`);
  });
  near(
    nthDerivative((x) => exp(div(x, 8)), 0, 250),
    8 ** -250,
    8,
  );
  // 150!·2^-151
  near(
    nthDerivative((x) => reciprocal(sub(2, x)), 0, 150),
    Number(factorial(150) >> 100n) * 2 ** -51,
    4,
  );
});

orders('derivatives of x·log x', () => {
  // f⁽ⁿ⁾(1) = (-1)ⁿ·(n-2)!, a difference of terms n times as large.
  const d = derivatives((x) => mul(x, log(x)), 1, 22);
  for (let n = 2; n <= 22; n++) near(d[n] as number, (n % 2 === 0 ? 1 : -1) * Number(factorial(n - 2)), 4 * n);
});

orders('nthDerivative is the entry of derivatives', () => {
  const f = (x: Scalar): Scalar => mul(sin(x), exp(square(x)));
  const d = derivatives(f, 0.3, 12);
  d.forEach((each, n) => {
    const alone = nthDerivative(f, 0.3, n);
    ok(Math.abs(alone - each) <= 1e-14 * Math.abs(each), `${n}: ${alone}, ${each}`);
  });
});

orders('no negative zeros but for the value', () => {
  const list = taylor((x) => mul(-1, square(x)), 0, 4);
  same(list.slice(1), [0, -1, 0, 0]);
  same(
    taylor((x) => mul(-1, x), 0, 3),
    [-0, -1, 0, 0],
  );
  same(
    derivatives((x) => mul(-1, sin(x)), 0, 3),
    [-0, -1, 0, 1],
  );
});

orders('f is called once', () => {
  let calls = 0;
  const f = (x: Scalar): Scalar => {
    calls++;
    return sin(x);
  };
  taylor(f, 1, 10);
  derivatives(f, 1, 10);
  nthDerivative(f, 1, 10);
  const t = taylorPolynomial(f, 1, 10);
  is(calls, 4);
  t(3);
  is(calls, 4);
});

const polynomial = suite('taylorPolynomial');

polynomial('is a function with coefficients, center and degree', () => {
  const t = taylorPolynomial(exp, 1, 3);
  instance(t, Function);
  is(t.center, 1);
  is(t.degree, 3);
  is(t.coefficients.length, 4);
  is(t.coefficients[0], Math.E);
  is(t(2), t.evaluate(2));
  const n: number = t(2);
  const s: Scalar = t(2 as Scalar);
  is(n, s);
});

polynomial('0⁰ is 1: at the center its value is that of f, also where derivatives are infinite', () => {
  is(taylorPolynomial(exp, 1, 5)(1), Math.E);
  is(taylorPolynomial((x) => pow(x, 0.5), 0, 3)(0), 0);
});

polynomial('can be differentiated: its derivatives at the center are those of f', () => {
  const f = (x: Scalar): Scalar => div(sin(x), add(2, x));
  const t = taylorPolynomial(f, 0.5, 4);
  const own = derivatives(t, 0.5, 6);
  derivatives(f, 0.5, 4).forEach((d, k) => {
    near(own[k] as number, d, 4);
  });
  equal(own.slice(5), [0, 0]);
});

polynomial('inside another driver its coefficients carry derivatives', () => {
  // T(x) = a + a(x-1) about 1 for a·x: derivative by a of T(3) is 3.
  is(
    derivative((a) => taylorPolynomial((x) => mul(a, x), 1, 2)(3), 5),
    3,
  );
});

const errors = suite('errors');

const say = (run: () => unknown): string => {
  const error = thrown(run);
  return `${error.name}: ${error.message}`;
};

for (const [name, driver, x, label] of [
  ['taylor', taylor, 'x', 'order'],
  ['derivatives', derivatives, 'x', 'order'],
  ['nthDerivative', nthDerivative, 'x', 'n'],
  ['taylorPolynomial', taylorPolynomial, 'x0', 'degree'],
] as const) {
  const call = driver as unknown as (...args: unknown[]) => unknown;
  errors(`${name} says what is wrong with its arguments`, () => {
    is(
      say(() => call(sin, 1)),
      `TypeError: ${name}: expected ${label} to be a whole number, got undefined. Call ${name}(f, ${x}, ${label}).`,
    );
    is(
      say(() => call(sin, 1, -1)),
      `RangeError: ${name}: expected ${label} to be a whole number >= 0, got -1. Use 0 for the value.`,
    );
    is(
      say(() => call(sin, 1, 2.5)),
      `RangeError: ${name}: expected ${label} to be a whole number >= 0, got 2.5. Use 0 for the value.`,
    );
    is(
      say(() => call(sin, [1, 2], 3)),
      `TypeError: ${name}: expected ${x} to be one number, got an array of length 2. Use multivariateTaylor(f, ${x}, degree) for several inputs.`,
    );
    is(
      say(() => call(3, 1, 3)),
      `TypeError: ${name}: expected a function as first argument, got 3. Call ${name}(f, ${x}, ${label}).`,
    );
    is(
      say(() => call(1, sin, 3)),
      `TypeError: ${name}: expected a function as first argument, got 1. Call ${name}(f, ${x}, ${label}).`,
    );
    is(
      say(() => call((x: Scalar) => [x], 1, 3)),
      `TypeError: ${name}: expected f to return one number, got an array of length 1. Use jacobian(f, x) for first derivatives, or one call for each number.`,
    );
    is(
      say(() => call(() => undefined, 1, 3)),
      `TypeError: ${name}: expected f to return a number, got undefined. Return the result from f.`,
    );
  });
}

errors('a number that leaves the call is recognised', () => {
  let kept: Scalar = 0;
  taylor(
    (x) => {
      kept = x;
      return x;
    },
    1,
    2,
  );
  ok(/expected its numbers to stay inside the call/.test(thrown(() => derivative((x) => mul(x, kept), 1)).message));
  ok(/expected its numbers to stay inside the call/.test(thrown(() => taylor(() => kept, 1, 2)).message));
});

chapter.run();
orders.run();
polynomial.run();
errors.run();
