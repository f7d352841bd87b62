/**
 * Passes on second-order bundles: all inputs in one, or where that would take too much memory chunks of them, two chunks a pass.
 *
 * An entry that comes out as NaN may be 0·Infinity of parts that are not there: f is called once more, on bundles inside bundles of
 * the inputs of such entries, which know. So it is for everything where a bundle has met a number that it cannot compute with.
 */
import { isCalm } from '../look/examine.js';
import type { Answers, Start } from '../look/question.js';
import { SecondBundle, SecondBundleLevel } from '../numbers/second-bundle.js';
import type { Scalar } from '../scalar/active.js';
import { met } from '../scalar/met.js';
import { isOfLevel } from '../scalar/relation.js';
import type { Flattened } from '../shape/shape.js';
import { type NestedParts, nestedParts } from './nested-pass.js';
import { primalOf } from './seed.js';
import type { Run, Wanted } from './wanted.js';

/** Inputs of two chunks: wide enough to share the cost of an operation, narrow enough for the first cache. */
const WIDEST = 32;

/** Numbers that a pass over all inputs may write: as many as its answer has twice, or 16 MB. */
const MOST = 1 << 21;

/** The inputs that are on, from `first` to `firstEnd` and from `second` to `secondEnd`. */
interface Chunks {
  readonly first: number;
  readonly firstEnd: number;
  readonly second: number;
  readonly secondEnd: number;
}

/** Derivatives of a scalar field, finite, which nothing makes doubtful. */
export interface Whole {
  readonly value: number;
  readonly gradient: number[];
  readonly hessian: number[][];
}

/** A first call of f, on bundles of all inputs, that was not the whole answer. */
export interface Begun {
  readonly start: Start;
  /** Undefined where bundles will not do. */
  readonly found: { readonly table: Table; readonly output: Flattened } | undefined;
}

/**
 * The shortest way to a Hessian: one call of f on bundles of all inputs, read off at once. Where the answer is not whole, what was
 * found of it, for `bundlePasses`.
 */
export function wholePass(
  driver: string,
  leaves: readonly number[],
  call: (x: Scalar[]) => unknown,
  read: (y: unknown) => Flattened,
  start: Start,
): Whole | Begun {
  const n = leaves.length;
  const level = new SecondBundleLevel(driver, n, mostIn(n));
  const x: Scalar[] = new Array(n);
  for (let j = 0; j < n; j++) x[j] = SecondBundle.seed(level, leaves[j], j);
  const take = (y: unknown): Whole | Begun => {
    if (y instanceof SecondBundle && y.level === level && isCalm(start)) {
      const whole = wholeOf(y, n);
      if (whole !== undefined) return whole;
    }
    const output = read(y);
    const table = new Table(n, false);
    table.take(level, output.leaves, all(n));
    return { start, found: { table, output } };
  };
  return level.attempt(() => call(x), take) ?? { start, found: undefined };
}

/** All derivatives, unless one is not finite. */
function wholeOf({ primal, page, at, start, end, bands }: SecondBundle, n: number): Whole | undefined {
  const gradient = zeroRow(n);
  const hessian: number[][] = new Array(n);
  for (let i = 0; i < n; i++) hessian[i] = zeroRow(n);
  // NaN once a part is not finite. + 0: a derivative has no negative zero.
  let nothing = 0;
  let from = at - start;
  for (let i = start; i < end; i++) {
    const part = page[from + i];
    nothing += part - part;
    gradient[i] = part + 0;
  }
  from = at + end - start;
  for (let d = 0; d < bands; d++) {
    for (let i = start; i + d < end; i++) {
      const part = page[from++];
      nothing += part - part;
      hessian[i][i + d] = part + 0;
      hessian[i + d][i] = part + 0;
    }
  }
  return nothing === 0 ? { value: primal, gradient, hessian } : undefined;
}

/** A list of doubles from the start: one that is made with whole numbers is copied when the first double comes. */
function zeroRow(n: number): number[] {
  if (zeroes.length !== n) zeroes = Array.from({ length: n }, () => 0.5).map((half) => half - half);
  return zeroes.slice();
}

let zeroes: number[] = [];

function all(n: number): Chunks {
  return { first: 0, firstEnd: n, second: n, secondEnd: n };
}

/** Numbers that a pass over all inputs may write. */
function mostIn(n: number): number {
  return n <= WIDEST ? Number.POSITIVE_INFINITY : Math.max(MOST, 2 * n * n);
}

/**
 * The answers, or undefined where bundles will not do.
 *
 * @param begun - a first call of f on all inputs.
 */
export function bundlePasses(
  driver: string,
  wanted: Wanted,
  leaves: readonly number[],
  run: Run,
  begun?: Begun,
): Answers | undefined {
  const n = leaves.length;
  const { ties } = begun?.start ?? met;
  const table = begun?.found?.table ?? new Table(n, wanted.ofInputs === 'diagonal');
  const isFound =
    begun === undefined
      ? pass(driver, leaves, run, table, all(n), true, mostIn(n)) !== undefined
      : begun.found !== undefined;
  if (!isFound) {
    met.ties = ties;
    if (n <= WIDEST || !inChunks(driver, leaves, run, table)) {
      met.ties = ties;
      return undefined;
    }
  }
  const unclear = table.unclear(wanted.slopes.length > 0);
  if (unclear.length > 0) {
    const { ties } = met;
    table.replace(unclear, nestedParts(driver, wanted.nested, leaves, run, unclear));
    // The same ties are met again.
    met.ties = ties;
  }
  return table.answers(wanted);
}

