/**
 * Bundles a + a₁'ε₁ + ... + a_w'ε_w with ε_i·ε_j = 0: a value and several first derivatives, one for each input turned on.
 *
 * The algebra of dual.ts with a list of tangents: one pass of f gives w columns of its Jacobian. The class for plain
 * numbers, which the drivers start from, is in flat-bundle.ts; this one takes over where other levels mix in.
 */
import type { Part, Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { FirstOrder } from './first-order.js';
import { Level } from './level.js';
import { less, nanPart, plus, scale, unlessNaN, unscale } from './parts.js';
import { isOfLevel, isOutside } from './relation.js';

/** A level with the number of its infinitesimals. */
export class BundleLevel extends Level {
  readonly width: number;
  private kink = false;

  constructor(owner: string, width: number, id?: number) {
    super(owner, id);
    this.width = width;
  }

  override get watchesKinks(): boolean {
    return true;
  }

  /** The lanes may go through a kink in different ways. */
  override meetKink(): void {
    this.kink = true;
  }

  get metKink(): boolean {
    return this.kink || (this.twin as BundleLevel | undefined)?.kink === true;
  }

  protected override makeTwin(): Level {
    return new BundleLevel(this.owner, this.width, this.id);
  }
}

export class Bundle extends FirstOrder {
  readonly level: BundleLevel;
  readonly primal: Scalar;
  private readonly list: readonly Scalar[];

  constructor(level: BundleLevel, primal: Scalar, tangents: readonly Scalar[]) {
    super();
    this.level = level;
    this.primal = primal;
    this.list = tangents;
  }

  get kind(): string {
    return 'Bundle';
  }

  tangents(): readonly Scalar[] {
    return this.list;
  }

  parts(): readonly Part[] {
    const tangents = this.tangents().map((part, i) => ({ name: `tangent${i + 1}`, order: 1, part }));
    return [{ name: 'primal', order: 0, part: this.primal }, ...tangents];
  }

  /** A result whose tangents are made lane by lane from those of x and y. */
  private lanes(primal: Scalar, x: Scalar, y: Scalar, lane: (dx: Scalar, dy: Scalar) => Scalar): Bundle {
    const dx = isOfLevel<Bundle>(x, this.level) ? x.tangents() : undefined;
    const dy = isOfLevel<Bundle>(y, this.level) ? y.tangents() : undefined;
    const tangents = Array.from({ length: this.level.width }, (_, i) => lane(dx?.[i] ?? 0, dy?.[i] ?? 0));
    return new Bundle(this.level.mixed as BundleLevel, primal, tangents);
  }

  /** The same with NaN lanes under a NaN primal. */
  private make(primal: Scalar, x: Scalar, y: Scalar, lane: (dx: Scalar, dy: Scalar) => Scalar): Bundle {
    return this.lanes(primal, x, y, (a, b) => unlessNaN(primal, lane(a, b), () => nanPart(primal, a, b)));
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.make(add(this.primal, this.primalOf(y)), this, y, plus);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.make(sub(this.primal, this.primalOf(y)), this, y, less);
  }

  rsub(x: Scalar): Scalar {
    return this.make(sub(x, this.primal), this, 0, neg);
  }

  mul(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.mul(this);
    return this.product(mul(this.primal, this.primalOf(y)), y);
  }

  scale(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.scale(this);
    return this.product(scale(this.primal, this.primalOf(y)), y);
  }

  private product(primal: Scalar, y: Scalar): Bundle {
    const b = this.primalOf(y);
    return this.make(primal, this, y, (da, db) => plus(scale(this.primal, db), scale(b, da)));
  }

  div(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rdiv(this);
    return this.quotient(div, this, y);
  }

  rdiv(x: Scalar): Scalar {
    return this.quotient(div, x, this);
  }

  override unscaled(x: Scalar, y: Scalar): Scalar {
    return this.quotient(unscale, x, y);
  }

  private quotient(divide: (a: Scalar, b: Scalar) => Scalar, x: Scalar, y: Scalar): Bundle {
    const b = this.primalOf(y);
    const q = divide(this.primalOf(x), b);
    return this.make(q, x, y, (da, db) => unscale(less(da, scale(q, db)), b));
  }

  neg(): Scalar {
    return this.make(neg(this.primal), this, 0, neg);
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Bundle {
    return this.lanes(choose(this.primalOf(x), this.primalOf(y)), x, y, choose);
  }

  /** A value with the tangents fx·dx + fy·dy. */
  protected along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Bundle {
    return this.lanes(f, x, y, (dx, dy) => plus(scale(fx, dx), scale(fy, dy)));
  }
}
