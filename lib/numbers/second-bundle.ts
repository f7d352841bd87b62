/**
 * Second-order bundles: a value, first derivatives by several inputs, and the second derivatives by their pairs.
 *
 *     a + Σ aᵢεᵢ + Σ aᵢⱼεᵢεⱼ (i <= j),   εᵢ² = 0 in each pair: the algebra of hyperdual.ts for all pairs in one pass
 *
 * A number holds the lanes from the first to the last that it depends on, and behind them the second parts diagonal by
 * diagonal, those with j - i < bands only: none for a linear function, 2 diagonals for a sum of functions of neighbours, however
 * many lanes it spans. Most numbers of Rosenbrock's function so carry 2 first and 3 second parts.
 *
 * Parts are plain numbers and what is computed is what hyper-dual numbers compute, bit by bit, but for 0·Infinity of parts that
 * are not there: such an entry comes out as NaN, and the driver asks for it again on numbers that know. So it does for all where such
 * a number meets numbers of other levels: the pass is given up.
 */
import { Active, inherit, type Part, type Scalar } from '../scalar/active.js';
import { PassLevel } from '../scalar/given-up.js';
import { met } from '../scalar/met.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import {
  along,
  type BinaryRule,
  byFormula,
  jets,
  ORDER,
  type Partials,
  partials,
  type UnaryRule,
} from '../scalar/rule.js';
import { FlatDual } from './flat-dual.js';
import { Pages } from './pages.js';
import {
  applyRatio,
  applyTwo,
  chain,
  combine,
  combineShifted,
  divide,
  laneScratch,
  multiply,
  type Operand,
  sizeOf,
  widened,
} from './second-kernels.js';
import {
  chainOne,
  chainTwo,
  combineOne,
  combineTwo,
  joinOnes,
  LEFT,
  multiplyOne,
  multiplyTwo,
  ONE,
  RIGHT,
  scaleOne,
  scaleTwo,
  spread,
  TWO,
} from './second-narrow.js';

/** A level with the pages that its numbers are written to. */
export class SecondBundleLevel extends PassLevel {
  readonly pages: Pages;
  /** Most diagonals of second parts that are kept: 1 for a Laplacian. */
  readonly diagonals: number;

  constructor(owner: string, diagonals: number, most: number) {
    super(owner, 'this pass is done again on bundles inside bundles');
    this.pages = new Pages(most, () => this.giveUp());
    this.diagonals = diagonals;
  }

  override close(): void {
    super.close();
    this.pages.close();
  }
}

/** The parts of all inputs: nothing writes to the parts of a number that exists. */
const UNIT = Float64Array.of(1, 0);

/** No parts, for numbers of one lane and of two. */
const NOTHING = new Float64Array(TWO);

/** Where the lanes begin of a number that has none: it does not count among others. */
const NOWHERE = 2 ** 30 - 1;

export interface SecondBundle extends Active {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods not written here come from Active, by `inherit` below
export class SecondBundle implements Operand {
  readonly level: SecondBundleLevel;
  readonly primal: number;
  readonly page: Float64Array;
  /** Where its parts begin: first ones from lane `start` to `end`, then the diagonals. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** Diagonals of second parts. */
  readonly bands: number;

  constructor(
    level: SecondBundleLevel,
    primal: number,
    page: Float64Array,
    at: number,
    start: number,
    end: number,
    bands: number,
  ) {
    this.level = level;
    this.primal = primal;
    this.page = page;
    this.at = at;
    this.start = start;
    this.end = end;
    this.bands = bands;
  }

  /** An input: the unit tangent of a lane. */
  static seed(level: SecondBundleLevel, primal: number, lane: number): SecondBundle {
    return new SecondBundle(level, primal, UNIT, 0, lane, lane + 1, 0);
  }

  /** An input of another pass: no parts, but no constant. */
  static idle(level: SecondBundleLevel, primal: number): SecondBundle {
    return new SecondBundle(level, primal, NOTHING, 0, NOWHERE, 0, 0);
  }

  get kind(): string {
    return 'SecondBundle';
  }

  parts(): readonly Part[] {
    const list: Part[] = [{ name: 'primal', order: 0, part: this.primal }];
    for (let i = this.start; i < this.end; i++) {
      list.push({ name: `eps${i + 1}`, order: 1, part: this.page[this.at + i - this.start] });
    }
    let at = this.at + this.end - this.start;
    for (let d = 0; d < this.bands; d++) {
      for (let i = this.start; i + d < this.end; i++) {
        list.push({ name: `eps${i + 1}eps${i + d + 1}`, order: 2, part: this.page[at++] });
      }
    }
    return list;
  }

