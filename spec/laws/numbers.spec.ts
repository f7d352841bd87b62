/** The parts of dual and hyper-dual numbers: what one class computes is, bit for bit, a part of what the other computes. */
import fc from 'fast-check';
import { suite } from 'uvu';
import { dual, hyperdual, isDual, isHyperDual, type Scalar } from '../../lib/index.js';
import { same } from '../support/assert.js';
import { BINARY, binaryNamed, UNARY, unaryNamed } from '../support/functions.js';
import { programs as budget, holds } from '../support/settings.js';
import { argumentsOf } from './domains.js';

const test = suite('parts of numbers');

const RUNS = Math.ceil(budget / 50);

/** The parts with +0 for -0, which the classes may print either way. */
function partsOf(y: Scalar): { primal: number; tangent: number; eps1: number; eps2: number; eps12: number } {
  const of = (part: Scalar): number => (part as number) + 0;
  if (isDual(y)) return { primal: y.primal as number, tangent: of(y.tangent), eps1: 0, eps2: 0, eps12: 0 };
  if (isHyperDual(y)) {
    return { primal: y.primal as number, tangent: 0, eps1: of(y.eps1), eps2: of(y.eps2), eps12: of(y.eps12) };
  }
  return { primal: y as number, tangent: 0, eps1: 0, eps2: 0, eps12: 0 };
}

/** Any double at all, and often one of the domain. */
const anything = fc.oneof(
  fc.double(),
  fc.double({ min: -5, max: 5 }),
  fc.constantFrom(0, -0, 1, -1, Number.POSITIVE_INFINITY),
);

/** Parts: any sign and size, zeros, infinities. */
const part = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(0, 1, -1, 1e300, Number.NEGATIVE_INFINITY),
);

test('the dual part is the first part of the hyper-dual, same bits: functions of one number', () => {
  for (const name of UNARY) {
    const f = unaryNamed(name);
    holds(RUNS, fc.tuple(fc.oneof(argumentsOf(name), anything), part, part, part), ([x, a, b, ab]) => {
      const whole = partsOf(f(hyperdual(x, a, b, ab)));
      const [first, second] = [partsOf(f(dual(x, a))), partsOf(f(dual(x, b)))];
      same(first.primal, f(x), name);
      same(whole.primal, f(x), name);
      same(first.tangent, whole.eps1, `${name}, ε₁`);
      same(second.tangent, whole.eps2, `${name}, ε₂`);
    });
  }
});

test('the dual part is the first part of the hyper-dual, same bits: functions of two numbers', () => {
  for (const name of BINARY) {
    const f = binaryNamed(name);
    holds(RUNS, fc.tuple(anything, anything, part, part, part, part), ([x, y, a, b, c, d]) => {
      const whole = partsOf(f(hyperdual(x, a, b, 0), hyperdual(y, c, d, 0)));
      const [first, second] = [partsOf(f(dual(x, a), dual(y, c))), partsOf(f(dual(x, b), dual(y, d)))];
      same(first.primal, f(x, y), name);
      same(whole.primal, f(x, y), name);
      same(first.tangent, whole.eps1, `${name}, ε₁`);
      same(second.tangent, whole.eps2, `${name}, ε₂`);
      // A plain number is a constant.
      same(partsOf(f(x, dual(y, c))).tangent, partsOf(f(x, hyperdual(y, c, d, 0))).eps1, `${name}, right`);
      same(partsOf(f(dual(x, a), y)).tangent, partsOf(f(hyperdual(x, a, b, 0), y)).eps1, `${name}, left`);
    });
  }
});

test('swapping the two infinitesimals swaps the parts', () => {
  for (const name of UNARY) {
    const f = unaryNamed(name);
    holds(RUNS, fc.tuple(argumentsOf(name), part, part), ([x, a, b]) => {
      const [y, z] = [partsOf(f(hyperdual(x, a, b, 0))), partsOf(f(hyperdual(x, b, a, 0)))];
      same([y.eps1, y.eps2], [z.eps2, z.eps1], name);
    });
  }
});

test.run();
