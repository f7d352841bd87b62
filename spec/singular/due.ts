/**
 * Where a derivative may be NaN although all modes work as they should: the predicates, from the law of singular points.
 *
 * The sweep over all pairs of special values asserts both directions: NaN where it is due, and nowhere else. Every row of
 * `DUE` has to be true at some point of the sweep, and a NaN at any other point is a finding.
 */

/** A derivative of a function of one or two numbers. */
export interface Point {
  readonly name: string;
  readonly args: readonly number[];
  /** f at the arguments, by the plain function. */
  readonly value: number;
  /** The arguments the derivative is taken by, one for each order. */
  readonly by: readonly number[];
  /** The first derivatives there, by all arguments. */
  readonly slopes: readonly number[];
}

interface Due {
  readonly row: string;
  /** False where a NaN is allowed and not demanded. */
  readonly demanded: boolean;
  readonly at: (point: Point) => boolean;
}

/**
 * True where the limit beside the point depends on the direction, so on which of the arguments are inputs: the origin of the
 * angle, of second derivatives of a length, and of x^y, and a clamp of three equal numbers, a tie that feeds a tie.
 */
export function dependsOnDirection({ name, args, value, by }: Omit<Point, 'slopes'>): boolean {
  if (name === 'clamp') return args.every((x) => x === value);
  const isOrigin = args.length === 2 && args.every((x) => x === 0);
  return isOrigin && (name === 'atan2' || name === 'pow' || (by.length > 1 && (name === 'hypot' || name === 'norm')));
}

const isInfinite = (x: number): boolean => Math.abs(x) === Number.POSITIVE_INFINITY;

/** Of these a finite value has slopes that no double holds: 1/y, x/y and its integer part, x + y, y·x^(y-1). */
const LEAVING = new Set(['div', 'mod', 'dot', 'atan2', 'hypot', 'pow']);

export const DUE: readonly Due[] = [
  {
    row: 'where f(x) is NaN nothing is looked at: the parts are what IEEE arithmetic gives',
    demanded: false,
    at: ({ value }) => Number.isNaN(value),
  },
  {
    row: 'd/dy of pow(x, y) for x < 0: beside the point there is no power',
    demanded: true,
    at: ({ name, args, by }) => name === 'pow' && (args[0] as number) < 0 && by.includes(1),
  },
  {
    row: 'the value ignores a NaN argument: hypot(Infinity, NaN) = Infinity, pow(NaN, 0) = 1',
    demanded: false,
    at: ({ value, args }) => !Number.isNaN(value) && args.some(Number.isNaN),
  },
  {
    row: 'of an infinite f(x) only an infinite slope is found by a look: the NaN of Infinity/Infinity stays',
    demanded: false,
    at: ({ value }) => isInfinite(value),
  },
  {
    row: 'a slope by one argument leaves the range of doubles, from a number that is not looked at: 0·Infinity stays',
    demanded: false,
    at: ({ name, args, by, slopes }) =>
      by.length > 1 && slopes.some(isInfinite) && LEAVING.has(name) && !args.every((x) => x === 0),
  },
  {
    row: 'the limit depends on the direction, and may be Infinity - Infinity along one',
    demanded: false,
    at: dependsOnDirection,
  },
  {
    row: 'nothing is beside an infinite argument: 0·Infinity and Infinity/Infinity stay',
    demanded: false,
    at: ({ args }) => args.some(isInfinite),
  },
];

/** 'must', 'may' or 'must not' be NaN. */
export function due(point: Point): 'must' | 'may' | 'must not' {
  const rows = DUE.filter(({ at }) => at(point));
  if (rows.some(({ demanded }) => demanded)) return 'must';
  return rows.length > 0 ? 'may' : 'must not';
}
