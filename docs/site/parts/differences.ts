/** The V of finite differences: too long a step cuts the series off, too short a one cancels digits. */
import { derivative } from 'hyperdual/plain';

export interface Step {
  readonly h: number;
  /** Relative errors, against the exact derivative. */
  readonly forward: number;
  readonly central: number;
}

export interface Vee {
  readonly exact: number;
  readonly steps: readonly Step[];
}

export function vee(f: (t: number) => number, t: number): Vee {
  const exact = derivative(f, t);
  const size = Math.abs(exact) || 1;
  // From 1 to 2^-52, a quarter of a power of ten at a time.
  const steps = Array.from({ length: 64 }, (_, k) => {
    const h = 10 ** (-k / 4);
    const forward = (f(t + h) - f(t)) / h;
    const central = (f(t + h) - f(t - h)) / (2 * h);
    return { h, forward: Math.abs(forward - exact) / size, central: Math.abs(central - exact) / size };
  });
  return { exact, steps };
}

/** The step at which one of the two is best. */
export function best({ steps }: Vee, which: 'forward' | 'central'): Step {
  // An error that is NaN, where f is not defined beside the point, is no less than any other.
  return steps.reduce((least, step) => (step[which] < least[which] || Number.isNaN(least[which]) ? step : least));
}