  addPeer(y: SecondBundle): Scalar {
    return linear(this.primal + y.primal, this, 1, y, 1);
  }

  subPeer(y: SecondBundle): Scalar {
    return linear(this.primal - y.primal, this, 1, y, -1);
  }

  mulPeer(y: SecondBundle): Scalar {
    const p = this.primal * y.primal;
    if (p === 0) met.zeros++;
    return product(p, this, y);
  }

  divPeer(y: SecondBundle): Scalar {
    const q = this.primal / y.primal;
    if (q === 0) met.zeros++;
    return quotient(q, this, y, y.primal);
  }

  applySquare(): Scalar {
    const x = this.primal;
    return chained(x * x, this, 2 * x, 2);
  }

  add(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal + y);
    if (y.level === this.level) return this.addPeer(y as SecondBundle);
    return isOutside(y, this) ? y.add(this) : this.level.giveUp();
  }

  sub(y: Scalar): Scalar {
    if (typeof y === 'number') return this.over(this.primal - y);
    if (y.level === this.level) return this.subPeer(y as SecondBundle);
    return isOutside(y, this) ? y.rsub(this) : this.level.giveUp();
  }

  /** Another primal over the same parts. */
  private over(primal: number): SecondBundle {
    return new SecondBundle(this.level, primal, this.page, this.at, this.start, this.end, this.bands);
  }

  rsub(x: Scalar): Scalar {
    return typeof x === 'number' ? scaled(x - this.primal, this, -1) : this.level.giveUp();
  }

  mul(y: Scalar): Scalar {
    if (typeof y === 'number') return scaled(this.primal * y, this, y);
    if (y.level === this.level) return this.mulPeer(y as SecondBundle);
    return isOutside(y, this) ? y.mul(this) : this.level.giveUp();
  }

  div(y: Scalar): Scalar {
    if (typeof y === 'number') return divided(this.primal / y, this, y);
    if (y.level === this.level) return this.divPeer(y as SecondBundle);
    return isOutside(y, this) ? y.rdiv(this) : this.level.giveUp();
  }

  rdiv(x: Scalar): Scalar {
    return typeof x === 'number' ? quotient(x / this.primal, undefined, this, this.primal) : this.level.giveUp();
  }

  neg(): Scalar {
    return scaled(-this.primal, this, -1);
  }

  timesOver(): Scalar {
    return this.level.giveUp();
  }

  joined(): Scalar {
    return this;
  }

  merge(): Scalar {
    return this.level.giveUp();
  }

  unary(rule: UnaryRule): Scalar {
    const x = this.primal;
    const y = rule.value(x);
    if (rule.ratio !== undefined) return this.applyRatio(y, rule.ratio);
    const slope = rule.slope(x, y) as number;
    return chained(y, this, slope, rule.curvature(x, y, slope) as number);
  }

  /** As in hyperdual.ts: factor and divisor on dual numbers along each lane. They do not leave this function. */
  private applyRatio(y: number, ratioAt: NonNullable<UnaryRule['ratio']>): SecondBundle {
    const { level, primal: x, start, end, page, at } = this;
    if (end === 0) return SecondBundle.idle(level, y);
    const s = end - start;
    const bands = fullBands(this, s);
    const result = placed(y, this, start, end, bands);
    const plain = ratioAt(x, y);
    const [df, db] = laneScratch(s);
    let [factor, divisor, isProduct] = [0, 0, false];
    for (let i = 0; i < s; i++) {
      const a = page[at + i];
      const y1 = along(plain, a) as number;
      result.page[result.at + i] = y1;
      const ratio = ratioAt(new FlatDual(level, x, a), new FlatDual(level, y, y1));
      [factor, df[i]] = partsOf(ratio.factor);
      [divisor, db[i]] = partsOf(ratio.divisor);
      isProduct = ratio.divisor === 1;
    }
    applyRatio(result.page, result.at, s, bands, this, { df, db, factor, divisor, isProduct });
    return result;
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const inner = jets(rule, this.primal, Math.min(n + 2, ORDER)) as number[];
    const on = (k: number): Scalar => chained(inner[k], this, inner[k + 1], inner[k + 2]);
    const outer: Scalar[] = [on(0)];
    if (n > 0) outer[1] = on(1);
    // Past the table's last row the formulas are differentiated as they stand.
    const [y, slope] = outer as [Scalar, Scalar];
    if (n > 1) outer[2] = byFormula(() => rule.curvature(this, y, slope));
    if (n > 2) outer[3] = byFormula(() => rule.third(this, y, slope, outer[2]));
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const { level } = this;
    const isX = isOfLevel<SecondBundle>(x, level);
    const isY = isOfLevel<SecondBundle>(y, level);
    // A slope of an inner driver has second parts that are not in the table.
    if (n > 0 || !(isX || typeof x === 'number') || !(isY || typeof y === 'number')) return level.giveUp();
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, 2, needX || isX, needY || isY);
    const [value, fx, fy] = [p.f as number, p.fx as number, p.fy as number];
    const [fxx, fxy, fyy] = [p.fxx as number, p.fxy as number, p.fyy as number];
    let f: SecondBundle;
    if (isX && isY) f = twoVariables(value, x, y, [fx, fy, fxx, fxy, fyy]);
    else f = isX ? chained(value, x, fx, fxx) : chained(value, y as unknown as SecondBundle, fy, fyy);
    return { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  }
}

