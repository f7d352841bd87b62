/** The law's fixed slopes at kinks, ends and jumps; what true kinks answer; and the independence of what is structure. */
import { suite } from 'uvu';
import { compile } from '../../lib/compile/index.js';
import * as h from '../../lib/index.js';
import { taylor } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { unaryNamed } from '../support/functions.js';
import type { LawField, LawMode } from '../support/law-modes.js';
import { everyMode, everyModeOfOne, INF, NAN } from './expect.js';

const { abs, acos, add, asin, atan2, cbrt, clamp, cos, div, hypot, log, max, min, mod, mul, neg } = h;
const { norm, pow, relu, select, sign, sqrt, square, sub } = h;

type Scalar = h.Scalar;
type Vector = readonly Scalar[];
type One = (x: Scalar) => Scalar;
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

const test = suite('slopes at singular points');

// ------------------------------------------------------------------------------------------------------------- kinks

test('abs, relu and clamp at their kinks: the middle slope, and curvature 0', () => {
  everyModeOfOne('abs', abs, 0, [0, 0, 0]);
  everyModeOfOne('abs', abs, -0, [0, 0, 0]);
  everyModeOfOne('relu', relu, 0, [0, 0.5, 0]);
  everyModeOfOne('clamp', (x) => clamp(x, -1, 2), 2, [2, 0.5, 0]);
  everyModeOfOne('clamp', (x) => clamp(x, -1, 2), -1, [-1, 0.5, 0]);
  everyModeOfOne('3·relu(2x - 1)', (x) => mul(3, relu(sub(mul(2, x), 1))), 0.5, [0, 3, 0]);
});

test('max and min: equal shares of the arguments of one call', () => {
  const half = { gradient: [0.5, 0.5] };
  everyMode('max', (x) => max(at(x, 0), at(x, 1)), [1, 1], half);
  everyMode('min', (x) => min(at(x, 0), at(x, 1)), [1, 1], half);
  everyMode('max beside others', (x) => max(at(x, 0), at(x, 1), at(x, 2)), [1, -3, 1], { gradient: [0.5, 0, 0.5] });
  everyMode('max of 4', (x) => max(at(x, 0), at(x, 1), at(x, 2), 7), [7, 7, 7], { gradient: [0.25, 0.25, 0.25] });
});

test('lengths at the origin: slope 0, also of parts that are tiny or huge', () => {
  everyMode('hypot', (x) => hypot(at(x, 0), at(x, 1)), [0, 0], { value: 0, gradient: [0, 0] });
  everyMode('norm', norm, [0, 0, 0], { value: 0, gradient: [0, 0, 0] });
  for (const size of [1e-300, 1e300]) {
    everyMode('hypot', (x) => hypot(at(x, 0), at(x, 1)), [3 * size, 4 * size], {
      gradient: [0.6, 0.8],
      hessian: [
        [0.128 / size, -0.096 / size],
        [-0.096 / size, 0.072 / size],
      ],
    });
  }
});

test('a tie that lasts: the slope of both, curvature 0', () => {
  const f: One = (x) => add(square(x), 1);
  const g: One = (x) => add(mul(x, x), 1);
  everyModeOfOne('max(f, f)', (x) => max(f(x), g(x)), 3, [10, 6, 2]);
  everyModeOfOne('min(f, f)', (x) => min(f(x), g(x), f(x)), 3, [10, 6, 2]);
  everyModeOfOne('abs(f - f)', (x) => abs(sub(f(x), g(x))), 3, [0, 0, 0]);
});

test('true kinks: the mean of the derivatives on both sides', () => {
  everyModeOfOne('relu(x)³ + |x|x', (x) => add(pow(relu(x), 3), mul(abs(x), x)), 0, [0, 0, 0]);
  everyModeOfOne('sqrt|x|', (x) => sqrt(abs(x)), 0, [0, 0]);
  everyModeOfOne('max(x, 3x²)', (x) => max(x, mul(3, square(x))), 0, [0, 0.5, 3]);
  everyModeOfOne('|sin x|·e^x', (x) => mul(abs(h.sin(x)), h.exp(x)), 0, [0, 0, 0]);
  everyModeOfOne('relu(x)·e^x', (x) => mul(relu(x), h.exp(x)), 0, [0, 0.5, 1]);
});

