/** Where f is looked at: a number, or an array for several inputs. */

export type Point = number | readonly number[];

/** More than a page has use for. */
export const MOST_INPUTS = 50;

export function isFiniteNumber(x: unknown): x is number {
  return typeof x === 'number' && Number.isFinite(x);
}

/** Dense and finite. */
export function isPoint(x: unknown): x is Point {
  if (!Array.isArray(x)) return isFiniteNumber(x);
  return x.length > 0 && x.length <= MOST_INPUTS && Array.from(x).every(isFiniteNumber);
}

/** f along one of its inputs, through the point. */
export function along({ f, at }: { f(x: never): number; readonly at: Point }, input: number): (t: number) => number {
  if (typeof at === 'number') return f as (t: number) => number;
  return (t) => f(at.map((x, i) => (i === input ? t : x)) as never);
}

export function inputsOf(at: Point): number {
  return typeof at === 'number' ? 1 : at.length;
}

/** The coordinate of the point along an input, and the point moved there. */
export function coordinate(at: Point, input: number): number {
  return typeof at === 'number' ? at : at[input];
}

export function movedTo(at: Point, input: number, t: number): Point {
  return typeof at === 'number' ? t : at.map((x, i) => (i === input ? t : x));
}
