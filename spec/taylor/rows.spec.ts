/** Functions without a recurrence of their own: they go on from the third derivative of their row, at every order. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  type Binary,
  cos,
  defineFunction,
  derivative,
  derivatives,
  div,
  exp,
  log,
  mul,
  neg,
  nthDerivative,
  pow,
  reciprocal,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
  taylor,
  type Unary,
  value,
} from '../../lib/index.js';
import { besselJ0, digamma, erf, gamma, logBeta, logGamma, polygamma } from '../../lib/special/index.js';
import { near } from '../support/assert.js';

const users = suite('functions of users');

/** Largest difference in units of 2^-52 of the exact coefficient, or of 2^-52 of the largest neighbour. */
function close(actual: readonly number[], exact: readonly number[], units: number, what: string): void {
  actual.forEach((a, k) => {
    const size = Math.max(...[k - 1, k, k + 1].map((i) => Math.abs(exact[i] ?? 0)));
    ok(Math.abs(a - (exact[k] as number)) <= units * 2 ** -52 * size, `${what}, order ${k}: ${a}, ${exact[k]}`);
  });
}

const mySin = defineFunction({ name: 'mySin', value: Math.sin, slope: (x) => cos(x) });
const myExp = defineFunction({ name: 'myExp', value: Math.exp, slope: (_, y) => y });
const myTan = defineFunction({
  name: 'myTan',
  value: Math.tan,
  slope: (_, y) => add(1, square(y)),
  curvature: (_, y) => mul(mul(2, y), add(1, square(y))),
});

users('straight paths to order 20', () => {
  for (const x of [0, 0.7, -2]) {
    close(taylor(mySin, x, 20), taylor(sin, x, 20), 16, `mySin at ${x}`);
    close(taylor(myExp, x, 20), taylor(exp, x, 20), 16, `myExp at ${x}`);
  }
  close(
    taylor(myTan, 0.4, 20),
    taylor((x) => div(sin(x), cos(x)), 0.4, 20),
    64,
    'myTan',
  );
});

users('curved paths, constants among the series', () => {
  const path = (t: Scalar): Scalar => add(mul(0.5, t), sub(square(t), mul(0.25, pow(t, 3))));
  close(
    taylor((t) => mySin(path(t)), 0.3, 12),
    taylor((t) => sin(path(t)), 0.3, 12),
    64,
    'mySin',
  );
  close(
    taylor((t) => myExp(mySin(path(t))), 0.3, 12),
    taylor((t) => exp(sin(path(t))), 0.3, 12),
    256,
    'myExp of mySin',
  );
});

users('derivatives of such a function along a series', () => {
  close(
    taylor((t) => derivative(mySin, t), 0.3, 10),
    taylor(cos, 0.3, 10),
    16,
    'first',
  );
  close(
    taylor((t) => secondDerivative(myTan, t), 0.3, 8),
    taylor((t) => secondDerivative((x) => div(sin(x), cos(x)), t), 0.3, 8),
    64,
    'second',
  );
  const third = taylor((t) => derivative((s: Scalar) => secondDerivative(mySin, s), t), 0.3, 8);
  close(
    third,
    taylor((t) => neg(cos(t)), 0.3, 8),
    16,
    'third',
  );
});

users(
  'two functions that name each other take a number of steps that grows with the order, not with its powers of two',
  () => {
    let calls = 0;
    const count = <T>(x: T): T => {
      calls++;
      return x;
    };
    const s: Unary = defineFunction({ name: 's', value: Math.sin, slope: (x) => count(c(x)) });
    const c: Unary = defineFunction({ name: 'c', value: Math.cos, slope: (x) => count(neg(s(x))) });
    const callsTo = (order: number): number => {
      calls = 0;
      close(taylor(s, 0.7, order), taylor(sin, 0.7, order), 64, `order ${order}`);
      return calls;
    };
    const [ten, twenty, forty] = [callsTo(10), callsTo(20), callsTo(40)] as [number, number, number];
    ok(twenty < 2.2 * ten && forty < 2.2 * twenty, `${ten}, ${twenty}, ${forty} evaluations of the slopes`);
  },
);

users('a function whose derivative is a function of another argument', () => {
  // f' = f(x/2), the fundamental equation of a growing cell: f(x) = Σ 2^(-k(k-1)/2) x^k/k!
  const exact = (k: number, x: number): number => {
    let sum = 0;
    let term = 1;
    for (let i = 0; i < 40; i++) {
      sum += term * 2 ** ((-i * (i - 1)) / 2);
      term *= x / (i + 1);
    }
    return k === 0 ? sum : 2 ** ((-k * (k - 1)) / 2) * exact(0, x / 2 ** k);
  };
  const f: Unary = defineFunction({ name: 'f', value: (x) => exact(0, x), slope: (x) => f(div(x, 2)) });
  derivatives(f, 1, 8).forEach((d, k) => {
    near(d, exact(k, 1), 16, `order ${k}`);
  });
});

