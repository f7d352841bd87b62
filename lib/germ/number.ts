/** A germ as the functions on germs see it; the class is in germ.ts. */
import type { Active, Scalar } from '../scalar/active.js';
import type { Expansion } from './expansion.js';
import type { GermLevel } from './level.js';

export interface Germ extends Active, Expansion {
  readonly level: GermLevel;
  /** The value at the point itself. */
  readonly primal: Scalar;
  /** True for a number that is neither infinite nor NaN beside the point. */
  readonly isFinite: boolean;
  readonly isNaN: boolean;
  /** The standard part as a plain number: ±Infinity of an infinite germ, NaN where it is not known. */
  readonly standard: number;
  /** -1, 0 or 1 by the leading coefficient, NaN where it cannot be told. */
  readonly sign: number;
  /** A number of this level. */
  as(expansion: Expansion, primal: Scalar): Germ;
  /** The exponent c of a power of this number, with the bound of its rounding. */
  exponent(c: number): Scalar;
  /** A number as this level sees it. */
  expansionOf(y: Scalar): Expansion;
  primalOf(y: Scalar): Scalar;
  /** The same as a germ. */
  lifted(y: Scalar): Germ;
  /** NaN, of this level. */
  notANumber(): Germ;
}
