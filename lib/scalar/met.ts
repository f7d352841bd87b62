/**
 * What was met since the program started: counters that only go up. A driver compares them before and after it calls f, so a
 * throw leaves nothing to restore, and a call inside f counts for the one around it too.
 */
export interface Met {
  /** Kinks of abs, max, min, relu, norm that were met exactly. */
  ties: number;
  /** Ties of three arguments or more. */
  wideTies: number;
  /** Products and quotients of two active numbers that are 0, and exponents that are: a plain 0 would make them constants. */
  zeros: number;
  /** Signs of a 0 with parts: their value is that of neither side, so what they multiply is not either. */
  signs: number;
  /** Inner drivers whose answers went through two ties or more and have parts of outer ones. */
  mixed: number;
  /** Answers that inner drivers have left to outer ones: see lib/look/inner.ts. */
  open: number;
  /** Of these the ones of functions that were infinite. */
  openInfinite: number;
}

export const met: Met = { ties: 0, wideTies: 0, signs: 0, mixed: 0, zeros: 0, open: 0, openInfinite: 0 };

/** The ties of several passes of one function are those of the pass that met most. */
export class TiesOfPasses {
  private readonly before: number = met.ties;
  private most: number = 0;

  /** After each pass. */
  passed(): void {
    this.most = Math.max(this.most, met.ties - this.before);
    met.ties = this.before;
  }

  /** After the last. */
  done(): void {
    met.ties = this.before + this.most;
  }
}
