/** Which singular points a function meets, which of its derivatives were looked at again there, and what came of it. */
import { secondOrderOf } from '../forward/hessian.js';
import { jacobian } from '../forward/jacobian.js';
import { anyOutput, checkFunction } from '../forward/seed.js';
import { type LookRecord, observed, type Verdict, withDriversObserved } from '../look/observe.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten, leafPaths, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { Notebook, type Singularity, SingularityProbe } from './singularity-probe.js';

/** A derivative that was looked at again. */
export interface LookedAt {
  /** The number of f(x), as a path: '' for a single number, '[1]', '.a[0]'. */
  readonly output: string;
  /** The inputs it is a derivative by, one or two. */
  readonly inputs: readonly string[];
  /** Why: it was not finite (infinite slopes, the curvature of kinks), or ties fed one another. */
  readonly cause: 'not finite' | 'ties';
  /** The first answer. */
  readonly first: number;
  /** What the driver answers. */
  readonly answer: number;
  /** `smooth` where both sides agree, `kink`, `jump`, `infinite`, or `undecided` where the first answer stays. */
  readonly verdict: Verdict;
}

/** What singularities(f, x) found. */
export interface SingularityReport {
  /** The singular points in the order in which f meets them. */
  readonly points: readonly Singularity[];
  /** The derivatives that were looked at again. */
  readonly looks: readonly LookedAt[];
  /** Calls of f for the derivatives, and how many of them were looks. */
  readonly calls: number;
  /** The calls of f that were looks. */
  readonly callsOfLooks: number;
  /** Operations on germs. */
  readonly operations: number;
  /** True where a look would have cost more than `look.operations`, and was left. */
  readonly isOver: boolean;
}

/** What singularities(f, x) is asked for. */
export interface SingularityOptions {
  /** Order of the derivatives: 2 looks at gradient and Hessian, 1 at the Jacobian alone. */
  readonly order?: 1 | 2;
}

/**
 * The singular points that f meets at x (kinks and ties, jumps, infinite or missing slopes, values outside the domain), and
 * the derivatives that were looked at again there, each with a verdict.
 *
 * @param f - any function the drivers take; called once on numbers that record what happens to them, and for its derivatives
 * as by `hessian` (order 2) or `gradient` (order 1), twice more where a look is due.
 * @param x - where: a number, an array of any depth, or a record.
 * @remarks A function that branches on `value(x)` is reported for the branch taken.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @example
 * const { points, looks } = singularities((x) => square(sqrt(abs(x))), 0);
 * points.map(({ name, rule }) => `${name}: ${rule}`);
 * // => ['abs: kink, the middle of the slopes; no curvature', 'sqrt: infinite slope, by continuity']
 * @example
 * const { looks } = singularities((x) => square(sqrt(abs(x))), 0, { order: 1 });
 * looks.map(({ first, answer, verdict }) => [first, answer, verdict]); // => [[NaN, 0, 'kink']]
 */
export function singularities<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x: Checked<X>,
  options?: SingularityOptions,
): SingularityReport;
export function singularities(
  f: (x: never) => Output,
  x: unknown,
  { order = 2 }: SingularityOptions = {},
): SingularityReport {
  checkFunction('singularities', f);
  const { points, inputs, outputs } = pointsOf(f, x);
  const records: LookRecord[] = [];
  let calls = 0;
  let callsOfLooks = 0;
  const counted = (t: never): Output => {
    calls++;
    return f(t);
  };
  const driver = order === 1 ? 'jacobian' : 'singularities';
  observed(
    () => {
      if (order === 1) jacobian(counted as never, x as never);
      else secondOrderOf(driver, counted, x, anyOutput('singularities'));
    },
    (record) => {
      if (record.question.driver !== driver) return;
      records.push(record);
      callsOfLooks += record.calls;
    },
  );
  const looks = records.flatMap((record) => looksOf(record, leafPaths(inputs), leafPaths(outputs)));
  const operations = records.reduce((total, record) => total + record.operations, 0);
  return { points, looks, calls, callsOfLooks, operations, isOver: records.some(({ isOver }) => isOver) };
}

function pointsOf(f: (x: never) => Output, x: unknown): { points: Singularity[]; inputs: Shape; outputs: Shape } {
  const input = flatten('singularities', 'x', x);
  const level = new Level('singularities');
  const notebook = new Notebook();
  try {
    const leaves = input.leaves.map((leaf) => new SingularityProbe(level, notebook.observe, value(leaf)));
    const y = withDriversObserved(() => f(fill(input.shape, leaves) as never), notebook.driver);
    const output = flatten('singularities', 'f(x)', y);
    return { points: notebook.list(), inputs: input.shape, outputs: output.shape };
  } finally {
    level.close();
  }
}

/** The entries of a record: n slopes in a row, and behind them the Hessian, row by row, of which one half is enough. */
function looksOf(
  { suspects, verdicts, first, rows }: LookRecord,
  inputs: readonly string[],
  outputs: readonly string[],
): LookedAt[] {
  const n = inputs.length;
  return suspects.flatMap(({ row, place, cause }, k) => {
    const [i, j] = place < n ? [place, undefined] : [Math.floor((place - n) / n), (place - n) % n];
    if (j !== undefined && j < i) return [];
    const by = j === undefined ? [i] : [i, j];
    const at = (list: readonly (readonly Scalar[])[]): number => value(list[row]?.[place]);
    return {
      output: outputs[row],
      inputs: by.map((index) => inputs[index]),
      cause,
      first: at(first.rows),
      answer: at(rows),
      verdict: verdicts[k],
    };
  });
}
