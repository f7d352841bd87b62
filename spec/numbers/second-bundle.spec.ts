/** Second-order bundles: the bits of hyper-dual numbers made by hand, in one pass; chunks where one is too wide; passes given up. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import {
  add,
  atan2,
  derivative,
  div,
  exp,
  gradient,
  hessian,
  hyperdual,
  isHyperDual,
  jacobian,
  laplacian,
  log,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  value,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { look } from '../../lib/look/settings.js';
import * as reverse from '../../lib/reverse/index.js';
import { BINARY, UNARY } from '../support/functions.js';

type Field = (x: readonly Scalar[]) => Scalar;
const table = exported as unknown as Record<string, (...x: Scalar[]) => Scalar>;

/** ∂²f/∂x_i∂x_j by hyper-dual numbers made by hand, inputs of no part active too. */
function byHand(f: Field, x: readonly number[], i: number, j: number): number {
  const seed = (p: number, k: number): Scalar =>
    hyperdual(p, k === i ? 1 : undefined, k === j ? 1 : undefined, undefined);
  const y = f(x.map(seed));
  return isHyperDual(y) ? (y.eps12 as number) + 0 : 0;
}

/**
 * Every entry as by hand; where that is NaN the second look has its say, so looks are off.
 *
 * @param within - to what part of the largest entry: where a bundle gives up, the answer comes from another formula.
 */
function sameAsByHand(f: Field, x: readonly number[], name: string, within = 0): void {
  const { operations } = look;
  look.operations = 0;
  try {
    const h = hessian(f as never, x as never) as unknown as number[][];
    const size = Math.max(...h.flat().map(Math.abs));
    x.forEach((_, i) => {
      for (let j = i; j < x.length; j++) {
        const [actual, expected] = [h[i]?.[j] as number, byHand(f, x, i, j)];
        // Without a look the NaN of a kink counts as 0.
        if (!Number.isNaN(expected))
          ok(
            Object.is(actual, expected) || Math.abs(actual - expected) < within * size,
            `${name} at ${x}: ${actual} for ${expected}, (${i}, ${j})`,
          );
        ok(Object.is(h[j]?.[i], actual));
      }
    });
  } finally {
    look.operations = operations;
  }
}

const at = (x: readonly Scalar[], i: number): Scalar => x[i] as Scalar;
const points = [0, 0.5, -1, 2, 1e-300, 1e200, Number.POSITIVE_INFINITY];

const bits = suite('second-order bundles: bits');

// The first of all: nothing has been computed before.
bits('a linear function has no second derivatives, and a constant no first ones, in one input and more', () => {
  for (const n of [1, 2, 1, 3, 40]) {
    const x = Array.from({ length: n }, (_, i) => 1.25 + i);
    const zeros = x.map(() => 0);
    const f: Field = (t) => mul(1e-100, mul(1e160, at(t, n - 1)));
    equal(valueGradientAndHessian(f as never, x as never), {
      value: f(x),
      gradient: x.map((_, i) => (i === n - 1 ? 1e60 : 0)),
      hessian: x.map(() => zeros),
    });
    equal(hessian((() => 7) as never, x as never), x.map(() => zeros) as never);
  }
});

for (const name of UNARY) {
  bits(`${name} has the second derivatives of hyper-dual numbers`, () => {
    const g = table[name] as (x: Scalar) => Scalar;
    // Lanes 0 and 2, with lane 1 carried along; a linear argument, a curved one.
    for (const x of points) {
      sameAsByHand((t) => mul(g(add(at(t, 0), mul(0.5, at(t, 2)))), at(t, 1)), [x, 3, 0], name);
      sameAsByHand((t) => g(add(mul(at(t, 0), at(t, 1)), at(t, 2))), [x, 1, 0], name);
    }
  });
}

for (const name of [...BINARY, 'add', 'sub', 'mul', 'div']) {
  bits(`${name} has the second derivatives of hyper-dual numbers`, () => {
    const g = table[name] as (x: Scalar, y: Scalar) => Scalar;
    for (const x of points) {
      for (const y of [0, -1, 2, 1e-300, x]) {
        sameAsByHand((t) => g(at(t, 0), at(t, 2)), [x, 3, y], name);
        sameAsByHand((t) => g(mul(at(t, 0), at(t, 1)), add(at(t, 1), square(at(t, 2)))), [x, 1, y], name);
        sameAsByHand((t) => mul(g(at(t, 0), y), g(x, at(t, 1))), [x, y], name);
        // Of one lane and two: side by side in either order, and one within the other.
        sameAsByHand((t) => g(at(t, 0), at(t, 1)), [x, y], name);
        sameAsByHand((t) => g(square(at(t, 1)), at(t, 0)), [x, y], name);
        sameAsByHand((t) => g(mul(at(t, 0), at(t, 1)), square(at(t, 1))), [x, y], name);
        sameAsByHand((t) => g(at(t, 0), add(at(t, 0), square(at(t, 1)))), [x, y], name);
      }
    }
  });
}

bits.run();

const passes = suite('second-order bundles: passes');
const line = (n: number): number[] => Array.from({ length: n }, (_, i) => 0.4 + 0.3 * Math.sin(i));

passes('a chain over many inputs: first and second parts of neighbours only', () => {
  const n = 150;
  const f: Field = (x) => {
    let total: Scalar = 0;
    for (let i = 0; i + 1 < n; i++) total = add(total, mul(square(at(x, i)), at(x, i + 1)));
    return total;
  };
  const x = line(n);
  const h = hessian(f as never, x as never) as unknown as number[][];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const expected =
        i === j
          ? i + 1 < n
            ? 2 * (x[i + 1] as number)
            : 0
          : Math.abs(i - j) === 1
            ? 2 * (x[Math.min(i, j)] as number)
            : 0;
      is(h[i]?.[j], expected);
    }
  }
});

