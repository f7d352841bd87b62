/**
 * Functions of two germs: powers, lengths, angles, the greater of two and remainders by expansions of their own, all others
 * by expansions in their rows or their Taylor coefficients in two variables.
 */
import { MAX } from '../branches/extremes.js';
import { MOD } from '../branches/kinks.js';
import { LOGADDEXP } from '../functions/hyperbolic.js';
import { HYPOT } from '../functions/lengths.js';
import { POW } from '../functions/powers.js';
import { ATAN2 } from '../functions/trigonometric.js';
import type { Scalar } from '../scalar/active.js';
import { type BinaryRule, type Partials, partialsFrom } from '../scalar/rule.js';
import { partialsAlongPath } from './along-path.js';
import { angle } from './angle.js';
import { greater } from './greater.js';
import { length } from './length.js';
import { logOfSum } from './log-of-sum.js';
import type { Germ } from './number.js';
import { realPower } from './real-power.js';
import { remainder } from './remainder.js';
import { regularPartials } from './two-variables.js';

/** Value and partials to order n of a function of two germs. */
export type Beside = (x: Germ, y: Germ, n: number) => Partials;

const EXPANSIONS: ReadonlyMap<BinaryRule, Beside> = new Map<BinaryRule, Beside>([
  [POW, realPower],
  [HYPOT, length],
  [ATAN2, angle],
  [LOGADDEXP, logOfSum],
  [MAX, greater],
  [MOD, remainder],
]);

/** Value and partials to order n, n at most 2, for x or y (or both) of the level of `germ`. */
export function partialsBeside(rule: BinaryRule, x: Scalar, y: Scalar, germ: Germ, n: number): Partials {
  const a = germ.lifted(x);
  const b = germ.lifted(y);
  if (a.isNaN || b.isNaN) return all(a.isNaN ? a.notANumber() : b.notANumber());
  const expansion = EXPANSIONS.get(rule);
  const partials = expansion?.(a, b, n) ?? besidePoint(rule, a, b, n) ?? smooth(rule, a, b, n);
  if (partials === undefined) return all(germ.notANumber());
  // Formulas of derivatives may have values outside of the domain.
  return isNaNGerm(partials.f) ? all(partials.f) : partials;
}

/** By the row's own expansion, and its formulas from there. */
function besidePoint(rule: BinaryRule, x: Germ, y: Germ, n: number): Partials | undefined {
  const f = rule.beside?.(x, y, x.standard, y.standard);
  return f === undefined ? undefined : partialsFrom(rule, x, y, f, n, true, true);
}

/** Where power series serve: in one variable, unless coefficients in two are at hand. */
function smooth(rule: BinaryRule, x: Germ, y: Germ, n: number): Partials | undefined {
  const along = rule.partial === undefined ? partialsAlongPath(rule, x, y, n) : undefined;
  return along ?? regularPartials(rule, x, y, n);
}

function isNaNGerm(f: Scalar): boolean {
  return typeof f !== 'number' && (f as Germ).isNaN;
}

/** The same number for all of them. */
function all(f: Scalar): Partials {
  return { f, fx: f, fy: f, fxx: f, fxy: f, fyy: f };
}
