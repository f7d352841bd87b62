/** Every function the library exports that computes something, by name, as functions of one and of two numbers. */

import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import type { Scalar } from '../../lib/index.js';
import * as hyperdual from '../../lib/index.js';

export type One = (x: Scalar) => Scalar;
export type Two = (x: Scalar, y: Scalar) => Scalar;

export type UnaryName = string;
export type BinaryName = string;

const namesOf = (rows: readonly { readonly name: string }[]): string[] => rows.map(({ name }) => name);

/** The rows of the table and what is made without one. */
export const UNARY: readonly UnaryName[] = ['neg', ...namesOf(UNARY_RULES), 'relu'];
export const BINARY: readonly BinaryName[] = ['add', 'sub', 'mul', 'div', ...namesOf(BINARY_RULES), 'min'];

/** Of a list. */
export const REDUCTIONS = ['sum', 'prod', 'sumOfSquares', 'norm', 'logSumExp'] as const;

/** By value, for select. */
export const COMPARISONS = ['lt', 'le', 'gt', 'ge', 'eq'] as const;

export type ReductionName = (typeof REDUCTIONS)[number];
export type ComparisonName = (typeof COMPARISONS)[number];

const table = hyperdual as unknown as Record<string, unknown>;

export const unaryNamed = (name: UnaryName): One => table[name] as One;
export const binaryNamed = (name: BinaryName): Two => table[name] as Two;
export const reductionNamed = (name: ReductionName): ((xs: readonly Scalar[]) => Scalar) =>
  table[name] as (xs: readonly Scalar[]) => Scalar;
export const comparisonNamed = (name: ComparisonName): ((x: Scalar, y: Scalar) => hyperdual.Condition) =>
  table[name] as (x: Scalar, y: Scalar) => hyperdual.Condition;

/** Listed by name where they are used, or not to be differentiated. */
const OTHERS = [
  'stopGradient',
  ...[
    'clamp',
    'copysign',
    'dot',
    'floorMod',
    'logDiffExp',
    'mean',
    'onNumbers',
    'quantile',
    'standardDeviation',
    'value',
  ],
  ...['variance', 'xlogy'],
];

/** Exports that turn numbers into a number and that no list here names: the sweeps and programs would miss them. */
export function unlisted(): string[] {
  const listed = new Set<string>([...UNARY, ...BINARY, ...REDUCTIONS, ...COMPARISONS, ...OTHERS]);
  return Object.keys(table).filter((name) => !listed.has(name) && isOfNumbers(table[name]));
}

function isOfNumbers(f: unknown): boolean {
  const argumentLists = [[0.5], [0.5, 2], [0.5, 2, 3], [[0.5, 2]]];
  return argumentLists.some((args) => {
    try {
      return typeof (f as (...args: unknown[]) => unknown)(...args) === 'number';
    } catch {
      // A driver, or a class.
      return false;
    }
  });
}
