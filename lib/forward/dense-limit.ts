/** Results that are too large to be made of nested arrays. */

/** How large a dense result may be. */
export interface DenseLimit {
  /** Most numbers in a Jacobian or Hessian; 2²⁶ of them take 512 MB and more. */
  numbers: number;
}

/**
 * The limit of `jacobian` and `hessian`, in both modes. Beyond it they throw a RangeError that names the size, instead of
 * working for a long time and running out of memory.
 *
 * @example
 * denseLimit.numbers; // => 67108864
 */
export const denseLimit: DenseLimit = { numbers: 2 ** 26 };

/**
 * @throws {RangeError} for a result of more numbers than the limit allows.
 */
export function checkDense(driver: string, rows: number, columns: number): void {
  // A gradient is as large as x.
  if (rows === 1 || rows * columns <= denseLimit.numbers) return;
  const gigabytes = (8 * rows * columns) / 1e9;
  throw new RangeError(
    `${driver}: expected a result of at most ${denseLimit.numbers} numbers, got ${rows} x ${columns}, ` +
      `${Number(gigabytes.toPrecision(2))} GB. Use hyperdual/sparse where most of it is 0 (sparseJacobian, sparseHessian), or ` +
      'products with it (jvp, vjp, hvp); denseLimit.numbers sets the limit.',
  );
}
