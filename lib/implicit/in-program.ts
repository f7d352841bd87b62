/**
 * Solutions in a function that is being compiled.
 *
 * The solver is not traced: the program calls it, as it calls sin. Everything behind the solution, the Jacobian and the steps of the
 * theorem, is part of the program.
 */
import type { Active, Oracle, Scalar } from '../scalar/active.js';
import { called } from '../scalar/called.js';
import { groundOf, isOfProgram } from '../scalar/orders.js';
import { type Equations, linearized, quietly } from './equations.js';
import { atPoint, closesOver, inverseBy, type Solved } from './point.js';

export function inProgram(equations: Equations, inputs: readonly Scalar[]): Solved {
  const oracle = oracleOf(inputs.find(isOfProgram) as Active);
  const example = inputs.map((x) => (typeof x === 'number' ? x : exampleOf(x)));
  const count = equations.prepare(() => example);
  refuseClosures(equations, count, example);
  const solve = (numbers: readonly number[]): readonly number[] => quietly(() => atPoint(equations, numbers)).x;
  const x = called(equations.driver, inputs, count, solve);
  const p = equations.parameters.map((_, i) => inputs[i]);
  const { rows } = oracle.withoutTies(() => linearized(equations, x, p));
  return { x, inverse: inverseBy(rows) };
}

/** What a number of a program answers. */
type ProgramOracle = Required<Pick<Oracle, 'withoutTies'>>;

function oracleOf(x: Active): ProgramOracle {
  return x.oracle as Oracle & ProgramOracle;
}

/** The value at the example; a number that has none, of a pattern that holds for every x, refuses. */
function exampleOf(x: Active): number {
  const oracle = x.oracle as Oracle;
  return oracle.example === undefined ? oracle.specialise() : oracle.example();
}

/** The solver would not see what f closes over; a number that is known when the program runs, it cannot see. */
function refuseClosures({ driver, parameters, residual }: Equations, count: number, example: readonly number[]): void {
  const p = example.slice(0, parameters.length);
  const values = attempted(() =>
    residual(
      Array.from({ length: count }, () => 1),
      p,
    ),
  );
  if (values.some((y) => isOfProgram(groundOf(y)))) throw closesOver(driver);
}

/** What f says of numbers that it may not be made for. */
function attempted(run: () => readonly Scalar[]): readonly Scalar[] {
  try {
    return quietly(run);
  } catch {
    return [];
  }
}
