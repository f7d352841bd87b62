/** The drivers through which functions of many numbers are taken, each compared with the same of a function written out. */
import { compile } from '../../lib/compile/index.js';
import type { Scalar } from '../../lib/index.js';
import * as hyper from '../../lib/index.js';
import * as backward from '../../lib/reverse/index.js';

type Vector = readonly Scalar[];
export type Field = (x: Vector) => Scalar;
type One = (t: Scalar) => Scalar;

interface Drivers {
  gradient(f: Field, x: Vector): Vector;
  hessian(f: Field, x: Vector): readonly Vector[];
  hvp(f: Field, x: Vector, v: Vector): Vector;
}
interface Forward extends Drivers {
  jvp(f: Field, x: Vector, v: Vector): { value: Scalar; tangent: Scalar };
  derivative(f: One, x: Scalar): Scalar;
  secondDerivative(f: One, x: Scalar): Scalar;
  taylor(f: One, x: Scalar, order: number): Vector;
}
const forward = hyper as unknown as Forward;
const reverse = backward as unknown as Drivers;
const compiled = compile as unknown as (f: (x: Vector) => unknown, x: readonly number[]) => (x: Vector) => unknown;

export interface BlockMode {
  readonly name: string;
  on(f: Field, x: readonly number[]): unknown;
}

const along = (x: readonly number[]): number[] => x.map((_, i) => 1 - i / 3);
/** The line through x in the direction of its first number. */
const line =
  (f: Field, x: readonly number[]): One =>
  (t) =>
    f([t, ...x.slice(1)]);

export const BLOCK_MODES: readonly BlockMode[] = [
  { name: 'value', on: (f, x) => f(x) },
  { name: 'jvp', on: (f, x) => forward.jvp(f, x, along(x)) },
  { name: 'gradient', on: (f, x) => forward.gradient(f, x) },
  { name: 'hessian', on: (f, x) => forward.hessian(f, x) },
  { name: 'hvp', on: (f, x) => forward.hvp(f, x, along(x)) },
  { name: 'reverse gradient', on: (f, x) => reverse.gradient(f, x) },
  { name: 'reverse hessian', on: (f, x) => reverse.hessian(f, x) },
  { name: 'reverse hvp', on: (f, x) => reverse.hvp(f, x, along(x)) },
  { name: 'reverse over reverse', on: (f, x) => reverse.gradient((y) => reverse.gradient(f, y)[0] as Scalar, x) },
  {
    name: 'gradient of a reverse gradient',
    on: (f, x) => forward.gradient((y) => reverse.gradient(f, y)[0] as Scalar, x),
  },
  {
    name: 'third derivative',
    on: (f, x) =>
      forward.derivative(
        (s) =>
          forward.secondDerivative(
            line((y) => f([y[0] as Scalar, s, ...y.slice(2)]), x),
            x[0] as number,
          ),
        x[1] as number,
      ),
  },
  { name: 'taylor', on: (f, x) => forward.taylor(line(f, x), x[0] as number, 4) },
  { name: 'compiled value', on: (f, x) => compiled(f, x)(x) },
  { name: 'compiled gradient', on: (f, x) => compiled((y) => forward.gradient(f, y), x)(x) },
  { name: 'compiled hessian', on: (f, x) => compiled((y) => forward.hessian(f, y), x)(x) },
  { name: 'compiled reverse gradient', on: (f, x) => compiled((y) => reverse.gradient(f, y), x)(x) },
  { name: 'compiled reverse hvp', on: (f, x) => compiled((y) => reverse.hvp(f, y, along(x)), x)(x) },
];

/** All numbers of a result. */
export const numbersIn = (x: unknown): number[] =>
  typeof x === 'number' ? [x] : Object.values(x as Record<string, unknown>).flatMap(numbersIn);
