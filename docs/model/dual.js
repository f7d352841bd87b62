// Forward mode. A dual number is a value and its change: f(a + t·ε) = f(a) + f'(a)·t·ε, with ε² = 0.
//
// A hyper-dual number a + a₁ε₁ + a₂ε₂ + a₁₂ε₁ε₂ is a dual number of dual numbers, (a + a₁ε₁) + (a₂ + a₁₂ε₁)ε₂. What stands by
// ε₁ε₂ is a second derivative.
import { isOf, newLevel, opened } from './number.js';
import { along, total } from './rules.js';

const dual = (level, primal, tangent) => ({
  level,
  primal,
  tangent,
  apply(rule, args) {
    const { f, parents } = opened(level, rule, args);
    return dual(level, f, total(parents.map(([x, slope]) => along(slope, x.tangent))));
  },
});

/** ∂f/∂x[k]. The other inputs are constants. */
export function partial(f, x, k) {
  const level = newLevel();
  const y = f(x.map((xi, i) => (i === k ? dual(level, xi, 1) : xi)));
  return isOf(level, y) ? y.tangent : 0;
}
export const gradient = (f, x) => x.map((_, k) => partial(f, x, k));

/** ∂²f/∂x[i]∂x[j] for i <= j, row by row, with ε₁ on x[i] and ε₂ on x[j]. */
const second = (f, x, i, j) => partial((z) => partial(f, z, j), x, i);
export const hessian = (f, x) => x.flatMap((_, i) => x.slice(i).map((_, j) => second(f, x, i, i + j)));
