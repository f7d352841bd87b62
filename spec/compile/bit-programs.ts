/**
 * Random functions with drivers around and inside of them, as fast-check arbitraries: sums, products, kinks, jumps, roots, powers,
 * choices, small linear systems; points that are ordinary, singular or far out.
 */
import fc from 'fast-check';
import * as hyper from '../../lib/index.js';
import {
  abs,
  add,
  atan2,
  clamp,
  derivative,
  derivatives,
  div,
  eq,
  exp,
  gt,
  hypot,
  log,
  logSumExp,
  lt,
  max,
  min,
  mod,
  mul,
  norm,
  pow,
  type Scalar,
  select,
  sin,
  sqrt,
  square,
  sub,
  sum,
  taylor,
  valueAndDerivative,
  valueAndSecondDerivative,
} from '../../lib/index.js';
import { det, solve } from '../../lib/linalg/index.js';
import * as backward from '../../lib/reverse/index.js';
import * as special from '../../lib/special/index.js';
import { among } from '../support/settings.js';

export type Vector = readonly Scalar[];
export type Field = (x: Vector) => Scalar;
type One = (x: Scalar) => Scalar;
type Two = (x: Scalar, y: Scalar) => Scalar;

/** The drivers of both modes, on functions of a list. */
interface Drivers {
  gradient(f: Field, x: Vector): Vector;
  valueAndGradient(f: Field, x: Vector): unknown;
  hessian(f: Field, x: Vector): unknown;
  valueGradientAndHessian(f: Field, x: Vector): unknown;
  hvp(f: Field, x: Vector, v: Vector): Vector;
  jacobian(f: (x: Vector) => Vector, x: Vector): unknown;
}
interface Forward extends Drivers {
  jvp(f: Field, x: Vector, v: Vector): unknown;
  vhvp(f: Field, x: Vector, v: Vector): Scalar;
  laplacian(f: Field, x: Vector): Scalar;
}
interface Reverse extends Drivers {
  vjp(f: (x: Vector) => Vector, x: Vector, w: Vector): unknown;
  pullback(f: (x: Vector) => Vector, x: Vector): { value: Vector; pullback: (w: Vector) => Vector };
}
const forward = hyper as unknown as Forward;
const reverse = backward as unknown as Reverse;

const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

/** Functions of one number by their names in the library. */
const NAMES = [
  ...[
    'neg',
    'square',
    'sqrt',
    'cbrt',
    'exp',
    'log',
    'sin',
    'cos',
    'tan',
    'tanh',
    'abs',
    'relu',
    'sign',
    'floor',
    'ceil',
  ],
  ...['round', 'trunc', 'reciprocal', 'expm1', 'log1p', 'softplus', 'sigmoid', 'sinc', 'atan', 'asin', 'acos', 'acosh'],
  ...['atanh', 'asinh', 'sinh', 'cosh', 'exp2', 'log2', 'log10', 'exprel', 'log1prel', 'xlogx'],
] as const;
const library = hyper as unknown as Readonly<Record<string, One>>;
const EXPONENTS = [0, 0.5, 1.5, 2, 3, -1, -2, -0.5, 0.4, 1 / 3];
const FACTORS = [0, -0, 2, -1, 0.1];

const UNARY: readonly (readonly [name: string, f: One])[] = [
  ...NAMES.map((name) => [name, library[name] as One] as const),
  ...EXPONENTS.map((c) => [`pow ${c}`, (x: Scalar) => pow(x, c)] as const),
  ...FACTORS.map((c) => [`times ${c}`, (x: Scalar) => mul(c, x)] as const),
  ['plus 1', (x) => add(x, 1)],
  ['plus 0', (x) => add(x, 0)],
  ['1 minus', (x) => sub(1, x)],
  ['zero over', (x) => div(0, x)],
  ['one over', (x) => div(1, x)],
  ['minus itself', (x) => sub(x, x)],
  ['over itself', (x) => div(x, x)],
  ['pow 2.25', (x) => pow(x, add(2.25, sub(x, x)))],
  ['erf', special.erf],
  ['gamma', special.gamma],
  ['logGamma', special.logGamma],
];

