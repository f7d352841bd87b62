/** A program as the function that is called: with its module, and with the function that it was made of. */

import { moduleWith } from './described.js';
import { countOf } from './passes/operation-count.js';
import { apiOf, type Lifting } from './run/api.js';
import { constantsOf } from './run/codec/constant-rows.js';
import { type Alternatives, Executable, type Original } from './run/executable.js';
import { Compilation } from './run/tiers.js';
import type { Trace } from './trace/trace.js';

/** What a compiled function may have besides its program. */
export interface Besides {
  /** What it asks before the function itself. */
  readonly alternatives?: Alternatives | undefined;
  /** What it does with numbers that carry derivatives. */
  readonly lifting?: Lifting | undefined;
  /** The program once more: see literal-data.ts. */
  readonly withData?: Trace | undefined;
}

/** The compiled function of a program, which asks others, and then the function itself, where it has no answer. */
export function callableOf(
  program: Trace,
  f: Original,
  { alternatives, lifting, withData }: Besides = {},
): (...x: never[]) => unknown {
  const compilation = new Compilation(program, undefined, withData);
  const runner = new Executable(program, compilation, 'webassembly', f, constantsOf(program));
  runner.alternatives = alternatives;
  return apiOf(
    runner,
    () => moduleWith(compilation.code('own'), compilation.program),
    () => countOf(compilation.plan),
    lifting,
  ) as (...x: never[]) => unknown;
}
