/** What is asked of the germs in a number: they come in a second look only, so their class is not imported. */
import type { Oracle, Scalar } from '../scalar/active.js';
import { add, sub } from '../scalar/arithmetic.js';
import { groundOf } from '../scalar/orders.js';

function oracleOf(x: Scalar): Oracle | undefined {
  return typeof x === 'number' ? undefined : x.oracle;
}

/** The standard part of a number without parts. */
export function standardOf(x: Scalar): number {
  return typeof x === 'number' ? x : (oracleOf(x)?.standard ?? Number.NaN);
}

/** True for 0 but for rounding errors, or for what is this small beside 1. */
export function isNothing(x: Scalar, beside: number): boolean {
  return typeof x === 'number' ? Math.abs(x) <= beside : oracleOf(x)?.isNothing?.(beside) === true;
}

/** Without bounds on errors. */
export function exact(x: Scalar): Scalar {
  return oracleOf(x)?.exact?.() ?? x;
}

/** The number with its germ as it is to be seen. */
export function shownAs(x: Scalar, value: number, standard: number | undefined): Scalar {
  return onGround(x, (ground) => seenAs(ground, value, standard));
}

/** The number with a germ that is 0 at the point, from its leading term on. */
export function infinitesimal(x: Scalar): Scalar {
  return onGround(x, (ground) => {
    const seen = seenAs(ground, 0, 0);
    return oracleOf(seen)?.trimmed?.() ?? seen;
  });
}

function seenAs(ground: Scalar, value: number, standard: number | undefined): Scalar {
  if (typeof ground === 'number') return standard ?? value;
  return oracleOf(ground)?.shownAs?.(value, standard) ?? ground;
}

function onGround(x: Scalar, change: (ground: Scalar) => Scalar): Scalar {
  const ground = groundOf(x);
  return x === ground ? change(ground) : add(sub(x, ground), change(ground));
}
