/**
 * Functions of lists of plain numbers in a program that is being compiled.
 *
 * They are not traced: the program calls them, as it calls sin. A program calls functions of one number or two, so a longer list is
 * handed over number by number, each call with what the one before returned, a ticket for the list so far.
 */
import type { Active, Scalar } from './active.js';
import { type BinaryRule, binary, type UnaryRule, unary } from './rule.js';

/** A function of lists of numbers. */
export type Solve = (inputs: readonly number[]) => readonly number[];

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

/**
 * The numbers that a function of a list of plain numbers returns, as calls in the program that the list belongs to, at least in part.
 * They carry no derivatives.
 */
export function called(driver: string, list: readonly Scalar[], count: number, solve: Solve): Scalar[] {
  const places = list.flatMap((x, i) => (typeof x === 'number' ? [] : [i]));
  const inputs = places.map((i) => list[i] as Active);
  const known = list.map((x) => (typeof x === 'number' ? x : Number.NaN));
  const whole = (numbers: readonly number[]): number[] => {
    const all = known.slice();
    places.forEach((place, i) => {
      all[place] = numbers[i];
    });
    return all;
  };
  return calls(
    driver,
    inputs,
    count,
    latest((numbers) => solve(whole(numbers))),
  );
}

function calls(driver: string, inputs: readonly Active[], count: number, solve: Solve): Scalar[] {
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
