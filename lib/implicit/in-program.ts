/**
 * Solutions in a function that is being compiled.
 *
 * The solver is not traced: the program calls it, as it calls sin. A program calls functions of one number or two, so a longer
 * list of parameters is handed over number by number, each call with what the one before returned, a ticket for the list so
 * far. Everything behind the solution, the Jacobian and the steps of the theorem, is part of the program.
 */
import type { Active, Oracle, Scalar } from '../scalar/active.js';
import { type BinaryRule, binary, type UnaryRule, unary } from '../scalar/rule.js';
import { type Equations, linearized, quietly } from './equations.js';
import { groundOf, isOfProgram } from './orders.js';
import { atPoint, closesOver, inverseBy, type Solved } from './point.js';

export function inProgram(equations: Equations, inputs: readonly Scalar[]): Solved {
  const places = inputs.flatMap((x, i) => (isOfProgram(x) ? [i] : []));
  const unknowns = places.map((i) => inputs[i] as Active);
  const oracle = oracleOf(unknowns[0]);
  const known = inputs.map((x) => (typeof x === 'number' ? x : Number.NaN));
  const at = (numbers: readonly number[]): number[] => {
    const all = known.slice();
    places.forEach((place, i) => {
      all[place] = numbers[i];
    });
    return all;
  };
  const example = at(unknowns.map((x) => oracleOf(x).example()));
  const count = equations.prepare(() => example);
  refuseClosures(equations, count, example);
  const solve = (numbers: readonly number[]): readonly number[] => quietly(() => atPoint(equations, at(numbers))).x;
  const x = called(equations.driver, unknowns, count, latest(solve));
  const p = equations.parameters.map((_, i) => inputs[i]);
  const { rows } = oracle.withoutTies(() => linearized(equations, x, p));
  return { x, inverse: inverseBy(rows) };
}

/** What a number of a program answers. */
type ProgramOracle = Required<Pick<Oracle, 'example' | 'withoutTies'>>;

function oracleOf(x: Active): ProgramOracle {
  return x.oracle as Oracle & ProgramOracle;
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

type Solve = (inputs: readonly number[]) => readonly number[];

/** The same, which remembers its latest answer: the program asks for one number of it after the other. */
function latest(solve: Solve): Solve {
  let inputs: readonly number[] | undefined;
  let answer: readonly number[] = [];
  return (now) => {
    if (inputs?.every((x, i) => Object.is(x, now[i])) === true) return answer;
    inputs = undefined;
    answer = solve(now);
    inputs = now;
    return answer;
  };
}

/** The numbers of a solution as calls in the program. */
function called(driver: string, inputs: readonly Active[], count: number, solve: Solve): Scalar[] {
  const name = (i: number): string => (count === 1 ? driver : `${driver}[${i}]`);
  const numbers = Array.from({ length: count }, (_, i) => i);
  const [first, ...others] = inputs as readonly [Active, ...Active[]];
  const last = others.pop();
  if (last === undefined)
    return numbers.map((i) =>
      unary(
        ruleOfOne(name(i), (a) => solve([a])[i]),
        first,
      ),
    );
  const lists = new Lists();
  const isPair = others.length === 0;
  const listOf = (ticket: number): readonly number[] => (isPair ? [ticket] : lists.get(ticket));
  const begin = ruleOfTwo(`${driver}, pair`, (a, b) => lists.put([a, b]));
  const go = ruleOfTwo(`${driver}, list`, (ticket, b) => lists.put([...lists.get(ticket), b]));
  const ticket = others.reduce<Scalar>((so, b, i) => binary(i === 0 ? begin : go, so, b), first);
  return numbers.map((i) => {
    const end = ruleOfTwo(name(i), (so, b) => solve([...listOf(so), b])[i]);
    return binary(end, ticket, last);
  });
}

/** Lists that a program hands on as numbers. The oldest are forgotten: a program runs through its calls point by point. */
class Lists {
  private readonly byTicket = new Map<number, readonly number[]>();
  private next = 0;

  put(list: readonly number[]): number {
    this.byTicket.set(this.next, list);
    this.byTicket.delete(this.next - MOST_LISTS);
    return this.next++;
  }

  get(ticket: number): readonly number[] {
    return this.byTicket.get(ticket) as readonly number[];
  }
}

const MOST_LISTS = 4096;

/** To the program a constant: it has no parts. */
const constant = (): number => 0;

function ruleOfOne(name: string, value: (x: number) => number): UnaryRule {
  return { name, value, slope: constant, curvature: constant, third: constant };
}

function ruleOfTwo(name: string, value: (x: number, y: number) => number): BinaryRule {
  return { name, value, fx: constant, fy: constant, fxx: constant, fxy: constant, fyy: constant };
}
