/**
 * Kinds of nodes of a compiled program.
 *
 * The last four exist only in the program as traced: they carry the rules of strong zeros and of NaN (parts.ts), which
 * matter where a NaN appears and nowhere else. The program that runs first has products and quotients in their places.
 */
export const Kind = {
  constant: 0,
  input: 1,
  add: 2,
  sub: 3,
  mul: 4,
  div: 5,
  neg: 6,
  abs: 7,
  sqrt: 8,
  floor: 9,
  ceil: 10,
  trunc: 11,
  max: 12,
  min: 13,
  sign: 14,
  round: 15,
  /** Conditions: 1 or 0. */
  lt: 16,
  le: 17,
  eq: 18,
  /** a ? b : c. */
  select: 19,
  /** a·b, but 0 where either is 0. */
  strongMul: 20,
  /** a/b, but 0 where that is NaN and a is 0 or b infinite. */
  strongDiv: 21,
  /** b, or c where a is NaN. */
  guard: 22,
  /** Under a guard: 0 where a and b both are 0, else NaN. */
  nanPart: 23,
  /** From here on: a call of function number kind - call. */
  call: 24,
} as const;

/** The name of each kind, as it is counted in `operations`; those of calls are the names of the functions. */
export const NAMES: readonly string[] = Object.keys(Kind);

/** Number of operands by kind, of those below `call`. */
export const OPERANDS: readonly number[] = [0, 0, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 2, 3, 2, 2, 3, 2];

/** True for kinds whose two operands may change places. */
export function isCommutative(kind: number): boolean {
  return (
    kind === Kind.add ||
    kind === Kind.mul ||
    kind === Kind.strongMul ||
    kind === Kind.max ||
    kind === Kind.min ||
    kind === Kind.eq ||
    kind === Kind.nanPart
  );
}

export function isCondition(kind: number): boolean {
  return kind === Kind.lt || kind === Kind.le || kind === Kind.eq;
}
