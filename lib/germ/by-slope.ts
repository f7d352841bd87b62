/**
 * Functions of a germ by their slope: f(x(ε)) = f(s) + ∫ f'(x)·x' dε, term by term.
 *
 * For rows of users at a kink or an end that only their formulas know, and for functions with a limit at infinity. The
 * formula may ask for f itself: what is known of it grows from round to round, beginning with f(s).
 */
import type { Scalar } from '../scalar/active.js';
import { jets, type UnaryRule } from '../scalar/rule.js';
import { value } from '../scalar/scalar.js';
import { constant, type Expansion, gather, isNaNExpansion, leadIndex, product, sum } from './expansion.js';
import type { Germ } from './number.js';
import { leftOver, magnitude, ROUNDOFF, type Term, term, times, whole } from './term.js';

/** f is continuous: so much is known of it at the beginning. */
const A_LITTLE = 1e-6;

export function bySlope(rule: UnaryRule, x: Germ, s: number): Germ | undefined {
  const { level } = x;
  const standard = x.terms.find((t) => t.isStandard);
  const start = jets(rule, Number.isFinite(s) && standard !== undefined ? whole(standard) : s, 0)[0];
  if (!Number.isFinite(value(start))) return undefined;
  const step = derivative(x, level.depth);
  const wasUnknown = level.unknown;
  let y = x.as({ terms: constant(start).terms, order: A_LITTLE }, start);
  for (;;) {
    level.unknown = wasUnknown;
    const previous = y;
    const slope = level.nested(() => rule.slope(x, previous));
    if (slope === undefined) return undefined;
    const change = integral(product(x.expansionOf(slope), step, level.depth), level.depth);
    const next = isNaNExpansion(change) ? undefined : from(start, change, x);
    if (next === undefined || next.order <= y.order) return next;
    y = next;
  }
}

function from(start: Scalar, change: Expansion, x: Germ): Germ | undefined {
  const lead = leadIndex(change);
  if (change.terms[lead]?.isInfinite || change.order <= 0) return undefined;
  const infinitesimal = { terms: change.terms.filter((t) => !t.isInfinite && !t.isStandard), order: change.order };
  return x.as(sum(constant(start, ROUNDOFF * magnitude(start)), infinitesimal, x.level.depth), start);
}

/** d/dε of ε^q·L^j, L = log ε: q·ε^(q-1)·L^j + j·ε^(q-1)·L^(j-1). */
function derivative({ terms, order }: Expansion, depth: number): Expansion {
  const list: Term[] = [];
  for (const t of terms) {
    list.push(times(t, term(-1, 0, t.exponent)));
    if (t.logs > 0) list.push(times(t, term(-1, -1, t.logs)));
  }
  return gather(list, order - 1, depth);
}

/** ∫ ε^q·L^j dε = ε^(q+1)/(q+1)·(L^j - j·∫...); for q = -1, L^(j+1)/(j+1). */
function integral({ terms, order }: Expansion, depth: number): Expansion {
  const list: Term[] = [];
  for (const t of terms) {
    const q = t.exponent + 1;
    if (Math.abs(q) < 1e-11) {
      list.push(times(t, term(1, 1, 1 / (t.logs + 1), 0, ROUNDOFF)));
      continue;
    }
    const reciprocal = term(0, 0, 1 / q, 0, leftOver(1, q, 1 / q) / Math.abs(q), 1 / Math.abs(q));
    let part = times(times(t, term(1, 0, 1)), reciprocal);
    list.push(part);
    for (let j = t.logs; j > 0; j--) {
      part = times(times(part, term(0, -1, -j)), reciprocal);
      list.push(part);
    }
  }
  return gather(list, order + 1, depth);
}
