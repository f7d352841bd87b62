/** How much a second look may cost. */
export interface LookSettings {
  /** Most operations on germs that one look takes, both sides together; 0 switches looking off. */
  operations: number;
}

/**
 * The settings of all second looks.
 *
 * Where the first answer of a driver is not to be trusted (not finite although f(x) is, or at ties that feed ties), f is called
 * again beside the point on both sides. Beyond `look.operations`, and where it is 0, the curvature of kinks counts as 0, the
 * slopes at ties multiply, and NaN by infinite slopes stays.
 *
 * @example
 * look.operations; // => 10000000
 */
export const look: LookSettings = { operations: 10_000_000 };
