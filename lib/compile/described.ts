/** A module that describes its program: `g.wasm`, from which `instantiate` makes the function anew. */
import { blockOf } from '../blocks/calls.js';
import type { Block } from '../blocks/rule.js';
import { BINARY_RULES, UNARY_RULES } from '../functions/table.js';
import { withSection } from './run/section.js';
import { type BlockRecord, type CalleeRecord, describeProgram } from './run/serialization.js';
import type { Callee, NamedCallee } from './trace/graph.js';
import type { Trace } from './trace/trace.js';
import { SECTION } from './wasm/module.js';

export function moduleWith(code: Uint8Array, program: Trace): Uint8Array {
  const isKnown = ({ name, value }: NamedCallee): boolean => known(name)?.value === value;
  const blocks: Block[] = [];
  const records: BlockRecord[] = [];
  const nameOf = naming();
  for (const { value } of program.graph.callees) {
    const { block, traced = 0 } = blockOf(value) ?? {};
    const stored = block === undefined || blocks.includes(block) ? undefined : block.stored?.();
    if (block === undefined || stored === undefined) continue;
    const { kind, name, definition, details, modules } = stored;
    blocks.push(block);
    records.push({ kind, name: definition === undefined ? name : nameOf(name, definition), details, traced, modules });
  }
  const partOf = ({ value }: NamedCallee): Pick<CalleeRecord, 'block' | 'role'> | undefined => {
    const owner = blockOf(value);
    const block = owner === undefined ? -1 : blocks.indexOf(owner.block);
    return block < 0 ? undefined : { block, role: owner?.role };
  };
  return withSection(code, SECTION, describeProgram(program, isKnown, partOf, records));
}

/** Names of definitions: the second one of a name has the number 1. */
function naming(): (name: string, definition: object) => string {
  const known = new Map<string, object[]>();
  return (name, definition) => {
    const all = known.get(name) ?? [];
    known.set(name, all);
    if (!all.includes(definition)) all.push(definition);
    const number = all.indexOf(definition);
    return number === 0 ? name : `${name} ${number}`;
  };
}

/** The function of a name in the table that programs call, or in Math. */
export function known(name: string): Pick<Callee, 'value' | 'facts'> | undefined {
  const row = [...UNARY_RULES, ...BINARY_RULES].find((rule) => rule.name === name && rule.formula === undefined);
  if (row !== undefined) return row;
  const native = Object.hasOwn(Math, name) ? (Math as unknown as Record<string, unknown>)[name] : undefined;
  return typeof native === 'function' ? { value: native as Callee['value'] } : undefined;
}
