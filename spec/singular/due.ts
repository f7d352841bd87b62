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
}

interface Due {
  readonly row: string;
  /** False where a NaN is allowed and not demanded. */
  readonly demanded: boolean;
  readonly at: (point: Point) => boolean;
}

const isInfinite = (x: number): boolean => Math.abs(x) === Number.POSITIVE_INFINITY;

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
