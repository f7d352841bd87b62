'use derivatives';
/** What the methods share: the function they minimise, its calls counted, and the path they take. */
import { configure } from 'hyperdual/plain';

// Calls of the objective are counted: none but those of the methods.
configure({ check: false });

/** What is evaluated: the sum of squares, or the curve for a method that wants to know the residuals. */
export type Objective<Y = number> = (parameters: readonly number[]) => Y;

export type Progress = (iteration: number, step: Step) => void;

export interface Step {
  readonly parameters: readonly number[];
  readonly value: number;
  /** Calls of the objective until here, with numbers of any kind. */
  readonly calls: number;
}

/**
 * A path from a start. The methods see the parameters in units of the start, u = b/|b₀|.
 *
 * Parameters may be of very different sizes, and a method that looks at lengths in their space (of a gradient, or of a step)
 * depends on the units. Newton's method alone does not, but its damping does.
 */
export class Path<Y = number> {
  readonly steps: Step[] = [];
  /** The start in its own units: all ±1, or 0. */
  readonly start: readonly number[];
  private readonly units: readonly number[];
  private readonly objective: Objective<Y>;
  private readonly progress: Progress;
  private calls = 0;

  constructor(objective: Objective<Y>, start: readonly number[], progress: Progress) {
    this.objective = objective;
    this.start = start.map(Math.sign);
    this.units = start.map((b) => Math.abs(b) || 1);
    this.progress = progress;
  }

  /** The objective of u. */
  readonly f = (u: readonly number[]): Y => {
    this.calls++;
    return this.objective(u.map((x, i) => x * this.units[i]));
  };

  add(u: readonly number[], value: number): void {
    const step = { parameters: u.map((x, i) => x * this.units[i]), value, calls: this.calls };
    this.steps.push(step);
    this.progress(this.iterations, step);
  }

  get iterations(): number {
    return this.steps.length - 1;
  }

  get end(): Step {
    return this.steps[this.iterations];
  }
}
