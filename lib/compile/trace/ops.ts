/** What the nodes of a compiled program compute. */
export const Op = {
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
  /** From here on: a call of function number op - call. */
  call: 20,
} as const;

/** The name of each op, as it is counted in `operations`; those of calls are the names of the functions. */
export const NAMES: readonly string[] = Object.keys(Op);

/** Number of operands by op, of those below `call`. */
export const OPERANDS: readonly number[] = [0, 0, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 2, 3];

/** 1 << op of those whose two operands may change places. */
const COMMUTATIVE = (1 << Op.add) | (1 << Op.mul) | (1 << Op.max) | (1 << Op.min) | (1 << Op.eq);

/** True for ops whose two operands may change places. */
export function isCommutative(op: number): boolean {
  return op < Op.call && ((COMMUTATIVE >> op) & 1) !== 0;
}

export function isCondition(op: number): boolean {
  return op === Op.lt || op === Op.le || op === Op.eq;
}
