/** Many points with what depends on the fixed arguments alone computed once: see passes/hoist.ts. */
import { type Split, split } from '../passes/hoist.js';
import type { Trace } from '../trace/trace.js';
import { countRows, mapBlocks, type Rows, sumBlocks } from './batch.js';
import { type Alternatives, Executable } from './executable.js';
import { Compilation } from './tiers.js';

/** For fewer points it is not worth while to compile a program in parts. */
const FEW = 8;

interface Runners {
  readonly prepare: Executable;
  readonly body: Executable;
  readonly finish: Executable | undefined;
}

/** The parts of programs, made when they are needed for the first time: for `map`, and for `sum`. */
const made = new WeakMap<Executable, Map<boolean, Runners | undefined>>();

function runnersOf(runner: Executable, isSum: boolean): Runners | undefined {
  const known = made.get(runner) ?? new Map<boolean, Runners | undefined>();
  made.set(runner, known);
  if (!known.has(isSum)) {
    const parts = split(runner.taken, isSum);
    known.set(isSum, parts && runners(runner, parts));
  }
  return known.get(isSum);
}

function runners({ engine }: Executable, { prepare, body, finish }: Split): Runners {
  const runnerOf = (program: Trace): Executable =>
    engine === 'webassembly'
      ? new Executable(program, new Compilation(program), 'webassembly')
      : new Executable(program, undefined, 'interpreter');
  return { prepare: runnerOf(prepare), body: runnerOf(body), finish: finish && runnerOf(finish) };
}

/** The parts, with the fixed numbers and what is computed of them; none where the program cannot be taken apart here. */
function prepared(runner: Executable, isSum: boolean, count: number): [Runners, Float64Array] | undefined {
  const parts = count > FEW ? runnersOf(runner, isSum) : undefined;
  if (parts === undefined) return undefined;
  const fixed = runner.input.slice(0, runner.sizes.fixed);
  const invariants = new Float64Array(parts.prepare.sizes.output);
  if (!parts.prepare.attempt(fixed, invariants)) return undefined;
  const known = new Float64Array(parts.body.sizes.fixed);
  known.set(fixed);
  known.set(invariants, fixed.length);
  return [parts, known];
}

/**
 * What the program itself gives for a point of its body: the function itself is asked where that gives up.
 *
 * @param take - what is done with it: the output is that of the body.
 */
function whole(
  runner: Executable,
  known: number,
  take: (given: Float64Array, output: Float64Array) => void,
): Alternatives['answer'] {
  const { fixed } = runner.sizes;
  return (input, output) => {
    const own = new Float64Array(fixed + runner.sizes.row);
    own.set(input.subarray(0, fixed));
    own.set(input.subarray(known), fixed);
    const given = new Float64Array(runner.sizes.output);
    runner.again(own, given);
    take(given, output);
    return true;
  };
}

/** As `mapBlocks`. */
export function* mapMany(method: string, runner: Executable, rows: Rows, out: Float64Array): Generator<number> {
  const found = prepared(runner, false, countRows(method, rows, runner.sizes.row));
  if (found === undefined) {
    yield* mapBlocks(method, runner, rows, out);
    return;
  }
  const [{ body }, known] = found;
  body.alternatives = { answer: whole(runner, known.length, (given, output) => output.set(given)) };
  body.input.set(known);
  yield* mapBlocks(method, body, rows, out);
}

/** As `sumBlocks`. */
export function* sumMany(method: string, runner: Executable, rows: Rows, total: Float64Array): Generator<number> {
  const count = countRows(method, rows, runner.sizes.row);
  const found = prepared(runner, true, count);
  if (found === undefined) {
    yield* sumBlocks(method, runner, rows, total);
    return;
  }
  const [{ body, finish }, known] = found;
  if (finish === undefined) {
    body.alternatives = { answer: whole(runner, known.length, (given, output) => output.set(given)) };
    body.input.set(known);
    yield* sumBlocks(method, body, rows, total);
    return;
  }
  const before = runner.input.slice(0, runner.sizes.fixed);
  // Rows that the body has no answer for are added up apart.
  const apart = new Float64Array(total.length);
  let left = 0;
  const answer = whole(runner, known.length, (given, output) => {
    left++;
    output.fill(0);
    given.forEach((x, k) => {
      apart[k] = apart[k] + x;
    });
  });
  const sums = new Float64Array(body.sizes.output + 1);
  body.input.set(known);
  const blocks = sumBlocks(method, body, rows, sums.subarray(0, -1));
  for (;;) {
    // Between two blocks there may have been another call.
    body.alternatives = { answer };
    const { value: done } = blocks.next();
    if (done === undefined) return;
    if (done === count) {
      sums[sums.length - 1] = count - left;
      const input = new Float64Array(known.length + sums.length);
      input.set(known);
      input.set(sums, known.length);
      if (finish.attempt(input, total)) {
        for (let k = 0; k < total.length; k++) total[k] = total[k] + apart[k];
      } else {
        runner.input.set(before);
        total.fill(0);
        for (const _ of sumBlocks(method, runner, rows, total));
      }
    }
    yield done;
  }
}
