/** Predators and prey (Lotka and Volterra): 100 steps of Runge and Kutta's fourth order, by rates and initial numbers. */
import { add, mul, type Scalar, sub, valueAndJacobian } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { points, type Task } from '../task.js';
import { ORBIT, orbitByHand } from './predators-by-hand.js';

const H = ORBIT.h;
const CENTER = [1.5, 1, 3, 1, 1, 1];

type Vector = number[];

/** x' = ax - bxy, y' = dxy - cy; from [a, b, c, d, x0, y0]. */
function orbit([a, b, c, d, x0, y0]: readonly Scalar[]): Scalar[] {
  const slope = ([x, y]: readonly Scalar[]): Scalar[] => {
    const xy = mul(x, y);
    return [sub(mul(a, x), mul(b, xy)), sub(mul(d, xy), mul(c, y))];
  };
  const moved = (z: readonly Scalar[], h: number, k: readonly Scalar[]): Scalar[] =>
    z.map((zi, i) => add(zi, mul(h, k[i])));
  let z: readonly Scalar[] = [x0, y0];
  for (let step = 0; step < ORBIT.steps; step++) {
    const k1 = slope(z);
    const k2 = slope(moved(z, H / 2, k1));
    const k3 = slope(moved(z, H / 2, k2));
    const k4 = slope(moved(z, H, k3));
    z = z.map((zi, i) => add(zi, mul(H / 6, add(add(k1[i], mul(2, add(k2[i], k3[i]))), k4[i]))));
  }
  return [...z];
}

export const orbitJacobian: Task<Vector> = {
  name: 'W6',
  // Within 5 % of the center.
  points: points(8, CENTER.length, -0.05, 0.05).map((x) => x.map((xi, i) => CENTER[i] * (1 + xi))),
  flat: (x) => x,
  outputs: 2 + 2 * CENTER.length,
  byHand: orbitByHand,
  compile: () => {
    const g = compile((x: Scalar[]) => valueAndJacobian(orbit, x), CENTER);
    return { program: g, call: (x) => g(x) };
  },
  eager: (x) => valueAndJacobian(orbit, x),
  pick: ({ value }: { value: Vector }) => value[1],
};
