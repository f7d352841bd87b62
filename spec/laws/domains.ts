/** Intervals in which the functions of one number are smooth: for laws that need a regular point. */
import fc from 'fast-check';
import { ONE } from '../support/function-table.js';
import type { UnaryName } from '../support/functions.js';
import { between } from '../support/settings.js';

/** Arguments from all pieces of a function's domain. */
export function argumentsOf(name: UnaryName): fc.Arbitrary<number> {
  return fc.oneof(...(ONE[name]?.smooth ?? []).map(([min, max]) => between(min, max)));
}