/** Every two chunks together in a pass. */
function inChunks(driver: string, leaves: readonly number[], run: Run, table: Table): boolean {
  const n = leaves.length;
  const chunks = Math.ceil((2 * n) / WIDEST);
  const width = Math.ceil(n / chunks);
  const ties = met.ties;
  let most = 0;
  // As in columns.ts: inputs that are not on are active in the first pass, and later on if that matters.
  let isIdleActive = true;
  for (let first = 0; first + width < n; first += width) {
    for (let second = first + width; second < n; second += width) {
      const at = { first, firstEnd: first + width, second, secondEnd: Math.min(n, second + width) };
      met.ties = ties;
      const zeros = pass(driver, leaves, run, table, at, isIdleActive, Number.POSITIVE_INFINITY);
      if (zeros === undefined) return false;
      if (first === 0 && second === width) isIdleActive = zeros > 0;
      most = Math.max(most, met.ties - ties);
    }
  }
  met.ties = ties + most;
  return true;
}

/** One pass; how many zeros it has met, or undefined where bundles will not do. */
function pass(
  driver: string,
  leaves: readonly number[],
  run: Run,
  table: Table,
  chunks: Chunks,
  isIdleActive: boolean,
  most: number,
): number | undefined {
  const { first, firstEnd, second, secondEnd } = chunks;
  const level = new SecondBundleLevel(driver, table.isDiagonal ? 1 : leaves.length, most);
  const { zeros } = met;
  const seed = (x: number, j: number): Scalar => {
    if (j >= first && j < firstEnd) return SecondBundle.seed(level, x, j - first);
    if (j >= second && j < secondEnd) return SecondBundle.seed(level, x, j - second + firstEnd - first);
    return isIdleActive ? SecondBundle.idle(level, x) : x;
  };
  return level.attempt(
    () => run(leaves.map(seed)),
    (outputs) => {
      table.take(level, outputs, chunks);
      return met.zeros - zeros;
    },
  );
}

/** The derivatives as they come: all of first order, and those of second order as rows or the diagonal of the Hessian. */
export class Table {
  readonly isDiagonal: boolean;
  private readonly n: number;
  private values: Scalar[] = [];
  private firsts: Scalar[][] = [];
  private seconds: Scalar[][] = [];

  constructor(n: number, isDiagonal: boolean) {
    this.n = n;
    this.isDiagonal = isDiagonal;
  }

  take(level: SecondBundleLevel, outputs: readonly Scalar[], chunks: Chunks): void {
    const { n } = this;
    this.values = outputs.map((y) => primalOf(level, y));
    for (let row = 0; row < outputs.length; row++) {
      this.firsts[row] ??= zeros(n);
      this.seconds[row] ??= zeros(this.isDiagonal ? n : n * n);
      const y = outputs[row];
      if (isOfLevel<SecondBundle>(y, level)) this.read(y, this.firsts[row], this.seconds[row], chunks);
    }
  }

  private read(y: SecondBundle, firsts: Scalar[], seconds: Scalar[], chunks: Chunks): void {
    const { first, firstEnd, second } = chunks;
    const { isDiagonal, n } = this;
    const { page, start, end, bands } = y;
    const lanes = firstEnd - first;
    let at = y.at;
    // + 0: a derivative has no negative zero.
    for (let lane = start; lane < end; lane++) {
      firsts[lane < lanes ? first + lane : second + lane - lanes] = page[at++] + 0;
    }
    const diagonals = isDiagonal ? Math.min(1, bands) : bands;
    for (let d = 0; d < diagonals; d++) {
      for (let lane = start; lane + d < end; lane++) {
        const i = lane < lanes ? first + lane : second + lane - lanes;
        const j = lane + d < lanes ? first + lane + d : second + lane + d - lanes;
        const part = page[at++] + 0;
        if (isDiagonal) seconds[i] = part;
        else {
          seconds[i * n + j] = part;
          seconds[j * n + i] = part;
        }
      }
    }
  }

  /** Inputs of entries that came out as NaN. */
  unclear(hasSlopes: boolean): number[] {
    const { n, isDiagonal } = this;
    const inputs = new Set<number>();
    for (let row = 0; row < this.seconds.length; row++) {
      const firsts = this.firsts[row];
      const seconds = this.seconds[row];
      for (let k = 0; k < seconds.length; k++) {
        if (seconds[k] === seconds[k]) continue;
        inputs.add(k % n);
        if (!isDiagonal) inputs.add(Math.floor(k / n));
      }
      for (let i = 0; hasSlopes && i < n; i++) if (firsts[i] !== firsts[i]) inputs.add(i);
    }
    return [...inputs].sort((i, j) => i - j);
  }

  /** Puts other answers in the places that such inputs have with each other. */
  replace(inputs: readonly number[], { firsts, seconds }: NestedParts): void {
    const { n, isDiagonal } = this;
    firsts.forEach((list, row) => {
      inputs.forEach((i, a) => {
        this.firsts[row][i] = list[a];
        inputs.forEach((j, b) => {
          // Symmetric to the last bit: the input that comes first is the inner one.
          if (!isDiagonal) this.seconds[row][i * n + j] = seconds[row]?.[Math.max(a, b)]?.[Math.min(a, b)];
          else if (a === b) this.seconds[row][i] = seconds[row]?.[a]?.[a];
        });
      });
    });
  }

  answers({ slopes, row }: Wanted): Answers {
    const rows = this.seconds.map((list, i) => {
      const seconds = this.isDiagonal ? row(list) : list;
      return slopes.length === 0 ? seconds : [...this.firsts[i], ...seconds];
    });
    return { values: this.values, rows };
  }
}

function zeros(count: number): Scalar[] {
  const list: Scalar[] = new Array(count);
  for (let i = 0; i < count; i++) list[i] = 0;
  return list;
}
