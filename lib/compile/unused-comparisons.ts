/**
 * Comparisons that no `select` has used: an `if`, `&&` or `while` on one sees an object, which is always true. They are
 * reported with the line where they were made.
 */

/** A loop that waits for a comparison to become false makes one after the other, and never ends. */
const MOST = 100_000;
/** So many remember where they were made: that takes longer than all else that a comparison does. */
const REMEMBERED = 16;

export class UnusedComparisons {
  /** For messages: who traces the function. */
  private readonly owner: string;
  private count = 0;
  private readonly places = new Set<Error>();

  constructor(owner = 'compile') {
    this.owner = owner;
  }

  /** Notes a comparison. Returns what to call when it is used. */
  add(): () => void {
    let isUsed = false;
    const place = this.places.size < REMEMBERED ? new Error() : undefined;
    if (place !== undefined) this.places.add(place);
    this.count++;
    if (this.count > MOST) this.check();
    return () => {
      if (isUsed) return;
      isUsed = true;
      this.count--;
      if (place !== undefined) this.places.delete(place);
    };
  }

  /** @throws {TypeError} when there is one that nothing used. */
  check(): void {
    const { count } = this;
    if (count === 0) return;
    const [first] = this.places;
    const line = first && lineOf(first);
    throw new TypeError(
      `${this.owner}: expected every comparison to be used by select, got ${count} that ${count === 1 ? 'was' : 'were'} not` +
        `${line === undefined ? '' : `, the first at ${line}`} (an if, ?:, && or while sees an object, which is always true). ` +
        'Write select(lt(x, y), () => ..., () => ...), and loops with a fixed number of turns.',
    );
  }
}

/** Calls between the user's line and `add`: lt, branch, related, compare. */
const OWN_CALLS = 5;

/** The place in user code; undefined where the engine writes stacks in another way. */
function lineOf({ stack = '' }: Error): string | undefined {
  const calls = stack.split('\n').filter((line) => /:\d+:\d+/.test(line));
  return calls[OWN_CALLS]?.match(/(?:\(|@|at )?([^\s()@]+:\d+:\d+)/)?.[1];
}
