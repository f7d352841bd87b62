/** Functions through given points. */
import { type Case, cases, decide, decideRare, eq, lt, select } from '../branches/compare.js';
import { atFlatKink, atKink } from '../branches/extremes.js';
import { clamp, relu } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';
import { describe, isScalar, specialised } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { listOf } from './reductions.js';

/** What a function through given points is beyond them: the value at the end, or the last piece. NaN when left out. */
export interface InterpolationOptions {
  /** `hold` the value at the end, or `extend` the last piece. */
  readonly outside?: 'hold' | 'extend' | undefined;
}

/**
 * The straight lines through the points (xᵢ, yᵢ), at x. Derivatives by x, by the nodes and by the values.
 *
 * At a node the slope is the middle of both sides.
 *
 * @param xs - the nodes, upwards, two or more.
 * @param ys - the values, as many.
 * @param x - where.
 * @param options - `outside`: 'hold' for the values at the ends beyond them, 'extend' for the last lines; NaN when left out.
 * @throws {TypeError} when xs or ys is no array of numbers and Scalars, or x none.
 * @throws {RangeError} when the lengths differ, there are less than two nodes, or the nodes are not upwards.
 * @remarks Cost: n comparisons, and one line.
 * @example
 * interpolateLinear([0, 1, 3], [0, 2, 4], 2); // => 3
 * derivative((x) => interpolateLinear([0, 1, 3], [0, 2, 4], x), 1); // => 1.5
 * gradient((ys) => interpolateLinear([0, 1, 3], ys, 2), [0, 2, 4]); // => [0, 0.5, 0.5]
 */
export function interpolateLinear(
  xs: readonly number[],
  ys: readonly number[],
  x: number,
  options?: InterpolationOptions,
): number;
export function interpolateLinear(
  xs: readonly Scalar[],
  ys: readonly Scalar[],
  x: Scalar,
  options?: InterpolationOptions,
): Scalar;
export function interpolateLinear(
  xs: readonly Scalar[],
  ys: readonly Scalar[],
  x: Scalar,
  options: InterpolationOptions = {},
): Scalar {
  const points = pointsOf('interpolateLinear', xs, ys, x, options);
  const slope = (i: number): Scalar => secant(points, i);
  const endSlope = (i: number): Scalar => slope(i === 0 ? 0 : i - 1);
  return evaluated(points, x, {
    piece: (i) => add(points.y[i], mul(sub(x, points.x[i]), slope(i))),
    atNode: (i, moved) => atKink(mul(moved, mul(0.5, add(slope(i - 1), slope(i)))), 2),
    atEnd: (i, moved) => mul(moved, endSlope(i)),
    endSlope,
  });
}

/**
 * The smooth curve through the points (xᵢ, yᵢ), at x, that rises and falls only where they do: cubic pieces whose slope at a node is the
 * harmonic mean of the lines beside it, and 0 where these turn (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 1984; known as PCHIP).
 * Derivatives by x, by the nodes and by the values.
 *
 * The first derivative by x is continuous. At a node the second one is the middle of both sides.
 *
 * @param xs - the nodes, upwards, two or more.
 * @param ys - the values, as many.
 * @param x - where.
 * @param options - `outside`: 'hold' for the values at the ends beyond them, 'extend' for straight lines from there; NaN when left out.
 * @throws {TypeError} when xs or ys is no array of numbers and Scalars, or x none.
 * @throws {RangeError} when the lengths differ, there are less than two nodes, or the nodes are not upwards.
 * @remarks Cost: n comparisons, and one piece.
 * @example
 * interpolateMonotone([0, 1, 2], [0, 1, 4], 1); // => 1
 * derivative((x) => interpolateMonotone([0, 1, 2], [0, 1, 4], x), 1); // => 1.5
 */
export function interpolateMonotone(
  xs: readonly number[],
  ys: readonly number[],
  x: number,
  options?: InterpolationOptions,
): number;
export function interpolateMonotone(
  xs: readonly Scalar[],
  ys: readonly Scalar[],
  x: Scalar,
  options?: InterpolationOptions,
): Scalar;
export function interpolateMonotone(
  xs: readonly Scalar[],
  ys: readonly Scalar[],
  x: Scalar,
  options: InterpolationOptions = {},
): Scalar {
  const points = pointsOf('interpolateMonotone', xs, ys, x, options);
  const atNode = (i: number, moved: Scalar): Scalar => add(mul(moved, slopeAt(points, i)), atFlatKink(moved, 2));
  return evaluated(points, x, {
    piece: (i) => cubic(points, i, x),
    atNode,
    atEnd: atNode,
    endSlope: (i) => slopeAt(points, i),
  });
}

interface Points {
  readonly x: readonly Scalar[];
  readonly y: readonly Scalar[];
  readonly outside: 'hold' | 'extend' | undefined;
}

function pointsOf(name: string, xs: unknown, ys: unknown, x: unknown, { outside }: InterpolationOptions): Points {
  const nodes = listOf(name, xs);
  const values = listOf(name, ys);
  if (!isScalar(x)) throw new TypeError(`${name}: expected x to be a number, got ${describe(x)}. Give one place.`);
  if (values.length !== nodes.length || nodes.length < 2) {
    throw new RangeError(
      `${name}: expected as many values as nodes, two or more, got ${nodes.length} nodes and ${values.length} values. Check the lists.`,
    );
  }
  for (let i = 1; i < nodes.length; i++) {
    if (!decide(lt(nodes[i - 1], nodes[i]))) {
      throw new RangeError(
        `${name}: expected nodes upwards, got ${specialised(nodes[i - 1])} before ${specialised(nodes[i])}. Sort the points.`,
      );
    }
  }
  if (outside !== undefined && outside !== 'hold' && outside !== 'extend') {
    throw new RangeError(
      `${name}: expected outside to be 'hold' or 'extend', got ${describe(outside)}. Leave it out for NaN.`,
    );
  }
  return { x: nodes, y: values, outside };
}

