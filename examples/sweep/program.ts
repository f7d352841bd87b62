/** The outcomes with all their derivatives as one program, and where in its output everything is. */
import { type Compiled, compile, valueAndJacobian } from 'hyperdual/plain';
import type { SirParameters } from '../influenza/model.js';
import { PARAMETERS } from '../influenza/sensitivity.js';
import { GRID, type Grid, type SweepOutcomes, sweepOutcomes } from './outcomes.js';

export const OUTCOMES = ['reproduction', 'peakDay', 'peakSize', 'finalSize'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** A program for many sets of parameters. */
export type Program = Pick<Compiled<[SirParameters], unknown>, 'input' | 'output' | 'wasm' | 'map' | 'mapInTurns'>;

export function compiledSweep(grid: Grid = GRID): Program {
  return compile((p) => withSlopes(p, grid), { beta: 1, gamma: 1, initial: 1 });
}

/** The same without compiling: the numbers of one result in the order of the program's output. */
export function eagerSweep([beta, gamma, initial]: ArrayLike<number> & Iterable<number>, grid: Grid = GRID): number[] {
  const { value, jacobian } = withSlopes({ beta, gamma, initial }, grid);
  return [...Object.values(value), ...Object.values(jacobian).flatMap((slope) => Object.values(slope))] as number[];
}

function withSlopes(p: SirParameters, grid: Grid) {
  return valueAndJacobian((q: SirParameters): SweepOutcomes => sweepOutcomes(q, grid), p);
}

/** Numbers of a point. */
export const ROW: number = PARAMETERS.length;

/** Numbers of its results: the outcomes, and then the derivatives of the first, of the second ... */
export const WIDTH: number = OUTCOMES.length * (1 + ROW);

export function columnOf(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}

export function columnOfSlope(outcome: Outcome, parameter: (typeof PARAMETERS)[number]): number {
  return OUTCOMES.length + ROW * columnOf(outcome) + PARAMETERS.indexOf(parameter);
}
