/** Ordinary programs as functions: recursion, generators, callbacks, iterations, solvers. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  div,
  dual,
  exp,
  gradient,
  lt,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
  sum,
  value,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

type F = (x: Scalar) => Scalar;

const flow = suite('recursion, generators, callbacks');

flow('recursion: powers by squaring, continued fractions, Ackermann-like depth', () => {
  const power = (x: Scalar, n: number): Scalar =>
    n === 0 ? 1 : n % 2 === 1 ? mul(x, power(x, n - 1)) : square(power(x, n / 2));
  is(
    derivative((x) => power(x, 10), 2),
    5120,
  );
  const fraction = (x: Scalar, depth: number): Scalar => (depth === 0 ? x : add(x, div(1, fraction(x, depth - 1))));
  // The fixed point (x + √(x²+4))/2 has slope (1 + x/√(x²+4))/2.
  near(
    derivative((x) => fraction(x, 60), 1.5),
    (1 + 1.5 / 2.5) / 2,
    2,
  );
});

flow('mutual recursion over levels', () => {
  const even = (x: Scalar, n: number): Scalar => (n === 0 ? pow(x, 6) : derivative((y) => odd(y, n - 1), x));
  const odd = (x: Scalar, n: number): Scalar => (n === 0 ? pow(x, 5) : derivative((y) => even(y, n - 1), x));
  is(even(2, 3), 5 * 4 * 3 * 4);
  is(odd(2, 3), 6 * 5 * 4 * 8);
});

flow('generators, iterators and destructuring', () => {
  function* multiples(x: Scalar): Generator<Scalar> {
    let m: Scalar = 0;
    for (;;) {
      m = add(m, x);
      yield m;
    }
  }
  const f: F = (x) => {
    let total: Scalar = 0;
    let n = 0;
    for (const m of multiples(x)) {
      if (++n > 4) break;
      total = add(total, square(m));
    }
    return total; // 30x²
  };
  is(derivative(f, 2), 120);
  same(
    gradient(([first, ...rest]: Scalar[]) => mul(first as Scalar, sum([...rest])), [2, 3, 5]),
    [8, 2, 2],
  );
});

flow('a generator that is advanced across levels', () => {
  const f: F = (x) => {
    const powers = (function* () {
      for (let p: Scalar = x; ; p = mul(p, x)) yield p;
    })();
    powers.next();
    return derivative((y) => mul(y, powers.next().value as Scalar), 7); // x²
  };
  is(derivative(f, 3), 6);
});

flow('Array.map, reduce, sort with lt, Map and Set of numbers', () => {
  const f = (xs: Scalar[]): Scalar => {
    const sorted = [...xs].sort((a, b) => (lt(a, b) ? -1 : 1));
    return sorted.map((x, i) => mul(i + 1, x)).reduce(add, 0);
  };
  same(gradient(f, [5, -1, 3]), [3, 1, 2]);
  const median = (xs: Scalar[]): Scalar => [...xs].sort((a, b) => value(a) - value(b))[1] as Scalar;
  same(gradient(median, [5, -1, 3]), [0, 0, 1]);
  same(
    gradient((xs: Scalar[]) => sum([...new Set([...xs, ...xs])]), [1, 2]),
    [1, 1],
  );
});

flow('inner derivatives inside callbacks of the outer function', () => {
  const f: F = (x) => sum([1, 2, 3].map((k) => derivative((y) => pow(mul(x, y), k), 1))); // Σ k·x^k
  is(derivative(f, 2), 1 + 8 + 36);
});

const solvers = suite('solvers');

/** The zero of g by Newton's method with the derivative taken by the library, run to convergence and `more` steps on. */
function newton(g: F, start: Scalar, more: number): Scalar {
  let x = start;
  let left = more;
  for (let i = 0; i < 100; i++) {
    const step = div(g(x), derivative(g, x));
    x = sub(x, step);
    if (Math.abs(value(step)) <= 1e-14 * Math.abs(value(x)) && left-- === 0) return x;
  }
  throw new Error('no convergence');
}

