'use derivatives';
/**
 * The epidemic model of Kermack and McKendrick (1927). Of N boys, S are susceptible, I infected and R recovered:
 *
 *     dS/dt = -β·S·I/N
 *     dI/dt =  β·S·I/N - γ·I
 *     dR/dt =  γ·I                 R(0) = 0, S + I + R = N, so R need not be integrated
 *
 * β is the number of contacts a day that would infect, γ the share of the infected that recovers in a day.
 */
import { integrate, rungeKuttaStep, type Slope, type State } from './integrator.js';
import { root } from './newton.js';

export const BOYS = 763;

/** A power of two, so that the grid's times are exact. The error of I(t) is then below 1e-8 boys. */
export const STEPS_PER_DAY = 256;

export interface SirParameters {
  /** β, contacts per day. */
  readonly beta: number;
  /** γ, recoveries per day. */
  readonly gamma: number;
  /** I(0), boys. */
  readonly initial: number;
}

type Rates = Pick<SirParameters, 'beta' | 'gamma'>;

export function slopeOf({ beta, gamma }: Rates): Slope {
  return ([s, i]) => {
    const infections = (beta * (s * i)) / BOYS;
    return [-infections, infections - gamma * i];
  };
}

export function startOf({ initial }: SirParameters): State {
  return [BOYS - initial, initial];
}

/** I'/I = β·S/N - γ: the infected grow in number while it is positive. */
export function growthOf({ beta, gamma }: Rates): (y: State) => number {
  return ([s]) => (beta * s) / BOYS - gamma;
}

/** The states [S, I] on a grid of equal steps over the days. */
export function epidemic(p: SirParameters, days: number, stepsPerDay: number = STEPS_PER_DAY): State[] {
  return integrate(slopeOf(p), startOf(p), 1 / stepsPerDay, days * stepsPerDay);
}

/** I(t) at t = 0, 1/perDay, 2/perDay, ..., days. */
export function infected(p: SirParameters, days: number, perDay = 1, stepsPerDay: number = STEPS_PER_DAY): number[] {
  const stride = stepsPerDay / perDay;
  return epidemic(p, days, stepsPerDay)
    .filter((_, step) => step % stride === 0)
    .map(([, i]) => i);
}

/** Cases that one case causes among susceptibles only: R₀ = β/γ. */
export function reproductionNumber({ beta, gamma }: SirParameters): number {
  return beta / gamma;
}

export interface Outcomes {
  /** max I(t), boys. */
  readonly peakSize: number;
  /** Where I(t) has its maximum, days. */
  readonly peakDay: number;
  /** N - S(∞), boys. */
  readonly finalSize: number;
}

export function outcomes(p: SirParameters): Outcomes {
  return { ...peak(p), finalSize: finalSize(p) };
}

/**
 * The peak of the continuous solution, not of the grid: the greatest of the grid's values would have its day on the grid
 * for all parameters, with derivative 0.
 *
 * I'/I = β·S/N - γ falls with S, so the peak lies in the first step at whose end it is no longer positive. Inside that step
 * the solution is the Runge-Kutta step of length τ from the step's start, and τ solves I'(τ) = 0. The root carries the
 * derivatives of both the start and the rates; the step of that length then carries those of the state at the peak. (Where
 * the peak passes from one step to the next the result has a kink, of the size of the integrator's error.)
 */
function peak(p: SirParameters): Pick<Outcomes, 'peakSize' | 'peakDay'> {
  const slope = slopeOf(p);
  const growth = growthOf(p);
  const h = 1 / STEPS_PER_DAY;
  let state = startOf(p);
  if (!(growth(state) > 0)) {
    throw new RangeError('peak: expected an epidemic that grows, β·S(0)/N > γ. The maximum is at the start.');
  }
  for (let step = 0; step < LONGEST * STEPS_PER_DAY; step++) {
    const start = state;
    state = rungeKuttaStep(slope, start, h);
    if (growth(state) > 0) continue;
    const tau = root((t) => growth(rungeKuttaStep(slope, start, t)), h / 2);
    return { peakSize: rungeKuttaStep(slope, start, tau)[1], peakDay: step * h + tau };
  }
  throw new RangeError(`peak: expected a peak within ${LONGEST} days, got an epidemic that still grows then.`);
}

const LONGEST = 1000;

/**
 * All who are ever infected, N - S(∞), without integrating to infinity. From dS/dR = -(R₀/N)·S,
 *
 *     log(S(∞)/S(0)) + R₀·(N - S(∞))/N = 0,
 *
 * the final-size relation. Its left side is concave in S(∞) and below 0 at S(0)·exp(-R₀): from there Newton's method goes up
 * to the root that is meant and cannot pass it.
 */
function finalSize(p: SirParameters): number {
  const [s0] = startOf(p);
  return BOYS - root(finalSizeRelation(p), s0 * Math.exp(-reproductionNumber(p)));
}

/** The left side of the final-size relation, as a function of S(∞). */
export function finalSizeRelation(p: SirParameters): (s: number) => number {
  const [s0] = startOf(p);
  const r0 = reproductionNumber(p);
  return (s) => Math.log(s / s0) + r0 * ((BOYS - s) / BOYS);
}
