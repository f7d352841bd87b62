/** What the branches of a `select` give: numbers, or arrays and records of them. */
import { join, type Scalar } from '../scalar/active.js';
import { isActive, isScalar } from '../scalar/scalar.js';
import { fill, flatten, leavesLike } from './shape.js';

/** The branch taken, its numbers at the end of a branch: see `joined`. */
export function joinedAll(taken: unknown): unknown {
  if (isActive(taken)) return taken.joined();
  if (typeof taken !== 'object' || taken === null) return taken;
  const { leaves, shape } = flatten('select', 'the branch', taken);
  return fill(shape, leaves.map(join));
}

/** Number by number one of two structures, which must have one shape. */
export function chosen(then: unknown, otherwise: unknown, choose: (a: Scalar, b: Scalar) => Scalar): unknown {
  if (isScalar(then) && isScalar(otherwise)) return choose(then, otherwise);
  const { leaves, shape } = flatten('select', 'the first branch', then);
  const others = leavesLike('select', 'the second branch', otherwise, shape, 'the first');
  return fill(
    shape,
    leaves.map((leaf, i) => choose(leaf, others[i])),
  );
}
