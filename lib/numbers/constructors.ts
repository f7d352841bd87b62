/** Dual and hyper-dual numbers made by hand, and the guards that tell them apart. */
import type { Scalar } from '../scalar/active.js';
import { handMadeLevel, type Level, rankOf } from '../scalar/level.js';
import { describe, isActive, notAScalar } from '../scalar/scalar.js';
import { Dual } from './dual.js';
import { FlatDual } from './flat-dual.js';
import { FlatHyperDual } from './flat-hyperdual.js';
import { HyperDual } from './hyperdual.js';

/**
 * A dual number primal + tangent·ε made by hand.
 *
 * All numbers made by hand share one ε, so they compute with each other. Parts may be hand-made numbers themselves (the
 * outer ε is then another one). Drivers seed their own inputs: this is for direct use.
 *
 * @param primal - the value.
 * @param tangent - the derivative part, 0 when left out.
 * @throws {TypeError} when a part is not a number, or belongs to a running driver call.
 * @example
 * mul(dual(3, 1), dual(3, 1)); // => Dual(9, 6)
 */
export function dual(primal: Scalar, tangent: Scalar = 0): Dual {
  const level = levelOver('dual', 0, [primal, tangent]);
  return typeof primal === 'number' && typeof tangent === 'number'
    ? new FlatDual(level, primal, tangent)
    : new Dual(level.mixed, primal, tangent);
}

/**
 * A hyper-dual number primal + eps1·ε₁ + eps2·ε₂ + eps12·ε₁ε₂ made by hand.
 *
 * @param primal - the value.
 * @param eps1 - the first derivative part; 0 when left out, and then no part at all, not a zero that was computed.
 * @param eps2 - the second one, 0 when left out.
 * @param eps12 - the mixed second-order part, 0 when left out.
 * @throws {TypeError} when a part is not a number, or belongs to a running driver call.
 * @example
 * pow(hyperdual(2, 1, 1, 0), 3); // => HyperDual(8, 12, 12, 12)
 */
export function hyperdual(primal: Scalar, eps1?: Scalar, eps2?: Scalar, eps12?: Scalar): HyperDual {
  const [e1, e2, e12] = [eps1 ?? 0, eps2 ?? 0, eps12 ?? 0];
  const level = levelOver('hyperdual', 1, [primal, e1, e2, e12]);
  if (typeof primal === 'number' && typeof e1 === 'number' && typeof e2 === 'number' && typeof e12 === 'number') {
    const present = Number(eps1 !== undefined) | (Number(eps2 !== undefined) << 1) | (Number(eps12 !== undefined) << 2);
    return new FlatHyperDual(level, primal, e1, e2, e12, present);
  }
  return new HyperDual(level.mixed, primal, partOf(eps1), partOf(eps2), partOf(eps12));
}

/** What is left out, and the plain number 0 beside parts that are more than numbers, is no part. */
function partOf(x: Scalar | undefined): Scalar | null {
  return x === undefined || x === 0 ? null : x;
}

/** The hand-made level outside all parts; a dual (kind 0) and a hyper-dual (kind 1) never share one. */
function levelOver(name: string, kind: 0 | 1, parts: readonly unknown[]): Level {
  let depth = 0;
  for (const part of parts) {
    if (typeof part === 'number') continue;
    if (!isActive(part)) throw notAScalar(name, part);
    const rank = rankOf(part.level);
    if (rank < 0) {
      throw new TypeError(
        `${name}: expected parts that are plain numbers or made by hand, got ${describe(part)} of a running call of ${part.level.owner}. ` +
          'Nest drivers instead: derivative(f, x) inside another one.',
      );
    }
    depth = Math.max(depth, 1 + (rank >> 1));
  }
  return handMadeLevel(2 * depth + kind);
}

/**
 * True for dual numbers made by hand, and what is computed from them.
 *
 * Never for the numbers that a driver calls f with: of which kind they are depends on how many inputs there are, and is its
 * own affair. Ask `isActive` for numbers that carry derivatives.
 */
export function isDual(x: unknown): x is Dual {
  return x instanceof Dual && rankOf(x.level) >= 0;
}

/** True for hyper-dual numbers made by hand, and what is computed from them; see `isDual`. */
export function isHyperDual(x: unknown): x is HyperDual {
  return x instanceof HyperDual && rankOf(x.level) >= 0;
}
