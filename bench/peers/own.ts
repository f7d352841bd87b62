/** hyperdual, in the three ways in which it is used. */
import {
  abs,
  add,
  cos,
  derivative,
  gradient,
  hessian,
  jacobian,
  log,
  lt,
  mul,
  pow,
  type Scalar,
  secondDerivative,
  sqrt,
  square,
  tanh,
} from 'hyperdual';
import { compile } from 'hyperdual/compile';
import * as reverse from 'hyperdual/reverse';
import { broyden, ofTheBook, rosenbrock } from '../workloads.js';
import type { Numbers, Way } from './kinds.js';

type Vector = readonly Scalar[];

const slopes: Readonly<Record<string, (x: Scalar) => Scalar>> = {
  branch: (x) => (lt(0, x) ? square(x) : 0),
  power: (x) => pow(x, 0),
  abs,
  tail: tanh,
  removable: (x) => cos(sqrt(x)),
  chain: (x) => {
    let y = x;
    for (let i = 0; i < 20_000; i++) y = add(y, mul(x, x));
    return y;
  },
};

const pairs: Readonly<Record<string, (x: Vector) => Scalar>> = {
  equal: ([a, b]) => add(mul(2, a), mul(3, b)),
  log: ([a, b]) => log(mul(a, b)),
};

const zeros = (n: number): number[] => new Array<number>(n).fill(0.5);

/** How a compiled function is called. */
type Caller = <X>(g: unknown) => (x: X) => Numbers;

// The module now, and not after many calls: what is timed is the state that lasts.
const byValue: Caller = (g) => (g as Program).optimise() as (x: unknown) => Numbers;

interface Program {
  readonly input: Float64Array;
  readonly output: Float64Array;
  run(): void;
  optimise(): unknown;
}

const inPlace: Caller = (g) => {
  const program = g as Program;
  program.optimise();
  return (x) => {
    if (typeof x === 'number') program.input[0] = x;
    else program.input.set(x as readonly number[]);
    program.run();
    return program.output;
  };
};

const compiled = (way: string, call: Caller): Way => ({
  way,
  precision: 'double',
  // A program holds one course; `select` takes the place of the branch.
  lacks: ['branch'],
  derivative: () => call(compile((x) => derivative(ofTheBook, x), 0.5)),
  second: () => call(compile((x) => secondDerivative(ofTheBook, x), 0.5)),
  gradient: (n) => call(compile((x) => reverse.gradient(rosenbrock, x), zeros(n))),
  hessian: (n) => call(compile((x) => hessian(rosenbrock, x), zeros(n))),
  jacobian: (n) => call(compile((x) => jacobian(broyden, x), zeros(n))),
  slopeOf: (name) => call(compile((x) => derivative(slopes[name], x), 0.5)),
  gradientOf: (name) => call(compile((x) => reverse.gradient(pairs[name], x), zeros(2))),
  nested: () =>
    call(
      compile(
        (x) =>
          derivative(
            (t) =>
              mul(
                t,
                derivative((y: Scalar) => add(t, y), 1),
              ),
            x,
          ),
        0.5,
      ),
    ),
});

export const ways: readonly Way[] = [
  {
    way: 'forward',
    precision: 'double',
    derivative: () => (x) => derivative(ofTheBook, x),
    second: () => (x) => secondDerivative(ofTheBook, x),
    gradient: () => (x) => gradient(rosenbrock, x),
    hessian: () => (x) => hessian(rosenbrock, x),
    jacobian: () => (x) => jacobian(broyden, x),
    slopeOf: (name) => (x) => derivative(slopes[name], x),
    gradientOf: (name) => (x) => gradient(pairs[name], x),
    nested: () => (x) =>
      derivative(
        (t) =>
          mul(
            t,
            derivative((y: Scalar) => add(t, y), 1),
          ),
        x,
      ),
  },
  {
    way: 'reverse',
    precision: 'double',
    derivative: () => (x) => reverse.gradient(ofTheBook, x),
    second: () => (x) => reverse.hessian(ofTheBook, x),
    gradient: () => (x) => reverse.gradient(rosenbrock, x),
    hessian: () => (x) => reverse.hessian(rosenbrock, x),
    jacobian: () => (x) => reverse.jacobian(broyden, x),
    slopeOf: (name) => (x) => reverse.gradient(slopes[name], x),
    gradientOf: (name) => (x) => reverse.gradient(pairs[name], x),
    nested: () => (x) =>
      reverse.gradient(
        (t) =>
          mul(
            t,
            reverse.gradient((y: Scalar) => add(t, y), 1),
          ),
        x,
      ),
  },
  compiled('compiled', byValue),
  // Nothing is copied and nothing allocated: the results are read where the program has written them.
  compiled('compiled, in place', inPlace),
];
