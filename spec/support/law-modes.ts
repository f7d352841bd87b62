/**
 * The ways of differentiating that the law of singular points is about: each a driver that returns derivatives and no more,
 * so that every one of them has to look again by itself, and can be compiled by itself.
 *
 * The table of modes.ts asks which ways agree to the bit at ordinary points; this one, whether each is right at singular
 * ones. Numbers made by hand are not among them: without a driver nothing looks again.
 */
import { compile } from '../../lib/compile/index.js';
import type { Scalar } from '../../lib/index.js';
import * as hyper from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { difference } from './assert.js';

type Vector = readonly Scalar[];
type Matrix = readonly Vector[];
/** A function of n numbers. */
export type LawField = (x: Vector) => Scalar;

/** What a way returns; only what it computes. */
export interface LawAnswer<N = number> {
  readonly value?: N;
  readonly gradient?: readonly N[];
  readonly hessian?: readonly (readonly N[])[];
}

export interface LawMode {
  readonly name: string;
  readonly order: 1 | 2;
  /** Whether its driver has all inputs, and moves all when it looks again; else each input (or pair) alone. */
  readonly movesAll: boolean;
  /** False for a way that takes functions of one number only. */
  readonly manyInputs: boolean;
  driver(f: LawField): (x: Vector) => LawAnswer<Scalar>;
}

/** The drivers as these entries use them: one list of numbers in, one number out. */
interface Drivers {
  gradient(f: LawField, x: Vector): Vector;
  valueAndGradient(f: LawField, x: Vector): { value: Scalar; gradient: Vector };
  jacobian(f: (x: Vector) => Vector, x: Vector): Matrix;
  hessian(f: LawField, x: Vector): Matrix;
  valueGradientAndHessian(f: LawField, x: Vector): { value: Scalar; gradient: Vector; hessian: Matrix };
  hvp(f: LawField, x: Vector, v: Vector): Vector;
}

type One = (t: Scalar) => Scalar;

interface Forward extends Drivers {
  derivative(f: One, x: Scalar): Scalar;
  secondDerivative(f: One, x: Scalar): Scalar;
  valueAndSecondDerivative(f: One, x: Scalar): { value: Scalar; derivative: Scalar; secondDerivative: Scalar };
  derivatives(f: One, x: Scalar, order: number): Vector;
  nthDerivative(f: One, x: Scalar, n: number): Scalar;
  taylor(f: One, x: Scalar, order: number): Vector;
  multivariateTaylor(f: LawField, x: Vector, degree: number): { derivative(k: number): unknown };
  jvp(f: LawField, x: Vector, v: Vector): { value: Scalar; tangent: Scalar };
  vhvp(f: LawField, x: Vector, v: Vector): Scalar;
}

const F = hyper as unknown as Forward;
const R = reverse as unknown as Drivers;
const { mul } = hyper;

const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const unit = (n: number, i: number): number[] => indices(n).map((j) => Number(i === j));
const put = (xs: Vector, i: number, x: Scalar): Scalar[] => xs.map((old, j) => (i === j ? x : old));
const entry = (m: Matrix, i: number, j: number): Scalar => (m[i] as Vector)[j] as Scalar;
const first = (x: Vector): Scalar => x[0] as Scalar;
const second = (m: unknown): Matrix => m as Matrix;

type On = LawMode['driver'];

// ------------------------------------------------------------------------------------------------------- first order

const byDerivative: On = (f) => (x) => ({
  gradient: x.map((xi, i) => F.derivative((t) => f(put(x, i, t)), xi)),
});
const byJvp: On = (f) => (x) => ({ gradient: x.map((_, i) => F.jvp(f, x, unit(x.length, i)).tangent) });
const byTaylor: On = (f) => (x) => ({
  gradient: x.map((xi, i) => F.taylor((t) => f(put(x, i, t)), xi, 1)[1] as Scalar),
});
const byMultivariateTaylor: On = (f) => (x) => ({
  gradient: F.multivariateTaylor(f, x, 1).derivative(1) as Vector,
});
/** The derivative of f as an output beside others: an infinity of one row is none of another. */
const byJacobian =
  (drivers: Drivers): On =>
  (f) =>
  (x) => ({ gradient: drivers.jacobian((t) => [hyper.sum(t), f(t), 1], x)[1] as Vector });

