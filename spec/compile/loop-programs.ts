/**
 * Random programs made of loops, as fast-check arbitraries: recurrences over several iterations, reads that go through the
 * inputs and through what earlier loops computed, forwards, backwards and in strides, tables of constants, decisions.
 */
import fc from 'fast-check';
import { add, div, exp, lt, max, mul, neg, type Scalar, select, sin, sqrt, square, sub } from '../../lib/index.js';
import { among } from '../support/settings.js';

/** What a step of a loop reads in iteration i. */
type Read =
  | { readonly from: 'body'; readonly step: number }
  | { readonly from: 'before'; readonly step: number; readonly ago: number }
  | { readonly from: 'input'; readonly first: number; readonly stride: number }
  | {
      readonly from: 'loop';
      readonly loop: number;
      readonly step: number;
      readonly way: 'on' | 'back' | 'every second';
    }
  | { readonly from: 'constant'; readonly value: number }
  | { readonly from: 'table'; readonly first: number };

export interface Loop {
  readonly count: number;
  readonly steps: readonly { readonly operation: string; readonly reads: readonly [Read, Read, Read] }[];
  /** Results: of every iteration, in order or from the last to the first, or of the last one alone. */
  readonly given: 'all' | 'backwards' | 'last';
}

export const INPUTS = 80;

type Operation = (a: Scalar, b: Scalar, c: Scalar) => Scalar;

const OPERATIONS: { readonly [name: string]: Operation } = {
  // Operators of two numbers refuse a third one.
  add: (a, b) => add(a, b),
  sub: (a, b) => sub(a, b),
  mul: (a, b) => mul(a, b),
  max,
  quotient: (a, b) => div(a, add(1, square(b))),
  wave: (a, b) => sin(add(a, b)),
  root: (a, b) => sqrt(add(square(a), square(b))),
  negative: (a) => neg(a),
  either: (a, b, c) =>
    select(
      lt(a, b),
      () => add(a, c),
      () => mul(b, c),
    ),
  choice: (a, b, c) =>
    select(
      lt(a, b),
      () => mul(exp(neg(square(a))), sin(mul(3, c))),
      () => sub(sqrt(add(2, square(b))), sin(mul(2, c))),
    ),
};

const read: fc.Arbitrary<Read> = fc.oneof(
  fc.record({ from: fc.constant('body' as const), step: fc.nat({ max: 4 }) }),
  fc.record({ from: fc.constant('before' as const), step: fc.nat({ max: 4 }), ago: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    from: fc.constant('input' as const),
    first: fc.nat({ max: INPUTS - 1 }),
    stride: fc.integer({ min: -2, max: 3 }),
  }),
  fc.record({
    from: fc.constant('loop' as const),
    loop: fc.nat({ max: 2 }),
    step: fc.nat({ max: 4 }),
    way: among(['on', 'back', 'every second'] as const),
  }),
  fc.record({ from: fc.constant('constant' as const), value: among([0.5, -0.25, 1, 0]) }),
  fc.record({ from: fc.constant('table' as const), first: among([0, 0.125, -1]) }),
);

/** Operations that have an instruction for two points at a time. */
const FOR_TWO = ['add', 'sub', 'mul', 'max', 'quotient', 'root', 'negative', 'either'];

const loopOf = (operations: readonly string[]): fc.Arbitrary<Loop> =>
  fc.record({
    count: fc.integer({ min: 6, max: 24 }),
    steps: fc.array(fc.record({ operation: among(operations), reads: fc.tuple(read, read, read) }), {
      minLength: 1,
      maxLength: 5,
    }),
    given: among(['all', 'backwards', 'last'] as const),
  });

export const loopProgram: fc.Arbitrary<readonly Loop[]> = fc
  .constantFrom(Object.keys(OPERATIONS), FOR_TWO)
  .chain((operations) => fc.array(loopOf(operations), { minLength: 1, maxLength: 3 }));

/** Runs a program: all results, one after the other. */
export function run(loops: readonly Loop[], x: readonly Scalar[]): Scalar[] {
  const known: Scalar[][][] = [];
  const results: Scalar[] = [];
  for (const { count, steps, given } of loops) {
    const iterations: Scalar[][] = [];
    for (let i = 0; i < count; i++) {
      const body: Scalar[] = [];
      for (const { operation, reads } of steps) {
        const [a, b, c] = reads.map((read) => valueRead(read, i, x, known, iterations, body));
        body.push((OPERATIONS[operation] as Operation)(a as Scalar, b as Scalar, c as Scalar));
      }
      iterations.push(body);
    }
    known.push(iterations);
    const shown = given === 'last' ? iterations.slice(-1) : iterations;
    results.push(...(given === 'backwards' ? shown.toReversed() : shown).flat());
  }
  return results;
}

function valueRead(
  read: Read,
  i: number,
  x: readonly Scalar[],
  known: readonly Scalar[][][],
  iterations: readonly Scalar[][],
  body: readonly Scalar[],
): Scalar {
  const otherwise = x[i % 3] as Scalar;
  switch (read.from) {
    case 'body':
      return body[read.step] ?? otherwise;
    case 'before':
      return iterations[i - read.ago]?.[read.step] ?? (x[read.step] as Scalar);
    case 'input':
      return x[(read.first + read.stride * i + 3 * INPUTS) % INPUTS] as Scalar;
    case 'constant':
      return read.value;
    case 'table':
      return read.first + 0.5 * i;
    default: {
      const earlier = known[read.loop] ?? [];
      const place = read.way === 'on' ? i : read.way === 'back' ? earlier.length - 1 - i : 2 * i;
      return earlier[place]?.[read.step] ?? otherwise;
    }
  }
}
