/** The forward drivers as a table, so that what holds for all of them is checked for all of them. */

import type { Scalar } from '../../lib/index.js';
import * as hyperdual from '../../lib/index.js';

type Call = (...args: unknown[]) => unknown;

export interface Driver {
  readonly name: string;
  readonly run: Call;
  /** Of the derivatives: 1 or 2. */
  readonly order: 1 | 2;
  /** What x may be: one number, any structure, or three numbers. */
  readonly input: 'number' | 'any' | 'space';
  /** What f may return: one number, any structure, or as many numbers as x holds. */
  readonly output: 'number' | 'any' | 'square';
  /** Takes a direction as third argument. */
  readonly direction: boolean;
  /** Calls of f for an x of n plain numbers. */
  readonly calls: (n: number) => number;
  /** The driver that the message names when f returns an array. */
  readonly instead: string;
  /** The derivative of that order of a function of one number, got from this driver. */
  readonly of: (g: (t: Scalar) => Scalar, t: Scalar) => Scalar;
}

const H = hyperdual;
type G = (t: Scalar) => Scalar;

const unit: [Scalar] = [1];

/** A scalar field and a vector field of the first coordinate; a second one makes drivers turn on several at once. */
const field =
  (g: G) =>
  ([t]: Scalar[]): Scalar =>
    g(t as Scalar);
const vector =
  (g: G) =>
  ([t]: Scalar[]): Scalar[] => [g(t as Scalar)];

type Row = Omit<Driver, 'run' | 'name'>;
const one = (): number => 1;
/** Plain inputs are turned on 16 at a time. */
const each = (n: number): number => Math.max(Math.ceil(n / 16), 1);
const first = (x: readonly unknown[]): Scalar => x[0] as Scalar;

const rows: Record<string, Row> = {
  derivative: {
    ...{ order: 1, input: 'number', output: 'number', direction: false, calls: one, instead: 'jacobian(f, x)' },
    of: (g, t) => H.derivative(g, t),
  },
  valueAndDerivative: {
    ...{ order: 1, input: 'number', output: 'number', direction: false, calls: one, instead: 'valueAndJacobian(f, x)' },
    of: (g, t) => H.valueAndDerivative(g, t).derivative,
  },
  secondDerivative: {
    ...{ order: 2, input: 'number', output: 'number', direction: false, calls: one },
    instead: 'hessian(f, x), which takes any shape',
    of: (g, t) => H.secondDerivative(g, t),
  },
  valueAndSecondDerivative: {
    ...{ order: 2, input: 'number', output: 'number', direction: false, calls: one },
    instead: 'hessian(f, x), which takes any shape',
    of: (g, t) => H.valueAndSecondDerivative(g, t).secondDerivative,
  },
  gradient: {
    ...{ order: 1, input: 'any', output: 'number', direction: false, calls: each, instead: 'jacobian(f, x)' },
    of: (g, t) => first(H.gradient(field(g), [t, 1])),
  },
  valueAndGradient: {
    ...{ order: 1, input: 'any', output: 'number', direction: false, calls: each, instead: 'valueAndJacobian(f, x)' },
    of: (g, t) => first(H.valueAndGradient(field(g), [t, 1]).gradient),
  },
  jacobian: {
    ...{ order: 1, input: 'any', output: 'any', direction: false, calls: each, instead: '' },
    of: (g, t) => first(first(H.jacobian(vector(g), [t, 1])) as unknown as Scalar[]),
  },
  valueAndJacobian: {
    ...{ order: 1, input: 'any', output: 'any', direction: false, calls: each, instead: '' },
    of: (g, t) => first(first(H.valueAndJacobian(vector(g), [t, 1]).jacobian) as unknown as Scalar[]),
  },
  divergence: {
    ...{ order: 1, input: 'any', output: 'square', direction: false, calls: each, instead: '' },
    of: (g, t) => H.divergence(([x, y]: Scalar[]) => [g(x as Scalar), H.sub(7, H.mul(0, y as Scalar))], [t, 1]),
  },
  curl: {
    ...{ order: 1, input: 'space', output: 'square', direction: false, calls: each, instead: '' },
    // The first coordinate of the curl of (0, 0, g(y)) is g'(y).
    of: (g, t) => first(H.curl(([, y]) => [0, 0, g(y)], [0, t, 0])),
  },
  jvp: {
    ...{ order: 1, input: 'any', output: 'any', direction: true, calls: one, instead: '' },
    of: (g, t) => first(H.jvp(vector(g), [t], unit).tangent),
  },
  directionalDerivative: {
    ...{ order: 1, input: 'any', output: 'number', direction: true, calls: one, instead: 'jvp(f, x, v)' },
    of: (g, t) => H.directionalDerivative(field(g), [t], unit),
  },
  hessian: {
    ...{ order: 2, input: 'any', output: 'any', direction: false, calls: one, instead: '' },
    of: (g, t) => first(first(H.hessian(field(g), [t])) as unknown as Scalar[]),
  },
  valueGradientAndHessian: {
    ...{ order: 2, input: 'any', output: 'number', direction: false, calls: one, instead: 'hessian(f, x)' },
    of: (g, t) => first(first(H.valueGradientAndHessian(field(g), [t]).hessian) as unknown as Scalar[]),
  },
  hvp: {
    ...{ order: 2, input: 'any', output: 'number', direction: true, calls: (n) => n, instead: 'hessian(f, x)' },
    of: (g, t) => first(H.hvp(field(g), [t], unit)),
  },
  vhvp: {
    ...{ order: 2, input: 'any', output: 'number', direction: true, calls: one, instead: 'hessian(f, x)' },
    of: (g, t) => H.vhvp(field(g), [t], unit),
  },
  laplacian: {
    ...{
      order: 2,
      input: 'any',
      output: 'number',
      direction: false,
      calls: (n) => Math.min(n, 1),
      instead: 'hessian(f, x)',
    },
    of: (g, t) => H.laplacian(field(g), [t]),
  },
};

export const DRIVERS: readonly Driver[] = Object.entries(rows).map(([name, row]) => ({
  name,
  run: (H as unknown as Record<string, Call>)[name] as Call,
  ...row,
}));

/** A call of the driver with a direction of ones where it needs one. */
export function call(driver: Driver, f: unknown, x: unknown): unknown {
  return driver.direction ? driver.run(f, x, onesLike(x)) : driver.run(f, x);
}

/** An x that the driver takes. */
export function goodX({ input }: Driver): unknown {
  return input === 'number' ? 2 : input === 'space' ? [1, 2, 3] : [1, 2];
}

/** An f that the driver takes there. */
export function goodF({ input, output }: Driver): (x: Scalar[]) => unknown {
  return (x) => (input === 'number' ? x : output === 'number' ? x.reduce(H.add, 0) : x);
}

function onesLike(x: unknown): unknown {
  if (ArrayBuffer.isView(x)) return Array.from(x as Float64Array, () => 1);
  if (Array.isArray(x)) return x.map(onesLike);
  if (typeof x !== 'object' || x === null || H.isScalar(x)) return 1;
  return Object.fromEntries(Object.entries(x).map(([name, part]) => [name, onesLike(part)]));
}
