/** The bits of f(x): an expansion that comes to the value on another way than the row keeps the row's own. */
import type { Scalar } from '../scalar/active.js';
import type { Germ } from './number.js';
import { term, timesPowerOfTwo, whole } from './term.js';

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
