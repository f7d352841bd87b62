/**
 * The passes of all second-order drivers: second-order bundles where they will do (second-bundles.ts), else bundles inside bundles
 * (nested-pass.ts), both for all directions at once; hyper-dual numbers, two directions a pass, for products and programs.
 */
import { beginning, examined } from '../look/examine.js';
import type { Answers } from '../look/question.js';
import type { Scalar } from '../scalar/active.js';
import { Level } from '../scalar/level.js';
import { met, TiesOfPasses } from '../scalar/met.js';
import { isNumbers } from '../scalar/scalar.js';
import { onPath } from '../scalar/still.js';
import { type Flattened, fill, flatten, NUMBER, type Shape } from '../shape/shape.js';
import { isPlain, sameAs } from './columns.js';
import { nestedPass } from './nested-pass.js';
import { type Begun, bundlePasses } from './second-bundles.js';
import { checkFunction, epsOf, primalOf, seedHyperDual } from './seed.js';
import type { Run, Wanted } from './wanted.js';

export interface SecondOrderPasses {
  readonly input: Flattened;
  readonly output: Shape;
  readonly values: readonly Scalar[];
  /** For each number of f(x) the slopes and the second derivatives. */
  readonly rows: readonly (readonly Scalar[])[];
}

/**
 * @param want - what is asked for, given the numbers in x.
 */
export function secondOrderPasses(
  driver: string,
  f: (x: never) => unknown,
  x: unknown,
  read: (y: unknown) => Flattened,
  want: (input: Flattened) => Wanted,
  call?: string,
): SecondOrderPasses {
  checkFunction(driver, f, call);
  const input = flatten(driver, 'x', x);
  return passesAt(driver, f, input, read, want(input));
}

/**
 * The same for an x that has been taken apart.
 *
 * @param begun - a first call of f.
 */
export function passesAt(
  driver: string,
  f: (x: never) => unknown,
  input: Flattened,
  read: (y: unknown) => Flattened,
  wanted: Wanted,
  begun?: Begun,
): SecondOrderPasses {
  let output: Flattened | undefined = begun?.found?.output;
  const run = (leaves: readonly Scalar[]): readonly Scalar[] => {
    output = sameAs(driver, output, read(f(fill(input.shape, leaves) as never)));
    return output.leaves;
  };
  const start = begun?.start ?? beginning();
  const answer = (leaves: readonly Scalar[], begun?: Begun): Answers => {
    if (wanted.count === 0) return wanted.hasValue ? withoutPasses(leaves, run) : { values: [], rows: [[]] };
    if (!isPlain(leaves)) return nestedPass(driver, wanted, leaves, run);
    // What is compiled has its pairs one by one, of which each keeps what it needs only.
    if (wanted.ofInputs === undefined || !isNumbers(leaves)) return hyperDualPasses(driver, wanted, leaves, run);
    return bundlePasses(driver, wanted, leaves, run, begun) ?? nestedPass(driver, wanted, leaves, run);
  };
  const first = answer(input.leaves, begun);
  const question = {
    driver,
    leaves: input.leaves,
    evaluate: run,
    answer: (leaves: readonly Scalar[]) => answer(leaves),
    firstOrder: wanted.slopes.length,
  };
  const { values, rows } = examined(question, first, start);
  return { input, output: (output as unknown as Flattened | undefined)?.shape ?? NUMBER, values, rows };
}

function withoutPasses(leaves: readonly Scalar[], run: Run): Answers {
  const values = run(leaves);
  return { values, rows: values.map(() => []) };
}

/** A pass for each pair of directions. */
function hyperDualPasses(driver: string, { pairs, slopes, row }: Wanted, leaves: readonly Scalar[], run: Run): Answers {
  const firsts: Scalar[][] = [];
  const seconds: Scalar[][] = [];
  let values: readonly Scalar[] = [];
  // As in columns.ts: inputs that do not move are active in the first pass, and later on if that matters.
  let isIdleActive = true;
  const passes = new TiesOfPasses();
  pairs().forEach(([along1, along2], place) => {
    // A level for each pass: a number that f keeps from one pass must not mix with those of the next.
    const level = onPath(new Level(driver), leaves);
    const { zeros } = met;
    try {
      const outputs = run(
        leaves.map((leaf, j) => {
          const [e1, e2] = [along1(j), along2(j)];
          const isIdle = e1 === null && e2 === null && (!isIdleActive || typeof leaf !== 'number');
          return isIdle ? leaf : seedHyperDual(level, leaf, e1, e2);
        }),
      );
      values = outputs.map((y) => primalOf(level, y));
      outputs.forEach((y, i) => {
        firsts[i] ??= [];
        seconds[i] ??= [];
        if (slopes.includes(place)) firsts[i].push(epsOf(level, y, 'eps1'));
        seconds[i].push(epsOf(level, y, 'eps12'));
      });
      if (place === 0) isIdleActive = met.zeros > zeros;
      passes.passed();
    } finally {
      level.close();
    }
  });
  passes.done();
  return { values, rows: seconds.map((list, i) => [...firsts[i], ...row(list)]) };
}
