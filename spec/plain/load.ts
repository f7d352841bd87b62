/** Ordinary code from a text, as it is and transformed. */
import { type TransformOptions, transform } from 'unplugin-hyperdual/transform';
import '../../lib/plain/index.js';

export type Exports = Record<string, (...x: never[]) => never>;

/** What the text assigns to `exports`, untransformed. */
export function native(source: string): Exports {
  const exports: Exports = {};
  new Function('exports', source)(exports);
  return exports;
}

/** The same, transformed. */
export function transformed(source: string, options: TransformOptions = {}): Exports {
  const done = transform(source, 'model.js', { ...options, format: 'commonjs', commonjs: 'global', map: false });
  return native(done?.code ?? source);
}

/** One function from an expression. */
export function both<F>(expression: string, options: TransformOptions = {}): { readonly plain: F; readonly f: F } {
  const source = `exports.f = ${expression};`;
  return { plain: native(source).f as F, f: transformed(source, options).f as F };
}
