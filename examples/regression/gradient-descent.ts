/** Gradient descent with a backtracking line search, for comparison: every step goes straight down the slope. */
import { valueAndGradient } from 'hyperdual/plain';
import { type Objective, Path, type Progress } from './path.js';

/** A change below this share of the value is lost in its rounding. */
const ROUNDING = 1e-13;
/** A step must bring this share of the fall that the slope promises. */
const SUFFICIENT = 1e-4;

interface Point {
  readonly value: number;
  readonly gradient: readonly number[];
}

export function gradientDescent(
  objective: Objective,
  start: readonly number[],
  limit = 20_000,
  progress: Progress = () => {},
): Path {
  const path = new Path(objective, start, progress);
  let u = path.start;
  let at: Point = valueAndGradient(path.f, u);
  path.add(u, at.value);
  // The first step is 1/10 long; then each search starts at twice the length of the last step.
  let length = 0.05 / Math.sqrt(dot(at.gradient, at.gradient));
  while (path.iterations < limit) {
    const found = search(path, u, at, 2 * length);
    if (found === undefined) break;
    ({ u, at, length } = found);
    path.add(u, at.value);
  }
  return path;
}

interface Found {
  readonly u: readonly number[];
  readonly at: Point;
  readonly length: number;
}

/** Halves the step until the value falls enough. Where rounding hides the fall, the slopes at both ends must tell it. */
function search(
  path: Path,
  u: readonly number[],
  { value: before, gradient }: Point,
  longest: number,
): Found | undefined {
  const slope = -dot(gradient, gradient);
  if (slope === 0) return undefined;
  for (let length = longest; length > 1e-20 * longest; length /= 2) {
    const next = u.map((x, i) => x - length * gradient[i]);
    const after = path.f(next);
    const enough = after <= before + SUFFICIENT * length * slope;
    if (!enough && !(Math.abs(after - before) <= ROUNDING * Math.abs(before))) continue;
    const at = valueAndGradient(path.f, next);
    // Of a parabola that falls enough the slope at the end is at most this (Hager and Zhang, 2005).
    if (enough || -dot(at.gradient, gradient) <= (2 * SUFFICIENT - 1) * slope) return { u: next, at, length };
  }
  return undefined;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, x, i) => total + x * b[i], 0);
}
