/**
 * Where a derivative may be NaN although all modes work as they should: the predicates, from the table of singular points.
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

/** Functions without a row of their own: their parts pass through several operations. */
const COMPOSED = new Set(['sum', 'prod', 'sumOfSquares', 'norm', 'logSumExp', 'dot', 'clamp']);

export const DUE: readonly Due[] = [
  {
    row: '2: a NaN value has NaN parts',
    demanded: true,
    at: ({ name, value }) => Number.isNaN(value) && !COMPOSED.has(name),
  },
  {
    row: '2: a NaN value has NaN parts, of functions that are several operations: but a part that is 0 by then stays 0',
    demanded: false,
    at: ({ name, value }) => Number.isNaN(value) && COMPOSED.has(name),
  },
  {
    row: '9: no derivative of atan2 at the origin',
    demanded: true,
    at: ({ name, args }) => name === 'atan2' && args.every((x) => x === 0),
  },
  {
    row: '8: d/dy of pow(x, y) for x < 0',
    demanded: true,
    at: ({ name, args, by }) => name === 'pow' && (args[0] as number) < 0 && by.includes(1),
  },
  {
    row: 'the value ignores a NaN argument: hypot(Infinity, NaN) = Infinity, pow(NaN, 0) = 1',
    demanded: false,
    at: ({ value, args }) => !Number.isNaN(value) && args.some(Number.isNaN),
  },
  {
    row: 'Infinity - Infinity of one-sided infinite slopes: x·y + y·x at (Infinity, -Infinity) and the like',
    demanded: false,
    at: ({ name, args }) => name === 'dot' && args.some((x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  },
];

/** 'must', 'may' or 'must not' be NaN. */
export function due(point: Point): 'must' | 'may' | 'must not' {
  const rows = DUE.filter(({ at }) => at(point));
  if (rows.some(({ demanded }) => demanded)) return 'must';
  return rows.length > 0 ? 'may' : 'must not';
}
