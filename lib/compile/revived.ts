/** Functions of many numbers that a module calls, made anew from what is stored of them. */
import { Bound } from '../blocks/bound.js';
import { callsOf, factsOf, type Role } from '../blocks/calls.js';
import type { Block } from '../blocks/rule.js';
import { blockOfValue } from '../forward/function-of-many.js';
import type { Shape } from '../shape/shape.js';
import { ProgramBlock } from './program-block.js';
import type { Running } from './run/api.js';
import type { BlockRecord, CalleeRecord } from './run/serialization.js';
import { ScanBlock, SweepsBlock } from './scan-block.js';
import { BackStep, Step } from './step.js';
import type { Callee } from './trace/graph.js';

/** What finds the functions of blocks. */
export interface Sources {
  /** The compiled function of a module. */
  program(module: Uint8Array): Running;
  /** The value of a function that a user has defined. */
  given(name: string): (x: never) => unknown;
}

/** For one module: its blocks are made once each. */
export function revivedCalls(
  sources: Sources,
): (callee: CalleeRecord, blocks: readonly BlockRecord[]) => Pick<Callee, 'value' | 'facts'> {
  const made = new Map<number, ReturnType<typeof callsOf>>();
  return ({ block = 0, role }, blocks) => {
    let calls = made.get(block);
    if (calls === undefined) {
      calls = callsOf(revived(blocks[block], sources), blocks[block].traced);
      made.set(block, calls);
    }
    return { ...calls[role as Role], facts: factsOf(role as Role) };
  };
}

function revived({ kind, name, details, modules, traced }: BlockRecord, sources: Sources): Block {
  if (kind === 'bound') {
    const { places, ...inner } = details as { places: readonly number[]; kind: string; details: unknown };
    const block = revived({ ...inner, name, traced, modules: modules.slice(0, -1) }, sources);
    return Bound.from(block, places, modules[modules.length - 1]);
  }
  if (kind === 'given') return blockOfValue(name, sources.given(name), details as Shape);
  const [state, input, parameters, length, memory] = details as number[];
  const [forward, back] = modules.map((module) => sources.program(module));
  const step = new Step(withoutFormula, [], state, input, parameters, forward);
  if (kind === 'scan') return new ScanBlock(step, length, memory);
  const backStep = new BackStep(new ProgramBlock('scan', withoutFormula, [], back), step.sizes);
  return new SweepsBlock(step, backStep, length, memory);
}

/** A program asks its blocks for values only. */
function withoutFormula(): never {
  throw new TypeError('instantiate: expected plain numbers. Differentiate the function that was compiled.');
}
