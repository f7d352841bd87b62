/** A compiled function from the bytes of its module: in a worker, or from a file. */
import { BINARY_RULES, UNARY_RULES } from '../functions/table.js';
import { describe } from '../scalar/scalar.js';
import type { Compiled, Examples } from './compile.js';
import { countOf } from './passes/operation-count.js';
import { plan } from './passes/plan.js';
import { dropSignedZeros } from './passes/signed-zeros.js';
import { apiOf } from './run/api.js';
import { compileProgram, Executable } from './run/executable.js';
import { codeBefore, programFrom, sectionOf, withDescription } from './run/serialization.js';
import { webAssembly } from './run/wasm-instance.js';
import type { Callee } from './trace/graph.js';
import { SECTION } from './wasm/module.js';

/**
 * Makes a compiled function from its module.
 *
 * @param wasm - `g.wasm` of a compiled function g, or a WebAssembly.Module made of it (which can be posted to a worker).
 * @param functions - values of functions that the program calls and that are not in Math: those of hyperdual/special and
 * of `defineFunction`, by name.
 * @returns a function with the same bits as g.
 * @throws {RangeError} from the function, at a point where g asks the function that it was compiled from.
 * @throws {TypeError} when it is not a module that `compile` made, or a function that it calls is missing.
 * @example
 * const g = compile((x) => gradient(([a, b]) => mul(a, b), x), [0, 0]);
 * instantiate(g.wasm)([2, 3]); // => [3, 2]
 */
export function instantiate<X extends Examples = Examples, Y = unknown>(
  wasm: Uint8Array | object,
  functions: { readonly [name: string]: (x: number, y: number) => number } = {},
): Compiled<X, Y> {
  const description = descriptionIn(wasm);
  const program = programFrom(description, (name) => find(name, functions));
  const isBytes = wasm instanceof Uint8Array;
  return apiOf(
    // Without the description: browsers refuse long modules on the page's thread.
    new Executable(program, isBytes ? codeBefore(wasm, description, SECTION) : wasm, 'webassembly'),
    () => (isBytes ? wasm : withDescription(compileProgram(program).bytes, SECTION, program)),
    () => countOf(plan(dropSignedZeros(program))),
  ) as Compiled<X, Y>;
}

function descriptionIn(wasm: Uint8Array | object): Uint8Array {
  let section: Uint8Array | undefined;
  if (wasm instanceof Uint8Array) section = sectionOf(wasm, SECTION);
  else if (webAssembly !== undefined && wasm instanceof webAssembly.Module) {
    const [buffer] = webAssembly.Module.customSections(wasm, SECTION);
    section = buffer && new Uint8Array(buffer);
  }
  if (section !== undefined) return section;
  throw new TypeError(
    `instantiate: expected the wasm of a compiled function, or a module made of it, got ${describe(wasm)}. Pass g.wasm.`,
  );
}

/** The function of this name: one that was passed, one of the table that programs call, or another one of Math. */
function find(
  name: string,
  functions: { readonly [name: string]: (x: number, y: number) => number },
): Pick<Callee, 'value' | 'facts'> {
  const given = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof given === 'function') return { value: given };
  const row = [...UNARY_RULES, ...BINARY_RULES].find((rule) => rule.name === name && rule.formula === undefined);
  if (row !== undefined) return row;
  const known = (Math as unknown as Record<string, unknown>)[name];
  if (typeof known === 'function') return { value: known as Callee['value'] };
  throw new TypeError(
    `instantiate: expected the function ${name}, which the program calls, got none. Pass it: instantiate(wasm, { ${name}: (x) => ... }).`,
  );
}
