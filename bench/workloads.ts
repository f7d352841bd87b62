/** The functions of the benches, written with operators. */
import { add, cos, exp, mul, type Scalar, sin, sqrt, square, sub } from 'hyperdual';

type Vector = readonly Scalar[];

/** Task (a): example 5.14 of the book, u = x² + exp(x²). */
export function ofTheBook(x: Scalar): Scalar {
  const a = square(x);
  const u = add(a, exp(a));
  return add(sqrt(u), cos(u));
}

/** Σ 100(x_(i+1) - x_i²)² + (1 - x_i)². */
export function rosenbrock(x: Vector): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = sub(x[i + 1], mul(x[i], x[i]));
    const b = sub(1, x[i]);
    total = add(total, add(mul(100, mul(a, a)), mul(b, b)));
  }
  return total;
}

/** r_i = (3 - 2x_i)x_i - x_(i-1) - 2x_(i+1) + 1. */
export function broyden(x: Vector): Scalar[] {
  const n = x.length;
  const residuals: Scalar[] = new Array(n);
  for (let i = 0; i < n; i++) {
    let r = mul(sub(3, mul(2, x[i])), x[i]);
    if (i > 0) r = sub(r, x[i - 1]);
    if (i < n - 1) r = sub(r, mul(2, x[i + 1]));
    residuals[i] = add(r, 1);
  }
  return residuals;
}

/**
 * From ℝⁿ to ℝᵐ through a common chain of operations that depends on all inputs and that all outputs depend on, so that
 * neither mode can leave anything out.
 */
export function funnel(x: Vector, outputs: number, steps: number): Scalar[] {
  let y: Scalar = 0;
  for (const xi of x) y = add(y, mul(xi, xi));
  for (let i = 0; i < steps; i++) y = sin(mul(1.1, add(y, 0.1)));
  return Array.from({ length: outputs }, (_, i) => mul(i + 1, y));
}

/** A point away from all symmetries. */
export function point(n: number): number[] {
  return Array.from({ length: n }, (_, i) => 0.4 + 0.3 * Math.sin(i));
}
