/** Forward against reverse: inputs at one output, outputs at one input, and the crossing in between. */
import { compareModes, type ModeComparison } from 'hyperdual/analysis';
import { send } from '../case.js';
import { consume, consumed } from '../measure.js';
import { funnel, point } from '../workloads.js';

/** One measured pair of sizes. */
export interface Point {
  readonly inputs: number;
  readonly outputs: number;
  /** Work of the Jacobian divided by the work of f. */
  readonly work: { readonly forward: number; readonly reverse: number };
  /** Milliseconds. */
  readonly time: { readonly function: number; readonly forward: number; readonly reverse: number };
  /** As compareModes says. */
  readonly mode: 'forward' | 'reverse';
}

export interface Curves {
  readonly steps: number;
  readonly inputs: readonly Point[];
  readonly outputs: readonly Point[];
  readonly both: readonly Point[];
}

const STEPS = 200;
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const NEAR = [1, 2, 4, 8, 16, 32, 48, 64, 96, 128];
const TOGETHER = 16;

/** Modes that disagree measure nothing: a difference beyond rounding ends the run. */
function measured(inputs: number, outputs: number): Point {
  const report = compareModes((x) => funnel(x, outputs, STEPS), point(inputs), { budget: 600 });
  if (!(report.agreement.relative < 1e-12)) throw new Error(`the modes differ: ${report}`);
  consume(report.agreement.ulps);
  const cost = (mode: 'forward' | 'reverse'): number => report[mode].operations.work / report.function.operations.work;
  const time = (cost: Pick<ModeComparison['forward'], 'time'>): number => cost.time ?? Number.NaN;
  return {
    inputs,
    outputs,
    work: { forward: cost('forward'), reverse: cost('reverse') },
    time: { function: time(report.function), forward: time(report.forward), reverse: time(report.reverse) },
    mode: report.mode,
  };
}

// Once through both modes, so that the first point is not the one that pays for compiling.
measured(4, 4);

const curves: Curves = {
  steps: STEPS,
  inputs: SIZES.map((n) => measured(n, 1)),
  outputs: SIZES.map((m) => measured(1, m)),
  both: NEAR.map((n) => measured(n, TOGETHER)),
};
send({ subject: 'modes', more: curves, consumed: consumed() });
