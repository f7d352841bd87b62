/**
 * The arithmetic of second-order bundles on lists of parts: s first parts, and behind them `bands` diagonals of second parts, the
 * dth with the s - d pairs (i, i + d). The formulas are those of hyperdual.ts, grouped as there, with ε₁ for i and ε₂ for i + d.
 */

/** Where the parts of a number lie: lanes from `start` to `end`, first parts and then diagonals. */
export interface Operand {
  readonly page: Float64Array;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly bands: number;
}

/** Numbers in s first parts and some diagonals. */
export function sizeOf(s: number, bands: number): number {
  return s + bands * s - (bands * (bands - 1)) / 2;
}

let scratch: readonly [Float64Array, Float64Array] = [new Float64Array(1024), new Float64Array(1024)];
let lanes: readonly [Float64Array, Float64Array] = [new Float64Array(64), new Float64Array(64)];

/** Two lists of one number a lane, for slopes on their way. */
export function laneScratch(s: number): readonly [Float64Array, Float64Array] {
  if (lanes[0].length < s) lanes = [new Float64Array(2 * s), new Float64Array(2 * s)];
  return lanes;
}

/** Zeros: by hand where they are few, which `fill` is slow at. */
export function clear(to: Float64Array, at: number, count: number): void {
  if (count > 64) to.fill(0, at, at + count);
  else for (let i = at; i < at + count; i++) to[i] = 0;
}

/** The parts of x as parts of a number that spans the lanes from `start` to `end`. */
export function widened(which: 0 | 1, x: Operand, start: number, end: number): Operand {
  if (x.start === start && x.end === end) return x;
  const s = end - start;
  const count = sizeOf(s, x.bands);
  if (scratch[0].length < count) scratch = [new Float64Array(2 * count), new Float64Array(2 * count)];
  const page = scratch[which];
  clear(page, 0, count);
  addScaled(page, 0, s, x.start - start, x, 1);
  return { page, at: 0, start, end, bands: x.bands };
}

/** Adds factor · (parts of x), which begins at a lane of the wider number. */
export function addScaled(to: Float64Array, at: number, s: number, offset: number, x: Operand, factor: number): void {
  const { page } = x;
  const width = x.end - x.start;
  let from = x.at;
  let k = at + offset;
  for (let i = 0; i < width; i++) to[k + i] = to[k + i] + factor * page[from + i];
  from += width;
  k += s;
  for (let d = 0; d < x.bands; d++) {
    const length = width - d;
    for (let i = 0; i < length; i++) to[k + i] = to[k + i] + factor * page[from + i];
    from += length;
    k += s - d;
  }
}

/**
 * sx·x + sy·y for numbers of other lanes, which begin at places of the wider number: row by row the parts of x, with zeros where it
 * has none, and then those of y.
 */
export function combineShifted(
  to: Float64Array,
  at: number,
  s: number,
  bands: number,
  x: Operand,
  offsetX: number,
  sx: number,
  y: Operand,
  offsetY: number,
  sy: number,
): void {
  const { page: px, bands: bx } = x;
  const { page: py, bands: by } = y;
  const sizeX = x.end - x.start;
  const sizeY = y.end - y.start;
  let [k, fromX, fromY] = [at, x.at, y.at];
  // d = -1 for the first parts.
  for (let d = -1; d < bands; d++) {
    const reach = d < 0 ? 0 : d;
    const endX = d < bx && reach < sizeX ? offsetX + sizeX - reach : offsetX;
    const length = s - reach;
    let i = 0;
    for (; i < offsetX && i < length; i++) to[k + i] = 0;
    for (fromX -= i; i < endX; i++) to[k + i] = sx * px[fromX + i];
    fromX += i;
    for (; i < length; i++) to[k + i] = 0;
    const countY = d < by && reach < sizeY ? sizeY - reach : 0;
    const toY = k + offsetY;
    for (let j = 0; j < countY; j++) to[toY + j] = to[toY + j] + sy * py[fromY + j];
    fromY += countY;
    k += length;
  }
}

/** factor · (part of x), `count` of them. */
export function scale(
  to: Float64Array,
  k: number,
  count: number,
  page: Float64Array,
  at: number,
  factor: number,
): void {
  for (let i = 0; i < count; i++) to[k + i] = factor * page[at + i];
}

/** sx·x + sy·y for numbers of the same lanes; the one with fewer diagonals has none in the rest. */
export function combine(to: Float64Array, k: number, s: number, x: Operand, sx: number, y: Operand, sy: number): void {
  const { page: px, at: ax, bands: bx } = x;
  const { page: py, at: ay, bands: by } = y;
  const both = sizeOf(s, bx < by ? bx : by);
  for (let i = 0; i < both; i++) to[k + i] = sx * px[ax + i] + sy * py[ay + i];
  if (bx > by) scale(to, k + both, sizeOf(s, bx) - both, px, ax + both, sx);
  else if (by > bx) scale(to, k + both, sizeOf(s, by) - both, py, ay + both, sy);
}

/**
 * first = fx·aᵢ + fy·bᵢ
 * second = (fx·aᵢⱼ + sᵢ·aⱼ) + (fy·bᵢⱼ + tᵢ·bⱼ), s = fxx·a + fxy·b, t = fxy·a + fyy·b
 */
