/** A compiled function from the bytes of its module: in a worker, or from a file. */
import { describe } from '../scalar/scalar.js';
import type { Compiled, Examples } from './compile.js';
import { known, moduleWith } from './described.js';
import { countOf } from './passes/operation-count.js';
import { revivedCalls } from './revived.js';
import { apiOf, type Running } from './run/api.js';
import { Executable } from './run/executable.js';
import { type Section, sectionIn, sectionOf } from './run/section.js';
import { type CalleeRecord, programFrom } from './run/serialization.js';
import { Compilation } from './run/tiers.js';
import { webAssembly } from './run/wasm-instance.js';
import type { Callee } from './trace/graph.js';
import type { Trace } from './trace/trace.js';
import { SECTION } from './wasm/module.js';

/** The value of a function that a program calls: of one to three numbers, or of the structure that it was defined for. */
type Value = (...x: never[]) => unknown;

/** Functions by their names. */
export type NamedFunctions = { readonly [name: string]: Value } | ((name: string) => Value | undefined);

/**
 * Makes a compiled function from its module.
 *
 * @param wasm - `g.wasm` of a compiled function g, an ArrayBuffer of these bytes, or a WebAssembly.Module made of them (which can
 * be posted to a worker).
 * @param functions - values of functions that the program calls and that are not of this library or in Math: those of
 * `defineFunction`, by name (of two with one name the second is called `name 1`), also where Math has one of that name. Or a
 * function that finds them by name, as `specialFunction` of hyperdual/special. Recurrences of `scan` are in the module.
 * @returns a function with the same bits as g.
 * @throws {RangeError} from the function, at a point where g asks the function that it was compiled from.
 * @throws {TypeError} when it is not a module that `compile` of this version made, when it is damaged, or when a function that it
 * calls is missing.
 * @example
 * const g = compile((x) => gradient(([a, b]) => mul(a, b), x), [0, 0]);
 * instantiate(g.wasm)([2, 3]); // => [3, 2]
 */
export function instantiate<X extends Examples = Examples, Y = unknown>(
  wasm: Uint8Array | object,
  functions: NamedFunctions = {},
): Compiled<X, Y> {
  if (wasm instanceof ArrayBuffer) return instantiate(new Uint8Array(wasm), functions);
  const { description, code } = wholeSection(wasm);
  const program = programOf(description, functions);
  const compilation = new Compilation(program);
  return apiOf(
    // Without the description: browsers refuse long modules on the page's thread.
    new Executable(program, code ?? wasm, 'webassembly'),
    () => (wasm instanceof Uint8Array ? wasm : moduleWith(compilation.code('own'), program)),
    () => countOf(compilation.plan),
  ) as Compiled<X, Y>;
}

function programOf(description: Uint8Array, functions: NamedFunctions): Trace {
  const calls = revivedCalls({
    program: (module) => instantiate(module, functions) as unknown as Running,
    given: (name) => given(name, functions),
  });
  try {
    return programFrom(description, (callee, blocks) =>
      callee.block === undefined ? find(callee, functions) : calls(callee, blocks),
    );
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
}

function damaged(): TypeError {
  return new TypeError(
    'instantiate: expected the wasm of a compiled function, got damaged bytes, or those of another version. Pass g.wasm as it ' +
      'was, all of it.',
  );
}

function wholeSection(wasm: Uint8Array | object): Section {
  let section: Section | undefined;
  try {
    if (wasm instanceof Uint8Array) section = sectionIn(wasm, SECTION);
    else if (webAssembly !== undefined && wasm instanceof webAssembly.Module) {
      const [buffer] = webAssembly.Module.customSections(wasm, SECTION);
      section = buffer && sectionOf(new Uint8Array(buffer));
    }
  } catch {
    throw damaged();
  }
  if (section !== undefined) return section;
  throw new TypeError(
    `instantiate: expected the wasm of a compiled function, or a module made of it, got ${describe(wasm)}. Pass g.wasm.`,
  );
}

/** A function that was passed, where the program's is not one that is known. */
function find({ name, as, isOwn }: CalleeRecord, functions: NamedFunctions): Pick<Callee, 'value' | 'facts'> {
  const own = isOwn ? undefined : known(name);
  return own ?? { value: given(as, functions) };
}

function given<F>(name: string, functions: NamedFunctions): F {
  const found = typeof functions === 'function' ? functions(name) : Object.hasOwn(functions, name) && functions[name];
  if (typeof found === 'function') return found as F;
  throw new TypeError(
    `instantiate: expected the function ${name}, which the program calls, got none. Pass it: instantiate(wasm, { ` +
      `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: (x) => ... }); those of hyperdual/special by specialFunction.`,
  );
}
