/** How much random testing: set HYPERDUAL_SEED and HYPERDUAL_PROGRAMS in the environment to change it. */
import fc from 'fast-check';

function numberFrom(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${name}: expected an integer, got ${text}`);
  return number;
}

export const seed: number = numberFrom('HYPERDUAL_SEED', 20261122);
/** Whether a run shall take every repetition: HYPERDUAL_LAW_SHARE=1 (`npm run whole`). */
export const isWhole: boolean = process.env.HYPERDUAL_LAW_SHARE === '1';

/** How many cases of one kind a run takes: few enough for each commit, or all of them. */
export const repetitions = (some: number, all: number): number => (isWhole ? all : some);

/** Random programs a run: few enough for each commit; HYPERDUAL_PROGRAMS=10000 finds more. */
export const programs: number = numberFrom('HYPERDUAL_PROGRAMS', 240);

/** Checks a property on so many examples of the seed; on failure prints the smallest one, and how to get it again. */
export function holds<T>(runs: number, examples: fc.Arbitrary<T>, check: (example: T) => void): void {
  fc.assert(
    fc.property(examples, (example) => check(example)),
    { seed, numRuns: runs, includeErrorInReport: true },
  );
}

/** Picks evenly among the values, small indices when shrinking. */
export const among = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Numbers of an interval: mostly spread evenly, sometimes of any exponent. fast-check's own doubles are mostly tiny. */
export function between(min: number, max: number): fc.Arbitrary<number> {
  const steps = 2 ** 30;
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: steps }).map((i) => min + ((max - min) * i) / steps) },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) },
  );
}
