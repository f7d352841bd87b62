/** Passes that may be given up: calls of f on numbers that cannot go through everything; then the driver takes others. */
import { Level } from './level.js';

/** Thrown to end a call of f on numbers that cannot go on; the driver looks at the level, in case f catches it. */
export class PassGivenUp extends Error {}

/** A level of such numbers, which carry second derivatives. */
export abstract class PassLevel extends Level {
  /** True when the pass means nothing. */
  private isGivenUp: boolean;
  /** True where a number of it may carry derivatives of an outer driver, which nobody can ask it for before f has returned. */
  hidesOuter: boolean;
  private readonly instead: string;

  /** @param instead - what is done where the pass is given up, for the message. */
  constructor(owner: string, instead: string) {
    super(owner);
    this.isGivenUp = false;
    this.hidesOuter = false;
    this.instead = instead;
  }

  override get derivativeOrder(): number {
    return 2;
  }

  giveUp(): never {
    this.isGivenUp = true;
    throw new PassGivenUp(`${this.owner}: ${this.instead}`);
  }

  /** What is read off the call of f; undefined where it was given up. Closes the level. */
  attempt<Y, T>(call: () => Y, read: (y: Y) => T): T | undefined {
    try {
      const y = call();
      return this.isGivenUp ? undefined : read(y);
    } catch (error) {
      if (this.isGivenUp && error instanceof PassGivenUp) return undefined;
      throw error;
    } finally {
      this.close();
    }
  }
}
