/**
 * Series against the other modes: the first two coefficients bit for bit, the second derivative of a single function too
 * (but for quotients, and where halves of it are below the normal range), the third to rounding. Random programs: spec/laws.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  add,
  derivative,
  derivatives,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sub,
  taylor,
  value,
} from '../../lib/index.js';
import { ulps } from '../support/assert.js';
import { domainOf } from '../support/function-table.js';
import { BINARY, binaryNamed, type One, UNARY, unaryNamed } from '../support/functions.js';

const POINTS = [
  ...[0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1.5, -1.5, 0.1, 100, 0.36787944117144233, 4.493409457909064],
  ...[
    1e-5, -1e-5, 1e-10, 1e-300, 5e-324, 20, -20, 40, -40, 700, -700, 710, -745, 1e5, 1e10, 1e100, -1e160, 1e200, -1e300,
  ],
  ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
];

/** Of two arguments, along three lines each: all pairs of these, and the outermost points with two of them. */
const PAIRED = [0, -0, 1, -2, 0.5, 3, 1e200];
const OUTERMOST = [1e-300, -745, Number.POSITIVE_INFINITY, Number.NaN];
const PAIRS: readonly (readonly [number, number])[] = [
  ...PAIRED.flatMap((x) => PAIRED.map((y) => [x, y] as const)),
  ...OUTERMOST.flatMap((x) => [0.5, -2].flatMap((y) => [[x, y] as const, [y, x] as const])),
];

/** Smaller than this, halves and sixths of derivatives lose bits. */
const TINY = 1e-290;

const third = (f: One, x: number): number => value(derivative((t: Scalar) => secondDerivative(f, t), x as Scalar));

/**
 * What differs between the series of f(x + dx·t) and nested derivatives; `slack` where exact results are sums that cancel,
 * `most` units in the last place where both sum the second derivative in another order.
 */
function differences(f: One, x: number, slack = 0, most = 0): string[] {
  const found: string[] = [];
  for (const dx of [1, 0, -2]) {
    const g: One = (t) => f(add(x, mul(dx, t)));
    const c = taylor(g, 0, 3);
    const d = derivatives(g, 0, 3);
    const check = (what: string, actual: number, expected: number, holds: boolean): void => {
      if (!holds) found.push(`${what} along ${dx} at ${x}: ${actual}, expected ${expected}`);
    };
    const [c0, c1, c2, c3] = c as [number, number, number, number];
    check('value', c0, value(g(0)), Object.is(c0, value(g(0))));
    const first = derivative(g, 0);
    check('slope', c1, first, Object.is(c1, first));
    const second = secondDerivative(g, 0);
    const both = Math.max(Math.abs(2 * c2), Math.abs(second));
    const isNear = (x: number): boolean => Object.is(x, second) || (most > 0 && ulps(x, second) <= most);
    check('second', 2 * c2, second, isNear(2 * c2) || both < TINY);
    check('derivatives[2]', d[2] as number, second, isNear(d[2] as number) || both < TINY);
    const t = third(g, 0);
    const size = Math.max(Math.abs(6 * c3), Math.abs(t));
    const near = Math.abs(6 * c3 - t) <= 1e-12 * size + slack * Math.abs(dx) ** 3;
    check('third', 6 * c3, t, Object.is(6 * c3, t) || near || size < TINY);
  }
  return found;
}

const agreement = suite('series agree with nested derivatives');

for (const name of UNARY) {
  agreement(name, () => {
    const f = unaryNamed(name);
    assert.equal(
      POINTS.flatMap((x) => differences(f, x)),
      [],
    );
  });
}

const moderate = (x: number): boolean => x === 0 || (Math.abs(x) >= 1e-10 && Math.abs(x) <= 1e10);

/**
 * Third derivatives where nested ones, or both, have lost the sign or the size: by the exponent at x <= 0, where a square
 * or a power of the arguments leaves the range, and of logAddExp (below).
 */
const unsure = (name: string, x: number, y: number, what: string): boolean =>
  what.startsWith('third') &&
  ((name === 'pow' && !(x > 0)) ||
    (['pow', 'hypot', 'atan2'].includes(name) && !(moderate(x) && moderate(y))) ||
    name === 'logAddExp');

for (const name of BINARY) {
  agreement(`${name}, each argument and both`, () => {
    const f = binaryNamed(name);
    const found: string[] = [];
    for (const [x, y] of PAIRS) {
      const along: [string, One, number][] = [
        [`(., ${y})`, (t) => f(t, y), x],
        [`(${x}, .)`, (t) => f(x, t), y],
        [`(., ${y} + 2t)`, (t) => f(t, add(y, mul(2, sub(t, x)))), x],
      ];
      for (const [where, g, at] of along) {
        // (a/b)'' of two lines is -2q'·b'/b in the series, the sum of three products in hyper-dual numbers.
        const most = name === 'div' ? 2 : 0;
        // On rays through the origin the series has exact zeros.
        const known = differences(g, at, ['hypot', 'atan2'].includes(name) ? 1e-14 : 0, most).filter(
          (what) => !unsure(name, x, y, what),
        );
        found.push(...known.map((what) => `${name}${where} ${what}`));
      }
    }
    assert.equal(found, []);
  });
}

