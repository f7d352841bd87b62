/** The operations of a program, by name: a cost without noise. */

import { NAMES, Op } from '../trace/ops.js';
import { NOWHERE } from './control-tree.js';
import type { Plan } from './plan.js';

/** How often a program does what, for one point. */
export interface Operations {
  /** Additions, products, roots, calls of functions ...: all that computes a number from numbers. */
  readonly total: number;
  /** The same by name: `add`, `mul`, `sin` ... */
  readonly byName: { readonly [name: string]: number };
}

export function countOf({ graph: g, contexts }: Plan): Operations {
  const byName: Record<string, number> = {};
  let total = 0;
  for (let id = 0; id < g.size; id++) {
    const op = g.ops[id];
    if (contexts[id] === NOWHERE || op === Op.constant || op === Op.input) continue;
    const name = op < Op.call ? NAMES[op] : g.callee(op).name;
    byName[name] = (byName[name] ?? 0) + 1;
    total++;
  }
  return { total, byName };
}
