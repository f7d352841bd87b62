/**
 * Bundles of plain numbers. The tangents lie in pages of floats, so that an operation makes one small object whatever the
 * width, and its loop runs over contiguous memory: measured at a third of the time of one pass for each input. A bundle
 * holds the lanes from the first to the last of those it was made from. That takes 0.6 to 0.75 of the
 * time of all lanes in the gradient of Rosenbrock's function, n = 10 and 100, and in a tridiagonal Jacobian.
 *
 * What is computed is what the general class computes. Lanes that are not there, but between others, are carried along as 0; where a
 * factor is infinite or NaN, which no tangent has to be looked at for, they are put back to 0.
 */
import { inherit, type Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { isOfLevel, outermost } from '../scalar/relation.js';
import { type BinaryRule, type Partials, partials, type UnaryRule } from '../scalar/rule.js';
import { Bundle, BundleLevel } from './bundle.js';
import { Pages } from './pages.js';

/** A level with the pages that its bundles are written to. */
export class FlatBundleLevel extends BundleLevel {
  readonly pages: Pages = new Pages();

  override close(): void {
    super.close();
    this.pages.close();
  }
}

/** The page of all inputs: nothing writes to the tangents of a bundle that exists. */
const UNIT = Float64Array.of(1);

export interface FlatBundle extends Bundle {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Bundle, by `inherit` below
export class FlatBundle {
  readonly level: FlatBundleLevel;
  readonly primal: number;
  readonly page: Float64Array;
  /** The tangent of lane k is page[at + k] for start <= k < end. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** The lanes that there are, bit by bit; others between start and end are 0 and only carried along. */
  readonly present: number;

  constructor(
    level: FlatBundleLevel,
    primal: number,
    page: Float64Array,
    at: number,
    start: number,
    end: number,
    present: number,
  ) {
    this.level = level;
    this.primal = primal;
    this.page = page;
    this.at = at;
    this.start = start;
    this.end = end;
    this.present = present;
  }

  /** An input: the unit tangent of a lane. */
  static seed(level: FlatBundleLevel, primal: number, lane: number): FlatBundle {
    return new FlatBundle(level, primal, UNIT, -lane, lane, lane + 1, 1 << lane);
  }

  /** An input of another pass: no tangent, but no constant. */
  static idle(level: FlatBundleLevel, primal: number): FlatBundle {
    return new FlatBundle(level, primal, UNIT, 0, 0, 0, 0);
  }

  /** A value with tangents for all lanes of the level, from a place on in a list. */
  static of(level: FlatBundleLevel, primal: number, tangents: Float64Array, from: number): FlatBundle {
    const { pages, width } = level;
    const at = pages.place(width);
    // + 0: a derivative has no negative zero.
    for (let k = 0; k < width; k++) pages.page[at + k] = tangents[from + k] + 0;
    return new FlatBundle(level, primal, pages.page, at, 0, width, 2 ** width - 1);
  }

  /** The tangent of a lane, 0 where there is none. */
  tangent(lane: number): number {
    return lane >= this.start && lane < this.end ? this.page[this.at + lane] : 0;
  }

  tangents(): readonly (number | null)[] {
    return Array.from({ length: this.level.width }, (_, lane) =>
      (this.present >> lane) & 1 ? this.tangent(lane) : null,
    );
  }

  addPeer(y: FlatBundle): Scalar {
    return combined(this.primal + y.primal, this, 1, y, 1);
  }

  subPeer(y: FlatBundle): Scalar {
    return combined(this.primal - y.primal, this, 1, y, -1);
  }

  mulPeer(y: FlatBundle): Scalar {
    const p = this.primal * y.primal;
    if (p === 0) met.zeros++;
    return combined(p, this, y.primal, y, this.primal);
  }

  divPeer(y: FlatBundle): Scalar {
    const b = y.primal;
    const q = this.primal / b;
    if (q === 0) met.zeros++;
    return quotient(q, this, y, b);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal + y);
    return y?.level === this.level ? this.addPeer(y as FlatBundle) : Bundle.prototype.add.call(this, y);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal - y);
    return y?.level === this.level ? this.subPeer(y as FlatBundle) : Bundle.prototype.sub.call(this, y);
  }

  /** Another primal over the same tangents. */
  private over(primal: number): FlatBundle {
    return new FlatBundle(this.level, primal, this.page, this.at, this.start, this.end, this.present);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Bundle.prototype.rsub.call(this, x);
    return scaled(x - this.primal, this, -1);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return scaled(this.primal * y, this, y);
    return y?.level === this.level ? this.mulPeer(y as FlatBundle) : Bundle.prototype.mul.call(this, y);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return divided(this.primal / y, this, 1, y);
    return y?.level === this.level ? this.divPeer(y as FlatBundle) : Bundle.prototype.div.call(this, y);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Bundle.prototype.rdiv.call(this, x);
    const q = x / this.primal;
    return divided(q, this, -q, this.primal);
  }

  neg(): Scalar {
    return scaled(-this.primal, this, -1);
  }

  joined(): Scalar {
    return this;
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    if (rule.ratio === undefined) return scaled(y, this, rule.slope(x, y) as number);
    const { factor, divisor } = rule.ratio(x, y);
    return divisor === 1 ? scaled(y, this, factor as number) : divided(y, this, factor as number, divisor as number);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const plain =
      (isX ? x instanceof FlatBundle : typeof x === 'number') &&
      (isY ? y instanceof FlatBundle : typeof y === 'number');
    if (n > 0 || !plain) return Bundle.prototype.partials.call(outermost(x, y), rule, x, y, n, needX, needY);
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, 1, isX, isY);
    const value = p.f as number;
    let f: FlatBundle;
    if (isX && isY) f = combined(value, x as FlatBundle, p.fx as number, y as FlatBundle, p.fy as number);
    else f = isX ? scaled(value, x as FlatBundle, p.fx as number) : scaled(value, y as FlatBundle, p.fy as number);
    return { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  }
}

