/**
 * What was met since the program started: counters that only go up. A driver compares them before and after it calls f, so a
 * throw leaves nothing to restore, and a call inside f counts for the one around it too.
 */
export interface Met {
  /** Kinks of abs, max, min, relu, norm that were met exactly. */
  ties: number;
  /** Ties of three arguments or more. */
  wideTies: number;
  /** Products and quotients of two active numbers with a zero among them, in passes that do not turn on all inputs. */
  zeros: number;
  /** Jumps of floor, ceil, round, trunc, mod, sign met exactly. */
  jumps: number;
}

export const met: Met = { ties: 0, wideTies: 0, zeros: 0, jumps: 0 };