interface Pieces {
  /** Between the nodes i and i + 1. */
  piece(i: number): Scalar;
  /** What is added to the value at an inner node for x - xᵢ, which is 0. */
  atNode(i: number, moved: Scalar): Scalar;
  /** The same at an end from which a line goes on. */
  atEnd(i: number, moved: Scalar): Scalar;
  /** The slope at an end. */
  endSlope(i: number): Scalar;
}

function evaluated(points: Points, x: Scalar, pieces: Pieces): Scalar {
  const { x: nodes, y, outside } = points;
  const last = nodes.length - 1;
  const beyond = (i: number): Scalar => {
    if (outside === undefined) return mul(Number.NaN, sub(x, nodes[i]));
    return outside === 'hold' ? y[i] : add(y[i], mul(sub(x, nodes[i]), pieces.endSlope(i)));
  };
  const at = (i: number): Scalar => {
    const moved = sub(x, nodes[i]);
    if (typeof moved === 'number') return y[i];
    if (i > 0 && i < last) return add(y[i], pieces.atNode(i, moved));
    if (outside === 'extend') return add(y[i], pieces.atEnd(i, moved));
    if (outside === 'hold') return add(y[i], atKink(mul(moved, mul(0.5, pieces.endSlope(i))), 2));
    const inner = pieces.piece(i === 0 ? 0 : last - 1);
    return add(groundOf(y[i]), sub(inner, groundOf(inner)));
  };
  const nodeCase = (i: number): Case => [() => decideRare(eq(x, nodes[i])), () => at(i)];
  const inside = (low: number, high: number): Scalar => {
    if (high - low === 1) return cases([nodeCase(low)], () => pieces.piece(low));
    const middle = (low + high) >> 1;
    return select(
      lt(x, nodes[middle]),
      () => inside(low, middle),
      () => inside(middle, high),
    );
  };
  return cases(
    [
      [lt(x, nodes[0]), () => beyond(0)],
      [() => lt(nodes[last], x), () => beyond(last)],
      nodeCase(last),
      [() => eq(x, x), () => inside(0, last)],
    ],
    () => mul(Number.NaN, x),
  );
}

/** The slope of the line between two neighbours. */
function secant({ x, y }: Points, i: number): Scalar {
  const rise = sub(y[i + 1], y[i]);
  // Level values that are no inputs stay level, wherever the nodes are.
  return rise === 0 ? 0 : div(rise, sub(x[i + 1], x[i]));
}

/** The cubic with the values and the slopes at both ends. */
function cubic(points: Points, i: number, x: Scalar): Scalar {
  const h = sub(points.x[i + 1], points.x[i]);
  const [s, before, after] = [secant(points, i), slopeAt(points, i), slopeAt(points, i + 1)];
  const t = sub(x, points.x[i]);
  const second = div(sub(sub(mul(3, s), mul(2, before)), after), h);
  const third = div(div(sub(add(before, after), mul(2, s)), h), h);
  return add(points.y[i], mul(t, add(before, mul(t, add(second, mul(t, third))))));
}

/** The slope at a node. */
function slopeAt(points: Points, i: number): Scalar {
  const last = points.x.length - 1;
  if (last === 1) return secant(points, 0);
  const width = (k: number): Scalar => sub(points.x[k + 1], points.x[k]);
  if (i === 0) return slopeAtEnd(width(0), width(1), secant(points, 0), secant(points, 1));
  if (i === last) {
    return slopeAtEnd(width(last - 1), width(last - 2), secant(points, last - 1), secant(points, last - 2));
  }
  const [s1, s2] = [secant(points, i - 1), secant(points, i)];
  const [a, b] = [signOf(s1), signOf(s2)];
  if (a * b < 0 || s1 === 0 || s2 === 0) return 0;
  // Level on both sides: how it turns is not told by the point.
  if (a === 0 && b === 0) return add(unknownParts(s1), unknownParts(s2));
  const [h1, h2] = [width(i - 1), width(i)];
  const [w1, w2] = [add(mul(2, h2), h1), add(h2, mul(2, h1))];
  const both = mul(s1, s2);
  // Level on one side: a kink.
  return div(mul(add(w1, w2), a * b > 0 ? both : relu(both)), add(mul(w1, s2), mul(w2, s1)));
}

/** By the parabola through the three points at an end, not against the first line and no more than three times as steep. */
function slopeAtEnd(h1: Scalar, h2: Scalar, s1: Scalar, s2: Scalar): Scalar {
  const sign = signOf(s1);
  if (s1 === 0) return 0;
  if (sign === 0) return add(unknownParts(s1), unknownParts(s2));
  const slope = div(sub(mul(add(mul(2, h1), h2), s1), mul(h1, s2)), add(h1, h2));
  return mul(sign, clamp(mul(sign, slope), 0, mul(3 * sign, s1)));
}

/** By value. */
function signOf(x: Scalar): number {
  if (decideRare(eq(x, 0))) return 0;
  return decide(lt(x, 0)) ? -1 : 1;
}
