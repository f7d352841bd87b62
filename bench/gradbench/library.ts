/** The library that is measured: this one, or a built release in another folder, for before and after. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type Scalar = import('../../lib/index.js').Scalar;
type Operators = typeof import('../../lib/index.js');

/** A compiled function, whatever its arguments are. */
export interface Program {
  (...x: unknown[]): unknown;
  readonly operations: { readonly total: number };
  readonly wasm: Uint8Array;
  sum(...x: unknown[]): unknown;
  map(...x: unknown[]): Float64Array;
}

export interface Library {
  readonly op: Operators;
  /** Reverse mode on functions of any structure. */
  gradient(f: (x: never) => Scalar, x: unknown): unknown;
  valueAndGradient(f: (x: never) => Scalar, x: unknown): { value: Scalar; gradient: unknown };
  compile(f: (...x: never[]) => unknown, ...examples: readonly unknown[]): Program;
  /** A release before it has none. */
  readonly scan?: typeof import('../../lib/compile/index.js').scan;
}

/** @param folder - the built lib of a release. */
export async function libraryIn(folder: string): Promise<Library> {
  const from = async (entry: string): Promise<unknown> => import(pathToFileURL(join(resolve(folder), entry)).href);
  const op = (await from('index.js')) as Operators;
  const reverse = (await from('reverse/index.js')) as Pick<Library, 'gradient' | 'valueAndGradient'>;
  const { compile, scan } = (await from('compile/index.js')) as Pick<Library, 'compile' | 'scan'>;
  return { op, gradient: reverse.gradient, valueAndGradient: reverse.valueAndGradient, compile, ...(scan && { scan }) };
}