// -------------------------------------------------------------------------------------------------------------- jumps

for (const name of ['floor', 'ceil', 'round', 'trunc'] as const) {
  test(`${name}: slope 0 everywhere, also at its jumps`, () => {
    const f = unaryNamed(name);
    for (const x of [0, 1, -2, 0.5, -0.5, 2.5, 1.25, 1e300]) everyModeOfOne(name, f, x, [undefined, 0, 0]);
    everyModeOfOne(`x·${name}`, (x) => mul(x, f(x)), 2, [4, 2, 0]);
    everyModeOfOne(`x²·${name}`, (x) => mul(square(x), f(x)), -3, [-27, 18, -6]);
  });
}

test('sign: 0 alone, and the value of neither side', () => {
  everyModeOfOne('sign', sign, 0, [0, 0, 0]);
  everyModeOfOne('sign', sign, 2, [1, 0, 0]);
  everyModeOfOne('sign·x', (x) => mul(sign(x), x), 0, [0, 0, 0]);
  everyModeOfOne('sign·x²', (x) => mul(sign(x), square(x)), 0, [0, 0, 0]);
  everyModeOfOne('sign·x³', (x) => mul(sign(x), pow(x, 3)), 0, [0, 0, 0]);
});

test('mod: 1 in x, the quotient in y, and at a jump the own branch', () => {
  everyMode('mod', (x) => mod(at(x, 0), at(x, 1)), [7.5, 2], { value: 1.5, gradient: [1, -3] });
  everyMode('mod', (x) => mod(at(x, 0), at(x, 1)), [-7.5, 2], { value: -1.5, gradient: [1, 3] });
  everyModeOfOne('mod(x, 2)', (x) => mod(x, 2), 4, [0, 1, 0]);
  everyModeOfOne('x·mod(x, 2)', (x) => mul(x, mod(x, 2)), 4, [0, 4, 2]);
});

test('a branch: the one that is taken at the point', () => {
  const step: One = (x) =>
    select(
      h.ge(x, 1),
      () => square(x),
      () => mul(5, x),
    );
  everyModeOfOne('select', step, 1, [1, 2, 2]);
  const root: One = (x) =>
    select(
      h.gt(x, 0),
      () => sqrt(x),
      () => mul(0, x),
    );
  everyModeOfOne('select with a root aside', root, 0, [0, 0, 0]);
});

// ---------------------------------------------------------------------------------------------------- infinite slopes

test('ends of domains: infinite by continuity', () => {
  const ends: readonly (readonly [string, One, number, number | undefined, number])[] = [
    ['sqrt', sqrt, 0, 0, INF],
    ['log', log, 0, -INF, INF],
    ['log2', h.log2, 0, -INF, INF],
    ['log10', h.log10, 0, -INF, INF],
    ['log1p', h.log1p, -1, -INF, INF],
    ['asin', asin, 1, Math.PI / 2, INF],
    ['asin', asin, -1, -Math.PI / 2, INF],
    ['acos', acos, 1, 0, -INF],
    ['acos', acos, -1, Math.PI, -INF],
    ['acosh', h.acosh, 1, 0, INF],
    ['atanh', h.atanh, 1, INF, INF],
    ['atanh', h.atanh, -1, -INF, INF],
    ['cbrt', cbrt, 0, 0, INF],
  ];
  for (const [name, f, x, y, slope] of ends) everyModeOfOne(name, f, x, [y, slope]);
  everyModeOfOne('sqrt', sqrt, 0, [0, INF, -INF]);
  everyModeOfOne('log', log, 0, [-INF, INF, -INF]);
  // The two sides add up: 2/9·|x|^(-5/3) of both signs.
  everyModeOfOne('cbrt', cbrt, 0, [0, INF, 0]);
});

