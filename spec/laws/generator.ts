/**
 * Random programs: fast-check arbitraries of programs and points, which shrink to short programs at simple points.
 */
import fc from 'fast-check';
import { BINARY, COMPARISONS, REDUCTIONS, UNARY } from '../support/functions.js';
import { between } from '../support/settings.js';
import { type Operand, type Program, type Statement, show } from './programs.js';

/** Mostly the latest variables, so that long chains arise. */
const operand: fc.Arbitrary<Operand> = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 2 }) },
  { weight: 2, arbitrary: fc.nat({ max: 7 }) },
);

const constant: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1, 2, -1, 0.5, 3, -2, 10, 0) },
  { weight: 4, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-0, 1e-300, 1e300, Number.POSITIVE_INFINITY, 5e-324) },
);

const exponent = fc.constantFrom(2, 3, 1, 0, -1, -2, 0.5, 1.5, -0.5, 1 / 3, 2.5, 4, 10);
const guarded = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

const simple: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('constant' as const), value: constant }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('unary' as const), name: fc.constantFrom(...UNARY), x: operand, guarded }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('binary' as const),
      name: fc.constantFrom(...BINARY),
      x: operand,
      y: operand,
      guarded,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('power' as const), x: operand, exponent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clamp' as const), x: operand, lo: operand, hi: operand }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reduction' as const),
      name: fc.constantFrom(...REDUCTIONS),
      xs: fc.array(operand, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('dot' as const),
      pairs: fc.array(fc.tuple(operand, operand), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      target: operand,
      name: fc.constantFrom('add', 'mul', 'sub', 'max', 'hypot'),
      y: operand,
    }),
  },
);

const inner = fc.array(simple, { minLength: 1, maxLength: 3 });

const statement: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 8, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('select' as const),
      name: fc.constantFrom(...COMPARISONS),
      x: operand,
      y: operand,
      whenTrue: inner,
      whenFalse: inner,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('loop' as const),
      count: fc.integer({ min: 0, max: 4 }),
      start: operand,
      body: inner,
    }),
  },
);

const input: fc.Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }).map((x) => Math.round(x * 2 ** 20) / 2 ** 20) },
  { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 2, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-8, 0.5, -0.5, 1e5, 1e-310, 1e200, Number.POSITIVE_INFINITY) },
);

/** Programs of the same inputs, and a point. */
export interface Case {
  readonly programs: readonly Program[];
  readonly point: readonly number[];
}

/** How large: statements at most, programs at one point, and inputs where they are not 1 to 4. */
export interface Size {
  readonly statements: number;
  readonly programs?: number;
  readonly inputs?: number;
  /** Inputs away from the special values, for comparisons that need a smooth place. */
  readonly regular?: boolean;
}

const regularInput = between(-3, 3).map((x) => x + Math.SQRT2 / 1024);

/** Programs and a point for them. Printed as code when a property fails. */
export function cases({ statements, programs = 1, inputs, regular = false }: Size): fc.Arbitrary<Case> {
  const body = fc.array(statement, { minLength: 1, maxLength: statements });
  const lengths = { minLength: inputs ?? 1, maxLength: inputs ?? 4 };
  return fc
    .tuple(
      fc.array(regular ? regularInput : input, lengths),
      fc.array(body, { minLength: programs, maxLength: programs }),
    )
    .map(([point, bodies]) => printed({ programs: bodies.map((b) => ({ inputs: point.length, body: b })), point }));
}

/** The example, with a text for fast-check's report. */
export function printed(example: Case): Case {
  const text = (): string => {
    const point = example.point.map((x) => (Object.is(x, -0) ? '-0' : String(x))).join(', ');
    return `\n${example.programs.map(show).join('\n')}\nat (${point})`;
  };
  return Object.defineProperty({ ...example }, fc.toStringMethod, { value: text, enumerable: false });
}
