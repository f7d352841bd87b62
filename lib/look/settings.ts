/** How much a second look may cost. */
export interface LookSettings {
  /**
   * Most operations on germs that one look takes, both sides together, a long expansion counting as several; 0 switches looking
   * off. Terms of higher order, where they decide, may take a tenth of that: a second or two.
   */
  operations: number;
}

/**
 * The settings of all second looks.
 *
 * Where the first answer of a driver is not to be trusted (not finite although f(x) is, or at ties that feed ties), f is called
 * again beside the point on both sides. Beyond `look.operations`, and where it is 0, the curvature of kinks counts as 0, the
 * slopes at ties multiply, and NaN by infinite slopes stays. What terms of higher order would decide is NaN, where they cost too
 * much.
 *
 * @example
 * look.operations; // => 10000000
 */
export const look: LookSettings = { operations: 10_000_000 };
