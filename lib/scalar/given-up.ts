/** Thrown to end a call of f on numbers that cannot go on; the driver looks at the level, in case f catches it. */
export class PassGivenUp extends Error {}
