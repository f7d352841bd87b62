/** A program in loops of loops, as it is written: its functions, and where in memory its values are. */
import type { LoopNest } from '../schedule/loop-nest.js';
import { FUNCTION_SIZE, type Outline } from '../schedule/outline.js';
import { type Repeats, repeats } from '../schedule/repeats.js';
import { IterationIndex, type Subject } from '../schedule/reroll.js';
import { NEVER } from '../schedule/statement-list.js';
import { NestPlans } from './nest-plan.js';

/** What more there is of a program that is written so. */
export interface Nested extends LoopNest {
  readonly repeats: Repeats;
  readonly plans: NestPlans;
}

export function isNested(nest: LoopNest): nest is Nested {
  return 'plans' in nest;
}

/** The program in loops of loops; undefined where more than some instructions would be written. */
export function nested(subject: Subject, most: number, limit: number = FUNCTION_SIZE): Nested | undefined {
  const { items } = subject;
  const found = repeats(subject);
  if (found.nests.size === 0 || found.written > most) return undefined;
  const plans = new NestPlans(subject, found);
  const constants = found.constants.slice(0, plans.constants);
  return {
    items,
    cuts: cutsOf(subject, found, plans, limit),
    loops: [],
    places: new IterationIndex(items.size),
    tables: constants.length === 0 ? [] : [{ place: items.size, values: constants }],
    copies: new Map(),
    size: items.size + constants.length,
    cost: 0,
    work: items.opcodes.length,
    repeats: found,
    plans,
  };
}

/** Functions of moderate size: see outline.ts. */
function cutsOf({ graph, items }: Subject, { nests }: Repeats, plans: NestPlans, limit: number): Outline {
  const functionOf = new Int32Array(items.size);
  const isInNest = new Uint8Array(items.size);
  const ends: number[] = [];
  let filled = 0;
  for (let at = 0; at < items.size; ) {
    const nest = nests.get(at);
    const next = nest?.end ?? at + 1;
    filled += nest === undefined ? items.work(at) : (plans.plans.get(at)?.written ?? 0);
    functionOf.fill(ends.length, at, next);
    if (nest !== undefined) isInNest.fill(1, at, next);
    at = next;
    if (filled >= limit && at < items.size) {
      ends.push(at);
      filled = 0;
    }
  }
  ends.push(items.size);
  const isShared = plans.isShared.slice(0, graph.size);
  for (let at = 0; at < items.size; at++) {
    for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++) {
      const node = items.operands[i];
      const definition = items.definedAt[node];
      if (definition !== NEVER && isInNest[definition] === 0 && functionOf[definition] !== functionOf[at])
        isShared[node] = 1;
    }
  }
  return { ends, functionOf, isShared };
}