test('an end inside: square, root, angle', () => {
  everyModeOfOne('sqrt(x²)', (x) => sqrt(square(x)), 0, [0, 0, 0]);
  everyModeOfOne('sqrt(x)·x', (x) => mul(sqrt(x), x), 0, [0, 0, INF]);
  everyModeOfOne('acos(cos x)', (x) => acos(cos(x)), 0, [0, 0, 0]);
  everyModeOfOne('acos(1 - x²/2)²', (x) => square(acos(sub(1, mul(0.5, square(x))))), 0, [0, 0, 2]);
  everyModeOfOne('asin(x)² near the end', (x) => square(sub(asin(x), Math.PI / 2)), 1, [0, -2, undefined]);
});

// ------------------------------------------------------------------------------------------------------------- powers

test('pow with a plain exponent', () => {
  const at0: readonly (readonly [number, number, number, number])[] = [
    [0, 1, 0, 0],
    [1, 0, 1, 0],
    [2, 0, 0, 2],
    [3, 0, 0, 0],
    [0.5, 0, INF, -INF],
    [1.5, 0, 0, INF],
    [2.5, 0, 0, 0],
    [-1, INF, -INF, INF],
    [-2, INF, -INF, INF],
    [-0.5, INF, -INF, INF],
  ];
  for (const [c, y, d1, d2] of at0) everyModeOfOne(`pow(x, ${c})`, (x) => pow(x, c), 0, [y, d1, d2]);
  everyModeOfOne('pow(x, 3)', (x) => pow(x, 3), -2, [-8, 12, -12]);
  everyModeOfOne('pow(x, -1)', (x) => pow(x, -1), -2, [-0.5, -0.25, -0.25]);
  everyModeOfOne('pow(x, 0.5)', (x) => pow(x, 0.5), -2, [NAN, NAN, NAN]);
});

test('pow with an active exponent', () => {
  const f: LawField = (x) => pow(at(x, 0), at(x, 1));
  everyMode('pow(x, y)', f, [0, 2], { value: 0, gradient: [0, 0] });
  everyMode('pow(x, y)', f, [0, 1], { value: 0, gradient: [1, 0] });
  everyMode('pow(x, y)', f, [-2, 3], { value: -8, gradient: [12, NAN] });
  everyModeOfOne('pow(2, y)', (y) => pow(2, y), 3, [8, 8 * Math.LN2, 8 * Math.LN2 ** 2]);
});

test('pow with an exponent that is active but constant has the bits of the plain one, compiled', () => {
  const f: One = (t) => pow(t, add(2.25, sub(t, t)));
  for (const x of [1.75, 0.6875, 3.1]) {
    const eager = taylor(f, x, 3);
    same(compile((u: Scalar) => taylor(f, u, 3), 1.25)(x), eager);
    same(
      eager,
      taylor((t) => pow(t, 2.25), x, 3),
    );
  }
});

test('the angle at the origin', () => {
  const length = (x: Vector): Scalar => hypot(at(x, 0), at(x, 1));
  const angle = (x: Vector): Scalar => atan2(at(x, 1), at(x, 0));
  const flat = [
    [0, 0],
    [0, 0],
  ];
  everyMode('r·cos φ', (x) => mul(length(x), cos(angle(x))), [0, 0], { gradient: [1, 0], hessian: flat });
  everyMode('r·sin φ', (x) => mul(length(x), h.sin(angle(x))), [0, 0], { gradient: [0, 1], hessian: flat });
});

// ------------------------------------------------------------------------------------------------------- independence

test('what does not depend on an input has no part by it', () => {
  everyMode('x + sqrt(y)', (x) => add(at(x, 0), sqrt(at(x, 1))), [2, 0], {
    gradient: [1, INF],
    hessian: [
      [0, 0],
      [0, -INF],
    ],
  });
  everyModeOfOne('sqrt(0·x)', (x) => sqrt(mul(0, x)), 1, [0, 0, 0]);
  everyModeOfOne('log(x - x + 1)', (x) => log(add(sub(x, x), 1)), 3, [0, 0, 0]);
  everyModeOfOne('sqrt(x - x)', (x) => sqrt(sub(x, x)), 3, [0, 0, 0]);
  everyModeOfOne('0·sqrt(x)', (x) => mul(0, sqrt(x)), 0, [0, 0, 0]);
  everyModeOfOne('0/x', (x) => div(0, x), 2, [0, 0, 0]);
  // An input of the driver is no constant.
  everyMode('x^0.4·y^0.6', (x) => mul(pow(at(x, 0), 0.4), pow(at(x, 1), 0.6)), [1, 0], { gradient: [0, INF] });
});

