'use derivatives';
/**
 * What the sweep asks of an epidemic, as one program for all sets of parameters: each decision is a choice of numbers, `c ? a : b`, which a program holds whole.
 *
 * The model and its integrator are those of the influenza example. There the search for the peak stops where it finds it,
 * and Newton's method where it has converged; here both do the same number of steps for all parameters, and a choice
 * keeps what is wanted.
 */
import { rungeKuttaStep, type State } from '../influenza/integrator.js';
import {
  BOYS,
  finalSizeRelation,
  growthOf,
  type Outcomes,
  reproductionNumber,
  type SirParameters,
  slopeOf,
  startOf,
} from '../influenza/model.js';
import { newton } from '../influenza/newton.js';

export interface Grid {
  /** How long the epidemic is watched. */
  readonly days: number;
  readonly stepsPerDay: number;
}

/** With steps of 1/16 day the peak day is right to 3e-6 days and the peak size to 2e-5 boys. */
export const GRID: Grid = { days: 10, stepsPerDay: 16 };

export type SweepOutcomes = { readonly reproduction: number } & Outcomes;

/** R₀, and what comes of it. */
export function sweepOutcomes(p: SirParameters, grid: Grid = GRID): SweepOutcomes {
  return { reproduction: reproductionNumber(p), ...peak(p, grid), finalSize: finalSize(p) };
}

/**
 * The peak of the solution, between the points of the grid.
 *
 * The greatest value on the grid would put the day on the grid, with derivative 0; a parabola through the three greatest
 * jumps where the middle one changes. So, as in the influenza example: I grows while β·S/N > γ, and S only falls, so there
 * is one last point of the grid at which I still grows. A choice keeps it. The peak is a Runge-Kutta step of length τ away,
 * where τ is the root of the growth. From one step to the next only the error of the integrator changes.
 *
 * An epidemic that does not grow has its peak at the start, one that still grows at the end of the grid none: NaN.
 */
function peak(p: SirParameters, { days, stepsPerDay }: Grid): Pick<Outcomes, 'peakDay' | 'peakSize'> {
  const h = 1 / stepsPerDay;
  const slope = slopeOf(p);
  const growth = growthOf(p);
  const start = startOf(p);
  let now = start;
  let last: readonly number[] = [0, ...start];
  for (let step = 1; step <= days * stepsPerDay; step++) {
    now = rungeKuttaStep(slope, now, h);
    last = either(growth(now), [step * h, ...now], last);
  }
  const [day, ...state] = last;
  const after = (t: number): State => rungeKuttaStep(slope, state, t);
  // Growth is nearly straight within a step: two steps reach the last digits, the third is for the derivatives.
  const root = newton((t) => growth(after(t)), h / 2, NEAR);
  const tau = growth(start) > 0 ? root : 0;
  const [peakDay, peakSize] = either(growth(now), [Number.NaN, Number.NaN], [day + tau, after(tau)[1]]);
  return { peakDay, peakSize };
}

/** One list or the other, number by number. */
function either(growth: number, then: readonly number[], otherwise: readonly number[]): number[] {
  return then.map((x, i) => (growth > 0 ? x : otherwise[i]));
}

const NEAR = 3;

/** N - S(∞) by Newton's method from the start of the influenza example, for R₀ of 1.5 and more. */
function finalSize(p: SirParameters): number {
  const [s0] = startOf(p);
  return BOYS - newton(finalSizeRelation(p), s0 * Math.exp(-reproductionNumber(p)), FAR);
}

const FAR = 7;
