/** The ways of this library to a derivative of each order, for the accuracy table. */
import {
  derivative,
  dual,
  gradient,
  hessian,
  jvp,
  type Scalar,
  secondDerivative,
  value,
  valueGradientAndHessian,
} from '../../lib/index.js';

/** A function of one, two or three numbers. */
export type Operator = (...args: Scalar[]) => Scalar;

/**
 * A derivative of an operator at plain numbers: `by` lists the arguments it is taken by, one for each order, and `active`
 * those that may carry derivatives at all.
 */
type Mode = (f: Operator, args: readonly number[], by: readonly number[], active: readonly number[]) => Scalar;

const put = (args: readonly Scalar[], i: number, x: Scalar): Scalar[] => args.map((arg, k) => (k === i ? x : arg));

/** f as a function of its ith argument. */
const along = (f: Operator, args: readonly Scalar[], i: number) => (x: Scalar) => f(...put(args, i, x));

/** One driver inside another for each order. */
function nested(f: Operator, args: readonly Scalar[], by: readonly number[]): Scalar {
  const [i, ...rest] = by;
  if (i === undefined) return f(...args);
  return derivative((x: Scalar) => nested(f, put(args, i, x), rest), args[i] as Scalar);
}

const first: Record<string, Mode> = {
  dual: nested,
  'all inputs on': (f, args, [i], active) => {
    const inputs = active.map((k) => args[k] as number);
    const slopes = gradient((xs) => f(...args.map((x, k) => (active.includes(k) ? xs[active.indexOf(k)] : x))), inputs);
    return slopes[active.indexOf(i as number)] as number;
  },
  'hyper-dual': (f, args, [i]) => {
    const x = [args[i as number] as number];
    return valueGradientAndHessian(([t]) => f(...put(args, i as number, t as Scalar)), x).gradient[0] as number;
  },
  // The number that goes in is a dual itself, so all numbers inside are of the general classes.
  general: (f, args, [i]) => derivative(along(f, args, i as number), dual(args[i as number] as number, 1)),
};

const second: Record<string, Mode> = {
  'hyper-dual': (f, args, by) => {
    const [g, x, i, j] = ofActive(f, args, by);
    return (hessian(g, x)[i] as number[])[j] as number;
  },
  nested,
  // Inside another driver, so all numbers inside are of the general classes.
  general: (f, args, by) => {
    const [g, x, i, j] = ofActive(f, args, by);
    const still = x.map(() => 0);
    return jvp((t: Scalar[]) => (hessian(g, t)[i] as Scalar[])[j] as Scalar, x, still).value;
  },
};

const third: Record<string, Mode> = {
  nested,
  'dual over hyper-dual': (f, args, [i]) =>
    derivative((x: Scalar) => secondDerivative(along(f, args, i as number), x), args[i as number] as number),
};

/** f as a function of the arguments it is differentiated by, these, and the places of both in the list. */
function ofActive(
  f: Operator,
  args: readonly number[],
  [i, j]: readonly number[],
): [g: (xs: readonly Scalar[]) => Scalar, x: number[], i: number, j: number] {
  const active = [...new Set([i as number, j as number])];
  const g = (xs: readonly Scalar[]): Scalar =>
    f(...args.map((x, k) => (active.includes(k) ? (xs[active.indexOf(k)] as Scalar) : x)));
  return [g, active.map((k) => args[k] as number), active.indexOf(i as number), active.indexOf(j as number)];
}

/** The derivatives of an operator by every mode, as plain numbers. */
export function byEachMode(
  f: Operator,
  args: readonly number[],
  by: readonly number[],
  active: readonly number[],
  isDue: (mode: number) => boolean,
): [mode: string, result: number][] {
  const modes = [first, second, third][by.length - 1] as Record<string, Mode>;
  return Object.entries(modes)
    .filter((_, m) => isDue(m))
    .map(([name, mode]) => [name, value(mode(f, args, by, active))]);
}
