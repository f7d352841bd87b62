/**
 * The mode table: every way the library has of differentiating one function, behind one interface.
 *
 * The specs of singular points, the all-pairs sweep and the random programs run over this table, so a new way (reverse
 * mode, Taylor series, compiled code) is tested by all of them as soon as it has an entry here. To append one:
 *
 * 1. Write `on(f, n)`: it gets a function of an array of n numbers and returns what computes value, gradient and (for
 *    second order) Hessian at a point. `on` is called once for each f, so compiling or taping belongs there; the function
 *    returned is called at many points.
 * 2. Say which arithmetic it does. Entries with the same word in `gradientArithmetic` (or `hessianArithmetic`) must agree
 *    bit for bit; with another word they must agree within the rounding bound of bounded.ts and in their NaN and
 *    Infinity. `forward` is the grouping of lib/numbers/dual.ts; a Hessian entry [i][j], i <= j, of `forward` has ε₁ on i,
 *    ε₂ on j, and ε₂ outside. Use a word of your own (`reverse`) where products are taken in another order.
 *    A compiled entry names in `compiles` the entry whose driver it compiled, and is compared with that one alone: all its
 *    numbers are Object.is to those.
 * 3. A way of getting third derivatives of functions of one number goes to `thirds`.
 *
 * Derivatives come out of the drivers without negative zeros; hand-made numbers print theirs raw and are mended here.
 */
