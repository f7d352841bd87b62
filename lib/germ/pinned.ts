/** The bits of f(x): an expansion that comes to the value on another way than the row keeps the row's own. */
import type { Scalar } from '../scalar/active.js';
import { add, sub } from '../scalar/arithmetic.js';
import { value } from '../scalar/scalar.js';
import type { Expansion } from './expansion.js';
import type { Germ } from './number.js';
import { isExactZero, type Term, term, timesPowerOfTwo, whole } from './term.js';

/** What another way may differ by. */
const NEAR = 1e-9;

/** The number with v for its standard part, where that is what it is but for rounding. */
export function pinned(y: Scalar, v: number): Scalar {
  if (typeof y === 'number') return y;
  const germ = y as Germ;
  const i = germ.terms.findIndex((t) => t.isStandard);
  const t = germ.terms[i];
  if (t === undefined || typeof t.coefficient !== 'number' || !(Math.abs(v) > 1e-290 && Math.abs(v) < 1e300)) return y;
  const moved = Math.abs((whole(t) as number) - v);
  if (moved === 0 || !(moved < NEAR * Math.abs(v))) return y;
  const terms = [...germ.terms];
  terms[i] = term(0, 0, v, 0, timesPowerOfTwo(t.error, t.scale) + moved, Math.abs(v));
  return germ.as({ terms, order: germ.order }, germ.primal);
}

/** An expansion with v for its standard part, which it is by definition, whatever rounding has made of it. */
export function withStandardPart({ terms, order }: Expansion, v: number): Expansion {
  const i = terms.findIndex((t) => t.exponent >= 0 && !t.isInfinite);
  const at = i < 0 ? terms.length : i;
  const old: Term | undefined = terms[at]?.isStandard ? terms[at] : undefined;
  const was = old === undefined ? 0 : whole(old);
  const standard = term(0, 0, typeof was === 'number' ? v : add(sub(was, value(was)), v));
  const rest = terms.slice(old === undefined ? at : at + 1);
  return { terms: [...terms.slice(0, at), ...(isExactZero(standard) ? [] : [standard]), ...rest], order };
}

/** An expansion as it is: what an iteration starts from that corrects its errors. */
export function withoutBounds({ terms, order }: Expansion): Expansion {
  return { terms: terms.map((t) => term(t.exponent, t.logs, t.coefficient, t.scale)), order };
}
