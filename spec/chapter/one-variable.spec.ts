/** Section 5.1: difference quotients, the derivative, and the rules of differentiation. */
import fc from 'fast-check';
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  atan,
  cos,
  derivative,
  div,
  exp,
  log,
  mul,
  nthDerivative,
  pow,
  type Scalar,
  secondDerivative,
  sin,
  softplus,
  sqrt,
  square,
  sub,
  tanh,
  taylor,
} from '../../lib/index.js';
import { among, between, holds } from '../support/settings.js';
import { byDifferences } from './compare.js';
import { MODES } from './modes.js';

type Univariate = (x: Scalar) => Scalar;

const chapter = suite('section 5.1');

/** A function, a point, and its derivative there in closed form. */
const SAMPLES: readonly (readonly [name: string, f: Univariate, x: number, slope: number])[] = [
  ['exp', exp, 0.5, Math.exp(0.5)],
  ['sin', sin, 1.25, Math.cos(1.25)],
  ['log', log, 3, 1 / 3],
  ['sqrt', sqrt, 2, 1 / (2 * Math.SQRT2)],
  ['x·sin x', (x) => mul(x, sin(x)), 0.75, Math.sin(0.75) + 0.75 * Math.cos(0.75)],
];

const quotient = (f: Univariate, x: number, step: number): number =>
  ((f(x + step) as number) - (f(x) as number)) / step;

chapter('(5.3), figure 5.3: the incline of the secant is the incline of the tangent and powers of δx', () => {
  const cube: Univariate = (x) => mul(x, square(x));
  is(quotient(cube, 2, 1), 19);
  is(quotient(cube, 2, 3), 39);
  is(quotient(cube, 2, -2), 4);
  // f(2 + δx) - f(2) = 12δx + 6δx² + δx³: the quotient is 12 + 6δx + δx².
  const coefficients = taylor((step) => sub(cube(add(2, step)), 8), 0, 3);
  equal(coefficients, [0, 12, 6, 1]);
  for (const { name, gradient } of MODES) is(gradient(cube, 2), 12, name);
});

chapter('(5.4): the quotient tends to the derivative, at first order in h; the central one at second order', () => {
  for (const [name, f, x, slope] of SAMPLES) {
    for (const { name: mode, gradient } of MODES) {
      const exact = gradient(f, x);
      ok(Math.abs(exact - slope) <= 4 * Number.EPSILON * Math.abs(slope), `${name}, ${mode}: ${exact}, not ${slope}`);
    }
    is(derivative(f, x), MODES[0].gradient(f, x), name);
    // f(x ± h) = f ± h·f' + h²/2·f'' ± h³/6·f''': the errors are h/2·f'' and h²/6·f''', and a part of them that goes with h.
    const [second, third] = [secondDerivative(f, x), nthDerivative(f, x, 3)];
    for (const k of [6, 8, 10]) {
      const h = 2 ** -k;
      const forward = (quotient(f, x, h) - slope) / ((h / 2) * second);
      const central = ((quotient(f, x, h) + quotient(f, x, -h)) / 2 - slope) / (((h * h) / 6) * third);
      ok(Math.abs(forward - 1) < 2 * h, `${name}: the forward quotient errs by ${forward} of h/2·f''`);
      ok(Math.abs(central - 1) < 2 * h, `${name}: the central quotient errs by ${central} of h²/6·f'''`);
    }
  }
});

chapter("(5.5), (5.6), example 5.2: (xⁿ)' = n·xⁿ⁻¹ by the binomial theorem, exactly in whole numbers", () => {
  let row = [1];
  for (let n = 0; n <= 10; n++) {
    for (const x of [-3, -2, -1, 0, 1, 2, 5]) {
      const powers = row.map((binomial, i) => binomial * x ** (n - i));
      const product: Univariate = (t) => Array.from({ length: n }, () => t).reduce(mul, 1);
      // (x + h)ⁿ = Σ C(n, i)·xⁿ⁻ⁱ·hⁱ
      equal(
        taylor((t) => pow(t, n), x, n),
        powers,
      );
      const expected = n === 0 ? 0 : n * x ** (n - 1);
      for (const { name, gradient } of MODES) {
        is(
          gradient((t: Scalar) => pow(t, n), x),
          expected,
          `${name}, n = ${n}, x = ${x}`,
        );
        is(gradient(product, x), expected, `${name}, product, n = ${n}, x = ${x}`);
      }
    }
    row = [...row, 0].map((binomial, i) => binomial + (row[i - 1] ?? 0));
  }
});

/** A function with its text, for the report of a failure. */
interface Named {
  readonly text: (x: string) => string;
  readonly f: Univariate;
}

