// The law of singular points. Where a first answer is not to be trusted the same driver runs again beside the point, on germs,
// and the answer is the standard part of the mean of both sides: the limit of the derivative itself.
import { beside } from './germ.js';
import { newLevel, value } from './number.js';
import { met, times, total } from './rules.js';

/** A driver that looks again: at what is not finite, and where f meets two kinks, of which one may feed the other. */
export const lawful = (driver) => (f, x) => {
  const start = met.kinks;
  const y = f(x);
  const isTied = met.kinks - start > 1;
  const first = driver(f, x);
  if (!Number.isFinite(y) || (!isTied && first.every((a) => Number.isFinite(value(a))))) return first;
  const level = newLevel();
  const sides = [1, -1].map((side) => {
    const at = x.map((xi, i) => beside(level, xi, side * (1 - 0.75 * ((i * 0.3819660112501051) % 1))));
    return { y: value(f(at)), answers: driver(f, at) };
  });
  // A side on which f has no value, or jumps to another one, does not count.
  const same = sides.filter((side) => side.y === y);
  // What a germ does not know stays open.
  return first.map((_, k) => mean(same.map(({ answers }) => answers[k])));
};

const mean = (a) => (a.length === 0 ? NaN : value(times(1 / a.length, total(a))));
