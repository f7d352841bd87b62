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
  /** False once the driver call has returned or thrown. */
  open: boolean;
  /** True where all inputs move along the path of a second look: see lib/scalar/still.ts. */
  isOnPath: boolean;
  /** True where the level inside of it is one of the same driver, which takes second derivatives by both. */
  isShared: boolean;
  protected twin: Level | undefined;

  constructor(owner: string, id?: number) {
    this.id = id ?? ++latest;
    this.owner = owner;
    this.open = true;
    this.isOnPath = false;
    this.isShared = false;
    this.twin = undefined;
    running.on++;
  }

  /** The order of the derivatives that numbers of this level stand for, as far as their parts do not tell. */
  get derivativeOrder(): number {
    return 1;
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
      this.twin.isOnPath = this.isOnPath;
      this.twin.isShared = this.isShared;
    }
    return this.twin;
  }

  protected makeTwin(): Level {
    return new Level(this.owner, this.id);
  }

  close(): void {
    if (this.open) running.on--;
    this.open = false;
    if (this.twin !== undefined) this.twin.open = false;
  }
}

/** Work of a driver whose level is closed, such as the sweeps after f has returned. */
export function drivenBy<T>(work: () => T): T {
  running.on++;
  try {
    return work();
  } finally {
    running.on--;
  }
}

/** The level, as one of a driver that opens another one inside of it. */
export function shared<L extends Level>(level: L): L {
  level.isShared = true;
  return level;
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
