/**
 * Bundles of plain numbers. The tangents lie in pages of floats, so that an operation makes one small object whatever the
 * width, and its loop runs over contiguous memory: measured at a third of the time of one pass for each input.
 *
 * Pages are reused from pass to pass, when all bundles of the pass are dead; a pass that takes more than a few megabytes
 * leaves the rest to the garbage collector.
 */
import { inherit, type Scalar } from './active.js';
import { Bundle, BundleLevel } from './bundle.js';
import { scaleNumbers, unscale } from './parts.js';
import { isOfLevel, outermost } from './relation.js';
import { type BinaryRule, type Partials, partials, type UnaryRule } from './rule.js';

const PAGE = 1 << 14;

/** Pages kept for later calls: 8 MB. */
const MOST_PAGES = 64;

/** A level with the page that its bundles are written to. */
export class FlatBundleLevel extends BundleLevel {
  page: Float64Array;
  top: number;
  private readonly used: Float64Array[];

  constructor(owner: string, width: number) {
    super(owner, width);
    this.page = pages.pop() ?? new Float64Array(PAGE);
    this.used = [this.page];
    this.top = 0;
  }

  /** A place for the tangents of one bundle, on the page that is `page` afterwards. */
  place(): number {
    const at = this.top;
    this.top = at + this.width;
    return this.top <= PAGE ? at : this.turn();
  }

  private turn(): number {
    this.page = pages.pop() ?? new Float64Array(PAGE);
    if (this.used.length < MOST_PAGES) this.used.push(this.page);
    this.top = this.width;
    return 0;
  }

  override close(): void {
    super.close();
    for (const page of this.used) if (pages.length < MOST_PAGES) pages.push(page);
    this.used.length = 0;
  }
}

/** Pages that no living bundle points into. */
const pages: Float64Array[] = [];

export interface FlatBundle extends Bundle {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Bundle, by `inherit` below
export class FlatBundle {
  readonly level: FlatBundleLevel;
  readonly primal: number;
  readonly page: Float64Array;
  readonly at: number;

  constructor(level: FlatBundleLevel, primal: number, page: Float64Array, at: number) {
    this.level = level;
    this.primal = primal;
    this.page = page;
    this.at = at;
  }

  /** An input: the unit tangent of a lane. */
  static seed(level: FlatBundleLevel, primal: number, lane: number): FlatBundle {
    const at = level.place();
    for (let k = 0; k < level.width; k++) level.page[at + k] = k === lane ? 1 : 0;
    return new FlatBundle(level, primal, level.page, at);
  }

  tangents(): readonly number[] {
    return Array.from(this.page.subarray(this.at, this.at + this.level.width));
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal + y);
    if (y?.level !== this.level) return Bundle.prototype.add.call(this, y);
    return combined(this.primal + (y as FlatBundle).primal, this, 1, y as FlatBundle, 1);
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal - y);
    if (y?.level !== this.level) return Bundle.prototype.sub.call(this, y);
    return combined(this.primal - (y as FlatBundle).primal, this, 1, y as FlatBundle, -1);
  }

  /** Another primal over the same tangents. */
  private over(primal: number): FlatBundle {
    return primal === primal
      ? new FlatBundle(this.level, primal, this.page, this.at)
      : scaled(primal, this, Number.NaN);
  }

  rsub(x: Scalar): Scalar {
    if (typeof x !== 'number') return Bundle.prototype.rsub.call(this, x);
    return scaled(x - this.primal, this, -1);
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return scaled(this.primal * y, this, y);
    if (y?.level !== this.level) return Bundle.prototype.mul.call(this, y);
    const b = (y as FlatBundle).primal;
    return combined(this.primal * b, this, b, y as FlatBundle, this.primal);
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return quotient(this.primal / y, this, undefined, y);
    if (y?.level !== this.level) return Bundle.prototype.div.call(this, y);
    const b = (y as FlatBundle).primal;
    return quotient(this.primal / b, this, y as FlatBundle, b);
  }

  rdiv(x: Scalar): Scalar {
    if (typeof x !== 'number') return Bundle.prototype.rdiv.call(this, x);
    return quotient(x / this.primal, undefined, this, this.primal);
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
    return scaled(y, this, y === y ? (rule.slope(x, y) as number) : Number.NaN);
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

/** A primal over slope·(tangents of x); a NaN primal has a NaN slope. */
function scaled(primal: number, x: FlatBundle, slope: number): FlatBundle {
  const { level, page, at } = x;
  const { width } = level;
  const s = primal === primal ? slope : Number.NaN;
  const k = level.place();
  const to = level.page;
  let check = 0;
  for (let lane = 0; lane < width; lane++) {
    const t = s * (page[at + lane] as number);
    to[k + lane] = t;
    check += t;
  }
  if (check !== check) mend(to, k, width, (lane) => scaleNumbers(s, page[at + lane] as number));
  return new FlatBundle(level, primal, to, k);
}

/** A primal over sx·(tangents of x) + sy·(tangents of y); a NaN primal has NaN slopes. */
function combined(primal: number, x: FlatBundle, sx: number, y: FlatBundle, sy: number): FlatBundle {
  const { level, page: pageX, at: atX } = x;
  const { page: pageY, at: atY } = y;
  const { width } = level;
  const a = primal === primal ? sx : Number.NaN;
  const b = primal === primal ? sy : Number.NaN;
  const k = level.place();
  const to = level.page;
  let check = 0;
  for (let lane = 0; lane < width; lane++) {
    const t = b * (pageY[atY + lane] as number) + a * (pageX[atX + lane] as number);
    to[k + lane] = t;
    check += t;
  }
  if (check !== check) {
    mend(to, k, width, (lane) => {
      return scaleNumbers(b, pageY[atY + lane] as number) + scaleNumbers(a, pageX[atX + lane] as number);
    });
  }
  return new FlatBundle(level, primal, to, k);
}

/** (tangents of x - q·tangents of y)/b. */
function quotient(q: number, x: FlatBundle | undefined, y: FlatBundle | undefined, b: number): FlatBundle {
  const { level } = (x ?? y) as FlatBundle;
  const k = level.place();
  const to = level.page;
  for (let lane = 0; lane < level.width; lane++) {
    const da = x === undefined ? 0 : (x.page[x.at + lane] as number);
    const db = y === undefined ? 0 : (y.page[y.at + lane] as number);
    if (q === q) to[k + lane] = unscale(da - scaleNumbers(q, db), b) as number;
    else to[k + lane] = da === 0 && db === 0 ? 0 : Number.NaN;
  }
  return new FlatBundle(level, q, to, k);
}

/** Computes the NaN lanes again, with strong zeros. */
function mend(page: Float64Array, at: number, width: number, lane: (n: number) => number): void {
  for (let n = 0; n < width; n++) if (Number.isNaN(page[at + n])) page[at + n] = lane(n);
}
