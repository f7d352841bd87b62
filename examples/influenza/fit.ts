/** The fits of the epidemic to the boys in bed. */
import { gradient } from 'hyperdual/plain';
import type { Outbreak } from './data.js';
import { type Curve, eager, type Fit, leastSquares, standardError } from './least-squares.js';
import { infected, reproductionNumber, type SirParameters } from './model.js';

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

/** What a fit says of the epidemic. */
export interface EpidemicFit extends Fit {
  readonly named: SirParameters;
  /** R₀ = β/γ. */
  readonly reproduction: Estimate;
  /** 1/γ, days. */
  readonly infectiousPeriod: Estimate;
}

/**
 * The main fit: β, γ and the number of infected boys on day 0, all three from the data.
 *
 * @param curve - I(t) on the days of the data by [β, γ, I₀]; compiled.ts has others that are faster.
 */
export function fit({ inBed }: Outbreak, curve: Curve = eagerCurve(inBed.length - 1)): EpidemicFit {
  return estimates(leastSquares(curve, inBed, listed(GUESS)), named);
}

/** I(t) on the days 0, 1, ..., days by [β, γ, I₀]. */
export function eagerCurve(days: number): Curve {
  return eager((p) => infected(named(p), days));
}

/**
 * The fit as in the textbooks: the start is not fitted, but one boy is infected the day before the first count.
 *
 * The choice matters for R₀: an epidemic that is assumed to start with fewer boys must grow faster.
 */
export function fitFromOneBoy({ inBed }: Outbreak): EpidemicFit {
  return withStart(inBed, 1, 1);
}

/** The start taken from the first count: three infected boys on day 0. */
export function fitFromFirstCount({ inBed }: Outbreak): EpidemicFit {
  return withStart(inBed, inBed[0], 0);
}

/** β and γ only, from a given number of infected boys some days before day 0. */
function withStart(inBed: readonly number[], initial: number, daysBefore: number): EpidemicFit {
  const all = ([beta, gamma]: readonly number[]): SirParameters => ({ beta, gamma, initial });
  const last = inBed.length - 1 + daysBefore;
  return estimates(
    leastSquares(
      eager((p) => infected(all(p), last).slice(daysBefore)),
      inBed,
      [GUESS.beta, GUESS.gamma],
    ),
    all,
  );
}

const GUESS: SirParameters = { beta: 2, gamma: 0.5, initial: 1 };

function estimates(found: Fit, name: (list: readonly number[]) => SirParameters): EpidemicFit {
  const estimate = (quantity: (p: SirParameters) => number): Estimate => {
    const q = (list: readonly number[]): number => quantity(name(list));
    const p = found.parameters;
    return { value: q(p), standardError: standardError(found, gradient(q, p)) };
  };
  const { beta, gamma, initial } = name(found.parameters);
  return {
    ...found,
    named: { beta, gamma, initial },
    reproduction: estimate(reproductionNumber),
    infectiousPeriod: estimate((p) => 1 / p.gamma),
  };
}

export function named([beta, gamma, initial]: readonly number[]): SirParameters {
  return { beta, gamma, initial };
}

export function listed({ beta, gamma, initial }: SirParameters): number[] {
  return [beta, gamma, initial];
}
