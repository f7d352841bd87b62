/**
 * x^y of germs.
 *
 * For a constant y the leading term of x comes out and the rest is a binomial series. Else, with x = a ε^q (1 + δ) and s the
 * standard part of y,
 *
 *     x^y = (a ε^q)^s · e^((y-s)·(log a + q·log ε) + y·log(1+δ))
 *
 * so the value is that of pow at the point.
 */
import { exp, log } from '../functions/exponential.js';
import { pow } from '../functions/powers.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import type { Partials } from '../scalar/rule.js';
import { constant, isBeyond, single, ZERO } from './expansion.js';
import type { Germ } from './number.js';
import { leadingOut, power, powerOfTerm } from './powers.js';
import { whole } from './term.js';

export function realPower(x: Germ, y: Germ, n: number): Partials {
  const p = constantOf(y);
  const f = p === undefined ? byExponential(x, y) : constantPower(x, p);
  const flat = { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  if (n === 0) return flat;
  const exponent = p === undefined ? y : x.exponent(p);
  const isZero = x.sign === 0;
  // Of a whole p the lower powers are exact; else they are f/x, whose exponents are.
  const lower = (k: number): Scalar => {
    if (p === undefined) return k === 1 ? div(f, x) : div(div(f, x), x);
    return Number.isInteger(p) || isZero ? lowered(x, p, k) : k === 1 ? div(f, x) : div(div(f, x), x);
  };
  const fx = mulUnlessZero(exponent, () => lower(1));
  const isFlat = isZero && y.standard > 0;
  const l = isFlat ? 0 : log(x);
  const fy = isFlat ? 0 : mul(l, f);
  if (n === 1) return { ...flat, fx, fy };
  return {
    f,
    fx,
    fy,
    fxx: mulUnlessZero(mul(exponent, sub(exponent, 1)), () => lower(2)),
    fxy: isFlat ? lower(1) : mul(lower(1), add(1, mul(exponent, l))),
    fyy: isFlat ? 0 : mul(l, fy),
  };
}

function mulUnlessZero(factor: Scalar, of: () => Scalar): Scalar {
  return factor === 0 ? 0 : mul(factor, of());
}

/** The exponent as a plain number, if it is one. */
function constantOf(y: Germ): number | undefined {
  if (y.order !== Number.POSITIVE_INFINITY || isBeyond(y)) return undefined;
  if (y.terms.length === 0) return 0;
  const p = y.terms[0].isStandard && y.terms.length === 1 ? whole(y.terms[0]) : undefined;
  return typeof p === 'number' ? p : undefined;
}

function constantPower(x: Germ, p: number): Scalar {
  if (p === 0) return 1;
  if (p === 1) return x;
  return x.as(power(x, { p, of: (a) => pow(a, p) }, x.level), 0);
}

/** x^(p-k). */
function lowered(x: Germ, p: number, k: number): Scalar {
  return constantPower(x, p - k);
}

function byExponential(x: Germ, y: Germ): Scalar {
  const s = y.standard;
  if (!Number.isFinite(s)) return exp(mul(y, log(x)));
  if (x.sign === 0 && x.order === Number.POSITIVE_INFINITY) {
    return s > 0 ? x.as(ZERO, 0) : s < 0 ? x.as(constant(Number.POSITIVE_INFINITY), 0) : x.notANumber();
  }
  const out = isBeyond(x) ? undefined : leadingOut(x);
  if (out === undefined || x.sign < 0) return exp(mul(y, log(x)));
  const leading = x.as(single(out.lead), 0);
  const one = div(x, leading);
  const at = y.terms.find((t) => t.isStandard);
  const standard = at === undefined ? 0 : whole(at);
  const power =
    typeof standard === 'number' ? powerOfTerm(out.lead, { p: standard, of: (a) => pow(a, standard) }) : undefined;
  if (power === undefined) return exp(mul(y, log(x)));
  const rest = add(mul(sub(y, standard), log(leading)), mul(y, log(one)));
  return mul(x.as(single(power), 0), exp(rest));
}
