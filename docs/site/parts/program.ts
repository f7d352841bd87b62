/**
 * What stands in the editor, made into a function: ordinary code, transformed as the plugin does at build time. It runs on the
 * runtime of `hyperdual/plain`, which whoever takes its derivatives has imported.
 */
import { transform } from 'unplugin-hyperdual/transform';
import { isFiniteNumber, isPoint, MOST_INPUTS, type Point } from './point.js';

/** The code defines f, and may define where: `at`, and over which range it is drawn, `from` and `to`. */
export interface Program {
  f(x: never): number;
  readonly at: Point;
  readonly from: number;
  readonly to: number;
}

/** @throws {SyntaxError} for code that cannot be read. @throws {TypeError} where f or at is missing or of another kind. */
export function programOf(source: string): Program {
  const done = transform(source, 'editor.js', { format: 'script', map: false, whole: true });
  const names = ['f', 'at', 'from', 'to'].map(
    (name) => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`,
  );
  const make = new Function(`'use strict';\n${done?.code ?? source}\nreturn { ${names.join(', ')} };`);
  const { f, at = 1, from, to } = make() as { f?: unknown; at?: unknown; from?: unknown; to?: unknown };
  if (typeof f !== 'function') throw new TypeError('the code has to define a function f');
  if (!isPoint(at)) throw new TypeError(`at has to be a finite number, or an array of 1 to ${MOST_INPUTS} of them`);
  const middle = typeof at === 'number' ? at : at[0];
  const [low, high] = [from ?? middle - 4, to ?? middle + 4];
  if (!isFiniteNumber(low) || !isFiniteNumber(high) || !(low < high)) {
    throw new TypeError('from and to have to be finite numbers, from the smaller one');
  }
  // What f does to its argument is its own affair.
  const y: unknown = f(typeof at === 'number' ? at : [...at]);
  if (typeof y !== 'number') throw new TypeError(`f(at) has to be a number, it is ${kindOf(y)}`);
  return {
    f: f as Program['f'],
    at: typeof at === 'number' ? at : [...at],
    from: low,
    to: high,
  };
}

function kindOf(y: unknown): string {
  if (y === null || y === undefined) return `${y}`;
  if (Array.isArray(y)) return 'an array';
  return y instanceof Promise ? 'a promise: f must not be async' : `of type ${typeof y}`;
}
