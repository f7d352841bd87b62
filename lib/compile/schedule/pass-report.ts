/** Tells now and then how much of a program a pass has been through. */

/** Steps from one report to the next. */
const REPORT = 1 << 16;

export type OnPass = ((done: number) => void) | undefined;

export class PassReport {
  private readonly size: number;
  private readonly onPass: OnPass;
  private next = 0;

  constructor(size: number, onPass: OnPass) {
    this.size = size;
    this.onPass = onPass;
  }

  /** The pass is at this step. */
  at(step: number): void {
    if (step < this.next) return;
    this.next = step + REPORT;
    this.onPass?.(step / this.size);
  }
}