import * as hyper from '../../lib/index.js';
import {
  derivative,
  derivatives,
  dual,
  hyperdual,
  isDual,
  isHyperDual,
  multivariateTaylor,
  type Scalar,
  secondDerivative,
  taylor,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { compiledModes, compiledThird } from './compiled-modes.js';

/** A function of n numbers. */
export type Field = (x: readonly Scalar[]) => Scalar;

/** Value and derivatives at a point. */
export interface Jet {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian?: readonly (readonly number[])[];
}

export interface Mode {
  readonly name: string;
  readonly order: 1 | 2;
  /** Modes with one word agree to the last bit. */
  readonly gradientArithmetic: string;
  readonly hessianArithmetic?: string;
  /** False for a way that takes functions of one number only. */
  readonly manyInputs: boolean;
  /** True for numbers made by hand: no driver looks again, so they may be NaN where drivers are not. */
  readonly isHandMade?: boolean;
  /** For compiled code: the name of the mode that it must repeat bit for bit. */
  readonly compiles?: string;
  on(f: Field, n: number): (x: readonly number[]) => Jet;
}

type Vector = readonly Scalar[];
type Matrix = readonly Vector[];

/** The drivers as these entries use them: one array of numbers in, one number out. */
interface Drivers {
  gradient(f: Field, x: Vector): Vector;
  valueAndGradient(f: Field, x: Vector): { value: Scalar; gradient: Vector };
  jacobian(f: (x: Vector) => Vector, x: Vector): Matrix;
  valueAndJacobian(f: (x: Vector) => Vector, x: Vector): { value: Vector; jacobian: Matrix };
  jvp<Y>(f: (x: Vector) => Y, x: Vector, v: Vector): { value: Y; tangent: Y };
  valueAndDerivative(f: (x: Scalar) => Scalar, x: Scalar): { value: Scalar; derivative: Scalar };
  valueAndSecondDerivative(
    f: (x: Scalar) => Scalar,
    x: Scalar,
  ): { value: Scalar; derivative: Scalar; secondDerivative: Scalar };
  hessian(f: Field, x: Vector): Matrix;
  valueGradientAndHessian(f: Field, x: Vector): { value: Scalar; gradient: Vector; hessian: Matrix };
  hvp(f: Field, x: Vector, v: Vector): Vector;
  vhvp(f: Field, x: Vector, v: Vector): Scalar;
}

const drivers = hyper as unknown as Drivers;

/** Those of reverse mode have the same names. */
const backward = reverse as unknown as Pick<
  Drivers,
  'gradient' | 'valueAndGradient' | 'jacobian' | 'valueAndJacobian' | 'valueGradientAndHessian'
>;

const values = (xs: Vector): number[] => xs.map((x) => value(x));
/** Without the negative zeros of hand-made numbers; drivers must not need it. */
const unsigned = (x: Scalar): number => value(x) + 0;

const unit = (n: number, i: number): number[] => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
const zeros = (n: number): number[] => new Array(n).fill(0);
const put = (xs: Vector, i: number, x: Scalar): Scalar[] => xs.map((old, j) => (i === j ? x : old));
const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The symmetric matrix with a given upper triangle. */
function symmetric(n: number, entry: (i: number, j: number) => Scalar): number[][] {
  return indices(n).map((i) => indices(n).map((j) => value(i <= j ? entry(i, j) : entry(j, i))));
}

// ---------------------------------------------------------------------------------------------------- first order

const byDerivative: Mode['on'] = (f) => (x) => {
  const each = x.map((xi, i) => drivers.valueAndDerivative((t) => f(put(x, i, t)), xi));
  return { value: value(each[0]?.value ?? f(x)), gradient: values(each.map((d) => d.derivative)) };
};

const byGradient: Mode['on'] = (f) => (x) => {
  const { value: y, gradient } = drivers.valueAndGradient(f, x);
  return { value: value(y), gradient: values(gradient) };
};

const byJvp: Mode['on'] = (f, n) => (x) => {
  const each = indices(n).map((i) => drivers.jvp(f, x, unit(n, i)));
  return { value: value(each[0]?.value ?? f(x)), gradient: values(each.map(({ tangent }) => tangent)) };
};

const byJacobian: Mode['on'] = (f) => (x) => {
  const [row] = drivers.jacobian((t) => [f(t), 0], x);
  return { value: value(f(x)), gradient: values(row as Vector) };
};

/** Numbers made by hand, the others plain. */
const byHandMadeDual: Mode['on'] = (f) => (x) => {
  const each = x.map((xi, i) => f(put(x, i, dual(xi, 1))));
  return { value: value(each[0] ?? f(x)), gradient: each.map((y) => unsigned(isDual(y) ? y.tangent : 0)) };
};

/** Value and gradient in one list, for use inside another driver. */
const valueThenGradient =
  (f: Field) =>
  (x: Vector): Vector => {
    const { value, gradient } = drivers.valueAndGradient(f, x);
    return [value, ...gradient];
  };

/** The inner driver's input is an outer dual with tangent 0, so its own numbers are of the general class. */
const byGeneralGradient: Mode['on'] = (f, n) => (x) => {
  const [y, ...row] = drivers.jvp(valueThenGradient(f), x, zeros(n)).value;
  return { value: value(y as Scalar), gradient: values(row) };
};

const byGeneralDual: Mode['on'] = (f, n) => (x) => {
  const inner = (t: Vector): Vector =>
    indices(n).flatMap((i) => {
      const { value, derivative } = drivers.valueAndDerivative((ti) => f(put(t, i, ti)), t[i] as Scalar);
      return [value, derivative];
    });
  const list = drivers.jvp(inner, x, zeros(n)).value;
  return { value: value(list[0] ?? f(x)), gradient: indices(n).map((i) => value(list[2 * i + 1] as Scalar)) };
};

/** The same with hand-made hyper-duals inside. */
const byDualOverHyperDual: Mode['on'] = (f) => (x) => {
  const { value: y, gradient } = drivers.valueAndGradient(
    f,
    x.map((xi) => hyperdual(xi)),
  );
  return { value: value(y), gradient: values(gradient) };
};

// --------------------------------------------------------------------------------------------------- second order

/** A gradient inside a Jacobian-vector product: mixed[i][j] has the outer variable i and the inner variable j. */
function nestedJet(f: Field, x: readonly number[]): { value: number; gradient: number[]; mixed: Matrix } {
  const n = x.length;
  const columns = indices(n).map((i) => drivers.jvp(valueThenGradient(f), x, unit(n, i)));
  const [y, ...row] = columns[0]?.value ?? [f(x)];
  return { value: value(y as Scalar), gradient: values(row), mixed: columns.map(({ tangent }) => tangent.slice(1)) };
}

const byNestedDuals: Mode['on'] = (f, n) => (x) => {
  const { value, gradient, mixed } = nestedJet(f, x);
  return { value, gradient, hessian: symmetric(n, (i, j) => (mixed[i] as Vector)[j] as Scalar) };
};

/** The lower triangle: the variable of the inner driver comes first. */
const byNestedDualsSwapped: Mode['on'] = (f, n) => (x) => {
  const { value, gradient, mixed } = nestedJet(f, x);
  return { value, gradient, hessian: symmetric(n, (i, j) => (mixed[j] as Vector)[i] as Scalar) };
};

/** Plain derivative in derivative, only the two variables turned on. */
const byDerivativeOfDerivative: Mode['on'] = (f, n) => (x) => ({
  ...byDerivative(f, n)(x),
  hessian: symmetric(n, (i, j) => {
    const inner = (s: Scalar): Scalar =>
      i === j
        ? derivative((t: Scalar) => f(put(x, i, t)), s)
        : derivative((t: Scalar) => f(put(put(x, i, s), j, t)), x[j] as Scalar);
    return derivative(inner, x[i] as Scalar);
  }),
});

const byHyperDuals: Mode['on'] = (f) => (x) => {
  const all = drivers.valueGradientAndHessian(f, x);
  return { value: value(all.value), gradient: values(all.gradient), hessian: all.hessian.map(values) };
};

const bySecondDerivative: Mode['on'] = (f) => (x) => {
  const all = drivers.valueAndSecondDerivative((t) => f([t]), x[0] as number);
  return { value: value(all.value), gradient: [value(all.derivative)], hessian: [[value(all.secondDerivative)]] };
};

const byHessianVectorProducts: Mode['on'] = (f, n) => (x) => {
  const columns = indices(n).map((j) => drivers.hvp(f, x, unit(n, j)));
  return {
    value: value(f(x)),
    gradient: values(drivers.gradient(f, x)),
    hessian: symmetric(n, (i, j) => (columns[j] as Vector)[i] as Scalar),
  };
};

/** Every input a hand-made hyper-dual, most of them with parts 0. */
const byHandMadeHyperDuals: Mode['on'] = (f, n) => (x) => {
  const along = (i: number, j: number): Scalar =>
    f(x.map((xk, k) => hyperdual(xk, Number(k === i), Number(k === j), 0)));
  const read = (y: Scalar, part: 'eps1' | 'eps2' | 'eps12'): Scalar => (isHyperDual(y) ? y[part] : 0);
  return {
    value: value(n === 0 ? f(x) : along(0, 0)),
    gradient: indices(n).map((i) => unsigned(read(along(i, i), 'eps2'))),
    hessian: symmetric(n, (i, j) => unsigned(read(along(i, j), 'eps12'))),
  };
};

/** Hand-made duals with duals for parts. */
const byHandMadeNestedDuals: Mode['on'] = (f, n) => (x) => {
  const along = (i: number, j: number): Scalar => f(x.map((xk, k) => dual(dual(xk, Number(k === i)), Number(k === j))));
  const primal = (y: Scalar): Scalar => (isDual(y) ? y.primal : y);
  const tangent = (y: Scalar): Scalar => (isDual(y) ? y.tangent : 0);
  return {
    value: value(n === 0 ? f(x) : along(0, 0)),
    gradient: indices(n).map((i) => unsigned(tangent(primal(along(i, i))))),
    hessian: symmetric(n, (i, j) => unsigned(tangent(tangent(along(i, j))))),
  };
};

/** Hyper-duals of the general class: their primals are outer duals with tangent 0. */
const byGeneralHyperDuals: Mode['on'] = (f, n) => (x) => {
  const inner = (t: Vector): Vector => {
    const all = drivers.valueGradientAndHessian(f, t);
    return [all.value, ...all.gradient, ...all.hessian.flat()];
  };
  const list = drivers.jvp(inner, x, zeros(n)).value;
  return {
    value: value(list[0] as Scalar),
    gradient: values(list.slice(1, 1 + n)),
    hessian: indices(n).map((i) => values(list.slice(1 + n + n * i, 1 + n + n * (i + 1)))),
  };
};

/** The same over hand-made duals. Their tangents are 0: others could decide a kink that the driver's parts leave open. */
const byHyperDualsOverDuals: Mode['on'] = (f) => (x) => {
  const inputs = x.map((xi) => dual(xi, 0));
  const all = drivers.valueGradientAndHessian(f, inputs);
  return { value: value(all.value), gradient: values(all.gradient), hessian: drivers.hessian(f, inputs).map(values) };
};

const byCurvatureAlong: Mode['on'] = (f) => (x) => ({
  value: value(f(x)),
  gradient: values(drivers.gradient(f, x)),
  hessian: [[value(drivers.vhvp(f, x, [1]))]],
});

// ------------------------------------------------------------------------------------------------------ reverse mode

const byReverse: Mode['on'] = (f) => (x) => {
  const { value: y, gradient } = backward.valueAndGradient(f, x);
  return { value: value(y), gradient: values(gradient) };
};

const byReverseJacobian: Mode['on'] = (f) => (x) => {
  const { value: rows, jacobian } = backward.valueAndJacobian((t) => [0, f(t)], x);
  return { value: value(rows[1] as Scalar), gradient: values(jacobian[1] as Vector) };
};

const byReverseHessian: Mode['on'] = (f) => (x) => {
  const all = backward.valueGradientAndHessian(f, x);
  return { value: value(all.value), gradient: values(all.gradient), hessian: all.hessian.map(values) };
};

/** A driver around the gradient of reverse mode. */
const overReverse =
  (hessian: (slopes: (x: Vector) => Vector, x: Vector) => Matrix): Mode['on'] =>
  (f) =>
  (x) => ({
    ...byReverse(f, x.length)(x),
    hessian: hessian((t) => backward.gradient(f, t), x).map(values),
  });

/** The gradient of forward mode on the tape. */
const byReverseOverForward: Mode['on'] = (f) => (x) => ({
  ...byGradient(f, x.length)(x),
  hessian: backward.jacobian((t) => drivers.gradient(f, t), x).map(values),
});

// ------------------------------------------------------------------------------------------------------ Taylor series

/** A series along each coordinate. To order 2: with more terms roots know more than a dual number can, cbrt(x³) at 0. */
const byTaylor: Mode['on'] = (f) => (x) => {
  const each = x.map((xi, i) => taylor((t: Scalar) => f(put(x, i, t)), xi, 2));
  return { value: each[0]?.[0] ?? value(f(x)), gradient: each.map((c) => c[1] as number) };
};

const byDerivatives: Mode['on'] = (f) => (x) => {
  const [y, first, second] = derivatives((t: Scalar) => f([t]), x[0] as number, 2) as [number, number, number];
  return { value: y, gradient: [first], hessian: [[second]] };
};

/** A level of series for each variable. */
const byMultivariateTaylor: Mode['on'] = (f) => (x) => {
  const t = multivariateTaylor((leaves: Scalar[]) => f(leaves), [...x], 2);
  return { value: t.derivative(0), gradient: t.derivative(1), hessian: t.derivative(2) };
};

// -------------------------------------------------------------------------------------------------------- the table

const first = (name: string, on: Mode['on']): Mode => ({
  name,
  order: 1,
  gradientArithmetic: 'forward',
  manyInputs: true,
  on,
});

const second = (name: string, on: Mode['on'], hessianArithmetic = 'forward'): Mode => ({
  name,
  order: 2,
  gradientArithmetic: 'forward',
  hessianArithmetic,
  manyInputs: true,
  on,
});

export const modes: readonly Mode[] = [
  first('derivative', byDerivative),
  first('gradient', byGradient),
  first('jvp', byJvp),
  first('jacobian', byJacobian),
  { ...first('hand-made dual', byHandMadeDual), isHandMade: true },
  first('general dual', byGeneralDual),
  first('general gradient', byGeneralGradient),
  first('dual over hyper-dual', byDualOverHyperDual),
  second('hyper-dual', byHyperDuals),
  { ...second('secondDerivative', bySecondDerivative), manyInputs: false },
  { ...second('vhvp', byCurvatureAlong), manyInputs: false },
  second('hvp', byHessianVectorProducts),
  { ...second('hand-made hyper-dual', byHandMadeHyperDuals), isHandMade: true },
  second('general hyper-dual', byGeneralHyperDuals),
  second('hyper-dual over dual', byHyperDualsOverDuals),
  second('derivative of derivative', byDerivativeOfDerivative),
  second('nested dual', byNestedDuals),
  { ...second('hand-made nested dual', byHandMadeNestedDuals), isHandMade: true },
  second('nested dual, swapped', byNestedDualsSwapped, 'forward, swapped'),
  { ...first('reverse', byReverse), gradientArithmetic: 'reverse' },
  { ...first('reverse Jacobian', byReverseJacobian), gradientArithmetic: 'reverse' },
  { ...second('reverse Hessian', byReverseHessian, 'forward over reverse'), gradientArithmetic: 'reverse' },
  {
    // A word of its own: at a kink both are computed again, and not the same columns of them.
    ...second('bundles over reverse', overReverse(drivers.jacobian), 'bundles over reverse'),
    gradientArithmetic: 'reverse',
  },
  {
    ...second('reverse over reverse', overReverse(backward.jacobian), 'reverse over reverse'),
    gradientArithmetic: 'reverse',
  },
  second('reverse over forward', byReverseOverForward, 'reverse over forward'),
  first('taylor', byTaylor),
  { ...second('derivatives', byDerivatives, 'taylor'), manyInputs: false },
  second('multivariate Taylor', byMultivariateTaylor, 'taylor in taylor'),
  ...compiledModes,
];

/** The modes that take functions of n numbers. */
export const modesFor = (n: number): readonly Mode[] => modes.filter((mode) => n === 1 || mode.manyInputs);

type One = (x: Scalar) => Scalar;

/** A way to a third derivative of a function of one number. */
export interface ThirdOrder {
  readonly name: string;
  readonly third: (f: One, x: number) => number;
}

const thirdDerivatives: readonly [name: string, of: (f: One) => One][] = [
  ['three derivatives', (f) => (x) => derivative((r: Scalar) => derivative((s: Scalar) => derivative(f, s), r), x)],
  ['derivative of secondDerivative', (f) => (x) => derivative((s: Scalar) => secondDerivative(f, s), x)],
  ['secondDerivative of derivative', (f) => (x) => secondDerivative((s: Scalar) => derivative(f, s), x)],
];

export const thirds: readonly ThirdOrder[] = thirdDerivatives.flatMap(([name, of]) => [
  { name, third: (f, x) => value(of(f)(x)) },
  { name: `compiled ${name}`, third: compiledThird(of) },
]);

// ----------------------------------------------------------------------------------------- functions of one and two

export interface UnaryJet {
  readonly value: number;
  readonly d1: number;
  readonly d2?: number;
}

/** One list function for each function, so that modes know a function again. */
const fields = new WeakMap<object, Field>();

function fieldOf(f: (...args: Scalar[]) => Scalar): Field {
  const field = fields.get(f) ?? ((x) => f(...x));
  fields.set(f, field);
  return field;
}

/** A mode on a function of one number. */
export function ofOne(mode: Mode, f: One): (x: number) => UnaryJet {
  const at = mode.on(fieldOf(f), 1);
  return (x) => {
    const { value, gradient, hessian } = at([x]);
    const d1 = gradient[0] as number;
    return hessian === undefined ? { value, d1 } : { value, d1, d2: hessian[0]?.[0] as number };
  };
}

export interface BinaryJet {
  readonly value: number;
  readonly fx: number;
  readonly fy: number;
  readonly fxx?: number;
  readonly fxy?: number;
  readonly fyy?: number;
}

/** A mode on a function of two numbers. */
export function ofTwo(mode: Mode, f: (x: Scalar, y: Scalar) => Scalar): (x: number, y: number) => BinaryJet {
  const at = mode.on(fieldOf(f as (...args: Scalar[]) => Scalar), 2);
  return (x, y) => {
    const { value, gradient, hessian } = at([x, y]);
    const [fx, fy] = gradient as [number, number];
    if (hessian === undefined) return { value, fx, fy };
    const [[fxx, fxy], [, fyy]] = hessian as [[number, number], [number, number]];
    return { value, fx, fy, fxx, fxy, fyy };
  };
}
