/** The value of f and as many vector-Jacobian products as one likes, from one call of f. */
import { anyOutput } from '../forward/seed.js';
import { beginning, examined, isDoubtful } from '../look/examine.js';
import type { Answers, Question, Start } from '../look/question.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { drivenBy } from '../scalar/level.js';
import { met } from '../scalar/met.js';
import { fill, leavesLike } from '../shape/shape.js';
import type { Checked, Input, Lifted, Like, Output, Valued } from '../shape/types.js';
import { Tape } from '../tape/tape.js';
import { questionOf, type Recording, recordOnTape, type Subject, subjectOf, withRecording } from './recording.js';

/**
 * The value of f and a function for its vector-Jacobian products: f is evaluated once, each product is one sweep.
 *
 * @param f - f of numbers in any structure to numbers in any structure; called once.
 * @param x - where: a number, an array of any depth, or a record.
 * @returns `{ value, pullback }`; pullback takes a cotangent of the shape of f(x) and gives wᵀJ in the structure of x.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} from pullback, when its argument has not the shape of f(x).
 * @remarks Memory: 8 bytes for a sum, 24 for a product and at most for any operation, kept as long as the pullback.
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
  const recording = recordOnTape(new Tape(FEW), 'pullback', subject.run, input.leaves);
  const isTied = met.ties - start.ties > 1;
  const [isOpen, isMixed] = [met.open > start.open, met.mixed > start.mixed];
  const isOfInfinite = met.openInfinite > start.openInfinite;
  const output = subject.output();
  return {
    value: fill(output, recording.values),
    pullback: (w) => {
      const cotangents = leavesLike('pullback', 'w', w, output, 'f(x)');
      return fill(
        input.shape,
        lookedSweep(
          subject,
          recording,
          cotangents,
          {
            ...beginning(),
            mixed: met.mixed - Number(isMixed),
            open: met.open - Number(isOpen),
            openInfinite: met.openInfinite - Number(isOfInfinite),
          },
          isTied,
        ),
      );
    },
  };
}

/** Nodes that the tape of a pullback has room for from the start: it is kept, and not used again. */
const FEW = 128;

/** wᵀJ from one sweep; where that is not to be trusted, row by row, since each number of f(x) has sides of its own. */
export function lookedSweep(
  subject: Subject,
  recording: Recording,
  cotangents: readonly Scalar[],
  start: Start,
  isTied: boolean,
): readonly Scalar[] {
  // Two ties are enough to ask the tape.
  const since: Start = { ...start, ties: isTied ? met.ties - 2 : met.ties };
  const used = cotangents.flatMap((w, i) => (w === 0 ? [] : [i]));
  const whole = [cotangents];
  const first = sweeps(recording, used, whole);
  const question = questionOfSweeps(subject, recording, used, whole);
  if (used.length < 2 || !isDoubtful(question, first, since)) return examined(question, first, since).rows[0] ?? [];
  const units = used.map((i) => cotangents.map((_, j) => (i === j ? 1 : 0)));
  const { rows } = examined(questionOfSweeps(subject, recording, used, units), sweeps(recording, used, units), since);
  return subject.input.leaves.map((_, k) =>
    used.reduce((total: Scalar, i, j) => add(total, mul(cotangents[i], rows[j]?.[k])), 0),
  );
}

/** Answers of one sweep for each list of cotangents. */
function sweeps(at: Recording, used: readonly number[], lists: readonly (readonly Scalar[])[]): Answers {
  return { values: lists.map((list) => weighted(at.values, used, list)), rows: lists.map((list) => at.sweep(list)) };
}

function weighted(values: readonly Scalar[], used: readonly number[], list: readonly Scalar[]): Scalar {
  const plus = (total: Scalar, i: number): Scalar => {
    const w = list[i];
    return w === 0 ? total : add(total, mul(w, values[i]));
  };
  return drivenBy(() => used.reduce(plus, 0));
}

function questionOfSweeps(
  subject: Subject,
  recording: Recording,
  used: readonly number[],
  lists: readonly (readonly Scalar[])[],
): Question {
  return {
    ...questionOf(
      subject,
      (leaves) => withRecording(subject, leaves, (at) => sweeps(at, used, lists)),
      subject.input.leaves.length,
      () => {
        const tied = recording.tied();
        return lists.map((list) => used.some((i) => tied[i] === true && list[i] !== 0));
      },
    ),
    evaluate: (leaves) => {
      const values = subject.run(leaves);
      return lists.map((list) => weighted(values, used, list));
    },
  };
}
