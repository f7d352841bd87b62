/**
 * What stands in the editor, made into a function: ordinary code, transformed as the plugin does at build time. It runs on the
 * runtime of `hyperdual/plain`, which whoever takes its derivatives has imported.
 */
import { transform } from 'unplugin-hyperdual/transform';

export type Point = number | readonly number[];

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
  if (!isPoint(at)) throw new TypeError('at has to be a number, or an array of numbers');
  const middle = typeof at === 'number' ? at : at[0];
  const y: unknown = f(at);
  if (typeof y !== 'number') throw new TypeError(`f(at) has to be a number, it is ${y === null ? 'null' : typeof y}`);
  return {
    f: f as Program['f'],
    at,
    from: typeof from === 'number' ? from : middle - 4,
    to: typeof to === 'number' ? to : middle + 4,
  };
}

function isPoint(x: unknown): x is Point {
  return typeof x === 'number' || (Array.isArray(x) && x.length > 0 && x.every((xi) => typeof xi === 'number'));
}

/** f along one of its inputs, through the point. */
export function along({ f, at }: Pick<Program, 'f' | 'at'>, input: number): (t: number) => number {
  if (typeof at === 'number') return f as (t: number) => number;
  return (t) => f(at.map((x, i) => (i === input ? t : x)) as never);
}

export function inputsOf(at: Point): number {
  return typeof at === 'number' ? 1 : at.length;
}

/** The coordinate of the point along an input, and the point moved there. */
export function coordinate(at: Point, input: number): number {
  return typeof at === 'number' ? at : at[input];
}

export function movedTo(at: Point, input: number, t: number): Point {
  return typeof at === 'number' ? t : at.map((x, i) => (i === input ? t : x));
}
