/**
 * Comparisons that no `select` has used: an `if`, `&&` or `while` on one sees an object, which is always true. They are
 * reported with the line where they were made.
 */

/** A loop that waits for a comparison to become false makes one after the other, and never ends. */
const MOST = 100_000;
/** So many of those that nothing has used yet are known by their number. */
const KNOWN = 16;

/** The first comparison that nothing used, counted from 0 in the order in which they are made. */
class UnusedComparison extends TypeError {
  readonly ordinal: number | undefined;

  constructor(message: string, ordinal: number | undefined) {
    super(message);
    this.name = 'TypeError';
    this.ordinal = ordinal;
  }
}

export class UnusedComparisons {
  private made = 0;
  private count = 0;
  private readonly known = new Set<number>();
  private readonly watched: number | undefined;
  private readonly owner: string;
  private place: Error | undefined;

  /**
   * @param watched the comparison whose line is wanted: to ask for it takes longer than all else that a comparison does.
   * @param owner - for messages: who traces the function.
   */
  constructor(watched: number | undefined, owner = 'compile') {
    this.watched = watched;
    this.owner = owner;
  }

  /** Notes a comparison. Returns what to call when it is used. */
  add(): () => void {
    let isUsed = false;
    const ordinal = this.made++;
    if (ordinal === this.watched) this.place = new Error();
    if (this.known.size < KNOWN) this.known.add(ordinal);
    this.count++;
    if (this.count > MOST) this.check();
    return () => {
      if (isUsed) return;
      isUsed = true;
      this.count--;
      this.known.delete(ordinal);
    };
  }

  /** @throws {UnusedComparison} when there is one that nothing used. */
  check(): void {
    const { count } = this;
    if (count === 0) return;
    const line = this.place && lineOf(this.place);
    throw new UnusedComparison(
      `${this.owner}: expected every comparison to be used by select, got ${count} that ${count === 1 ? 'was' : 'were'} not` +
        `${line === undefined ? '' : `, the first at ${line}`} (an if, ?:, && or while sees an object, which is always true). ` +
        'Write select(lt(x, y), () => ..., () => ...), and loops with a fixed number of turns.',
      [...this.known][0],
    );
  }
}

/** What a trace gives. Where it has forgotten a comparison it is made once more, to learn the line in f. */
export function withLine<T>(trace: (watched?: number) => T): T {
  try {
    return trace();
  } catch (error) {
    if (error instanceof UnusedComparison) trace(error.ordinal);
    throw error;
  }
}

/** Calls between the user's line and `add`: lt, branch, related, compare. */
const OWN_CALLS = 5;

/** The place in user code; undefined where the engine writes stacks in another way. */
function lineOf({ stack = '' }: Error): string | undefined {
  const calls = stack.split('\n').filter((line) => /:\d+:\d+/.test(line));
  return calls[OWN_CALLS]?.match(/(?:\(|@|at )?([^\s()@]+:\d+:\d+)/)?.[1];
}
