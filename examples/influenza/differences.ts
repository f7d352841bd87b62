/**
 * Central differences with Richardson extrapolation: what the exact derivatives are compared with, and used for nothing else.
 *
 * D(h) = (f(x + h) - f(x - h))/2h = f'(x) + c₂h² + c₄h⁴ + ..., so halving h and eliminating one power after the other,
 *
 *     D_k(h/2) = D_{k-1}(h/2) + (D_{k-1}(h/2) - D_{k-1}(h))/(4ᵏ - 1),
 *
 * gains two orders a time, until rounding takes over. The entry that differs least from its neighbours is kept (Ridders 1982);
 * that difference and the rounding of f at its step are the error estimate.
 */
export interface Difference {
  readonly derivative: number;
  /** What the derivative may be off by. */
  readonly error: number;
}

const ROWS = 8;

/** The derivatives of all components of f: ℝ → ℝᵐ at x. */
export function differences(f: (x: number) => readonly number[], x: number): Difference[] {
  const steps = Array.from({ length: ROWS }, (_, row) => (0.08 * Math.abs(x)) / 2 ** row);
  const pairs = steps.map((h) => [f(x - h), f(x + h)]);
  return f(x).map((y, i) =>
    extrapolate(
      // Divided by the step that is really taken.
      pairs.map(([below, above], row) => (above[i] - below[i]) / (x + steps[row] - (x - steps[row]))),
      steps.map((h) => (Number.EPSILON * Math.abs(y)) / h),
    ),
  );
}

function extrapolate(central: readonly number[], rounding: readonly number[]): Difference {
  let best: Difference = { derivative: central[0], error: Number.POSITIVE_INFINITY };
  let previous: number[] = [];
  central.forEach((start, row) => {
    const current = [start];
    for (let k = 1; k <= row; k++) {
      const coarse = previous[k - 1];
      const fine = current[k - 1];
      const next = fine + (fine - coarse) / (4 ** k - 1);
      const error = Math.max(Math.abs(next - fine), Math.abs(next - coarse)) + rounding[row];
      if (error < best.error) best = { derivative: next, error };
      current.push(next);
    }
    previous = current;
  });
  return best;
}
