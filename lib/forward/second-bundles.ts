/**
 * Passes on second-order bundles: all inputs in one, or where that would take too much memory chunks of them, two chunks a pass.
 *
 * An entry that comes out as NaN may be 0·Infinity of parts that are not there: such pairs are done again on hyper-dual numbers,
 * which know. So is everything where a bundle has met a number that it cannot compute with.
 */
import type { Answers } from '../look/question.js';
import { SecondBundle, SecondBundleLevel } from '../numbers/second-bundle.js';
import type { Scalar } from '../scalar/active.js';
import { PassGivenUp } from '../scalar/given-up.js';
import { met } from '../scalar/met.js';
import { isOfLevel } from '../scalar/relation.js';
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

type Passes = (driver: string, wanted: Wanted, leaves: readonly Scalar[], run: Run) => Answers;

/** The answers, or undefined where bundles will not do. */
export function bundlePasses(
  driver: string,
  wanted: Wanted,
  leaves: readonly number[],
  run: Run,
  onHyperDuals: Passes,
): Answers | undefined {
  if (wanted.ofInputs === undefined) return undefined;
  const n = leaves.length;
  const { ties } = met;
  const table = new Table(n, wanted.ofInputs === 'diagonal');
  const inOne = (most: number): boolean =>
    pass(driver, leaves, run, table, { first: 0, firstEnd: n, second: n, secondEnd: n }, true, most) !== undefined;
  if (!inOne(n <= WIDEST ? Number.POSITIVE_INFINITY : Math.max(MOST, 2 * n * n))) {
    met.ties = ties;
    if (n <= WIDEST || !inChunks(driver, leaves, run, table)) {
      met.ties = ties;
      return undefined;
    }
  }
  const unclear = table.unclear(wanted);
  if (unclear.length > 0) {
    const { ties } = met;
    const all = wanted.pairs();
    const pairs: Wanted['pairs'] = () => unclear.map((place) => all[place]);
    const row = (seconds: readonly Scalar[]): Scalar[] => seconds.slice();
    const slopes = unclear.flatMap((place, k) => (wanted.slopes.includes(place) ? [k] : []));
    table.replace(wanted, unclear, slopes, onHyperDuals(driver, { ...wanted, pairs, slopes, row }, leaves, run));
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
  try {
    const seeds = leaves.map((x, j): Scalar => {
      if (j >= first && j < firstEnd) return SecondBundle.seed(level, x, j - first);
      if (j >= second && j < secondEnd) return SecondBundle.seed(level, x, j - second + firstEnd - first);
      return isIdleActive ? SecondBundle.idle(level, x) : x;
    });
    const outputs = run(seeds);
    if (level.isGivenUp) return undefined;
    table.take(level, outputs, chunks);
    return met.zeros - zeros;
  } catch (error) {
    if (level.isGivenUp && error instanceof PassGivenUp) return undefined;
    throw error;
  } finally {
    level.close();
  }
}

/** The derivatives as they come: all of first order, and those of second order as rows or the diagonal of the Hessian. */
class Table {
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
    for (let d = 0; d < bands; d++) {
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

  /** The inputs of each pair, in the order of the pairs. */
  private *pairs(): Generator<readonly [place: number, i: number, j: number]> {
    let place = 0;
    for (let i = 0; i < this.n; i++) {
      for (let j = i; j < (this.isDiagonal ? i + 1 : this.n); j++) yield [place++, i, j];
    }
  }

  /** Places of the pairs that came out as NaN. */
  unclear({ slopes }: Wanted): number[] {
    const isClear = (list: readonly Scalar[]): boolean => {
      for (let k = 0; k < list.length; k++) if (list[k] !== list[k]) return false;
      return true;
    };
    if (this.seconds.every(isClear) && (slopes.length === 0 || this.firsts.every(isClear))) return [];
    const isUnclear = (x: Scalar | undefined): boolean => x !== x;
    const places: number[] = [];
    for (const [place, i, j] of this.pairs()) {
      const isSlope = i === j && slopes.length > 0;
      if (
        this.seconds.some((list) => isUnclear(list[this.isDiagonal ? i : i * this.n + j])) ||
        (isSlope && this.firsts.some((list) => isUnclear(list[i])))
      ) {
        places.push(place);
      }
    }
    return places;
  }

  /** Puts other answers in the places of the pairs. */
  replace({ slopes }: Wanted, places: readonly number[], sloped: readonly number[], { rows }: Answers): void {
    const inputs = [...this.pairs()];
    rows.forEach((list, row) => {
      const [firsts, seconds] = [this.firsts[row], this.seconds[row]];
      sloped.forEach((k, place) => {
        firsts[slopes.indexOf(places[k])] = list[place];
      });
      places.forEach((place, k) => {
        const [, i, j] = inputs[place] as readonly [number, number, number];
        const second = list[sloped.length + k];
        if (this.isDiagonal) seconds[i] = second;
        else {
          seconds[i * this.n + j] = second;
          seconds[j * this.n + i] = second;
        }
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
