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
  const n = leaves.length;
  const list: Variable[] = new Array(n);
  level.tape.inputs(n);
  for (let i = 0; i < n; i++) {
    const leaf = leaves[i];
    if (typeof leaf === 'number') list[i] = new FlatVariable(level, leaf, i);
    else {
      list[i] = new Variable(level.mixed as TapeLevel, leaf, i);
      shareEqual(level, leaf);
    }
  }
  return list;
}

/** In a program that is traced equal nodes of the tape are known. */
function shareEqual({ tape }: TapeLevel, leaf: Scalar): void {
  if (tape.isShared) return;
  const inner = innermost(leaf);
  const nodes = typeof inner === 'number' ? undefined : inner.oracle?.equalNodes?.();
  if (nodes !== undefined) tape.share(nodes);
}
