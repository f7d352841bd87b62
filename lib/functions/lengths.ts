/** Lengths, and points of the plane. */
import { cases, decide, decideRare, eq, gt, isKnown, lt } from '../branches/compare.js';
import { marked } from '../branches/extremes.js';
import { isClose, isFar, magnitude, max } from '../branches/kinks.js';
import type { Active, Scalar, UnknownCondition } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { timesOver } from '../scalar/parts.js';
import { type BinaryRule, binary } from '../scalar/rule.js';
import { innermost } from '../scalar/scalar.js';
import { lengthSeries, type PolarPoint } from '../taylor/recurrences/polar.js';
import { head } from '../taylor/series.js';
import { SMALLEST_NORMAL } from './powers.js';
import { sqrt, square } from './roots.js';

/** Two points of the plane brought to a size whose squares stay in range: exact factors of a power of two. */
interface Scaled {
  readonly s: Scalar;
  readonly x: Scalar;
  readonly y: Scalar;
}

export function scaled(x: Scalar, y: Scalar): Scaled {
  const [a, b] = [magnitude(x), magnitude(y)];
  const m = max(a, b);
  const s = cases(
    [
      [isFar(m, 1e150), 2 ** -600],
      [() => isClose(m, 1e-150), 2 ** 600],
    ],
    1,
  );
  return { s, x: mul(x, s), y: mul(y, s) };
}

/**
 * Length of (x, y, ...), sqrt(x² + y² + ...), without overflow or underflow. Any numbers. Slope 0 at the origin.
 *
 * @throws {TypeError} when an argument is neither a number nor a Scalar.
 * @example
 * gradient(([x, y]) => hypot(x, y), [3, 4]); // => [0.6, 0.8]
 * hypot(2, 3, 6); // => 7
 */
