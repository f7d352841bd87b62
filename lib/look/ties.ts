/** Which numbers of f(x) have been through ties whose slopes may be wrong: f once on a tape, for modes that keep none. */
import type { Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { isOfLevel } from '../scalar/relation.js';
import { innermost } from '../scalar/scalar.js';
import { FlatVariable } from '../tape/flat-variable.js';
import { Tape } from '../tape/tape.js';
import { TapeLevel, Variable } from '../tape/variable.js';
import type { Question } from './question.js';

export function tiedOutputs({ driver, leaves, evaluate }: Question): boolean[] {
  const tape = Tape.take();
  const level = new TapeLevel(driver, tape);
  const { ties, wideTies } = met;
  try {
    const outputs = evaluate(variables(level, leaves));
    return tape.distrusted(outputs.map((y) => (isOfLevel<Variable>(y, level) ? y.index : -1)));
  } finally {
    level.close();
    tape.release();
    // The same ties as before.
    met.ties = ties;
    met.wideTies = wideTies;
  }
}

/** The inputs: the first nodes of a tape. */
export function variables(level: TapeLevel, leaves: readonly Scalar[]): Variable[] {
  level.tape.inputs(leaves.length);
  for (const leaf of leaves) {
    const inner = innermost(leaf);
    const nodes = typeof inner === 'number' ? undefined : inner.oracle?.equalNodes?.();
    if (nodes === undefined) continue;
    level.tape.share(nodes);
    break;
  }
  return leaves.map((leaf, i) =>
    typeof leaf === 'number' ? new FlatVariable(level, leaf, i) : new Variable(level.mixed as TapeLevel, leaf, i),
  );
}