users('two numbers', () => {
  const myPow = defineFunction({
    name: 'myPow',
    value: (x, y) => x ** y,
    slopes: [(x, y, f) => div(mul(y, f), x), (x, _, f) => mul(f, log(x))],
  });
  const along = (f: (x: Scalar, y: Scalar) => Scalar): number[][] => [
    taylor((t) => f(add(2, t), sub(1.5, mul(2, t))), 0, 10),
    taylor((t) => f(add(2, t), 1.5), 0, 10),
    taylor((t) => f(2, add(1.5, square(t))), 0, 10),
  ];
  const exact = along(pow);
  along(myPow).forEach((c, i) => {
    close(c, exact[i] as number[], 256, `path ${i}`);
  });
  // Second partials along a series.
  const mixed = taylor((t) => derivative((x: Scalar) => derivative((y: Scalar) => myPow(x, y), t), 2), 1.5, 6);
  close(
    mixed,
    taylor((t) => derivative((x: Scalar) => derivative((y: Scalar) => pow(x, y), t), 2), 1.5, 6),
    64,
    'mixed',
  );
});

users('two numbers, one a plain constant, that names itself', () => {
  let calls = 0;
  // e^(cx): ∂f/∂x = c·f asks for f again
  const grow: Binary = defineFunction({
    name: 'grow',
    value: (x, c) => Math.exp(c * x),
    slopes: [
      (x, c) => {
        calls++;
        return mul(c, grow(x, c));
      },
      (x, c) => mul(x, grow(x, c)),
    ],
  });
  close(
    taylor((t) => grow(t, 2), 0.5, 16),
    taylor((t) => exp(mul(2, t)), 0.5, 16),
    64,
    'grow',
  );
  ok(calls < 500, `${calls}`);
});

users('order 0, and formulas that are constants', () => {
  equal(taylor(mySin, 0.7, 0), [Math.sin(0.7)]);
  equal(
    taylor((t) => derivative(mySin, t), 0.7, 0),
    [Math.cos(0.7)],
  );
  const half = defineFunction({ name: 'half', value: (x) => (x * x) / 2, slope: (x) => x, curvature: () => 1 });
  equal(taylor(half, 3, 5), [4.5, 3, 0.5, 0, 0, 0]);
  const product = defineFunction({ name: 'product', value: (x, y) => x * y, slopes: [(_, y) => y, (x) => x] });
  equal(
    taylor((t) => product(add(2, t), add(3, t)), 0, 4),
    [6, 5, 1, 0, 0],
  );
  equal(
    taylor(() => product(2, 3), 0, 2),
    [6, 0, 0],
  );
});

users('NaN, and points where the row is infinite', () => {
  const root = defineFunction({ name: 'root', value: Math.sqrt, slope: (_, y) => div(0.5, y) });
  equal(taylor(root, -1, 3), [Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  is(taylor(root, 0, 3)[1], Number.POSITIVE_INFINITY);
  close(taylor(root, 2, 12), taylor(sqrt, 2, 12), 32, 'root');
});

const specials = suite('special functions');

specials('erf: 2/√π·Σ (-1)^i x^(2i+1)/(i!(2i+1))', () => {
  const c = taylor(erf, 0, 15);
  let factorial = 1;
  for (let i = 0; i < 8; i++) {
    if (i > 0) factorial *= i;
    near(c[2 * i + 1] as number, ((i % 2 === 0 ? 1 : -1) * 2) / Math.sqrt(Math.PI) / (factorial * (2 * i + 1)), 8);
    is(c[2 * i], 0);
  }
});

specials('polygamma: the derivatives are the next ones', () => {
  const d = derivatives(digamma, 2.5, 8);
  for (let n = 0; n <= 8; n++) {
    const exact = polygamma(n, 2.5);
    ok(Math.abs((d[n] as number) / exact - 1) < 1e-12, `${n}: ${d[n]}, ${exact}`);
  }
});

specials("gamma: Γ = e^logΓ, and the reflection's series", () => {
  close(
    taylor(gamma, 3.3, 10),
    taylor((x) => exp(logGamma(x)), 3.3, 10),
    4096,
    'gamma',
  );
  // Γ(1+t)·Γ(1-t) = πt/sin πt
  const product = taylor((t) => mul(gamma(add(1, t)), gamma(sub(1, t))), 0.25, 8);
  const exact = taylor((t) => div(mul(Math.PI, t), sin(mul(Math.PI, t))), 0.25, 8);
  close(product, exact, 1e5, 'reflection');
});

specials('logBeta along a curve', () => {
  const curve = (f: (a: Scalar, b: Scalar) => Scalar): number[] =>
    taylor((t) => f(add(1.5, t), sub(2.5, square(t))), 0, 7);
  close(
    curve(logBeta),
    curve((a, b) => sub(add(logGamma(a), logGamma(b)), logGamma(add(a, b)))),
    1e5,
    'logBeta',
  );
});

specials('besselJ0 solves its differential equation', () => {
  // x²y'' + xy' + x²y = 0
  const residual = taylor(
    (x) =>
      add(
        add(mul(square(x), secondDerivative(besselJ0, x)), mul(x, derivative(besselJ0, x))),
        mul(square(x), besselJ0(x)),
      ),
    3,
    6,
  );
  residual.forEach((c, k) => {
    ok(Math.abs(c) < 1e-12, `${k}: ${c}`);
  });
});

specials('reciprocal of a root, by rule and by definition', () => {
  const inverseRoot = defineFunction({
    name: 'inverseRoot',
    value: (x) => 1 / Math.sqrt(x),
    slope: (x, y) => div(mul(-0.5, y), x),
  });
  near(
    nthDerivative(inverseRoot, 4, 6),
    nthDerivative((x) => reciprocal(sqrt(x)), 4, 6),
    32,
  );
  is(value(inverseRoot(4)), 0.5);
});

users.run();
specials.run();