/** Smooth everywhere, and moderate where their arguments are. */
const ELEMENTARY: readonly Named[] = [
  { text: (x) => `sin(${x})`, f: sin },
  { text: (x) => `cos(${x})`, f: cos },
  { text: (x) => `tanh(${x})`, f: tanh },
  { text: (x) => `atan(${x})`, f: atan },
  { text: (x) => `softplus(${x})`, f: softplus },
  { text: (x) => `exp(sin(${x}))`, f: (x) => exp(sin(x)) },
  { text: (x) => `sqrt(1 + (${x})²)`, f: (x) => sqrt(add(1, square(x))) },
  { text: (x) => `sin²(${x})/2`, f: (x) => mul(0.5, square(sin(x))) },
  { text: (x) => `(-1.5·(${x}) - 0.25)`, f: (x) => sub(mul(-1.5, x), 0.25) },
];

/** One to three of these, one inside the other, at a point, and another such function. */
const functions: fc.Arbitrary<Named> = fc.array(among(ELEMENTARY), { minLength: 1, maxLength: 3 }).map((parts) => ({
  text: (x) => parts.reduce((inner, { text }) => text(inner), x),
  f: (x) => parts.reduce((y, { f }) => f(y), x),
}));

const examples = fc.tuple(functions, functions, between(-3, 3));

/** What a rule must give for random f, g and x: its derivative in both modes, and by differences. */
function rule(
  combine: (f: Univariate, g: Univariate) => Univariate,
  terms: (f: Parts, g: Parts) => readonly number[],
): void {
  holds(300, examples, ([f, g, x]) => {
    const h = combine(f.f, g.f);
    const parts = terms(partsOf(f.f, x), partsOf(g.f, x));
    const expected = parts.reduce((sum, term) => sum + term, 0);
    const size = parts.reduce((sum, term) => sum + Math.abs(term), 0);
    const where = `f = ${f.text('x')}, g = ${g.text('x')}, x = ${x}`;
    for (const { name, gradient } of MODES) {
      const exact = gradient(h, x);
      ok(Math.abs(exact - expected) <= 1e-14 * size + GRAIN, `${where}: ${exact} by ${name} mode, not ${expected}`);
    }
    const difference = byDifferences((t) => h(t) as number, x);
    ok(Math.abs(difference - expected) <= 1e-6 * (1 + size), `${where}: ${difference} by differences, not ${expected}`);
  });
}

/** A few steps between subnormal numbers: below them nothing has a relative accuracy. */
const GRAIN = 8 * Number.MIN_VALUE;

interface Parts {
  readonly value: number;
  readonly slope: number;
}

const partsOf = (f: Univariate, x: number): Parts => ({ value: f(x) as number, slope: derivative(f, x) });

chapter("(5.29): the product rule (f·g)' = f'·g + f·g'", () => {
  rule(
    (f, g) => (x) => mul(f(x), g(x)),
    (f, g) => [f.slope * g.value, f.value * g.slope],
  );
});

chapter("(5.30): the quotient rule (f/g)' = (f'·g - f·g')/g²", () => {
  // The divisor is 2 and more.
  rule(
    (f, g) => (x) => div(f(x), add(2, square(g(x)))),
    (f, g) => {
      const divisor = 2 + g.value ** 2;
      return [f.slope / divisor, (-f.value * 2 * g.value * g.slope) / divisor ** 2];
    },
  );
});

chapter("(5.31): the sum rule (f + g)' = f' + g'", () => {
  rule(
    (f, g) => (x) => add(f(x), g(x)),
    (f, g) => [f.slope, g.slope],
  );
});

chapter("(5.32): the chain rule (g∘f)'(x) = g'(f(x))·f'(x)", () => {
  holds(300, examples, ([f, g, x]) => {
    const composed: Univariate = (t) => g.f(f.f(t));
    const expected = derivative(g.f, f.f(x) as number) * derivative(f.f, x);
    for (const { name, gradient } of MODES) {
      const exact = gradient(composed, x);
      ok(
        Math.abs(exact - expected) <= 1e-14 * Math.abs(expected) + GRAIN,
        `${g.text(f.text('x'))} at ${x}: ${exact} by ${name} mode, not ${expected}`,
      );
    }
  });
});

chapter('(5.33)-(5.38), example 5.5: (2x + 1)⁴ has the slope 8(2x + 1)³', () => {
  const f: Univariate = (x) => add(mul(2, x), 1);
  const g: Univariate = (y) => pow(y, 4);
  for (const x of [-4, -1, 0, 1, 3, 10]) {
    const inner = 2 * x + 1;
    for (const { name, gradient } of MODES) {
      is(gradient(f, x), 2, name);
      is(gradient(g, inner), 4 * inner ** 3, name);
      is(
        gradient((t: Scalar) => g(f(t)), x),
        8 * inner ** 3,
        `${name}, x = ${x}`,
      );
    }
  }
});

chapter.run();
