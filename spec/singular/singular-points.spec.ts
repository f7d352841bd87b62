/** Singular points: constants that are 0, NaN, kinks and ties. Each row in every mode. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  acos,
  acosh,
  add,
  asin,
  atanh,
  cbrt,
  ceil,
  clamp,
  div,
  dual,
  floor,
  hyperdual,
  log,
  log1p,
  log2,
  log10,
  max,
  min,
  mod,
  mul,
  neg,
  pow,
  relu,
  round,
  type Scalar,
  sign,
  sqrt,
  square,
  sub,
  trunc,
} from '../../lib/index.js';
import { same } from '../support/assert.js';
import type { One } from '../support/functions.js';
import { BINARY, binaryNamed, UNARY, unaryNamed } from '../support/functions.js';
import { modesFor, ofOne } from '../support/modes.js';
import { INFINITY, one, two, ZEROS } from './expect.js';

const NAN = Number.NaN;

const test = suite('singular points, rows 1 to 5');

// ------------------------------------------------------------------------------------------------------------- row 1

const CONSTANT: readonly [string, One, number][] = [
  ['sqrt(0·x)', (x) => sqrt(mul(0, x)), 0],
  ['cbrt(0·x)', (x) => cbrt(mul(0, x)), 0],
  ['log(0·x)', (x) => log(mul(0, x)), -INFINITY],
  ['log2(0·x)', (x) => log2(mul(0, x)), -INFINITY],
  ['log10(0·x)', (x) => log10(mul(0, x)), -INFINITY],
  ['log1p(0·x - 1)', (x) => log1p(sub(mul(0, x), 1)), -INFINITY],
  ['asin(0·x + 1)', (x) => asin(add(mul(0, x), 1)), Math.PI / 2],
  ['acos(0·x + 1)', (x) => acos(add(mul(0, x), 1)), 0],
  ['acosh(0·x + 1)', (x) => acosh(add(mul(0, x), 1)), 0],
  ['atanh(0·x + 1)', (x) => atanh(add(mul(0, x), 1)), INFINITY],
  ['pow(0·x, 0.5)', (x) => pow(mul(0, x), 0.5), 0],
  ['pow(0·x, -1)', (x) => pow(mul(0, x), -1), INFINITY],
  ['pow(0, 0·x)', (x) => pow(0, mul(0, x)), 1],
  ['1/(0·x)', (x) => div(1, mul(0, x)), INFINITY],
];

for (const [name, f, y] of CONSTANT) {
  test(`1. The plain number 0 times a finite number is a constant, also under an infinite slope: ${name} has derivative 0`, () => {
    one(f, 1, [y, 0, 0, 0], 0, name);
    one(f, 3, [y, 0, 0, 0], 0, name);
  });
}

test('1. A constant in a quotient: (1 + 0·x)/0 has derivative 0', () => {
  one((x) => div(add(1, mul(0, x)), 0), 1, [INFINITY, 0, 0, 0]);
  one((x) => div(add(1, mul(0, x)), mul(0, x)), 1, [INFINITY, 0, 0, 0]);
});

test('1. The plain number 0 masks an infinite slope: 0·sqrt(x)', () => {
  one((x) => mul(0, sqrt(x)), 0, [0, 0, 0, 0]);
  one((x) => mul(sqrt(x), 0), 0, [0, 0, 0, 0]);
});

test('1. Independence, part by part: sqrt(0·x + y) at y = 0 has slope 0 in x and Infinity in y', () => {
  const f = (x: Scalar, y: Scalar): Scalar => sqrt(add(mul(0, x), y));
  two(f, 1, 0, { value: 0, fx: 0, fy: INFINITY, fxx: 0, fyy: -INFINITY });
});

test('1. A zero that was computed is a number: 0·Infinity is NaN in numbers made by hand', () => {
  const y = sqrt(hyperdual(0, 1, 0, 0)) as unknown as Record<string, number>;
  same([y.primal, y.eps1, y.eps2, y.eps12], [0, INFINITY, NAN, NAN]);
  same((sqrt(dual(0, 0)) as unknown as Record<string, number>).tangent, NAN);
});

test('1. A part left out of a number made by hand is no part', () => {
  const y = sqrt(hyperdual(0, 1)) as unknown as Record<string, number>;
  same([y.primal, y.eps1, y.eps2, y.eps12], [0, INFINITY, 0, 0]);
});

test('1. A zero that was computed is a number, and 0·Infinity is looked at: √x·√x and ∛x·∛x² are x', () => {
  one((x) => mul(sqrt(x), sqrt(x)), 0, [0, 1, 0]);
  one((x) => mul(cbrt(x), square(cbrt(x))), 0, [0, 1, 0]);
});

test('1. Nothing is looked at where f(x) is NaN: 0·x at Infinity has the slope 0, x·log x at 0 none', () => {
  one((x) => mul(0, x), INFINITY, [NAN, 0, 0, 0]);
  one((x) => mul(x, log(x)), 0, [NAN, NAN, NAN, NAN]);
});

// ------------------------------------------------------------------------------------------------------------- row 2

const OUTSIDE: readonly [string, One, number][] = [
  ['log', log, -1],
  ['log', log, -INFINITY],
  ['log2', log2, -INFINITY],
  ['log10', log10, -2],
  ['log1p', log1p, -2],
  ['log1p', log1p, -INFINITY],
  ['sqrt', sqrt, -1],
  ['asin', asin, 2],
  ['asin', asin, INFINITY],
  ['acos', acos, -1.5],
  ['acosh', acosh, 0.5],
  ['acosh', acosh, -INFINITY],
  ['atanh', atanh, 2],
  ['atanh', atanh, 1e200],
  ['atanh', atanh, INFINITY],
  ['atanh', atanh, -INFINITY],
  ['pow(x, 0.5)', (x) => pow(x, 0.5), -2],
  ['x/x', (x) => div(x, x), 0],
  ['x/x', (x) => div(x, x), INFINITY],
  ['0/x', (x) => div(0, x), 0],
  ['pow(1, x)', (x) => pow(1, x), INFINITY],
];

for (const [name, f, x] of OUTSIDE) {
  test(`2. Outside of its domain a function has no derivatives: ${name} at ${x}`, () =>
    one(f, x, [NAN, NAN, NAN, NAN], 0, name));
}

/** Where the value is NaN the parts are those of IEEE arithmetic, by the slopes of the operation. */
const ARITHMETIC: readonly [string, One, number, number][] = [
  ['x - x', (x) => sub(x, x), INFINITY, 0],
  ['x + (-x)', (x) => add(x, neg(x)), INFINITY, 0],
  ['x·0', (x) => mul(x, 0), INFINITY, 0],
  ['x/Infinity', (x) => div(x, INFINITY), INFINITY, 0],
  ['x + NaN', (x) => add(x, NAN), 1, 1],
  ['-x', neg, NAN, -1],
];

