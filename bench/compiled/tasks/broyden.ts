/** The residuals of Broyden's tridiagonal system, whose Jacobian is written down densely. */
import { jacobian, type Scalar } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { broyden } from '../../workloads.js';
import { points, type Task } from '../task.js';

type Vector = number[];

export function broydenJacobian(n: number): Task<Vector> {
  return {
    name: `J${n}`,
    points: points(8, n, -1, 1),
    flat: (x) => x,
    outputs: n * n,
    byHand: (x, j) => {
      j.fill(0);
      for (let i = 0; i < n; i++) {
        j[i * n + i] = 3 - 4 * x[i];
        if (i > 0) j[i * n + i - 1] = -1;
        if (i < n - 1) j[i * n + i + 1] = -2;
      }
    },
    compile: () => {
      const g = compile((x: Scalar[]) => jacobian(broyden, x), new Array<number>(n).fill(0));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => jacobian(broyden, x),
    pick: (j: Vector[]) => j[n - 1][n - 1],
    rose: async () => (await import('../rose.js')).broydenJacobian(n),
  };
}
