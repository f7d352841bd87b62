/** The arguments that all drivers of solutions take: f, a start or a solver, parameters, and how exact a solution has to be. */

import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { describe } from '../scalar/scalar.js';
import { type Flattened, fill, flatten, leavesLike, type Shape } from '../shape/shape.js';
import { sizeOf } from '../shape/size.js';
import { plainNumber } from './point.js';

/** What `root`, `fixedPoint` and `argmin` may be told. */
export interface ImplicitOptions {
  /**
   * How far a Newton step may go from the solution that a solver returns, in relation to max(1, |x|); 1e-6 when left out. The
   * derivatives are about as exact as the solution.
   */
  readonly tolerance?: number | undefined;
}

const SOLUTION = 'the solution';

/** Arguments, taken apart. */
export class Given {
  readonly driver: string;
  readonly tolerance: number;
  /** The numbers of p. */
  readonly parameters: readonly Scalar[];
  /** Those of p and of the start. */
  readonly inputs: readonly Scalar[];
  private readonly f: (x: never, p: never) => unknown;
  private readonly parameterShape: Shape | undefined;
  private readonly solver: ((p: never) => unknown) | undefined;
  /** The structure of x: that of the start, or of what the solver returned. */
  private shape: Shape | undefined;

  /** @throws {TypeError} when f is no function, or a start or p holds something that is not a number. */
  constructor(driver: string, f: unknown, start: unknown, p: unknown, options: ImplicitOptions = {}) {
    checkFunction(driver, f, `${driver}(f, x0, p)`);
    this.driver = driver;
    this.f = f as (x: never, p: never) => unknown;
    this.tolerance = toleranceOf(driver, options);
    const parameters = p === undefined ? undefined : flatten(driver, 'p', p);
    this.parameters = parameters?.leaves ?? [];
    this.parameterShape = parameters?.shape;
    if (typeof start === 'function') {
      this.solver = start as (p: never) => unknown;
      this.inputs = this.parameters;
    } else {
      const { leaves, shape } = some(driver, 'x0', flatten(driver, 'x0', start));
      this.shape = shape;
      this.inputs = [...this.parameters, ...leaves];
    }
  }

  /** f on lists of numbers. */
  call(x: readonly Scalar[], p: readonly Scalar[]): unknown {
    return this.f(this.filled(x) as never, this.parametersFrom(p) as never);
  }

  private parametersFrom(p: readonly Scalar[]): unknown {
    return this.parameterShape === undefined ? undefined : fill(this.parameterShape, p);
  }

  /** x from its numbers. */
  filled(x: readonly Scalar[]): unknown {
    return fill(this.shape as Shape, x);
  }

  /** @throws {RangeError} when y has not the structure of x. */
  like(label: string, y: unknown): Scalar[] {
    return leavesLike(this.driver, label, y, this.shape as Shape, 'x');
  }

  /** What the user's solver gives, or what is found from the start; NaN for an input that is NaN. */
  solve(inputs: readonly number[], find: (start: readonly number[], p: readonly number[]) => number[]): number[] {
    const p = inputs.slice(0, this.parameters.length);
    const start = inputs.slice(p.length);
    if (this.solver === undefined) return inputs.some(Number.isNaN) ? start.map(() => Number.NaN) : find(start, p);
    const found = this.solver(this.parametersFrom(p) as never);
    this.shape ??= some(this.driver, SOLUTION, flatten(this.driver, SOLUTION, found)).shape;
    return this.like(SOLUTION, found).map((x) => plainNumber(this.driver, x));
  }

  /** How many numbers x has, once the solver has been called where only it knows. */
  count(solve: () => unknown): number {
    if (this.shape === undefined) solve();
    return sizeOf(this.shape as unknown as Shape);
  }
}

function some(driver: string, label: string, given: Flattened): Flattened {
  if (given.leaves.length > 0) return given;
  throw new RangeError(`${driver}: expected ${label} to hold at least one number, got none. Give the unknowns.`);
}

function toleranceOf(driver: string, { tolerance = 1e-6 }: ImplicitOptions): number {
  if (typeof tolerance === 'number' && tolerance > 0) return tolerance;
  throw new RangeError(
    `${driver}: expected tolerance to be a number above 0, got ${describe(tolerance)}. Leave it out for 1e-6.`,
  );
}
