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
  const { callees } = program.graph;
  const nameOf = naming(callees.filter(({ value }) => blockOf(value) === undefined).map(({ as }) => as));
  for (const { value } of callees) {
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
function naming(taken: readonly string[]): (name: string, definition: object) => string {
  const names = new Map<object, string>();
  const all = new Set(taken);
  return (name, definition) => {
    let own = names.get(definition) ?? name;
    for (let number = 1; !names.has(definition) && all.has(own); number++) own = `${name} ${number}`;
    names.set(definition, own);
    all.add(own);
    return own;
  };
}

/** The function of a name in the table that programs call, or in Math. */
export function known(name: string): Pick<Callee, 'value' | 'facts'> | undefined {
  const row = [...UNARY_RULES, ...BINARY_RULES].find((rule) => rule.name === name && rule.formula === undefined);
  if (row !== undefined) return row;
  const native = Object.hasOwn(Math, name) ? (Math as unknown as Record<string, unknown>)[name] : undefined;
  return typeof native === 'function' ? { value: native as Callee['value'] } : undefined;
}
