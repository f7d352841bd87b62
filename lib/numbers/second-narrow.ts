/**
 * The kernels of second-order bundles for numbers of one lane or two, which most numbers of a sum over neighbours are: without
 * loops, and with the formulas of second-kernels.ts, bit by bit. Such a number has a place for each of its parts, [a₁ a₁₁] or
 * [a₁ a₂ a₁₁ a₂₂ a₁₂], with zeros where a diagonal is not there.
 */

/** Places of a number of one lane, and of two. */
export const ONE = 2;
export const TWO = 5;

/** Where numbers of one lane are spread over two: an operand on either side. */
export const LEFT: Float64Array = new Float64Array(TWO);
export const RIGHT: Float64Array = new Float64Array(TWO);

/** A number of one lane as one of two, of which it is the first (0) or the second (1). */
export function spread(to: Float64Array, page: Float64Array, at: number, lane: number): Float64Array {
  to[0] = 0;
  to[1] = 0;
  to[2] = 0;
  to[3] = 0;
  to[lane] = page[at];
  to[2 + lane] = page[at + 1];
  return to;
}

/** factor·x */
export function scaleOne(to: Float64Array, k: number, x: Float64Array, at: number, factor: number): void {
  to[k] = factor * x[at];
  to[k + 1] = factor * x[at + 1];
}

export function scaleTwo(to: Float64Array, k: number, x: Float64Array, at: number, factor: number): void {
  to[k] = factor * x[at];
  to[k + 1] = factor * x[at + 1];
  to[k + 2] = factor * x[at + 2];
  to[k + 3] = factor * x[at + 3];
  to[k + 4] = factor * x[at + 4];
}

/** sx·x + sy·y of one lane each, side by side: x is the first (0) or the second (1). */
export function joinOnes(
  to: Float64Array,
  k: number,
  x: Float64Array,
  ax: number,
  sx: number,
  y: Float64Array,
  ay: number,
  sy: number,
  lane: number,
): void {
  to[k + lane] = sx * x[ax];
  to[k + 1 - lane] = sy * y[ay];
  to[k + 2 + lane] = sx * x[ax + 1];
  to[k + 3 - lane] = sy * y[ay + 1];
  to[k + 4] = 0;
}

/** sx·x + sy·y */
export function combineOne(
  to: Float64Array,
  k: number,
  x: Float64Array,
  ax: number,
  sx: number,
  y: Float64Array,
  ay: number,
  sy: number,
): void {
  to[k] = sx * x[ax] + sy * y[ay];
  to[k + 1] = sx * x[ax + 1] + sy * y[ay + 1];
}

export function combineTwo(
  to: Float64Array,
  k: number,
  x: Float64Array,
  ax: number,
  sx: number,
  y: Float64Array,
  ay: number,
  sy: number,
): void {
  to[k] = sx * x[ax] + sy * y[ay];
  to[k + 1] = sx * x[ax + 1] + sy * y[ay + 1];
  to[k + 2] = sx * x[ax + 2] + sy * y[ay + 2];
  to[k + 3] = sx * x[ax + 3] + sy * y[ay + 3];
  to[k + 4] = sx * x[ax + 4] + sy * y[ay + 4];
}

/** x·y, a and b their values */
export function multiplyOne(
  to: Float64Array,
  k: number,
  x: Float64Array,
  ax: number,
  a: number,
  y: Float64Array,
  ay: number,
  b: number,
): void {
  const x0 = x[ax];
  const y0 = y[ay];
  const cross = x0 * y0;
  to[k] = a * y0 + b * x0;
  to[k + 1] = a * y[ay + 1] + cross + (cross + b * x[ax + 1]);
}

export function multiplyTwo(
  to: Float64Array,
  k: number,
  x: Float64Array,
  ax: number,
  a: number,
  y: Float64Array,
  ay: number,
  b: number,
): void {
  const x0 = x[ax];
  const x1 = x[ax + 1];
  const y0 = y[ay];
  const y1 = y[ay + 1];
  to[k] = a * y0 + b * x0;
  to[k + 1] = a * y1 + b * x1;
  to[k + 2] = a * y[ay + 2] + x0 * y0 + (y0 * x0 + b * x[ax + 2]);
  to[k + 3] = a * y[ay + 3] + x1 * y1 + (y1 * x1 + b * x[ax + 3]);
  to[k + 4] = a * y[ay + 4] + x0 * y1 + (y0 * x1 + b * x[ax + 4]);
}

/** f(x) by slope and curvature */
export function chainOne(
  to: Float64Array,
  k: number,
  x: Float64Array,
  at: number,
  slope: number,
  curvature: number,
): void {
  const x0 = x[at];
  to[k] = slope * x0;
  to[k + 1] = slope * x[at + 1] + curvature * x0 * x0;
}

export function chainTwo(
  to: Float64Array,
  k: number,
  x: Float64Array,
  at: number,
  slope: number,
  curvature: number,
): void {
  const x0 = x[at];
  const x1 = x[at + 1];
  to[k] = slope * x0;
  to[k + 1] = slope * x1;
  to[k + 2] = slope * x[at + 2] + curvature * x0 * x0;
  to[k + 3] = slope * x[at + 3] + curvature * x1 * x1;
  to[k + 4] = slope * x[at + 4] + curvature * x0 * x1;
}
