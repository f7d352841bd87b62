/**
 * Levels: which driver call a dual part belongs to.
 *
 * Every driver call opens a level of its own, numbered by a counter that only goes up. A call made inside another one has
 * the higher number, so when numbers of two levels meet, the higher one is outside and the other is a constant to it.
 * That is the whole defence against perturbation confusion: there is no stack to keep and nothing to restore on a throw.
 */

/** Levels below this number belong to numbers that the user made by hand (`dual`, `hyperdual`). */
const FIRST_DRIVER_LEVEL = 1000;

let latest = FIRST_DRIVER_LEVEL;

/**
 * How many levels are open: code that runs on plain numbers as well (`hyperdual/plain`) asks whether active numbers exist.
 * Levels of numbers made by hand never close, so from the first such number on they always may (`byHand`).
 */
export const running: { on: number; byHand: number } = { on: 0, byHand: 0 };

export class Level {
  readonly id: number;
  /** The driver that opened the level, for messages. */
  readonly owner: string;
  /**
   * True when the numbers of this level move along one direction and show their second derivative along it. At a kink that
   * they touch, it tells on which side they are; the mixed second derivative along two directions does not.
   */
  readonly showsCurvature: boolean;
  /** False once the driver call has returned or thrown. */
  open: boolean;
  protected twin: Level | undefined;
  private isMissing: boolean;

  constructor(owner: string, id?: number, showsCurvature: boolean = false) {
    this.id = id ?? ++latest;
    this.owner = owner;
    this.showsCurvature = showsCurvature;
    this.open = true;
    this.twin = undefined;
    this.isMissing = false;
    running.on++;
  }

  /**
   * The same level for numbers whose parts are not all plain numbers.
   *
   * The number-only classes compare levels by identity; a number of the same level with other parts carries this twin, so
   * that one comparison answers both questions. The twin of a twin is itself.
   */
  get mixed(): Level {
    if (this.twin === undefined) {
      this.twin = this.makeTwin();
      running.on--;
      this.twin.twin = this.twin;
      this.twin.open = this.open;
    }
    return this.twin;
  }

  protected makeTwin(): Level {
    return new Level(this.owner, this.id, this.showsCurvature);
  }

  /** Orders of derivative that numbers of this level have without showing them among their parts. */
  get hiddenOrder(): number {
    return 0;
  }

  /** True where `meetKink` takes note. */
  get watchesKinks(): boolean {
    return false;
  }

  /**
   * Called when numbers of this level, with derivatives of second order or more, meet a kink. A level whose numbers cannot
   * tell on which side of it they are takes note, and its driver computes again with numbers that can.
   *
   * @param crosses - true when a first-order part shows that they go through the kink, from one side to the other.
   */
  meetKink(_crosses: boolean): void {}

  /** Called when numbers of this level touch a kink and do not show the curvature that decides: see `showsCurvature`. */
  missCurvature(): void {
    this.isMissing = true;
  }

  /** True once numbers of this level have touched a kink, on a side that only their curvature can tell. */
  get missesCurvature(): boolean {
    return this.isMissing || this.twin?.isMissing === true;
  }

  close(): void {
    if (this.open) running.on--;
    this.open = false;
    if (this.twin !== undefined) this.twin.open = false;
  }
}

/** A level for numbers that do not leave the operation that makes them: it is not closed, and does not count as open. */
export function passingLevel(owner: string): Level {
  const level = new Level(owner);
  running.on--;
  return level;
}

/** Levels of numbers made by hand: always open, one for each kind and depth of nesting. */
const handMade: Level[] = [];

/** @param rank - 0, 1, 2 ...: a number of a higher rank is outside one of a lower rank. */
export function handMadeLevel(rank: number): Level {
  if (handMade[rank] === undefined) {
    handMade[rank] = new Level('the user', rank + 1);
    running.byHand++;
  }
  return handMade[rank];
}

/** Rank of a hand-made level, or -1 for a level that a driver call opened. */
export function rankOf(level: Level): number {
  return level.id < FIRST_DRIVER_LEVEL ? level.id - 1 : -1;
}