for (const [name, f, x, slope] of ARITHMETIC) {
  test(`2. A NaN value has the slope of the arithmetic: ${name} at ${x}`, () => one(f, x, [NAN, slope, 0, 0], 0, name));
}

test('2. A remainder by 0 and the greatest of NaN have no slope', () => {
  one((x) => mod(x, 0), 1, [NAN, NAN], 0, 'mod(x, 0)');
  one((x) => max(x, NAN), 1, [NAN, NAN], 0, 'max(x, NaN)');
  one((x) => min(NAN, x), 1, [NAN, NAN], 0, 'min(NaN, x)');
  one((x) => clamp(x, NAN, 1), 0, [NAN, NAN], 0, 'clamp(x, NaN, 1)');
});

test('2. Every function has the value NaN at NaN, in every mode', () => {
  for (const name of UNARY)
    for (const mode of modesFor(1)) assert.ok(Number.isNaN(ofOne(mode, unaryNamed(name))(NAN).value), name);
  for (const name of BINARY) {
    two(binaryNamed(name), NAN, 1, { value: NAN }, 0, name);
    two(binaryNamed(name), 1, NAN, { value: NAN }, 0, name);
  }
});

test('2. A NaN value, but no part by a constant: log(0·x - 1)', () => {
  one((x) => log(sub(mul(0, x), 1)), 1, [NAN, 0, 0, 0]);
  two((x, y) => add(mul(0, x), log(y)), 1, -1, { value: NAN, fx: 0, fy: NAN, fxx: 0, fyy: NAN });
});