/** Inside a driver of another number s, which multiplies f: the inner driver's singular input does not depend on it. */
const withFactor =
  (outer: (f: One, s: Scalar) => Scalar, inner: Drivers): On =>
  (f) =>
  (x) => ({
    gradient: x.map((_, i) => outer((s) => inner.gradient((t) => mul(s, f(t)), x)[i] as Scalar, 1)),
  });

const reverseDerivative = (f: One, s: Scalar): Scalar => first(R.gradient((t) => f(first(t)), [s]));

// ------------------------------------------------------------------------------------------------------ second order

const bySecondDerivative: On = (f) => (x) => ({ hessian: [[F.secondDerivative((t) => f([t]), first(x))]] });
const byValueAndSecondDerivative: On = (f) => (x) => {
  const all = F.valueAndSecondDerivative((t) => f([t]), first(x));
  return { value: all.value, gradient: [all.derivative], hessian: [[all.secondDerivative]] };
};
const byHvp =
  (drivers: Drivers): On =>
  (f) =>
  (x) => ({ hessian: x.map((_, i) => drivers.hvp(f, x, unit(x.length, i))) });
const byVhvp: On = (f) => (x) => ({ hessian: [[F.vhvp(f, x, [1])]] });
const nested =
  (outer: Drivers, inner: Drivers): On =>
  (f) =>
  (x) => ({ hessian: outer.jacobian((t) => inner.gradient(f, t), x) });
/** One entry of the inner gradient at a time: nothing else is there to notice a NaN. */
const gradientOfEach =
  (outer: Drivers, inner: Drivers): On =>
  (f) =>
  (x) => ({ hessian: x.map((_, j) => outer.gradient((t) => inner.gradient(f, t)[j] as Scalar, x)) });
const byDerivativeOfDerivative: On = (f) => (x) => ({
  hessian: [[F.derivative((s) => F.derivative((t) => f([t]), s), first(x))]],
});
const byFactorOfHessian =
  (outer: (f: One, s: Scalar) => Scalar, inner: Drivers): On =>
  (f) =>
  (x) => ({
    hessian: x.map((_, i) =>
      x.map((_, j) =>
        outer(
          (s) =>
            entry(
              inner.hessian((t) => mul(s, f(t)), x),
              i,
              j,
            ),
          1,
        ),
      ),
    ),
  });
const byDerivatives =
  (order: number): On =>
  (f) =>
  (x) => {
    const [y, d1, d2] = F.derivatives((t) => f([t]), first(x), order);
    return { value: y as Scalar, gradient: [d1 as Scalar], hessian: [[d2 as Scalar]] };
  };
const byNthDerivative: On = (f) => (x) => ({ hessian: [[F.nthDerivative((t) => f([t]), first(x), 2)]] });
const bySeries: On = (f) => (x) => {
  const c = F.taylor((t) => f([t]), first(x), 2);
  return { gradient: [c[1] as Scalar], hessian: [[mul(2, c[2] as Scalar)]] };
};
const byTensors: On = (f) => (x) => {
  const t = F.multivariateTaylor(f, x, 2);
  return { gradient: t.derivative(1) as Vector, hessian: second(t.derivative(2)) };
};

// --------------------------------------------------------------------------------------------------------- the table

type Traits = Partial<Pick<LawMode, 'movesAll' | 'manyInputs'>>;
const row =
  (order: 1 | 2) =>
  (name: string, driver: On, traits: Traits = {}): LawMode => ({
    ...{ name, order, driver, movesAll: true, manyInputs: true },
    ...traits,
  });
const d1 = row(1);
const d2 = row(2);
const alone = { movesAll: false };
const ofOne = { manyInputs: false };

