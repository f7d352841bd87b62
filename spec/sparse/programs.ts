/** Random functions of many numbers, each output of which is made of a few. */
import fc from 'fast-check';
import type { Scalar } from '../../lib/index.js';
import * as hyperdual from '../../lib/index.js';
import { BINARY, UNARY } from '../support/functions.js';
import { among } from '../support/settings.js';
import type { Field, Objective } from './zoo.js';

type Operators = Record<string, (...x: Scalar[]) => Scalar>;
const operators = hyperdual as unknown as Operators;

export interface Program {
  readonly inputs: number;
  /** Each appends a number to the list, made of two numbers of it. */
  readonly steps: readonly (readonly [name: string, a: number, b: number])[];
  readonly outputs: readonly number[];
}

const NAMES = [...UNARY, ...BINARY, 'add', 'mul', 'sub', 'select', 'scaled'];

export const programs: fc.Arbitrary<Program> = fc.record({
  inputs: fc.integer({ min: 1, max: 9 }),
  steps: fc.array(fc.tuple(among(NAMES), fc.nat(60), fc.nat(60)), { maxLength: 18 }),
  outputs: fc.array(fc.nat(60), { minLength: 1, maxLength: 7 }),
});

function apply(name: string, a: Scalar, b: Scalar): Scalar {
  if (name === 'scaled') return hyperdual.mul(-3, a);
  if (name === 'select')
    return hyperdual.select(
      hyperdual.lt(a, b),
      () => hyperdual.sin(a),
      () => b,
    );
  return (UNARY as readonly string[]).includes(name) ? operators[name](a) : operators[name](a, b);
}

export function fieldOf({ steps, outputs }: Program): Field {
  return (x) => {
    const list = [...x];
    // Operands are chosen from what is there.
    for (const [name, a, b] of steps) list.push(apply(name, list[a % list.length], list[b % list.length]));
    return outputs.map((k) => list[list.length - 1 - (k % list.length)]);
  };
}

export function objectiveOf(program: Program): Objective {
  const field = fieldOf(program);
  return (x) => hyperdual.sum(field(x));
}

export const pointOf = ({ inputs }: Program): number[] =>
  Array.from({ length: inputs }, (_, i) => 0.35 + 0.55 * Math.sin(1 + 2.7 * i));
