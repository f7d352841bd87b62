// Reverse mode. A variable knows what it was made from, and by which slopes. From the last one back to the first, each hands the
// derivative of f by it on to those: ∂f/∂x = Σ ∂f/∂y · ∂y/∂x over all y made from x.
import { isOf, newLevel, opened } from './number.js';
import { add, along } from './rules.js';

export function reverseGradient(f, x) {
  const level = newLevel();
  const tape = [];
  const variable = (primal, parents) => {
    const apply = (rule, args) => {
      const { f, parents } = opened(level, rule, args);
      return variable(f, parents);
    };
    tape.push({ level, primal, parents, apply, cotangent: undefined });
    return tape.at(-1);
  };
  const inputs = x.map((xi) => variable(xi, []));
  const y = f(inputs);
  if (isOf(level, y)) y.cotangent = 1;
  for (const { cotangent, parents } of tape.reverse()) {
    // Of no cotangent f(x) does not depend. One that came out 0 is a number like any other.
    if (cotangent === undefined) continue;
    for (const [parent, slope] of parents) {
      const share = along(slope, cotangent);
      parent.cotangent = parent.cotangent === undefined ? share : add(parent.cotangent, share);
    }
  }
  return inputs.map(({ cotangent }) => cotangent ?? 0);
}
