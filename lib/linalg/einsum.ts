/** Contractions of tensors, written with indices. */
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import { describe } from '../scalar/scalar.js';
import type { NumberArray } from '../shape/types.js';
import { type Tensor, tensorOf } from './shapes.js';

/** Nested arrays of plain numbers, or one. */
export type NumberTensor = number | NumberArray | readonly NumberTensor[];
/** Nested arrays of numbers of any kind, or one. */
export type ScalarTensor = Scalar | NumberArray | readonly ScalarTensor[];

/** T in as many arrays as there are letters. */
export type Nested<Letters extends string, T> = Letters extends `${string}${infer Rest}` ? Nested<Rest, T[]> : T;

/** What comes out: one array for each letter after the arrow; nested arrays of some depth where dots are among them. */
export type EinsumResult<Spec extends string, T> = Spec extends `${string}->${infer Output}`
  ? Output extends `${string}...${string}`
    ? AnyNested<T>
    : Nested<Output, T>
  : unknown;

/** A number, or arrays in any depth. */
export type AnyNested<T> = T | AnyNested<T>[];

/** A tensor with a letter for each index. */
interface Lettered extends Tensor {
  readonly letters: string;
}

/**
 * A product of tensors summed over indices: each letter of `spec` is an index, one that is missing after the arrow is
 * summed over.
 *
 * `'ij,jk->ik'` is the matrix product, `'ij->ji'` the transpose, `'ii->'` the trace, `'i,j->ij'` the outer product,
 * `'ij,i,j->'` the quadratic form xᵀAy, `'pqij,ij->pq'` the product of a matrix-by-matrix Jacobian with a direction.
 *
 * @param spec - the letters of each operand, separated by commas, an arrow, and those of the result.
 * @param operands - numbers or (nested) arrays, one for each group of letters.
 * @returns nested arrays with one index for each letter after the arrow; a number when there is none.
 * @throws {TypeError} when spec is not of that form, or an operand is not an array of numbers.
 * @throws {RangeError} when the number of operands or of their indices differs from spec, or one letter stands for
 * different lengths.
 * @remarks Cost: the operands are combined from left to right, each step with as many products as its letters have
 * values together. The order of the operands can matter: 'ij,jk,k->i' costs more than 'jk,k,ij->i'.
 * @see Mathematics for Machine Learning, section 5.4
 * @example
 * einsum('ij,jk->ik', [[1, 2], [3, 4]], [[0, 1], [1, 0]]); // => [[2, 1], [4, 3]]
 * einsum('i,ij,j->', [1, 2], [[1, 0], [0, 3]], [1, 2]); // => 13
 * einsum('...i,i->...', [[1, 2], [3, 4]], [1, 1]); // => [3, 7]
 */
export function einsum<const Spec extends string>(
  spec: Spec,
  ...operands: readonly NumberTensor[]
): EinsumResult<Spec, number>;
export function einsum<const Spec extends string>(
  spec: Spec,
  ...operands: readonly ScalarTensor[]
): EinsumResult<Spec, Scalar>;
export function einsum(spec: string, ...operands: readonly unknown[]): unknown {
  const parsed = parse(spec);
  if (parsed.inputs.length !== operands.length) {
    throw new RangeError(
      `einsum: expected ${parsed.inputs.length} operands as in '${spec}', got ${operands.length}. Give one for each group of letters.`,
    );
  }
  const given = operands.map((operand, i) => tensorOf('einsum', `operand ${i + 1}`, operand));
  const { inputs, output } = withoutDots(parsed, given);
  const sizes = new Map<string, number>();
  const tensors = given.map((tensor, i) => lettered(spec, inputs[i], i, tensor, sizes));
  // Letters that are needed later stay, the others are summed over as soon as they can be.
  let result = contract(tensors[0], undefined, keptAfter(0), sizes);
  for (let i = 1; i < tensors.length; i++) result = contract(result, tensors[i], keptAfter(i), sizes);
  return nest(result.leaves, result.dims);

  function keptAfter(i: number): string {
    if (i === tensors.length - 1) return output;
    const seen = unique(inputs.slice(0, i + 1).join(''));
    const later = inputs.slice(i + 1).join('') + output;
    return [...seen].filter((letter) => later.includes(letter)).join('');
  }
}

interface Spec {
  readonly inputs: readonly string[];
  readonly output: string;
}

const DOTS = '...';

function parse(spec: string): Spec {
  const letters = '[a-zA-Z]*(?:\\.{3}[a-zA-Z]*)?';
  const form = new RegExp(`^(${letters}(?:,${letters})*)->(${letters})$`);
  const [, left, output] = form.exec(String(spec)) ?? [];
  const known =
    left !== undefined &&
    [...output.replace(DOTS, '')].every((letter, i, all) => left.includes(letter) && all.indexOf(letter) === i) &&
    (left.includes(DOTS) || !output.includes(DOTS));
  if (!known) {
    throw new TypeError(
      `einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got ${describe(spec)}. ` +
        "Write '->' also when the result is a number: 'ii->'.",
    );
  }
  return { inputs: left.split(','), output };
}