agreement('third derivatives of logAddExp near a tie keep the digits that nested ones lose', () => {
  // f''' = -pq(p - q) with p - q = tanh(d/2): for small d it is -d/8·(1 - d²/3 + ...)
  const d = 1e-5;
  const [, , , c3] = taylor((t) => binaryNamed('logAddExp')(t, d), 0, 3) as number[];
  assert.ok(Math.abs(6 * (c3 as number) * (8 / d) - (1 - (d * d) / 3)) < 1e-14);
});

const higher = suite('derivatives of a function along a series');

/** Functions of one number and points inside their domain. */
const inside: [string, One, number[]][] = UNARY.map((name) => {
  const points: Record<string, number[]> = {
    acosh: [1.5, 20],
    xlogx: [0.4, 3],
    log: [0.3, 9],
    log2: [2],
    log10: [3],
    sqrt: [0.3, 5],
  };
  const poles = ['reciprocal', 'cbrt'].includes(name);
  const [low, high] = domainOf(name);
  const chosen = points[name] ?? (poles ? [0.3, -0.6] : [0.3, -0.6, 1e-4, 0]);
  return [name, unaryNamed(name), chosen.filter((x) => low < x && x < high)];
});

for (const [name, f, points] of inside) {
  higher(`${name}: derivatives inside a series are the series of the derivatives`, () => {
    const order = 8;
    for (const x of points) {
      const full = taylor(f, x, order + 3);
      const ways: One[] = [
        (t) => derivative(f, t),
        (t) => secondDerivative(f, t),
        (t) => derivative((s: Scalar) => secondDerivative(f, s), t),
      ];
      ways.forEach((way, i) => {
        const n = i + 1;
        taylor(way, x, order).forEach((actual, k) => {
          let expected = full[k + n] as number;
          let size = Math.abs(expected);
          for (let j = 1; j <= n; j++) expected *= k + j;
          for (let j = 1; j <= n; j++) size = Math.max(size * (k + j), 1e-3 * Math.abs(actual));
          assert.ok(
            Math.abs(actual - expected) <= 1e-12 * Math.max(size, 1e-6),
            `${n} times at ${x}, coefficient ${k}: ${actual}, expected ${expected}`,
          );
        });
      });
    }
  });
}

higher('partials of functions of two numbers along a series', () => {
  const pairs: [string, number, number][] = [
    ['pow', 1.5, 2.5],
    ['hypot', 3, -4],
    ['atan2', 1, 2],
    ['logAddExp', 0.5, -0.5],
    ['max', 2, 1],
    ['mod', 7, 2],
  ];
  for (const [name, a, b] of pairs) {
    const f = binaryNamed(name as (typeof BINARY)[number]);
    for (const [i, j] of [
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [0, 2],
    ] as const) {
      const partial = (x: Scalar, y: Scalar): Scalar => {
        const byY = (u: Scalar): Scalar => nested((v) => f(u, v), y, j);
        return nested(byY, x, i);
      };
      // Along (a + t, b - 2t): against differences of the partial at two points of the curve.
      const curve = (t: Scalar): Scalar => partial(add(a, t), sub(b, mul(2, t)));
      const [c0, c1, c2] = taylor(curve, 0, 4) as [number, number, number];
      const at = (t: number): number => value(curve(t));
      const h = 2 ** -12;
      const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      const curvature = (at(h) - 2 * at(0) + at(-h)) / (h * h);
      assert.ok(Math.abs(c0 - at(0)) <= 1e-13 * Math.abs(c0), `${name} ${i}${j}: ${c0}, ${at(0)}`);
      assert.ok(Math.abs(c1 - slope) <= 1e-9 * (1 + Math.abs(c1)), `${name} ${i}${j}: ${c1}, ${slope}`);
      assert.ok(Math.abs(2 * c2 - curvature) <= 1e-5 * (1 + Math.abs(c2)), `${name} ${i}${j}: ${2 * c2}, ${curvature}`);
    }
  }
});

function nested(f: One, x: Scalar, n: number): Scalar {
  return n === 0 ? f(x) : derivative((t: Scalar) => nested(f, t, n - 1), x);
}

higher('the derivative by a plain exponent: pow of a constant', () => {
  // d/dc x^c at c = 2 along x = 1 + t: (1+t)²·log(1+t)
  const c = taylor((t) => derivative((e: Scalar) => pow(add(1, t), e), 2), 0, 4);
  [0, 1, 1.5, 1 / 3, -1 / 12].forEach((exact, k) => {
    assert.ok(Math.abs((c[k] as number) - exact) < 1e-14, `${k}: ${c[k]}`);
  });
});

agreement.run();
higher.run();
