/** The Jacobian by its rows. */
import { checkDense } from '../forward/dense-limit.js';
import { beginning, examined, isCalm } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { met } from '../scalar/met.js';
import { isNumbers } from '../scalar/scalar.js';
import { type Limit, UNLIMITED } from '../tape/limit.js';
import { movingRows } from './moving.js';
import {
  allRows,
  answerOf,
  type Looked,
  questionOf,
  type Recording,
  type Subject,
  withRecording,
} from './recording.js';

/** All rows of the Jacobian, from one call of f. What is looked at again is no more limited. */
export function rowsOf(subject: Subject, limit: Limit = UNLIMITED): Looked {
  const { input, output } = subject;
  const start = beginning();
  let tied: readonly boolean[] = [];
  const read = (recording: Recording): Answers => {
    checkDense(subject.driver, recording.values.length, input.leaves.length);
    if (met.ties - start.ties > 1) tied = recording.tied();
    return allRows(recording);
  };
  const { leaves } = input;
  const moving = isNumbers(leaves) ? undefined : movingRows(subject, leaves, limit);
  // Nothing is tied, infinite or NaN there.
  if (moving !== undefined && isCalm(start)) return { input, output: output(), ...moving };
  const first = moving ?? withRecording(subject, input.leaves, read, limit);
  const question = questionOf(subject, answerOf(subject), input.leaves.length, () => tied);
  const { values, rows } = examined(question, first, start);
  return { input, output: output(), values, rows };
}