inherit(FlatBundle, Bundle);

/** A primal over slope·(tangents of x). */
function scaled(primal: number, x: FlatBundle, slope: number): FlatBundle {
  const { level, page, at, start, end, present } = x;
  const { pages } = level;
  const k = pages.place(end - start) - start;
  const to = pages.page;
  for (let lane = start; lane < end; lane++) to[k + lane] = slope * page[at + lane];
  if (slope - slope !== 0) clearAbsent(to, k, start, end, present);
  return new FlatBundle(level, primal, to, k, start, end, present);
}

/** A primal over factor·(tangents of x / divisor). */
function divided(primal: number, x: FlatBundle, factor: number, divisor: number): FlatBundle {
  const { level, page, at, start, end, present } = x;
  const { pages } = level;
  const k = pages.place(end - start) - start;
  const to = pages.page;
  for (let lane = start; lane < end; lane++) to[k + lane] = factor * (page[at + lane] / divisor);
  if (!isHarmless(factor, divisor)) clearAbsent(to, k, start, end, present);
  return new FlatBundle(level, primal, to, k, start, end, present);
}

/** A primal over sx·(tangents of x) + sy·(tangents of y). */
function combined(primal: number, x: FlatBundle, sx: number, y: FlatBundle, sy: number): FlatBundle {
  const { level, page: pageX, at: atX, start: startX, end: endX } = x;
  const { page: pageY, at: atY, start: startY, end: endY } = y;
  if (startX === endX) return scaled(primal, y, sy);
  if (startY === endY) return scaled(primal, x, sx);
  // NaN unless both are finite.
  if ((sx - sx) * (sy - sy) !== 0) {
    const ofX = (dx: number): number => sx * dx;
    const ofY = (dy: number): number => sy * dy;
    return laneByLane(primal, x, y, ofX, ofY, (dx, dy) => sx * dx + sy * dy);
  }
  const { pages } = level;
  const start = startX < startY ? startX : startY;
  const end = endX > endY ? endX : endY;
  const k = pages.place(end - start) - start;
  const to = pages.page;
  if (startX === startY && endX === endY) {
    for (let lane = start; lane < end; lane++) {
      to[k + lane] = sx * pageX[atX + lane] + sy * pageY[atY + lane];
    }
  } else {
    for (let lane = start; lane < end; lane++) {
      const dx = lane >= startX && lane < endX ? pageX[atX + lane] : 0;
      const dy = lane >= startY && lane < endY ? pageY[atY + lane] : 0;
      to[k + lane] = sx * dx + sy * dy;
    }
  }
  return new FlatBundle(level, primal, to, k, start, end, x.present | y.present);
}

/** A primal over (tangents of x)/b - q·((tangents of y)/b). */
function quotient(q: number, x: FlatBundle, y: FlatBundle, b: number): FlatBundle {
  const { level, start: startX, end: endX } = x;
  const { start: startY, end: endY } = y;
  if (startX === endX) return divided(q, y, -q, b);
  if (startY === endY) return divided(q, x, 1, b);
  if (!isHarmless(q, b)) {
    const ofX = (dx: number): number => dx / b;
    const ofY = (dy: number): number => -(q * (dy / b));
    return laneByLane(q, x, y, ofX, ofY, (dx, dy) => dx / b - q * (dy / b));
  }
  const { pages } = level;
  const start = startX < startY ? startX : startY;
  const end = endX > endY ? endX : endY;
  const k = pages.place(end - start) - start;
  const to = pages.page;
  for (let lane = start; lane < end; lane++) {
    const dx = lane >= startX && lane < endX ? x.page[x.at + lane] / b : 0;
    const dy = lane >= startY && lane < endY ? q * (y.page[y.at + lane] / b) : 0;
    to[k + lane] = dx - dy;
  }
  return new FlatBundle(level, q, to, k, start, end, x.present | y.present);
}

/** True where factor·(0/divisor) is 0. */
function isHarmless(factor: number, divisor: number): boolean {
  return factor - factor === 0 && divisor === divisor && divisor !== 0;
}

/** Lanes that are not there have no NaN. */
function clearAbsent(to: Float64Array, k: number, start: number, end: number, present: number): void {
  for (let lane = start; lane < end; lane++) if (((present >> lane) & 1) === 0) to[k + lane] = 0;
}

/** A primal over tangents made lane by lane, from those that there are. */
function laneByLane(
  primal: number,
  x: FlatBundle,
  y: FlatBundle,
  ofX: (dx: number) => number,
  ofY: (dy: number) => number,
  ofBoth: (dx: number, dy: number) => number,
): FlatBundle {
  const { level } = x;
  const { pages } = level;
  const start = Math.min(x.start, y.start);
  const end = Math.max(x.end, y.end);
  const k = pages.place(end - start) - start;
  const to = pages.page;
  for (let lane = start; lane < end; lane++) {
    const isX = (x.present >> lane) & 1;
    const isY = (y.present >> lane) & 1;
    const [dx, dy] = [x.tangent(lane), y.tangent(lane)];
    to[k + lane] = isX ? (isY ? ofBoth(dx, dy) : ofX(dx)) : isY ? ofY(dy) : 0;
  }
  return new FlatBundle(level, primal, to, k, start, end, x.present | y.present);
}
