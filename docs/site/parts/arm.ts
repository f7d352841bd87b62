'use derivatives';
/** A two-link arm: its Jacobian moves the hand to where it is dragged, and its ellipse says which way that is easy. */
import { jacobian } from 'hyperdual/plain';

export const LINKS = [1.2, 0.9] as const;

type Joints = readonly [number, number];

/** Elbow and hand. */
export function placesOf([shoulder, elbow]: Joints): {
  readonly elbow: [number, number];
  readonly hand: [number, number];
} {
  const [x, y] = [LINKS[0] * Math.cos(shoulder), LINKS[0] * Math.sin(shoulder)];
  const angle = shoulder + elbow;
  return { elbow: [x, y], hand: [x + LINKS[1] * Math.cos(angle), y + LINKS[1] * Math.sin(angle)] };
}

export interface Pose {
  readonly joints: Joints;
  readonly jacobian: readonly (readonly number[])[];
  readonly determinant: number;
  /** Half axes of the ellipse of hand speeds at joint speeds of length 1, and the angle of the longer one. */
  readonly axes: readonly [number, number];
  readonly angle: number;
  /** An arm that is stretched or folded cannot move along itself. */
  readonly isSingular: boolean;
}

export function poseOf(joints: Joints): Pose {
  const J = jacobian((q: number[]) => placesOf([q[0], q[1]]).hand, [...joints]) as unknown as number[][];
  const [[a, b], [c, d]] = J;
  const determinant = a * d - b * c;
  // Eigenvalues of J·Jᵀ.
  const [p, q, r] = [a * a + b * b, a * c + b * d, c * c + d * d];
  const root = Math.hypot((p - r) / 2, q);
  const long = Math.sqrt((p + r) / 2 + root);
  return {
    joints,
    jacobian: J,
    determinant,
    axes: [long, Math.abs(determinant) / long],
    angle: Math.atan2(2 * q, p - r) / 2,
    isSingular: Math.abs(determinant) < 0.02 * LINKS[0] * LINKS[1],
  };
}

/** The joints with which the hand is at the target, or as near as it comes: damped least squares, step by step. */
export function reach(joints: Joints, target: readonly [number, number]): Joints {
  const [x, y] = within(target);
  let now = joints;
  for (let step = 0; step < 40; step++) {
    const { hand } = placesOf(now);
    const error = [x - hand[0], y - hand[1]];
    if (Math.hypot(error[0], error[1]) < 1e-9) break;
    const [[a, b], [c, d]] = poseOf(now).jacobian;
    // Jᵀ(J·Jᵀ + λ²)⁻¹·error, with λ larger the farther the target is.
    const damping = 1e-6 + 0.05 * (error[0] ** 2 + error[1] ** 2);
    const [p, q, r] = [a * a + b * b + damping, a * c + b * d, c * c + d * d + damping];
    const size = p * r - q * q;
    const u = (r * error[0] - q * error[1]) / size;
    const v = (p * error[1] - q * error[0]) / size;
    now = [now[0] + a * u + c * v, now[1] + b * u + d * v];
  }
  return now;
}

/** The nearest place that the hand can come to: a ring about the shoulder. */
function within([x, y]: readonly [number, number]): [number, number] {
  const distance = Math.hypot(x, y);
  const [near, far] = [Math.abs(LINKS[0] - LINKS[1]), LINKS[0] + LINKS[1]];
  const scale = Math.min(Math.max(distance, near), far) / distance;
  return distance > 0 ? [x * scale, y * scale] : [near, 0];
}
