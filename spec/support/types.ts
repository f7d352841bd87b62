/** Types compared by the compiler: a file that uses this fails to compile when a type is another one. */

/** True when A and B are the same type (any is the same only as any). */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `typed<Expected>()(value)` compiles exactly when the value has this type. */
export function typed<Expected>(): <Actual>(
  value: Actual,
  ...difference: Same<Actual, Expected> extends true ? [] : [{ expected: Expected; actual: Actual }]
) => void {
  return () => {};
}
