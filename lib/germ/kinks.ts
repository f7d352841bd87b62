/**
 * Kinks and jumps of one germ: |x|, sign, and the functions that are constant between jumps.
 *
 * The side is that of the leading coefficient. A germ that is 0 to all orders is on no side: |x| and sign x are 0 with slope
 * 0, and it is no kink.
 */
import { ABS, SIGN } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add } from '../scalar/arithmetic.js';
import { jets, type UnaryRule } from '../scalar/rule.js';
import { constant, leadIndex, passedOver, single } from './expansion.js';
import type { Germ } from './number.js';
import { term, whole } from './term.js';

/** The value and the first n derivatives; undefined for all other rows. */
export function kinkJets(rule: UnaryRule, x: Germ, n: number): Scalar[] | undefined {
  if (rule === ABS) return jetsTo(n, absolute(x));
  if (rule === SIGN) return jetsTo(n, [signum(x), 0]);
  const step = rule.stepAt;
  return step === undefined ? undefined : jetsTo(n, [stepped(rule, x, step), 0]);
}

/** Value, slope and as many zeros as are asked for. */
function jetsTo(n: number, [y, slope]: readonly [Scalar, Scalar]): Scalar[] {
  return [y, slope, 0, 0].slice(0, n + 1);
}

function absolute(x: Germ): [Scalar, Scalar] {
  const s = x.sign;
  if (s > 0) return [x, 1];
  if (s < 0) return [x.neg(), -1];
  return s === 0 ? [zeroOf(x), 0] : [x.notANumber(), x.notANumber()];
}

function signum(x: Germ): Scalar {
  const s = x.sign;
  if (s !== s) return x.notANumber();
  if (x.standard === 0) x.level.jump = true;
  const zero = passedOver(x, leadIndex(x));
  return x.as(constant(add(s, zero)), s);
}

/** 0 as far as x is. */
function zeroOf(x: Germ): Germ {
  const zero = passedOver(x, x.terms.length);
  return x.as({ terms: single(term(0, 0, zero)).terms, order: x.order }, 0);
}

function stepped(rule: UnaryRule, x: Germ, step: (s: number, side: number) => number): Scalar {
  const s = x.standard;
  if (s !== s) return x.notANumber();
  if (!Number.isFinite(s)) {
    // Whole orders of an infinite number, and a bounded rest.
    return x.as({ terms: x.terms.filter((t) => t.isInfinite), order: Math.min(x.order, 0) }, s);
  }
  const standard = x.terms.find((t) => t.isStandard);
  const at = standard === undefined ? 0 : whole(standard);
  const base = jets(rule, at, 0)[0];
  if (step(s, -1) === 0 && step(s, 1) === 0) return x.as(constant(base), base);
  const beside = x.sub(at) as Germ;
  const side = beside.sign;
  if (side !== side) return x.notANumber();
  if (side !== 0) x.level.jump = true;
  return x.as(constant(add(base, step(s, side))), base);
}
