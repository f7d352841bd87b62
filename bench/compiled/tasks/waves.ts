/** Damped waves: y_i = Σ_j exp(-x_j²/(j+1))·sin((i+1)·x_j), from n inputs to m outputs, all of them dependent. */
import { valueAndJacobian as byTangents, div, exp, mul, neg, type Scalar, sin, square, sum } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { valueAndJacobian as byCotangents } from 'hyperdual/reverse';
import { points, type Task } from '../task.js';

type Vector = number[];

function waves(x: readonly Scalar[], m: number): Scalar[] {
  const damping = x.map((xj, j) => exp(neg(div(square(xj), j + 1))));
  return Array.from({ length: m }, (_, i) => sum(x.map((xj, j) => mul(damping[j], sin(mul(i + 1, xj))))));
}

export function wavesJacobian(n: number, m: number): Task<Vector> {
  const valueAndJacobian = n <= m ? byTangents : byCotangents;
  const f = (x: readonly Scalar[]): Scalar[] => waves(x, m);
  return {
    name: `W4 (${n},${m})`,
    points: points(8, n, -1.5, 1.5),
    flat: (x) => x,
    outputs: m + m * n,
    byHand: (x, out) => {
      for (let i = 0; i < m; i++) out[i] = 0;
      for (let j = 0; j < n; j++) {
        const xj = x[j];
        const damping = Math.exp((-xj * xj) / (j + 1));
        const slope = (-2 * xj) / (j + 1);
        for (let i = 0; i < m; i++) {
          const wave = damping * Math.sin((i + 1) * xj);
          out[i] += wave;
          out[m + i * n + j] = wave * slope + damping * (i + 1) * Math.cos((i + 1) * xj);
        }
      }
    },
    compile: () => {
      const g = compile((x: Scalar[]) => valueAndJacobian(f, x), new Array<number>(n).fill(0));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => valueAndJacobian(f, x),
    pick: ({ value }: { value: Vector }) => value[m - 1],
  };
}
