'use derivatives';
/**
 * A fixed-step Runge-Kutta method of order 4 for y' = f(y), in ordinary code.
 *
 * It knows nothing of derivatives. While a driver runs, its numbers carry them, and every step is a sum and a product: what
 * comes out are the exact derivatives of the computed solution. The step is
 * fixed on purpose: an adaptive one would choose another grid for other parameters, and the computed solution would then
 * jump a little where the grid changes. Its derivative would be right between the jumps, but differences across would not.
 */

export type State = readonly number[];
export type Slope = (y: State) => State;

/** The state a time h later: y + h/6·(k₁ + 2k₂ + 2k₃ + k₄). The step may carry derivatives too. */
export function rungeKuttaStep(slope: Slope, y: State, h: number): State {
  const k1 = slope(y);
  const k2 = slope(along(y, k1, h / 2));
  const k3 = slope(along(y, k2, h / 2));
  const k4 = slope(along(y, k3, h));
  const mean = k1.map((k, i) => (k + 2 * (k2[i] + k3[i]) + k4[i]) / 6);
  return along(y, mean, h);
}

/** y + h·k. */
function along(y: State, k: State, h: number): State {
  return y.map((yi, i) => yi + h * k[i]);
}

/** The states at the times 0, h, 2h, ..., n·h. */
export function integrate(slope: Slope, start: State, h: number, n: number): State[] {
  const states = [start];
  for (let i = 0; i < n; i++) states.push(rungeKuttaStep(slope, states[i], h));
  return states;
}