passes('where all inputs together take too much memory f is called for every two chunks of them', () => {
  const n = 34;
  let calls = 0;
  const wide: Field = (x) => {
    calls++;
    let y = x.reduce((total: Scalar, t) => add(total, mul(t, t)), 0);
    // Of inputs that are not on in a pass, or one of them alone.
    for (let i = 0; i < n; i++) {
      const [a, b] = [at(x, i), at(x, (7 * i + 1) % n)];
      const parts = [
        mul(div(sub(a, b), 3), mul(add(a, 2), sub(2, neg(b)))),
        div(div(1, add(a, b)), exp(mul(2, b))),
        sub(atan2(a, b), log(mul(sqrt(a), square(b)))),
      ];
      y = parts.reduce((total, part) => add(total, part), y);
    }
    for (let k = 0; k < 1500; k++) y = add(y, mul(1e-3, sin(y)));
    return y;
  };
  const x = line(n);
  const h = hessian(wide as never, x as never) as unknown as number[][];
  // Given up once; three chunks of 12, 12 and 10 make three pairs.
  is(calls, 4);
  const expected = reverse.hessian(wide as never, x as never) as unknown as number[][];
  const size = Math.max(...expected.flat().map(Math.abs));
  h.forEach((row, i) => {
    row.forEach((entry, j) => {
      ok(Math.abs(entry - (expected[i]?.[j] as number)) <= 1e-12 * size, `(${i}, ${j})`);
    });
  });
  const trace = h.reduce((total, row, i) => total + (row[i] as number), 0);
  ok(Math.abs((laplacian(wide as never, x as never) as unknown as number) - trace) <= 1e-12 * size * n);
});

passes('a quotient, a root and a logarithm of chunks', () => {
  const f = ([x, y, z]: Scalar[]): Scalar =>
    div(sqrt(add(x as Scalar, square(y as Scalar))), log(mul(y as Scalar, z as Scalar)));
  sameAsByHand(f as Field, [1, 2, 3], 'quotient');
  const {
    value: v,
    gradient: g,
    hessian: h,
  } = valueGradientAndHessian(f as never, [1, 2, 3] as never) as unknown as {
    value: number;
    gradient: number[];
    hessian: number[][];
  };
  is(v, f([1, 2, 3]));
  equal(g, gradient(f as never, [1, 2, 3] as never));
  equal(h, hessian(f as never, [1, 2, 3] as never));
});

passes('numbers of an outer driver that f closes over', () => {
  const [slope] = gradient(
    ([c]) => {
      const h = hessian(([x, y]) => mul(mul(square(x), y), c), [2, 3]);
      return h[0][1];
    },
    [5],
  );
  is(slope, 4);
  for (const op of [add, sub, mul, div, atan2]) {
    const before = (c: Scalar): Scalar => at(hessian(([x, y]) => mul(x, op(y, c)), [2, 3])[0], 1);
    const after = (c: Scalar): Scalar => at(hessian(([x, y]) => mul(x, op(c, y)), [2, 3])[0], 1);
    for (const f of [before, after]) {
      const step = 1e-6;
      const difference = (value(f(2 + step)) - value(f(2 - step))) / (2 * step);
      ok(Math.abs((derivative(f, 2) as number) - difference) < 1e-6, String(op));
    }
  }
});

passes('drivers inside of f: their inputs, and numbers that they close over', () => {
  const x = [0.7, 1.3];
  const f = ([a, b]: Scalar[]): Scalar =>
    derivative(
      (t) => div(exp(mul(t, a as Scalar)), add(square(t), b as Scalar)),
      mul(a as Scalar, b as Scalar),
    ) as Scalar;
  const h = hessian(f as never, x as never) as unknown as number[][];
  const byJacobian = jacobian(((t: never) => gradient(f as never, t)) as never, x as never) as unknown as number[][];
  h.forEach((row, i) => {
    row.forEach((entry, j) => {
      ok(Math.abs(entry - (byJacobian[i]?.[j] as number)) < 1e-12 * Math.abs(entry));
    });
  });
  const inner: Field = (t) => atan2(mul(at(t, 0), at(t, 0)), at(t, 1));
  const g: Field = ([a, b]) =>
    at(gradient(((t: Scalar[]) => inner([at(t, 0), mul(at(t, 1), b as Scalar)])) as never, [a, b] as never), 0);
  sameAsByHand(g, [0.7, 1.3], 'atan2 in a gradient', 1e-15);
});

passes('f may catch what ends a pass', () => {
  const f = (c: Scalar): Scalar =>
    at(
      hessian(
        ([x, y]) => {
          try {
            return mul(mul(x, y), c);
          } catch {
            return x;
          }
        },
        [2, 3],
      )[0],
      1,
    );
  is(derivative(f, 2), 1);
});

passes('an error of f itself is its own', () => {
  let message = '';
  try {
    hessian(() => {
      throw new Error('of f');
    }, [1, 2]);
  } catch (error) {
    message = (error as Error).message;
  }
  is(message, 'of f');
});

passes('a number of a bundle prints as a number that carries derivatives', () => {
  hessian(
    ([x, y]) => {
      // Value, slopes, and the second parts ε₁ε₁, ε₂ε₂, ε₁ε₂.
      is(String(mul(x, y)), 'SecondBundle(6, 3, 2, 0, 0, 1)');
      return neg(x);
    },
    [2, 3],
  );
});

passes.run();
