/** Value and gradient of a scalar field from one call of f and one sweep: the shortest way through a recording. */
import { checkFunction, numberOutput, oneNumber } from '../forward/seed.js';
import { beginning, examined, isCalm, isFiniteRow } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import { variables } from '../look/ties.js';
import type { Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { checkOpen, isOfLevel } from '../scalar/relation.js';
import { isNumbers } from '../scalar/scalar.js';
import { fillWith, flatten, type Shape } from '../shape/shape.js';
import { FlatVariable } from '../tape/flat-variable.js';
import { checkLimit, type Limit, UNLIMITED } from '../tape/limit.js';
import { Tape } from '../tape/tape.js';
import { TapeLevel, type Variable } from '../tape/variable.js';
import { answerOf, questionOf, rowAt, subjectAt } from './recording.js';
import { rowsOf } from './rows.js';

export interface Field {
  /** The structure of x. */
  readonly shape: Shape;
  readonly value: Scalar;
  readonly gradient: Scalar[];
}

/** @param instead - the driver for an f(x) that is not one number, for messages. */
export function fieldOf(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  instead: string,
  limit: Limit = UNLIMITED,
): Field {
  checkFunction(driver, f);
  const input = flatten(driver, 'x', x);
  const { leaves, shape } = input;
  const start = beginning();
  if (!isNumbers(leaves)) {
    const subject = subjectAt(driver, f, input, numberOutput(driver, instead));
    const { values, rows } = rowsOf(subject, limit);
    return { shape, value: values[0], gradient: rows[0].slice() };
  }
  const tape = Tape.take(limit);
  const level = new TapeLevel(driver, tape);
  let node: number;
  let value: Scalar;
  try {
    const y: unknown = f(fillWith(shape, variables(level, leaves)) as never);
    if (y instanceof FlatVariable && y.level === level) {
      node = y.index;
      value = y.primal;
    } else [node, value] = other(level, oneNumber(driver, y, instead));
  } finally {
    level.close();
  }
  checkLimit(limit);
  const tied = met.ties - start.ties > 1 ? tape.distrusted([node]) : [];
  const gradient = rowAt(tape, node, value, leaves.length, true);
  // Where something is thrown the tape is left to the garbage collector.
  tape.release();
  if (isCalm(start) && isFiniteRow(gradient)) return { shape, value, gradient };
  const first: Answers = { values: [value], rows: [gradient] };
  const subject = subjectAt(driver, f, input, numberOutput(driver, instead));
  const question = questionOf(subject, answerOf(subject), leaves.length, () => tied);
  const { values, rows } = examined(question, first, start);
  return { shape, value: values[0], gradient: rows[0] };
}

/** Node and value of a number that is no variable with a plain value: -1 for one that does not depend on the inputs. */
function other(level: TapeLevel, y: Scalar): [node: number, value: Scalar] {
  if (isOfLevel<Variable>(y, level)) return [y.index, y.primal];
  if (typeof y !== 'number') checkOpen(y);
  return [-1, y];
}
