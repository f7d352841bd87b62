/**
 * Reused pages of floats, which numbers with many parts write them to: an operation makes one small object whatever the number
 * of its parts, and its loop runs over contiguous memory.
 *
 * Pages go from pass to pass, when all numbers of the pass are dead; a pass that takes more than a few megabytes leaves the
 * rest to the garbage collector.
 */
const PAGE = 1 << 14;

/** Pages kept for later calls: 8 MB. */
const MOST_PAGES = 64;

/** Pages that no living number points into. */
const free: Float64Array[] = [];

export class Pages {
  page: Float64Array;
  top: number;
  /** Numbers written so far, whole pages. */
  private used: number;
  /** Most that may be written before `onFull` is called. */
  private readonly most: number;
  private readonly onFull: (() => void) | undefined;
  /** Pages that are full. */
  private full: Float64Array[] | undefined;

  constructor(most: number = Number.POSITIVE_INFINITY, onFull?: () => void) {
    this.page = free.pop() ?? new Float64Array(PAGE);
    this.top = 0;
    this.used = 0;
    this.most = most;
    this.onFull = onFull;
    this.full = undefined;
  }

  /** A place for some parts, on the page that is `page` afterwards. */
  place(count: number): number {
    const at = this.top;
    this.top = at + count;
    return this.top <= PAGE ? at : this.turn(count);
  }

  private turn(count: number): number {
    this.full ??= [];
    if (this.full.length < MOST_PAGES && this.page.length === PAGE) this.full.push(this.page);
    this.used += Math.max(count, PAGE);
    if (this.used > this.most) this.onFull?.();
    // What is longer than a page has one for itself.
    this.page = count > PAGE ? new Float64Array(count) : (free.pop() ?? new Float64Array(PAGE));
    this.top = count;
    return 0;
  }

  close(): void {
    this.release(this.page);
    // A number that outlives the call must not write to a page that is another call's by then.
    this.top = PAGE;
    if (this.full === undefined) return;
    for (const page of this.full) this.release(page);
    this.full = undefined;
  }

  private release(page: Float64Array): void {
    if (page.length === PAGE && free.length < MOST_PAGES) free.push(page);
  }
}
