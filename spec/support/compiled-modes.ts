/**
 * The compiled entries of the mode table: drivers compiled, once for each function, in the ways users compile them (one
 * result alone or several at once, one argument or two, a list or a number).
 *
 * Each is compared with the driver it was made of, number by number: see `compiles` in modes.ts.
 */
import { compile } from '../../lib/compile/index.js';
import type { Scalar } from '../../lib/index.js';
import * as hyper from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';
import type { Field, Jet, Mode } from './modes.js';

type Vector = readonly Scalar[];
type Numbers = readonly number[];
type One = (x: Scalar) => Scalar;

/** The drivers of both modes on functions of a list. */
interface Drivers {
  gradient(f: Field, x: Vector): Vector;
  valueAndGradient(f: Field, x: Vector): { value: Scalar; gradient: Vector };
  hessian(f: Field, x: Vector): readonly Vector[];
  valueGradientAndHessian(f: Field, x: Vector): { value: Scalar; gradient: Vector; hessian: readonly Vector[] };
  hvp(f: Field, x: Vector, v: Vector): Vector;
}

interface ForwardDrivers extends Drivers {
  jvp(f: Field, x: Vector, v: Vector): { value: Scalar; tangent: Scalar };
  derivative(f: One, x: Scalar): Scalar;
  valueAndSecondDerivative(f: One, x: Scalar): Record<string, Scalar>;
}

const forward = hyper as unknown as ForwardDrivers;
const reverse = backward as unknown as Drivers;

/** `compile` as these entries use it. */
const compiled = compile as unknown as <Y>(
  f: (...x: never[]) => unknown,
  ...examples: unknown[]
) => (...x: unknown[]) => Y;

/** A point that no function of the specs treats as a special one. */
const example = (n: number): number[] => Array.from({ length: n }, (_, i) => 0.3125 + 0.6875 * i);
const unit = (n: number, i: number): number[] => Array.from({ length: n }, (_, j) => Number(i === j));

/** Functions already compiled: many specs ask for one function at many points. */
function once(compileIt: Mode['on']): Mode['on'] {
  const known = new WeakMap<Field, ((x: Numbers) => Jet)[]>();
  return (f, n) => {
    const bySize = known.get(f) ?? [];
    known.set(f, bySize);
    bySize[n] ??= compileIt(f, n);
    return bySize[n];
  };
}

/** Value, gradient and Hessian each from a program of its own: nothing but that one result is there to notice a NaN. */
const apart =
  ({ gradient, hessian }: Drivers): Mode['on'] =>
  (f, n) => {
    const x0 = example(n);
    const value = compiled<number>(f as never, x0);
    const slopes = compiled<number[]>((x: Vector) => gradient(f, x), x0);
    const curvatures = compiled<number[][]>((x: Vector) => hessian(f, x), x0);
    return (x) => ({ value: value(x), gradient: slopes(x), hessian: curvatures(x) });
  };

const together =
  ({ valueGradientAndHessian }: Drivers): Mode['on'] =>
  (f, n) =>
    compiled<Jet>((x: Vector) => valueGradientAndHessian(f, x), example(n));

const valueAndGradient: Mode['on'] = (f, n) => compiled<Jet>((x: Vector) => forward.valueAndGradient(f, x), example(n));

/** Point and direction are two arguments. */
const alongDirections: Mode['on'] = (f, n) => {
  const x0 = example(n);
  const first = compiled<{ value: number; tangent: number }>((x: Vector, v: Vector) => forward.jvp(f, x, v), x0, x0);
  const second = compiled<number[]>((x: Vector, v: Vector) => forward.hvp(f, x, v), x0, x0);
  return (x) => {
    const units = x.map((_, i) => unit(n, i));
    const slopes = units.map((v) => first(x, v));
    const columns = units.map((v) => second(x, v));
    return {
      value: slopes[0]?.value as number,
      gradient: slopes.map(({ tangent }) => tangent),
      hessian: units.map((_, i) => units.map((_, j) => (i <= j ? columns[j]?.[i] : columns[i]?.[j]) as number)),
    };
  };
};

const secondDerivative: Mode['on'] = (f) => {
  const at = compiled<{ value: number; derivative: number; secondDerivative: number }>(
    (t: Scalar) => forward.valueAndSecondDerivative((s) => f([s]), t),
    1.25,
  );
  return ([x]) => {
    const jet = at(x);
    return { value: jet.value, gradient: [jet.derivative], hessian: [[jet.secondDerivative]] };
  };
};

const derivatives: Mode['on'] = (f, n) => {
  const value = compiled<number>(f as never, example(n));
  const slopes = compiled<number[]>(
    (x: Vector) => x.map((xi, k) => forward.derivative((t) => f(x.map((xj, j) => (j === k ? t : xj))), xi)),
    example(n),
  );
  return (x) => ({ value: value(x), gradient: slopes(x) });
};

const entry = (name: string, compiles: string, order: 1 | 2, on: Mode['on']): Mode => ({
  name: `compiled ${name}`,
  compiles,
  order,
  gradientArithmetic: 'forward',
  ...(order === 2 && { hessianArithmetic: 'forward' }),
  manyInputs: true,
  on: once(on),
});

const byReverse = (name: string, on: Mode['on']): Mode => ({
  ...entry(name, 'reverse Hessian', 2, on),
  gradientArithmetic: 'reverse',
  hessianArithmetic: 'forward over reverse',
});

export const compiledModes: readonly Mode[] = [
  entry('derivative', 'derivative', 1, derivatives),
  entry('valueAndGradient', 'gradient', 1, valueAndGradient),
  entry('gradient and Hessian apart', 'hyper-dual', 2, apart(forward)),
  entry('hyper-dual', 'hyper-dual', 2, together(forward)),
  entry('hvp', 'hvp', 2, alongDirections),
  { ...entry('secondDerivative', 'secondDerivative', 2, secondDerivative), manyInputs: false },
  byReverse('reverse gradient and Hessian apart', apart(reverse)),
  byReverse('reverse', together(reverse)),
];

/** A third derivative compiled, once for each function. */
export function compiledThird(of: (f: One) => One): (f: One, x: number) => number {
  const known = new WeakMap<One, (x: unknown) => number>();
  return (f, x) => {
    const at = known.get(f) ?? compiled<number>(of(f), 1.25);
    known.set(f, at);
    return at(x);
  };
}