test('an input at 0 among others is a number, not a constant', () => {
  everyMode('x·y', (x) => mul(at(x, 0), at(x, 1)), [0, 0], {
    gradient: [0, 0],
    hessian: [
      [0, 1],
      [1, 0],
    ],
  });
  everyMode('x·sqrt(y²)', (x) => mul(at(x, 0), sqrt(square(at(x, 1)))), [0, 0], { gradient: [0, 0] });
});

test('a zero that was computed is a number: NaN in f stays', () => {
  everyModeOfOne('(x - 1)·log(x - 1)', (x) => mul(sub(x, 1), log(sub(x, 1))), 1, [NAN, NAN, NAN]);
  everyModeOfOne('x/x', (x) => div(x, x), 0, [NAN, NAN, NAN]);
});

// -------------------------------------------------------------------------------------------------- compiled is eager

/** Compiled and eager answers at points, bit for bit. */
function sameAnswers(
  g: (x: Vector) => unknown,
  example: readonly number[],
  points: readonly (readonly number[])[],
): void {
  const compiled = (compile as unknown as (f: typeof g, x: readonly number[]) => typeof g)(g, example);
  for (const x of points) same(compiled(x), g(x), `at (${x.join(', ')})`);
}

interface Reverse {
  gradient(f: LawField, x: Vector): Vector;
  jacobian(f: (x: Vector) => Vector, x: Vector): Vector[];
  hvp(f: LawField, x: Vector, v: Vector): Vector;
}
const backward = reverse as unknown as Reverse;

test('reverse over forward with a quotient by 0', () => {
  const f: LawField = ([y]) => h.derivative((t) => div(1, square(t)), y as Scalar);
  const points = [0, -0, 1, -2, 1e-200].map((x) => [x]);
  sameAnswers((x) => backward.gradient(f, x), [0.7], points);
});

test('a result that folds to NaN', () => {
  const f: LawField = ([t]) => add(1, add(0, div(t as Scalar, -0)));
  sameAnswers((x) => backward.hvp(f, x, [1]), [0.7], [[-2], [0], [3]]);
});

test('reverse inside reverse across select', () => {
  const f: LawField = (x) => {
    const [a, b] = [at(x, 0), at(x, 1)];
    const chosen = select(
      h.gt(a, b),
      () => mul(h.sin(a), h.exp(b)),
      () => mul(h.exp(a), h.cos(b)),
    );
    return add(mul(chosen, a), div(chosen, add(2, mul(b, chosen))));
  };
  let state = 20261122;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 30 - 2;
  };
  const points = Array.from({ length: 1000 }, () => [next(), next()]);
  sameAnswers((x) => backward.jacobian((t) => backward.gradient(f, t), x), [0.3, 0.9], points);
});

/** The modes that give a gradient. */
const first = (mode: LawMode): boolean => mode.order === 1;

test('tails keep their relative accuracy', () => {
  everyModeOfOne('tanh', h.tanh, 20, [1, 4 * Math.exp(-40), -8 * Math.exp(-40)], { ulps: 64 });
  everyModeOfOne('sigmoid', h.sigmoid, 40, [1, Math.exp(-40), -Math.exp(-40)], { ulps: 64 });
  everyModeOfOne('acosh', h.acosh, 1 + 2 ** -40, [undefined, 1 / Math.sqrt(2 ** -39 + 2 ** -80)], { modes: first });
  everyModeOfOne('neg', (x) => neg(h.expm1(x)), 1e-20, [-1e-20, -1, -1]);
});

test.run();
