/**
 * Bundles a + a₁'ε₁ + ... + a_w'ε_w with ε_i·ε_j = 0: a value and several first derivatives, one for each input turned on.
 *
 * The algebra of dual.ts with a list of tangents: one pass of f gives w columns of its Jacobian. The class for plain
 * numbers, which the drivers start from, is in flat-bundle.ts; this one takes over where other levels mix in.
 */
import { Active, type Part, type Scalar } from './active.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { Level } from './level.js';
import { isNaNValue, nanPart, plus, scale, unscale } from './parts.js';
import { isOutside } from './relation.js';
import { type BinaryRule, byFormula, jets, ORDER, type Partials, partials, type UnaryRule } from './rule.js';

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

export class Bundle extends Active {
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

  private primalOf(y: Scalar): Scalar {
    return isOfLevel(y, this.level) ? y.primal : y;
  }

  /** A result whose tangents are made lane by lane from those of x and y, with NaN lanes under a NaN primal. */
  private make(primal: Scalar, x: Scalar, y: Scalar, lane: (dx: Scalar, dy: Scalar) => Scalar): Bundle {
    const dx = isOfLevel(x, this.level) ? x.tangents() : undefined;
    const dy = isOfLevel(y, this.level) ? y.tangents() : undefined;
    const nan = isNaNValue(primal);
    const tangents = Array.from({ length: this.level.width }, (_, i) => {
      const a = dx?.[i] ?? 0;
      const b = dy?.[i] ?? 0;
      return nan ? nanPart(primal, a, b) : lane(a, b);
    });
    return new Bundle(this.level.mixed as BundleLevel, primal, tangents);
  }

  add(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.add(this);
    return this.make(add(this.primal, this.primalOf(y)), this, y, plus);
  }

  sub(y: Scalar): Scalar {
    if (isOutside(y, this)) return y.rsub(this);
    return this.make(sub(this.primal, this.primalOf(y)), this, y, (a, b) => (b === 0 ? a : sub(a, b)));
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
    return this.make(q, x, y, (da, db) => {
      const moved = scale(q, db);
      return unscale(moved === 0 ? da : sub(da, moved), b);
    });
  }

  neg(): Scalar {
    return this.make(neg(this.primal), this, 0, neg);
  }

  unary(rule: UnaryRule): Scalar {
    return this.jets(rule, 0)[0] as Scalar;
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const inner = jets(rule, this.primal, Math.min(n + 1, ORDER));
    const outer: Scalar[] = [];
    for (let k = 0; k <= n; k++) {
      outer[k] =
        k < ORDER
          ? this.along(inner[k] as Scalar, inner[k + 1] as Scalar, this, 0, 0)
          : byFormula(outer[0] as Scalar, () =>
              rule.third(this, outer[0] as Scalar, outer[1] as Scalar, outer[2] as Scalar),
            );
    }
    return outer;
  }

  /** A value with the tangents fx·dx + fy·dy. */
  private along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Bundle {
    const dx = isOfLevel(x, this.level) ? x.tangents() : undefined;
    const dy = isOfLevel(y, this.level) ? y.tangents() : undefined;
    const tangents = Array.from({ length: this.level.width }, (_, i) =>
      plus(scale(fx, dx?.[i] ?? 0), scale(fy, dy?.[i] ?? 0)),
    );
    return new Bundle(this.level.mixed as BundleLevel, f, tangents);
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const order = Math.min(n + 1, 2);
    const p = partials(rule, isX ? x.primal : x, isY ? y.primal : y, order, needX || isX, needY || isY);
    const f = this.along(p.f, p.fx, x, p.fy, y);
    return {
      f,
      fx: n > 0 && needX ? this.along(p.fx, p.fxx, x, p.fxy, y) : 0,
      fy: n > 0 && needY ? this.along(p.fy, p.fxy, x, p.fyy, y) : 0,
      fxx: n > 1 && needX ? byFormula(f, () => rule.fxx(x, y, f)) : 0,
      fxy: n > 1 && needX && needY ? byFormula(f, () => rule.fxy(x, y, f)) : 0,
      fyy: n > 1 && needY ? byFormula(f, () => rule.fyy(x, y, f)) : 0,
    };
  }
}

/** True for bundles of a level, of either class. */
export function isOfLevel(x: Scalar, level: Level): x is Bundle {
  return typeof x !== 'number' && x.level.id === level.id;
}