const BINARY: readonly (readonly [name: string, f: Two])[] = [
  ['add', add],
  ['sub', sub],
  ['mul', mul],
  ['div', div],
  ['times more', (x, y) => mul(y, x)],
  ['plus more', (x, y) => add(y, x)],
  ['max', max],
  ['min', min],
  ['pow', pow],
  ['atan2', atan2],
  ['hypot', hypot],
  ['mod', mod],
  ['max of three', (x, y) => max(x, y, 0)],
  ['norm', (x, y) => norm([x, y, sub(x, y)])],
  ['clamp', (x, y) => clamp(x, 0, abs(y))],
  ['logSumExp', (x, y) => logSumExp([x, y])],
  [
    'det',
    (x, y) =>
      det([
        [x, y],
        [1, x],
      ]),
  ],
  [
    'solve',
    (x, y) =>
      at(
        solve(
          [
            [x, 1],
            [y, 2],
          ],
          [1, y],
        ),
        0,
      ),
  ],
  [
    'root if positive',
    (x, y) =>
      select(
        gt(x, 0),
        () => sqrt(x),
        () => y,
      ),
  ],
  [
    'product or sum',
    (x, y) =>
      select(
        lt(x, y),
        () => mul(sin(x), y),
        () => add(mul(x, x), exp(y)),
      ),
  ],
  [
    'sin(x)/x',
    (x) =>
      select(
        eq(x, 0),
        () => 1,
        () => div(sin(x), x),
      ),
  ],
  [
    'choice in choice',
    (x, y) =>
      select(
        gt(x, 0),
        () =>
          select(
            gt(y, 0),
            () => log(mul(x, y)),
            () => sub(y, x),
          ),
        () => abs(sub(x, y)),
      ),
  ],
  ['derivative of a root', (x, y) => derivative((t) => mul(sqrt(abs(t)), y), x)],
  ['derivative of a cube', (x, y) => derivative((t) => mul(pow(t, 3), y), x)],
  ['gradient inside', (x, y) => sum(reverse.gradient(([a, b]) => mul(square(a as Scalar), sin(b as Scalar)), [x, y]))],
  [
    'a derivative decides',
    (x, y) =>
      select(
        gt(
          derivative((t) => mul(abs(t), add(t, 1)), x),
          y,
        ),
        () => x,
        () => mul(2, y),
      ),
  ],
];

/** A number made of earlier ones. */
interface Statement {
  /** Which function; odd ones take two numbers. */
  readonly what: number;
  readonly operands: readonly [number, number];
}

export interface Program {
  readonly f: Field;
  readonly text: string;
  readonly driver: string;
  /** The first one is the example. */
  readonly points: readonly (readonly number[])[];
}

const GIVEN = ['the last', 'the last', 'the last two', 'the last times x'] as const;

/** The function: its result is the last number, or a combination. */
function fieldOf(statements: readonly Statement[], given: (typeof GIVEN)[number]): Pick<Program, 'f' | 'text'> {
  const names: string[] = [];
  const steps = statements.map(({ what, operands }) => {
    const isBinary = what % 2 === 1;
    const half = Math.floor(what / 2);
    const [unaryName, unary] = UNARY[half % UNARY.length] as (typeof UNARY)[number];
    const [binaryName, binary] = BINARY[half % BINARY.length] as (typeof BINARY)[number];
    names.push(isBinary ? `${binaryName} (${operands})` : `${unaryName} (${operands[0]})`);
    return (known: Vector): Scalar => {
      // Mostly of the latest numbers, so that long chains arise.
      const [x, y] = operands.map((k) =>
        at(known, known.length - 1 - ((k % (k % 3 === 0 ? known.length : 2)) % known.length)),
      );
      return isBinary ? binary(x as Scalar, y as Scalar) : unary(x as Scalar);
    };
  });
  const f: Field = (x) => {
    const known = [...x];
    for (const step of steps) known.push(step(known));
    const last = at(known, known.length - 1);
    if (given === 'the last two') return add(last, at(known, known.length - 2));
    return given === 'the last' ? last : mul(last, at(x, 0));
  };
  return { f, text: `${names.join('; ')}; ${given}` };
}

const along =
  (f: Field, x: Vector): One =>
  (t) =>
    f([t, ...x.slice(1)]);
const direction = (x: Vector): number[] => [1, -0.5, 2].slice(0, x.length);
const first = (x: Vector): number[] => x.map((_, i) => Number(i === 0));

