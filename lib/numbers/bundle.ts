/**
 * Bundles a + a₁'ε₁ + ... + a_w'ε_w with ε_i·ε_j = 0: a value and several first derivatives, one for each input turned on.
 *
 * The algebra of dual.ts with a list of tangents: one pass of f gives w columns of its Jacobian. A lane that the number does
 * not depend on is absent. The class for plain numbers, which the drivers start from, is in flat-bundle.ts; this one takes
 * over where other levels mix in.
 */
import { type Choose, join, type Part, type Scalar } from '../scalar/active.js';
import { add, difference, neg, product, quotient } from '../scalar/arithmetic.js';
import { Level } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { type Content, less, numberOf, opposite, over, plus, times, timesOver } from '../scalar/parts.js';
import { isOfLevel, isOutside } from '../scalar/relation.js';
import { along, type Ratio } from '../scalar/rule.js';
import { FirstOrder } from './first-order.js';

/** A level with the number of its infinitesimals. */
export class BundleLevel extends Level {
  readonly width: number;

  constructor(owner: string, width: number, id?: number) {
    super(owner, id);
    this.width = width;
  }

  protected override makeTwin(): Level {
    return new BundleLevel(this.owner, this.width, this.id);
  }
}

export class Bundle extends FirstOrder {
  readonly level: BundleLevel;
  readonly primal: Scalar;
  private readonly list: readonly Content[];

  constructor(level: BundleLevel, primal: Scalar, tangents: readonly Content[]) {
    super();
    this.level = level;
    this.primal = primal;
    this.list = tangents;
  }

  get kind(): string {
    return 'Bundle';
  }

  tangents(): readonly Content[] {
    return this.list;
  }

  parts(): readonly Part[] {
    const tangents = this.tangents().map((part, i) => ({ name: `tangent${i + 1}`, order: 1, part: numberOf(part) }));
    return [{ name: 'primal', order: 0, part: this.primal }, ...tangents];
  }

  /** A result whose tangents are made lane by lane from those of x and y. */
  private make(primal: Scalar, x: Content, y: Content, lane: (dx: Content, dy: Content) => Content): Bundle {
    const { width } = this.level;
    const dx = isOfLevel<Bundle>(x, this.level) ? x.tangents() : undefined;
    const dy = isOfLevel<Bundle>(y, this.level) ? y.tangents() : undefined;
    const tangents: Content[] = new Array(width);
    for (let i = 0; i < width; i++) {
      const a = dx === undefined ? null : dx[i];
      const b = dy === undefined ? null : dy[i];
      tangents[i] = a === null && b === null ? null : lane(a, b);
    }
    return new Bundle(this.level.mixed as BundleLevel, primal, tangents);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.make(add(this.primal, this.primalOf(y)), this, y, plus);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.make(difference(this.primal, this.primalOf(y)), this, y, less);
  }

  rsub(x: Scalar): Scalar {
    return this.make(difference(x, this.primal), this, 0, opposite);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    const b = this.primalOf(y);
    const p = product(this.primal, b);
    if (p === 0) met.zeros++;
    return this.make(p, this, y, (da, db) => plus(times(this.primal, db), times(b, da)));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(this, y);
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(x, this);
  }

  private quotient(x: Scalar, y: Scalar): Bundle {
    const b = this.primalOf(y);
    const q = quotient(this.primalOf(x), b);
    if (q === 0) met.zeros++;
    return this.make(q, x, y, (da, db) => less(over(da, b), timesOver(q, db, b)));
  }

  override timesOver(f: Scalar, part: Scalar, y: Scalar): Bundle {
    const [f0, t0, b] = [this.primalOf(f), this.primalOf(part), this.primalOf(y)];
    const v = timesOver(f0, t0, b) as Scalar;
    const upper = this.make(v, f, part, (df, dt) => plus(timesOver(df, t0, b), timesOver(f0, dt, b)));
    return this.make(v, upper, y, (change, db) => less(change, timesOver(v, db, b)));
  }

  neg(): Scalar {
    return this.make(neg(this.primal), this, 0, opposite);
  }

  joined(): Scalar {
    return this.merge(this, this, (part) => join(part as Scalar));
  }

  merge(x: Content, y: Content, choose: Choose): Bundle {
    return this.make(choose(this.primalOf(x), this.primalOf(y)), x, y, choose);
  }

  override markTie(width: number): void {
    if (typeof this.primal !== 'number') this.primal.markTie(width);
  }

  /** A value with the tangents fx·dx + fy·dy. */
  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Bundle {
    return this.make(f, x, y, (dx, dy) => plus(times(fx, dx), times(fy, dy)));
  }

  protected alongRatio(f: Scalar, ratio: Ratio): Bundle {
    return this.make(f, this, 0, (dx) => along(ratio, dx));
  }
}