export function applyTwo(
  to: Float64Array,
  k: number,
  s: number,
  bands: number,
  x: Operand,
  y: Operand,
  [fx, fy, fxx, fxy, fyy]: readonly [number, number, number, number, number],
): void {
  const { page: px, at: ax } = x;
  const { page: py, at: ay } = y;
  const [sx, sy] = laneScratch(s);
  for (let i = 0; i < s; i++) {
    const a = px[ax + i];
    const b = py[ay + i];
    to[k + i] = fx * a + fy * b;
    sx[i] = fxx * a + fxy * b;
    sy[i] = fxy * a + fyy * b;
  }
  let at = s;
  for (let d = 0; d < bands; d++) {
    for (let i = 0; i < s - d; i++, at++) {
      const a = d < x.bands ? fx * px[ax + at] : 0;
      const b = d < y.bands ? fy * py[ay + at] : 0;
      const ofX = a + sx[i] * px[ax + i + d];
      to[k + at] = ofX + (b + sy[i] * py[ay + i + d]);
    }
  }
}

/** second = (a·bᵢⱼ + aᵢ·bⱼ) + (bᵢ·aⱼ + b·aᵢⱼ) */
export function multiply(
  to: Float64Array,
  k: number,
  s: number,
  bands: number,
  x: Operand,
  a: number,
  y: Operand,
  b: number,
): void {
  const { page: px, at: ax, bands: bx } = x;
  const { page: py, at: ay, bands: by } = y;
  for (let i = 0; i < s; i++) to[k + i] = a * py[ay + i] + b * px[ax + i];
  let at = s;
  for (let d = 0; d < bands; d++) {
    const [hasX, hasY] = [d < bx, d < by];
    for (let i = 0; i < s - d; i++, at++) {
      const ij = hasY ? a * py[ay + at] : 0;
      const ji = hasX ? b * px[ax + at] : 0;
      const upper = ij + px[ax + i] * py[ay + i + d];
      to[k + at] = upper + (py[ay + i] * px[ax + i + d] + ji);
    }
  }
}

/** second = f'·aᵢⱼ + (f''·aᵢ)·aⱼ */
export function chain(
  to: Float64Array,
  k: number,
  s: number,
  bands: number,
  x: Operand,
  slope: number,
  curvature: number,
): void {
  const { page, at: from, bands: bx } = x;
  for (let i = 0; i < s; i++) to[k + i] = slope * page[from + i];
  let at = s;
  for (let d = 0; d < bands; d++) {
    const hasSecond = d < bx;
    for (let i = 0; i < s - d; i++, at++) {
      const change = curvature * page[from + i] * page[from + i + d];
      to[k + at] = hasSecond ? slope * page[from + at] + change : change;
    }
  }
}

/** second = (aᵢⱼ/b - (aⱼ/b)·(bᵢ/b)) - ((qᵢ·(bⱼ/b) + q·(bᵢⱼ/b)) - (q·(bⱼ/b))·(bᵢ/b)); x may be absent, for a constant. */
export function divide(
  to: Float64Array,
  k: number,
  s: number,
  bands: number,
  x: Operand | undefined,
  y: Operand,
  b: number,
  q: number,
): void {
  const { page: py, at: ay, bands: by } = y;
  const px = x?.page ?? py;
  const ax = x?.at ?? 0;
  const bx = x?.bands ?? 0;
  const isActive = x !== undefined;
  const [sx, sy] = laneScratch(s);
  for (let i = 0; i < s; i++) {
    const r = py[ay + i] / b;
    sy[i] = r;
    const a = isActive ? px[ax + i] / b : 0;
    sx[i] = a;
    to[k + i] = isActive ? a - q * r : -(q * r);
  }
  let at = s;
  for (let d = 0; d < bands; d++) {
    for (let i = 0; i < s - d; i++, at++) {
      const ri = sy[i];
      const rj = sy[i + d];
      const upper = (d < bx ? px[ax + at] / b : 0) - sx[i + d] * ri;
      const lower = d < by ? q * (py[ay + at] / b) : 0;
      const change = to[k + i] * rj + lower - q * rj * ri;
      to[k + at] = isActive ? upper - change : -change;
    }
  }
}

/** A slope factor/divisor on dual numbers along each lane. */
export interface LaneRatio {
  /** Changes of factor and divisor by each lane. */
  readonly df: Float64Array;
  readonly db: Float64Array;
  readonly factor: number;
  readonly divisor: number;
  /** True where the divisor is the plain number 1. */
  readonly isProduct: boolean;
}

/** second = (fᵢ·(aⱼ/b) + f·(aᵢⱼ/b)) - (f·(aⱼ/b))·(bᵢ/b), behind first parts that are there. */
export function applyRatio(
  to: Float64Array,
  k: number,
  s: number,
  bands: number,
  x: Operand,
  { df, db, factor, divisor, isProduct }: LaneRatio,
): void {
  const { page, at: from, bands: bx } = x;
  let at = s;
  for (let d = 0; d < bands; d++) {
    for (let i = 0; i < s - d; i++, at++) {
      const aj = page[from + i + d];
      const aij = d < bx ? page[from + at] : 0;
      if (isProduct) to[k + at] = factor * aij + aj * df[i];
      else {
        const r = aj / divisor;
        to[k + at] = df[i] * r + factor * (aij / divisor) - factor * r * (db[i] / divisor);
      }
    }
  }
}