solvers("the derivative of a root found by Newton's method is that of the implicit function", () => {
  // x³ = t: the root t^(1/3).
  const root: F = (t) => newton((x) => sub(pow(x, 3), t), 1.5, 2);
  for (const t of [2, 8, 20]) {
    near(root(t) as number, Math.cbrt(t), 2);
    near(derivative(root, t), 1 / (3 * Math.cbrt(t) ** 2), 8);
    near(secondDerivative(root, t), -2 / (9 * Math.cbrt(t) ** 5), 16);
  }
});

solvers('the derivative of an argmin, with derivative and secondDerivative inside', () => {
  // argmin over x of e^x - t·x is log t.
  const argmin: F = (t) => {
    const cost: F = (x) => sub(exp(x), mul(t, x));
    let x: Scalar = 0.5;
    for (let i = 0; i < 12; i++) x = sub(x, div(derivative(cost, x), secondDerivative(cost, x)));
    return x;
  };
  near(argmin(3) as number, Math.log(3), 2);
  near(derivative(argmin, 3), 1 / 3, 4);
  near(secondDerivative(argmin, 3), -1 / 9, 8);
});

solvers('a saddle by minimax: derivatives through two nested optimisations', () => {
  // min over x of max over y of x² + 2txy - y²: y = tx, then x²(1 + t²) + x, with minimum -1/(4(1 + t²)).
  const optimum = (f: F, start: number): Scalar => {
    let x: Scalar = start;
    for (let i = 0; i < 3; i++) x = sub(x, div(derivative(f, x), secondDerivative(f, x)));
    return x;
  };
  const game: F = (t) => {
    const payoff = (x: Scalar, y: Scalar): Scalar => add(sub(add(square(x), mul(2, mul(t, mul(x, y)))), square(y)), x);
    const best: F = (x) => {
      const y = optimum((s) => payoff(x, s), 1);
      return payoff(x, y);
    };
    return best(optimum(best, 1));
  };
  near(game(2) as number, -1 / 20, 8);
  near(derivative(game, 2), (2 * 2) / (4 * 25), 16);
});

solvers('a fixed point run to convergence of its values, and some iterations on for the derivative', () => {
  // x = cos(t·x): dx/dt = -x·s/(1 + t·s) with s = sin(t·x).
  const fixed: F = (t) => {
    let x: Scalar = 0.5;
    let extra = 60;
    for (let i = 0; i < 1000 && extra > 0; i++) {
      const next: Scalar = cos(mul(t, x));
      if (Math.abs(value(next) - value(x)) < 1e-15) extra--;
      x = next;
    }
    return x;
  };
  const x = fixed(0.8) as number;
  const s = Math.sin(0.8 * x);
  near(derivative(fixed, 0.8), (-x * s) / (1 + 0.8 * s), 4);
});

solvers('an integrator: d/dk of y(1) for y′ = -k·y², y(0) = 1, by Runge and Kutta', () => {
  const y1: F = (k) => {
    let y: Scalar = 1;
    const slope = (u: Scalar): Scalar => mul(-1, mul(k, square(u)));
    const n = 400;
    for (let i = 0; i < n; i++) {
      const a = slope(y);
      const b = slope(add(y, mul(a, 0.5 / n)));
      const c = slope(add(y, mul(b, 0.5 / n)));
      const d = slope(add(y, mul(c, 1 / n)));
      y = add(y, mul(sum([a, mul(2, b), mul(2, c), d]), 1 / (6 * n)));
    }
    return y;
  };
  // y(1) = 1/(1 + k)
  ok(Math.abs(derivative(y1, 2) + 1 / 9) < 1e-11);
  ok(Math.abs(secondDerivative(y1, 2) - 2 / 27) < 1e-10);
});

solvers('Heron: the square root by iteration has the derivatives of sqrt', () => {
  const heron: F = (a) => {
    let x: Scalar = 1;
    for (let i = 0; i < 12; i++) x = mul(0.5, add(x, div(a, x)));
    return x;
  };
  near(derivative(heron, 2), derivative(sqrt, 2), 4);
  near(secondDerivative(heron, 2), secondDerivative(sqrt, 2), 8);
  equal(String(heron(dual(4, 1))), 'Dual(2, 0.25)');
  near(
    derivative((x) => derivative(heron, sin(x)), 1),
    derivative((x) => derivative(sqrt, sin(x)), 1),
    32,
  );
});

flow.run();
solvers.run();
