/** The methods against each other, from the same start. */
import { gaussNewton } from './gauss-newton.js';
import { gradientDescent } from './gradient-descent.js';
import { newton } from './newton.js';
import type { Path, Step } from './path.js';
import type { Problem } from './problem.js';
import { agreement } from './statistics.js';

export const METHODS = ["Newton's method", 'gradient descent', 'Gauss-Newton'] as const;
export type Method = (typeof METHODS)[number];

export interface Run {
  readonly problem: Problem;
  /** 0 or 1. */
  readonly start: number;
  readonly method: Method;
  readonly path: Path<unknown>;
}

/** All methods from both starts. */
export function duel(
  problem: Problem,
  limit: number,
  progress: (run: Omit<Run, 'path'>, iteration: number, step: Step) => void = () => {},
): Run[] {
  return problem.starts.flatMap((b, start) =>
    METHODS.map((method) => {
      const run = { problem, start, method };
      return { ...run, path: pathOf(problem, b, method, limit, (k, step) => progress(run, k, step)) };
    }),
  );
}

function pathOf(
  problem: Problem,
  start: readonly number[],
  method: Method,
  limit: number,
  progress: (iteration: number, step: Step) => void,
): Path<unknown> {
  if (method === "Newton's method") return newton(problem.rss, start, limit, progress);
  if (method === 'gradient descent') return gradientDescent(problem.rss, start, limit, progress);
  return gaussNewton(problem, start);
}

/** The first iteration whose parameters have so many certified digits, if any has. */
export function reached({ problem, path }: Run, digits: number): number | undefined {
  const first = path.steps.findIndex(({ parameters }) => agreement(parameters, problem.certified.parameters) >= digits);
  return first < 0 ? undefined : first;
}