/** The dots as digits, the last index as 0. */
function withoutDots({ inputs, output }: Spec, tensors: readonly Tensor[]): Spec {
  const counts = inputs.map((letters, i) =>
    letters.includes(DOTS) ? Math.max(0, tensors[i].dims.length - (letters.length - DOTS.length)) : 0,
  );
  const digits = (count: number): string =>
    Array.from({ length: count }, (_, k) => String.fromCodePoint(FIRST_DIGIT + count - 1 - k)).join('');
  return {
    inputs: inputs.map((letters, i) => letters.replace(DOTS, digits(counts[i]))),
    output: output.replace(DOTS, digits(Math.max(0, ...counts))),
  };
}

/** Where characters begin that are nobody's letters. */
const FIRST_DIGIT = 0xe000;

const isDigit = (letter: string): boolean => (letter.codePointAt(0) as number) >= FIRST_DIGIT;

/** An operand whose indices are named, with the lengths they stand for. */
function lettered(spec: string, letters: string, i: number, tensor: Tensor, sizes: Map<string, number>): Lettered {
  if (tensor.dims.length !== letters.length) {
    throw new RangeError(
      `einsum: expected operand ${i + 1} of '${spec}' to have ${letters.length} indices, got ${tensor.dims.length}. Give one letter for each index.`,
    );
  }
  [...letters].forEach((letter, k) => {
    const known = sizes.get(letter) ?? tensor.dims[k];
    const isTaken = isDigit(letter) && (known === 1 || tensor.dims[k] === 1);
    const size = isTaken ? Math.max(known, tensor.dims[k]) : known;
    if (size !== tensor.dims[k] && !isTaken) {
      throw new RangeError(
        `einsum: expected ${isDigit(letter) ? 'the dots' : letter} in '${spec}' to have one length, got ${size} and ${tensor.dims[k]}. Check the order of the letters.`,
      );
    }
    sizes.set(letter, size);
  });
  return { ...tensor, letters };
}

const unique = (letters: string): string => [...new Set(letters)].join('');

/** Σ a·b over all letters that are not kept. */
function contract(a: Lettered, b: Lettered | undefined, kept: string, sizes: ReadonlyMap<string, number>): Lettered {
  const all = unique(a.letters + (b?.letters ?? ''));
  const summed = [...all].filter((letter) => !kept.includes(letter)).join('');
  const letters = kept + summed;
  const dims = [...letters].map((letter) => sizes.get(letter) as number);
  const stepsA = strides(a, letters);
  const stepsB = b === undefined ? undefined : strides(b, letters);
  const size = (list: readonly number[]): number => list.reduce((product, n) => product * n, 1);
  const inner = size(dims.slice(kept.length));
  const leaves: Scalar[] = [];
  const index = new Array<number>(letters.length).fill(0);
  for (let i = size(dims.slice(0, kept.length)); i > 0; i--) {
    let total: Scalar = 0;
    for (let j = inner; j > 0; j--) {
      const x = a.leaves[offset(index, stepsA)];
      const term = b === undefined || stepsB === undefined ? x : mul(x, b.leaves[offset(index, stepsB)]);
      total = j === inner ? term : add(total, term);
      advance(index, dims);
    }
    leaves.push(total);
  }
  return { letters: kept, dims: dims.slice(0, kept.length), leaves };
}

/** How far a step of each letter goes in the list of numbers; a letter that occurs twice steps along the diagonal. */
function strides({ letters, dims }: Lettered, all: string): number[] {
  return [...all].map((letter) => {
    let step = 0;
    let stride = 1;
    for (let k = letters.length - 1; k >= 0; k--) {
      // Of the length 1 the one is taken for all.
      if (letters[k] === letter && (dims[k] !== 1 || !isDigit(letter))) step += stride;
      stride *= dims[k];
    }
    return step;
  });
}

function offset(index: readonly number[], steps: readonly number[]): number {
  let at = 0;
  for (let k = 0; k < steps.length; k++) at += index[k] * steps[k];
  return at;
}

/** The next index, the last letter fastest; all zeros after the last. */
function advance(index: number[], dims: readonly number[]): void {
  for (let k = index.length - 1; k >= 0; k--) {
    index[k]++;
    if (index[k] < dims[k]) return;
    index[k] = 0;
  }
}

function nest(leaves: readonly Scalar[], dims: readonly number[]): unknown {
  if (dims.length === 0) return leaves[0];
  const [n, ...rest] = dims;
  const size = leaves.length / n;
  return Array.from({ length: n }, (_, i) => nest(leaves.slice(i * size, (i + 1) * size), rest));
}