export function hypot(x: number, y: number, ...more: number[]): number;
export function hypot(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar;
export function hypot(x: Scalar, y: Scalar, ...more: Scalar[]): Scalar {
  if (more.length > 0) return lengthOf([x, y, ...more]);
  if (typeof x === 'number' && typeof y === 'number') return Math.hypot(x, y);
  const length = binary(HYPOT, x, y);
  const inner = innermost(length);
  if (typeof length === 'number' || inner === length) return length;
  return lengthInRange(length, inner, x, y);
}

/**
 * Far out the second derivative by a step along x, dx²·(y/r)²/r, may be a number where (y/r)²/r is none. There the length is
 *
 *     r = b + a·(a/b)/(1 + sqrt(1 + (a/b)²)),  |a| <= b,
 *
 * of which no part leaves the range, with the value of hypot.
 */
function lengthInRange(length: Active, inner: Scalar, x: Scalar, y: Scalar): Scalar {
  const far = (): Scalar => {
    const isSteep = gt(magnitude(y), magnitude(x));
    const [a, signed] = [cases([[isSteep, x]], y), cases([[isSteep, y]], x)];
    const b = cases([[gt(signed, 0), signed]], () => neg(signed));
    const r = add(b, div(timesOver(a, a, b) as Scalar, add(1, sqrt(add(1, square(div(a, b)))))));
    // v - r has the value 0.
    return sub(inner, sub(innermost(r), r));
  };
  return isFlat(inner, x, y) ? far() : markedAtOrigin(length, inner, x, y);
}

/** Far out and so close to an axis that (y/r)²/r is below the range. A program holds the answer at its example. */
function isFlat(length: Scalar, x: Scalar, y: Scalar): boolean {
  if (!decideRare(isFar(length, 1e60)) || !decideRare(lt(length, Number.POSITIVE_INFINITY))) return false;
  const sine = mul(div(magnitude(x), length), div(magnitude(y), length));
  return decideRare(lt(sine, 2 ** -53)) && decideRare(lt(div(square(sine), length), SMALLEST_NORMAL));
}

/** A length that tells of the kink at the origin. */
function markedAtOrigin(length: Active, inner: Scalar, x: Scalar, y: Scalar): Scalar {
  if (isKnown(length)) return inner === 0 ? marked(length, 2) : length;
  (eq(add(magnitude(x), magnitude(y)), 0) as UnknownCondition).tie(2);
  length.markTie(2);
  return length;
}

/**
 * Length of a list, in pairs. Two zeros together are at a kink that the whole list may be far from: the others go first,
 * then each zero for itself.
 */
export function lengthOf(xs: readonly Scalar[]): Scalar {
  const isZero = xs.map((x) => decide(eq(x, 0)));
  const zeros = xs.filter((_, i) => isZero[i]);
  // At the origin that is one kink, not one for each pair.
  if (zeros.length === xs.length) {
    const length = inPairs(xs, (x, y) => binary(HYPOT, x, y), 0);
    return typeof length === 'number' ? length : marked(length, 2);
  }
  const others = xs.filter((_, i) => !isZero[i]);
  return zeros.reduce((length, x) => hypot(length, x), inPairs(others, hypot, 0));
}

/** Folds neighbours, then the results, and so on: the rounding errors grow with log n and not with n. */
export function inPairs(xs: readonly Scalar[], fold: (x: Scalar, y: Scalar) => Scalar, ofNothing: number): Scalar {
  if (xs.length === 0) return ofNothing;
  let level = xs;
  while (level.length > 1) {
    const next: Scalar[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(fold(level[i], level[i + 1]));
    if (level.length % 2 === 1) next.push(level[level.length - 1]);
    level = next;
  }
  return level[0];
}

export const HYPOT: BinaryRule = {
  name: 'hypot',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: Math.hypot,
  fx: (x, y) => cosine(x, y),
  fy: (x, y) => cosine(y, x),
  fxx: (x, y) => overLength(x, y, cosine(y, x), cosine(y, x)),
  fxy: (x, y) => neg(overLength(x, y, cosine(x, y), cosine(y, x))),
  fyy: (x, y) => overLength(x, y, cosine(x, y), cosine(x, y)),
  series: (x, y, f) => lengthSeries(x, y, f, polarPoint(head(x), head(y))),
  meets: (x, y) => (x === 0 && y === 0 ? 'kink' : undefined),
};

/** Where a curve starts, for the recurrence of its length and angle. */
export function polarPoint(x: Scalar, y: Scalar): PolarPoint {
  const u = scaled(x, y);
  return { s: u.s, length: hypot(u.x, u.y), cosine: cosine(x, y), sine: cosine(y, x) };
}

/** x / sqrt(x² + y²); 0 at the origin, the limit along the diagonal where both are infinite. */
function cosine(x: Scalar, y: Scalar): Scalar {
  const far = Number.POSITIVE_INFINITY;
  const side = (): Scalar => cases([[gt(x, 0), 1]], -1);
  const diagonal = (): Scalar => cases([[eq(magnitude(y), far), () => mul(Math.SQRT1_2, side())]], side);
  return cases([[eq(magnitude(x), far), diagonal]], () => {
    const u = scaled(x, y);
    const r = sqrt(add(mul(u.x, u.x), mul(u.y, u.y)));
    const up = (): Scalar => cases([[eq(r, 0), 0]], () => div(u.x, r));
    // Scaled up before the division, down after it: an x far smaller than y must not underflow on the way.
    return cases([[gt(u.s, 1), up]], () => mul(div(x, r), u.s));
  });
}

/** a·b / sqrt(x² + y²) for |a|, |b| <= 1, in an order that stays in range; NaN at the origin, which is a kink. */
function overLength(x: Scalar, y: Scalar, a: Scalar, b: Scalar): Scalar {
  const u = scaled(x, y);
  const r = sqrt(add(mul(u.x, u.x), mul(u.y, u.y)));
  return mul(mul(div(a, r), b), u.s);
}