inherit(SecondBundle, Active);

function partsOf(x: Scalar): [number, number] {
  return typeof x === 'number' ? [x, 0] : [x.primal as number, (x as FlatDual).tangent];
}

/** A number of the level of x, with a place for its parts: all of them where it is narrow. */
function placed(primal: number, x: SecondBundle, start: number, end: number, bands: number): SecondBundle {
  const { level } = x;
  const { pages } = level;
  const at = pages.place(placesOf(end - start, bands));
  return new SecondBundle(level, primal, pages.page, at, start, end, bands);
}

/** Numbers of some lanes have so many places. */
function placesOf(s: number, bands: number): number {
  return s === 1 ? ONE : s === 2 ? TWO : sizeOf(s, bands);
}

/** factor · (parts of x). */
function scaled(primal: number, x: SecondBundle, factor: number): SecondBundle {
  const { level, start, end, bands, page, at } = x;
  if (end === 0) return new SecondBundle(level, primal, page, at, start, end, 0);
  const { pages } = level;
  const s = end - start;
  const count = placesOf(s, bands);
  const k = pages.place(count);
  const to = pages.page;
  if (s === 1) scaleOne(to, k, page, at, factor);
  else if (s === 2) scaleTwo(to, k, page, at, factor);
  else for (let i = 0; i < count; i++) to[k + i] = factor * page[at + i];
  return new SecondBundle(level, primal, to, k, start, end, bands);
}

function divided(primal: number, x: SecondBundle, divisor: number): SecondBundle {
  const { level, start, end, bands, page, at } = x;
  if (end === 0) return new SecondBundle(level, primal, page, at, start, end, 0);
  const count = placesOf(end - start, bands);
  const { pages } = level;
  const k = pages.place(count);
  const to = pages.page;
  for (let i = 0; i < count; i++) to[k + i] = page[at + i] / divisor;
  return new SecondBundle(level, primal, to, k, start, end, bands);
}

/** sx·(parts of x) + sy·(parts of y). */
function linear(primal: number, x: SecondBundle, sx: number, y: SecondBundle, sy: number): SecondBundle {
  const { level } = x;
  const { pages } = level;
  const start = x.start < y.start ? x.start : y.start;
  const end = x.end > y.end ? x.end : y.end;
  const bands = x.bands > y.bands ? x.bands : y.bands;
  const s = end - start;
  if (s === 2) {
    const k = pages.place(TWO);
    const to = pages.page;
    const isX = x.end - x.start === 1;
    const isY = y.end - y.start === 1;
    if (isX && isY) joinOnes(to, k, x.page, x.at, sx, y.page, y.at, sy, x.start - start);
    else {
      const px = isX ? spread(LEFT, x.page, x.at, x.start - start) : x.page;
      const py = isY ? spread(RIGHT, y.page, y.at, y.start - start) : y.page;
      combineTwo(to, k, px, isX ? 0 : x.at, sx, py, isY ? 0 : y.at, sy);
    }
    return new SecondBundle(level, primal, to, k, start, end, bands);
  }
  if (s === 1) {
    const k = pages.place(ONE);
    const to = pages.page;
    combineOne(to, k, x.page, x.at, sx, y.page, y.at, sy);
    return new SecondBundle(level, primal, to, k, start, end, bands);
  }
  return wideSum(primal, x, sx, y, sy, start, end);
}