// ------------------------------------------------------------------------------------------------------------- row 3

test("3. abs'(0) = 0 (min-norm subgradient)", () => {
  for (const zero of ZEROS) one(abs, zero, [0, 0, 0, 0], 0, 'abs');
  one(abs, 5e-324, [5e-324, 1, 0, 0]);
  one(abs, -5e-324, [5e-324, -1, 0, 0]);
});

test("3. sign'(x) = 0 everywhere, at 0 the middle of both sides", () => {
  for (const x of [0, -0, 1, -1, 5e-324, -INFINITY, INFINITY]) one(sign, x, [Math.sign(x), 0, 0, 0], 0, 'sign');
});

test('3. floor, ceil, round, trunc: slope 0', () => {
  for (const x of [0, -0, 0.5, -0.5, 1, -1, 1.5, 2.5, -2.5, 1e300, INFINITY, -INFINITY]) {
    one(floor, x, [Math.floor(x), 0, 0, 0], 0, 'floor');
    one(ceil, x, [Math.ceil(x), 0, 0, 0], 0, 'ceil');
    one(round, x, [Math.round(x), 0, 0, 0], 0, 'round');
    one(trunc, x, [Math.trunc(x), 0, 0, 0], 0, 'trunc');
  }
});

// ------------------------------------------------------------------------------------------------------------- row 4

const HALVES = { fx: 0.5, fy: 0.5, fxx: 0, fxy: 0, fyy: 0 };

test('4. max/min at a tie: half to each', () => {
  for (const x of [0, -0, 1, -3, 5e-324, 1e300]) {
    two(max, x, x, { value: x, ...HALVES }, 0, 'max');
    two(min, x, x, { value: x, ...HALVES }, 0, 'min');
  }
  // Nothing is beside an infinite number to tell the curvature.
  for (const x of [INFINITY, -INFINITY]) {
    two(max, x, x, { value: x, fx: 0.5, fy: 0.5 }, 0, 'max');
    two(min, x, x, { value: x, fx: 0.5, fy: 0.5 }, 0, 'min');
  }
  for (const [x, y] of [
    [0, -0],
    [-0, 0],
  ] as const) {
    two(max, x, y, { value: 0, ...HALVES }, 0, 'max');
    two(min, x, y, { value: -0, ...HALVES }, 0, 'min');
  }
});

