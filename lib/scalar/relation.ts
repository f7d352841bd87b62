/** Which of two numbers is outside, and the check that neither has outlived its driver call. */
import type { Active, Scalar } from './active.js';
import type { Level } from './level.js';
import { describe, isActive, notAScalar } from './scalar.js';

/**
 * True when y belongs to a higher level than x, so that x is a constant to it.
 *
 * Called only where two numbers that are not of the same fast class meet, so the checks cost the common case nothing.
 */
export function isOutside(y: Scalar, x: Active): y is Active {
  if (typeof y === 'number') return false;
  if (!isActive(y)) throw notAScalar('hyperdual', y);
  if (y.level.id === x.level.id) return false;
  checkOpen(x);
  checkOpen(y);
  return y.level.id > x.level.id;
}

/** True for numbers of a level, of the number-only class or of the general one. */
export function isOfLevel<N extends Active>(x: Scalar | null, level: Level): x is N {
  return typeof x !== 'number' && x?.level.id === level.id;
}

/** The one of two arguments, not both plain numbers, that belongs to the higher level. */
export function outermost(x: Scalar, y: Scalar): Active {
  if (typeof x === 'number') return active(y);
  if (typeof y === 'number') return active(x);
  return isOutside(y, active(x)) ? y : x;
}

function active(x: Scalar): Active {
  if (!isActive(x)) throw notAScalar('hyperdual', x);
  return x;
}

/**
 * @throws {TypeError} when the driver call that made x has ended: its infinitesimal means nothing any more.
 */
export function checkOpen(x: Active): void {
  if (!x.level.open) {
    throw new TypeError(
      `${x.level.owner}: expected its numbers to stay inside the call, got ${describe(x)} after the call had ended. ` +
        'Return what you need from f, or keep value(x), instead of storing the number outside.',
    );
  }
}
