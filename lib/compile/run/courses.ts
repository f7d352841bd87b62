/**
 * Several courses of one function. A program holds the course that the function took at its example, decided by values: which
 * branch, how many turns of a loop. Where it is left, the function is traced anew, and the program of the new course is kept.
 */
import { sameShape } from '../../shape/shape.js';
import { argumentsOf, type Trace, trace } from '../trace/trace.js';
import { type Alternatives, Executable } from './executable.js';
import { Compilation } from './tiers.js';

/** Most courses that are kept, the first among them. */
export const MOST_COURSES = 8;

/** Points in a row that no course knew, after which most points go straight to the function; so many at most. */
const PATIENCE = 16;
const LONGEST = 256;

function isPowerOfTwo(n: number): boolean {
  return (n & (n - 1)) === 0;
}

export class Courses implements Alternatives {
  private readonly f: (...x: never[]) => unknown;
  private readonly program: Trace;
  /** The other courses, the one that was used last in front. */
  private readonly runners: Executable[] = [];
  private misses = 0;
  private failures = 0;

  constructor(f: (...x: never[]) => unknown, program: Trace) {
    this.f = f;
    this.program = program;
  }

  /** How many courses there are. */
  get count(): number {
    return this.runners.length + 1;
  }

  answer(input: Float64Array, output: Float64Array): boolean {
    if (this.misses < PATIENCE || isPowerOfTwo(this.misses) || this.misses % LONGEST === 0) {
      for (const [i, runner] of this.runners.entries()) {
        if (!runner.attempt(input, output)) continue;
        this.runners.splice(i, 1);
        this.runners.unshift(runner);
        this.misses = 0;
        return true;
      }
    }
    if (this.count < MOST_COURSES && this.failures < MOST_COURSES && this.learn(input, output)) return true;
    this.misses++;
    return false;
  }

  /** The course that the function takes here, if a program can hold it. */
  private learn(input: Float64Array, output: Float64Array): boolean {
    const program = this.traced(input);
    if (program !== undefined && sameShape(program.output, this.program.output)) {
      const runner = new Executable(program, new Compilation(program), 'webassembly');
      if (runner.attempt(input, output)) {
        this.runners.unshift(runner);
        this.misses = 0;
        return true;
      }
    }
    this.failures++;
    return false;
  }

  private traced(input: Float64Array): Trace | undefined {
    try {
      return trace(this.f, argumentsOf(this.program.inputs, input));
    } catch {
      // What the function itself says about this point is what its caller gets.
      return undefined;
    }
  }
}