test('4. max/min away from a tie: all to the one', () => {
  const left = { fx: 1, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  two(max, 2, 1, { value: 2, ...left });
  two(min, 1, 2, { value: 1, ...left });
  two(max, 5e-324, 0, { value: 5e-324, ...left });
  two(max, INFINITY, 1, { value: INFINITY, ...left });
});

test('4. relu(x) = max(x, 0): ½ at the kink', () => {
  for (const zero of ZEROS) one(relu, zero, [0, 0.5, 0, 0], 0, 'relu');
  one(relu, 5e-324, [5e-324, 1, 0, 0]);
  one(relu, -5e-324, [0, 0, 0, 0]);
});

test('4. clamp follows: 1 inside, 0 outside, ½ at the ends', () => {
  const f: One = (x) => clamp(x, -1, 2);
  one(f, 0, [0, 1, 0, 0]);
  one(f, -1, [-1, 0.5, 0, 0]);
  one(f, 2, [2, 0.5, 0, 0]);
  one(f, -3, [-1, 0, 0, 0]);
  one(f, 4, [2, 0, 0, 0]);
  // The ends take what x leaves.
  one((lo) => clamp(-1, lo, 2), -1, [-1, 0.5, 0]);
  one((lo) => clamp(-3, lo, 2), -1, [-1, 1, 0]);
  one((hi) => clamp(2, -1, hi), 2, [2, 0.5, 0]);
  one((hi) => clamp(5, -1, hi), 2, [2, 1, 0]);
});

test('4. |x| = max(x, -x) holds for derivatives too', () => {
  for (const x of [0, -0, 1, -1, 5e-324, -INFINITY]) {
    const d1 = Math.sign(x) + 0;
    one((t) => max(t, neg(t)), x, [Math.abs(x), d1, 0, 0], 0, 'max(x, -x)');
    one((t) => neg(min(t, neg(t))), x, [Math.abs(x), d1, 0, 0], 0, '-min(x, -x)');
    one(abs, x, [Math.abs(x), d1, 0, 0], 0, 'abs');
  }
});

// ------------------------------------------------------------------------------------------------------------- row 5

const cube = (x: Scalar): Scalar => mul(x, mul(x, x));

test("5. Second order at a kink: (|-x²|)'' = 2 at 0", () => {
  for (const zero of ZEROS) {
    one((x) => abs(neg(mul(x, x))), zero, [0, 0, 2, 0], 0, '|-x·x|');
    one((x) => abs(neg(square(x))), zero, [0, 0, 2, 0], 0, '|-square(x)|');
    one((x) => abs(mul(x, x)), zero, [0, 0, 2, 0], 0, '|x·x|');
    one((x) => abs(pow(x, 2)), zero, [0, 0, 2, 0], 0, '|pow(x, 2)|');
  }
});

test('5. Second order at a tie: the function beside the point', () => {
  for (const zero of ZEROS) {
    one((x) => max(square(x), neg(square(x))), zero, [0, 0, 2, 0], 0, 'max(x², -x²)');
    one((x) => neg(min(square(x), neg(square(x)))), zero, [0, 0, 2, 0], 0, '-min(x², -x²)');
    one((x) => relu(square(x)), zero, [0, 0, 2, 0], 0, 'relu(x²)');
    one((x) => relu(neg(square(x))), zero, [0, 0, 0, 0], 0, 'relu(-x²)');
    one((x) => clamp(square(x), 0, 1), zero, [0, 0, 2, 0], 0, 'clamp(x², 0, 1)');
    one((x) => max(add(1, square(x)), 1), zero, [1, 0, 2, 0], 0, 'max(1 + x², 1)');
  }
});

test('5. Second order at a kink that is crossed in third order: the middle, 0', () => {
  for (const zero of ZEROS) one((x) => abs(cube(x)), zero, [0, 0, 0], 0, '|x³|');
});

test('5. Second order at a kink, in two variables', () => {
  const f = (x: Scalar, y: Scalar): Scalar => abs(neg(add(square(x), mul(3, square(y)))));
  for (const x of ZEROS) for (const y of ZEROS) two(f, x, y, { value: 0, fx: 0, fy: 0, fxx: 2, fxy: 0, fyy: 6 });
  const g = (x: Scalar, y: Scalar): Scalar => abs(square(add(x, y)));
  for (const x of ZEROS) for (const y of ZEROS) two(g, x, y, { value: 0, fx: 0, fy: 0, fxx: 2, fxy: 2, fyy: 2 });
});

test('5. Second order at a kink, parts that are NaN decide nothing: the value stays', () => {
  const y = abs(hyperdual(0, 0, 0, NAN));
  same((y as unknown as Record<string, number>).primal, 0);
  same((max(hyperdual(0, 0, 0, NAN), 0) as unknown as Record<string, number>).primal, 0);
});

test.run();
