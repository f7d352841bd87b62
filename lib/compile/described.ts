/** A module that describes its program: `g.wasm`, from which `instantiate` makes the function anew. */
import { BINARY_RULES, UNARY_RULES } from '../functions/table.js';
import { withSection } from './run/section.js';
import { describeProgram } from './run/serialization.js';
import type { Callee, NamedCallee } from './trace/graph.js';
import type { Trace } from './trace/trace.js';
import { SECTION } from './wasm/module.js';

export function moduleWith(code: Uint8Array, program: Trace): Uint8Array {
  const isKnown = ({ name, value }: NamedCallee): boolean => known(name)?.value === value;
  return withSection(code, SECTION, describeProgram(program, isKnown));
}

/** The function of a name in the table that programs call, or in Math. */
export function known(name: string): Pick<Callee, 'value' | 'facts'> | undefined {
  const row = [...UNARY_RULES, ...BINARY_RULES].find((rule) => rule.name === name && rule.formula === undefined);
  if (row !== undefined) return row;
  const native = Object.hasOwn(Math, name) ? (Math as unknown as Record<string, unknown>)[name] : undefined;
  return typeof native === 'function' ? { value: native as Callee['value'] } : undefined;
}