export const lawModes: readonly LawMode[] = [
  d1('derivative', byDerivative, alone),
  d1('gradient', (f) => (x) => ({ gradient: F.gradient(f, x) })),
  d1('valueAndGradient', (f) => (x) => F.valueAndGradient(f, x)),
  d1('jvp', byJvp),
  d1('jacobian', byJacobian(F)),
  d1('taylor', byTaylor, alone),
  d1('multivariateTaylor', byMultivariateTaylor),
  d1('reverse gradient', (f) => (x) => ({ gradient: R.gradient(f, x) })),
  d1('reverse valueAndGradient', (f) => (x) => R.valueAndGradient(f, x)),
  d1('reverse jacobian', byJacobian(R)),
  d1('gradient inside forward', withFactor(F.derivative, F)),
  d1('gradient inside reverse', withFactor(reverseDerivative, F)),
  d1('reverse gradient inside forward', withFactor(F.derivative, R)),
  d1('reverse gradient inside reverse', withFactor(reverseDerivative, R)),
  d2('secondDerivative', bySecondDerivative, ofOne),
  d2('valueAndSecondDerivative', byValueAndSecondDerivative, ofOne),
  d2('hessian', (f) => (x) => ({ hessian: F.hessian(f, x) })),
  d2('valueGradientAndHessian', (f) => (x) => F.valueGradientAndHessian(f, x)),
  d2('hvp', byHvp(F)),
  d2('vhvp', byVhvp, ofOne),
  d2('derivative of derivative', byDerivativeOfDerivative, ofOne),
  d2('forward over forward', nested(F, F)),
  d2('forward over reverse', nested(F, R)),
  d2('reverse over forward', nested(R, F)),
  d2('reverse over reverse', nested(R, R)),
  d2('gradient of each gradient', gradientOfEach(F, F)),
  d2('reverse gradient of each gradient', gradientOfEach(R, F)),
  d2('reverse gradient of each reverse gradient', gradientOfEach(R, R)),
  d2('reverse hessian', (f) => (x) => ({ hessian: R.hessian(f, x) })),
  d2('reverse valueGradientAndHessian', (f) => (x) => R.valueGradientAndHessian(f, x)),
  d2('reverse hvp', byHvp(R)),
  d2('hessian inside reverse', byFactorOfHessian(reverseDerivative, F)),
  d2('reverse hessian inside forward', byFactorOfHessian(F.derivative, R)),
  d2('derivatives', byDerivatives(2), ofOne),
  d2('derivatives to order 4', byDerivatives(4), ofOne),
  d2('nthDerivative', byNthDerivative, ofOne),
  d2('taylor to order 2', bySeries, ofOne),
  d2('multivariateTaylor to degree 2', byTensors),
];

export const lawModesFor = (n: number, order: 0 | 1 | 2 = 0): readonly LawMode[] =>
  lawModes.filter((mode) => (n === 1 || mode.manyInputs) && (order === 0 || mode.order === order));

/** A point that no function of these specs treats as a special one. */
export const lawExample = (n: number): number[] => indices(n).map((i) => 0.3125 + 0.6875 * i);

const compileAny = compile as unknown as (
  f: (x: Vector) => LawAnswer<Scalar>,
  x: readonly number[],
) => (x: readonly number[]) => LawAnswer;

const programs = new WeakMap<LawField, Map<string, (x: readonly number[]) => LawAnswer>>();

/** The driver compiled, with an example away from any singular point; once for each function. */
export function compiledLaw(mode: LawMode, f: LawField, n: number): (x: readonly number[]) => LawAnswer {
  const known = programs.get(f) ?? new Map<string, (x: readonly number[]) => LawAnswer>();
  programs.set(f, known);
  const program = known.get(mode.name) ?? compileAny(mode.driver(f), lawExample(n));
  known.set(mode.name, program);
  return program;
}

/** What a compiled driver says otherwise than the eager one, and at what: undefined where every bit is the same. */
export function compiledDiffers(
  mode: LawMode,
  f: LawField,
  x: readonly number[],
  eager: LawAnswer,
): string | undefined {
  return difference(compiledLaw(mode, f, x.length)(x), eager, '');
}

/** The eager answer. */
export function answerOf(mode: LawMode, f: LawField, x: readonly number[]): LawAnswer {
  return mode.driver(f)(x) as LawAnswer;
}
