/**
 * What all first-order numbers share: the chain rule for any row of the table, given how a class carries a derivative along.
 */
import { Active, type Scalar } from '../scalar/active.js';
import { isOfLevel } from '../scalar/relation.js';
import {
  type BinaryRule,
  byFormula,
  jets,
  ORDER,
  type Partials,
  partials,
  type Ratio,
  type UnaryRule,
  unary,
} from '../scalar/rule.js';
import { jetsOfStill, partialsOfStill } from '../scalar/still.js';

export abstract class FirstOrder extends Active {
  /** A number of this level with the value f and the derivative fx·x' + fy·y'; x or y may be constants to the level. */
  protected abstract along(f: Scalar, fx: Scalar, x: Scalar, fy: Scalar, y: Scalar): Scalar;
  /** A number of this level with the value f and the derivative factor·(this'/divisor). */
  protected abstract alongRatio(f: Scalar, ratio: Ratio): Scalar;

  /** The value of y as this level sees it: a number of a lower level is a constant. */
  protected primalOf<S extends Scalar | null>(y: S): S | Scalar {
    return isOfLevel(y, this.level) ? y.primal : y;
  }

  unary(rule: UnaryRule): Scalar {
    const still = jetsOfStill(rule, this, 0);
    if (still !== undefined) return still[0];
    if (rule.ratio === undefined) {
      const inner = jets(rule, this.primal, 1);
      return this.along(inner[0], inner[1], this, 0, 0);
    }
    const y = unary(rule, this.primal);
    return this.alongRatio(y, rule.ratio(this.primal, y));
  }

  jets(rule: UnaryRule, n: number): Scalar[] {
    const still = jetsOfStill(rule, this, n);
    if (still !== undefined) return still;
    const inner = jets(rule, this.primal, Math.min(n + 1, ORDER));
    const outer = [this.along(inner[0], inner[1], this, 0, 0)];
    for (let k = 1; k <= n; k++) {
      // Past the table's last row the formula of that row is differentiated as it stands.
      outer.push(
        k < ORDER
          ? this.along(inner[k], inner[k + 1], this, 0, 0)
          : byFormula(() => rule.third(this, outer[0], outer[1], outer[2])),
      );
    }
    return outer;
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number, needX: boolean, needY: boolean): Partials {
    const still = partialsOfStill(rule, x, y, n, needX, needY);
    if (still !== undefined) return still;
    const isX = isOfLevel(x, this.level);
    const isY = isOfLevel(y, this.level);
    const order = Math.min(n + 1, 2);
    const p = partials(rule, this.primalOf(x), this.primalOf(y), order, needX || isX, needY || isY);
    const f = this.along(p.f, p.fx, x, p.fy, y);
    return {
      f,
      fx: n > 0 && needX ? this.along(p.fx, p.fxx, x, p.fxy, y) : 0,
      fy: n > 0 && needY ? this.along(p.fy, p.fxy, x, p.fyy, y) : 0,
      fxx: n > 1 && needX ? byFormula(() => rule.fxx(x, y, f)) : 0,
      fxy: n > 1 && needX && needY ? byFormula(() => rule.fxy(x, y, f)) : 0,
      fyy: n > 1 && needY ? byFormula(() => rule.fyy(x, y, f)) : 0,
    };
  }
}
