/** Flights drawn from the model, with their scans: what a consistent filter must get right on the average. */
import { matvec } from 'hyperdual/linalg';
import { random } from '../network/random.js';
import type { Belief } from './gaussian.js';
import {
  BEARING_ERROR,
  DISTURBANCE,
  type Matrix,
  move,
  RANGE_ERROR,
  type Scan,
  seenFrom,
  type Vector,
} from './model.js';

/** Standard Gaussians by the method of Box and Muller, the same in every run. */
export function gaussians(seed: number): () => number {
  const uniform = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A flight past the radar: true states and scans, one of each for a period. */
export interface Flight {
  readonly states: readonly Vector[];
  readonly scans: readonly Scan[];
}

const START = [-5000, 10_000, 150, 0, 0];
const UNSURE = [800, 800, 20, 20, Math.PI / 180];

/** What is known when tracking begins: a place good to 800 m, a velocity, and nothing of a turn. */
export const HANDOVER: Belief = {
  mean: START,
  covariance: diagonal(UNSURE.map((s) => s ** 2)),
};

function diagonal(entries: Vector): Matrix {
  return entries.map((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));
}

/**
 * The flight of a seed: the first state from the handover's Gaussian, then the model with random disturbances.
 *
 * So the filters are told the truth about everything but the disturbances, and what is wrong in their results is the work
 * of their approximations.
 */
export function fly(seed: number, scans: number): Flight {
  const next = gaussians(seed);
  const flight: { states: Vector[]; scans: Scan[] } = { states: [], scans: [] };
  let state: Vector = START.map((mean, i) => mean + UNSURE[i] * next());
  for (let k = 0; k < scans; k++) {
    const push = matvec(DISTURBANCE, [next(), next(), next()]);
    state = move(state).map((x, i) => x + push[i]);
    const [range, bearing] = seenFrom(0)(state);
    flight.states.push(state);
    flight.scans.push({ range: range + RANGE_ERROR * next(), bearing: bearing + BEARING_ERROR * next() });
  }
  return flight;
}