function wideSum(
  primal: number,
  x: SecondBundle,
  sx: number,
  y: SecondBundle,
  sy: number,
  start: number,
  end: number,
): SecondBundle {
  if (x.end === 0) return scaled(primal, y, sy);
  if (y.end === 0) return scaled(primal, x, sx);
  const s = end - start;
  const result = placed(primal, x, start, end, Math.max(bandsOf(x), bandsOf(y)));
  const { page, at, bands } = result;
  if (x.start === y.start && x.end === y.end) combine(page, at, s, x, sx, y, sy);
  else combineShifted(page, at, s, bands, x, x.start - start, sx, y, y.start - start, sy);
  return result;
}

/** Diagonals that count in a wide number: a narrow one may have one more. */
function bandsOf({ level, bands }: SecondBundle): number {
  return bands < level.diagonals ? bands : level.diagonals;
}

function product(p: number, x: SecondBundle, y: SecondBundle): SecondBundle {
  const { level } = x;
  const { pages } = level;
  const start = x.start < y.start ? x.start : y.start;
  const end = x.end > y.end ? x.end : y.end;
  const s = end - start;
  if (s === 2) {
    const k = pages.place(TWO);
    const to = pages.page;
    const isX = x.end - x.start === 1;
    const isY = y.end - y.start === 1;
    const px = isX ? spread(LEFT, x.page, x.at, x.start - start) : x.page;
    const py = isY ? spread(RIGHT, y.page, y.at, y.start - start) : y.page;
    multiplyTwo(to, k, px, isX ? 0 : x.at, x.primal, py, isY ? 0 : y.at, y.primal);
    return new SecondBundle(level, p, to, k, start, end, 2);
  }
  if (s === 1) {
    const k = pages.place(ONE);
    const to = pages.page;
    multiplyOne(to, k, x.page, x.at, x.primal, y.page, y.at, y.primal);
    return new SecondBundle(level, p, to, k, start, end, 1);
  }
  if (end === 0) return SecondBundle.idle(level, p);
  const bands = fullBands(x, s);
  const result = placed(p, x, start, end, bands);
  multiply(result.page, result.at, s, bands, widened(0, x, start, end), x.primal, widened(1, y, start, end), y.primal);
  return result;
}

/** The quotient q of x and y, or of a constant and y. */
function quotient(q: number, x: SecondBundle | undefined, y: SecondBundle, b: number): SecondBundle {
  const start = x === undefined || y.start < x.start ? y.start : x.start;
  const end = x === undefined || y.end > x.end ? y.end : x.end;
  if (end === 0) return SecondBundle.idle(y.level, q);
  const s = end - start;
  const bands = fullBands(y, s);
  const result = placed(q, y, start, end, bands);
  const u = x && widened(0, x, start, end);
  divide(result.page, result.at, s, bands, u, widened(1, y, start, end), b, q);
  return result;
}

/** f(x) by its slope and curvature. */
function chained(f: number, x: SecondBundle, slope: number, curvature: number): SecondBundle {
  const { level, start, end } = x;
  const { pages } = level;
  const s = end - start;
  if (s === 2) {
    const k = pages.place(TWO);
    const to = pages.page;
    chainTwo(to, k, x.page, x.at, slope, curvature);
    return new SecondBundle(level, f, to, k, start, end, 2);
  }
  if (s === 1) {
    const k = pages.place(ONE);
    const to = pages.page;
    chainOne(to, k, x.page, x.at, slope, curvature);
    return new SecondBundle(level, f, to, k, start, end, 1);
  }
  if (end === 0) return SecondBundle.idle(level, f);
  const bands = fullBands(x, s);
  const result = placed(f, x, start, end, bands);
  chain(result.page, result.at, s, bands, x, slope, curvature);
  return result;
}

/** f(x, y) by its partials fx, fy, fxx, fxy, fyy. */
function twoVariables(f: number, x: SecondBundle, y: SecondBundle, list: Parameters<typeof applyTwo>[6]): SecondBundle {
  const start = x.start < y.start ? x.start : y.start;
  const end = x.end > y.end ? x.end : y.end;
  if (end === 0) return SecondBundle.idle(x.level, f);
  const s = end - start;
  const bands = fullBands(x, s);
  const result = placed(f, x, start, end, bands);
  applyTwo(result.page, result.at, s, bands, widened(0, x, start, end), widened(1, y, start, end), list);
  return result;
}

/** What is not linear has all diagonals. */
function fullBands({ level }: SecondBundle, s: number): number {
  return s <= 2 || s < level.diagonals ? s : level.diagonals;
}