/** Drivers alone, of several results, and one around the other. */
export const DRIVERS: Readonly<Record<string, (f: Field) => (x: Vector) => unknown>> = {
  'f itself': (f) => f,
  gradient: (f) => (x) => forward.gradient(f, x),
  'value and gradient': (f) => (x) => forward.valueAndGradient(f, x),
  hessian: (f) => (x) => forward.hessian(f, x),
  'value, gradient and Hessian': (f) => (x) => forward.valueGradientAndHessian(f, x),
  hvp: (f) => (x) => forward.hvp(f, x, direction(x)),
  vhvp: (f) => (x) => forward.vhvp(f, x, direction(x)),
  laplacian: (f) => (x) => forward.laplacian(f, x),
  jvp: (f) => (x) => forward.jvp(f, x, direction(x)),
  'jvp along an axis': (f) => (x) => forward.jvp(f, x, first(x)),
  jacobian: (f) => (x) => forward.jacobian((y) => [f(y), mul(at(y, 0), f(y))], x),
  derivative: (f) => (x) => valueAndDerivative(along(f, x), at(x, 0)),
  'second derivative': (f) => (x) => valueAndSecondDerivative(along(f, x), at(x, 0)),
  taylor: (f) => (x) => taylor(along(f, x), at(x, 0), 3),
  derivatives: (f) => (x) => derivatives(along(f, x), at(x, 0), 4),
  'reverse gradient': (f) => (x) => reverse.gradient(f, x),
  'reverse value and gradient': (f) => (x) => reverse.valueAndGradient(f, x),
  'reverse Hessian': (f) => (x) => reverse.hessian(f, x),
  'reverse value, gradient and Hessian': (f) => (x) => reverse.valueGradientAndHessian(f, x),
  'reverse hvp': (f) => (x) => reverse.hvp(f, x, direction(x)),
  'reverse hvp along an axis': (f) => (x) => reverse.hvp(f, x, first(x)),
  'reverse Jacobian': (f) => (x) => reverse.jacobian((y) => [f(y), mul(at(y, 0), at(y, y.length - 1))], x),
  vjp: (f) => (x) => reverse.vjp((y) => [f(y), square(at(y, 0))], x, [0.5, 2]),
  pullback: (f) => (x) => {
    const { value, pullback } = reverse.pullback((y) => [f(y), at(y, 0)], x);
    return { value, once: pullback([1, 0]), twice: pullback([2, 1]) };
  },
  'derivative of derivative': (f) => (x) => derivative((t) => derivative(along(f, x), t), at(x, 0)),
  'third derivative': (f) => (x) => derivative((t) => derivative((s) => derivative(along(f, x), s), t), at(x, 0)),
  'gradient of gradient': (f) => (x) => forward.gradient((y) => sum(forward.gradient(f, y)), x),
  'reverse of reverse': (f) => (x) => reverse.gradient((y) => sum(reverse.gradient(f, y)), x),
  'gradient of reverse': (f) => (x) => forward.gradient((y) => sum(reverse.gradient(f, y)), x),
  'reverse of gradient': (f) => (x) => reverse.gradient((y) => sum(forward.gradient(f, y)), x),
  'reverse of derivative': (f) => (x) => reverse.gradient(([t]) => derivative(along(f, x), t as Scalar), x.slice(0, 1)),
  'reverse of vhvp': (f) => (x) => reverse.gradient((y) => forward.vhvp(f, y, direction(y)), x),
  'gradient of laplacian': (f) => (x) => forward.gradient((y) => forward.laplacian(f, y), x),
  'Jacobian of reverse': (f) => (x) => forward.jacobian((y) => reverse.gradient(f, y), x),
  'reverse Jacobian of gradient': (f) => (x) => reverse.jacobian((y) => forward.gradient(f, y), x),
  'taylor of derivative': (f) => (x) => taylor((t) => derivative(along(f, x), t), at(x, 0), 2),
  'derivative of taylor': (f) => (x) => derivative((t) => at(taylor(along(f, x), t, 2), 2), at(x, 0)),
  'reverse of taylor': (f) => (x) =>
    reverse.gradient(([t]) => at(taylor(along(f, x), t as Scalar, 2), 2), x.slice(0, 1)),
};

const coordinate = fc.oneof(
  { weight: 4, arbitrary: among([0, -0, 1, -1, 2, 0.5, -0.5]) },
  { weight: 1, arbitrary: among([Number.NaN, Infinity, -Infinity, 1e200, -1e155, 1e-200, 5e-324, 800, -800]) },
  { weight: 5, arbitrary: fc.integer({ min: -20000, max: 20000 }).map((k) => k / 9973) },
);

const statement: fc.Arbitrary<Statement> = fc.record({
  what: fc.nat({ max: 2 * UNARY.length * BINARY.length - 1 }),
  operands: fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })),
});

/** @param count - of points. */
export const programs = (count: number): fc.Arbitrary<Program> =>
  fc.integer({ min: 1, max: 3 }).chain((n) =>
    fc
      .record({
        statements: fc.array(statement, { minLength: 1, maxLength: 5 }),
        given: among(GIVEN),
        driver: among(Object.keys(DRIVERS)),
        points: fc.array(fc.array(coordinate, { minLength: n, maxLength: n }), { minLength: count, maxLength: count }),
      })
      .map(({ statements, given, driver, points }) => ({ ...fieldOf(statements, given), driver, points })),
  );
