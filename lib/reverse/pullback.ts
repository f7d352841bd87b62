/** The value of f and as many vector-Jacobian products as one likes, from one call of f. */
import { anyOutput } from '../forward/seed.js';
import { beginning, examined, type Start } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { met } from '../scalar/met.js';
import { fill, leavesLike } from '../shape/shape.js';
import type { Checked, Input, Lifted, Like, Output, Valued } from '../shape/types.js';
import { Tape } from '../tape/tape.js';
import { questionOf, type Recording, record, type Subject, subjectOf, withRecording } from './recording.js';

/**
 * The value of f and a function for its vector-Jacobian products: f is evaluated once, each product is one sweep.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns `{ value, pullback }`; pullback takes a cotangent of the shape of f(x) and gives wᵀJ in the structure of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} from pullback, when its argument has not the shape of f(x).
 * @remarks Memory: 24 bytes an operation, kept as long as the pullback.
 * @see Mathematics for Machine Learning, (5.114)-(5.117)
 * @example
 * const { value, pullback } = reverse.pullback(([x, y]) => [mul(x, y), add(x, y)], [2, 3]);
 * [value, pullback([1, 0]), pullback([0, 1])]; // => [[6, 5], [3, 2], [1, 1]]
 */
export function pullback<const X extends Input, const Y extends Output>(
  f: (x: Lifted<X>) => Y,
  x: Checked<X>,
): { value: Valued<Y, X>; pullback: (w: Valued<Y, X>) => Like<X> };
export function pullback(f: (x: never) => unknown, x: unknown): { value: unknown; pullback: (w: never) => unknown } {
  const subject = subjectOf('pullback', f, x, anyOutput('pullback'));
  const { input } = subject;
  const start = beginning();
  const recording = record(new Tape(), 'pullback', subject.run, input.leaves);
  const isTied = met.ties - start.ties > 1;
  const isOpen = met.open > start.open;
  const output = subject.output();
  return {
    value: fill(output, recording.values),
    pullback: (w) => {
      const cotangents = leavesLike('pullback', 'w', w, output, 'f(x)');
      return fill(
        input.shape,
        lookedSweep(subject, recording, cotangents, { ties: met.ties, open: met.open - Number(isOpen) }, isTied),
      );
    },
  };
}

/** wᵀJ as the gradient of wᵀf, looked at again where it is not to be trusted. */
export function lookedSweep(
  subject: Subject,
  recording: Recording,
  cotangents: readonly Scalar[],
  start: Start,
  isTied: boolean,
): readonly Scalar[] {
  const weighted = (values: readonly Scalar[]): Scalar =>
    values.reduce((total: Scalar, y, i) => add(total, mul(cotangents[i] as Scalar, y)), 0);
  const answersOf = (at: Recording): Answers => ({ values: [weighted(at.values)], rows: [at.sweep(cotangents)] });
  const question = {
    ...questionOf(
      subject,
      (leaves) => withRecording(subject, leaves, answersOf),
      subject.input.leaves.length,
      () => [recording.tied().some((flag, i) => flag && cotangents[i] !== 0)],
    ),
    evaluate: (leaves: readonly Scalar[]) => [weighted(subject.run(leaves))],
  };
  // Two ties are enough to ask the tape.
  const since: Start = { ties: isTied ? met.ties - 2 : met.ties, open: start.open };
  const { rows } = examined(question, answersOf(recording), since);
  return rows[0] as readonly Scalar[];
}
