/**
 * What is known of a function besides its value and derivatives: for compiled programs, operation counts and pictures. A row of
 * the table states it, and spec/functions/facts.spec.ts holds it against values of the function.
 */

/** Instructions of compiled programs that are functions of the table. */
export type Instruction = 'abs' | 'sqrt' | 'floor' | 'ceil' | 'trunc' | 'round' | 'sign' | 'max';

export interface Facts {
  /** Floating-point operations of a call, by the weights of McMahon's Livermore kernels (1986). */
  readonly flops: number;
  /** What it counts as; a function when left out. */
  readonly counts?: 'additions' | 'multiplications' | 'divisions';
  /** At -0 the value is that at 0 (`even`, of two arguments for each), or both are the argument (`odd`). */
  readonly zero?: 'even' | 'odd';
  /** The value is NaN, or neither below 0 nor -0. */
  readonly isNotNegative?: true;
  /** Between its kinks and jumps it is constant, or linear in all arguments. */
  readonly pieces?: 'constant' | 'linear';
  /** The instruction with the same bits. */
  readonly instruction?: Instruction;
  /** The name that tells it from others of its name, by all its parameters: modules call it so. Equal names, equal values. */
  readonly called?: string;
  /** The value stands for something that is kept for one run of a program only: another run has to ask anew. */
  readonly isHandle?: true;
  /** As one writes it, where that is not name(x, y). */
  readonly written?: (x: string, y: string) => string;
}

/** A field operation or a function, as far as it is counted and written. */
export interface Operation {
  readonly name: string;
  readonly facts?: Facts;
  /** What is met at the arguments, where that is not told by the slopes. */
  readonly meets?: (x: number, y: number) => 'kink' | 'jump' | undefined;
}

/** The operations that the classes of numbers are made of, and that no row tells of. */
export const FIELD: { readonly [name in 'add' | 'sub' | 'mul' | 'div' | 'neg']: Operation } = {
  add: { name: 'add', facts: { flops: 1, counts: 'additions', written: (x, y) => `${x} + ${y}` } },
  sub: { name: 'sub', facts: { flops: 1, counts: 'additions', written: (x, y) => `${x} - ${y}` } },
  mul: { name: 'mul', facts: { flops: 1, counts: 'multiplications', written: (x, y) => `${x} · ${y}` } },
  div: { name: 'div', facts: { flops: 4, counts: 'divisions', written: (x, y) => `${x} / ${y}` } },
  neg: { name: 'neg', facts: { flops: 1, counts: 'additions', written: (x) => `-${x}` } },
};
