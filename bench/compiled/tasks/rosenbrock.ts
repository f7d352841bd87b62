/** Rosenbrock's function in n variables: its gradient, value and gradient, and its Hessian. */
import { hessian, type Scalar, valueGradientAndHessian } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { gradient, valueAndGradient } from 'hyperdual/reverse';
import { rosenbrock } from '../../workloads.js';
import { points, type Task } from '../task.js';

type Vector = number[];

function numbers(n: number): Pick<Task<Vector>, 'points' | 'flat'> {
  return { points: points(n < 1000 ? 8 : 2, n, 0.1, 0.9), flat: (x) => x };
}

const zeros = (n: number): Vector => new Array<number>(n).fill(0);

export function rosenbrockGradient(n: number): Task<Vector> {
  return {
    ...numbers(n),
    name: `g${n}`,
    outputs: n,
    byHand: (x, g) => {
      g.fill(0);
      for (let i = 0; i + 1 < n; i++) {
        const a = x[i + 1] - x[i] * x[i];
        g[i] += -400 * a * x[i] - 2 * (1 - x[i]);
        g[i + 1] += 200 * a;
      }
    },
    tuned: (x, g) => valueAndGradientByHand(x, g, 0),
    compile: () => {
      const g = compile((x: Scalar[]) => gradient(rosenbrock, x), zeros(n));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => gradient(rosenbrock, x),
    pick: (g: Vector) => g[n - 1],
    ...(n <= 1000 && { rose: async () => (await import('../rose.js')).rosenbrockGradient(n) }),
  };
}

/** The gradient from place `at` on, without reading back what has been written; and the value. */
function valueAndGradientByHand(x: Float64Array, g: Float64Array, at: number): number {
  const last = x.length - 1;
  let value = 0;
  let carried = 0;
  let here = x[0];
  for (let i = 0; i < last; i++) {
    const next = x[i + 1];
    const a = next - here * here;
    const b = 1 - here;
    value += 100 * a * a + b * b;
    g[at + i] = carried - 400 * a * here - 2 * b;
    carried = 200 * a;
    here = next;
  }
  g[at + last] = carried;
  return value;
}

export function rosenbrockValueAndGradient(n: number): Task<Vector> {
  return {
    ...numbers(n),
    name: `W2 n=${n}`,
    outputs: n + 1,
    byHand: (x, out) => {
      out[0] = valueAndGradientByHand(x, out, 1);
    },
    compile: () => {
      const g = compile((x: Scalar[]) => valueAndGradient(rosenbrock, x), zeros(n));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => valueAndGradient(rosenbrock, x),
    pick: ({ value }: { value: number }) => value,
  };
}

export function rosenbrockHessian(n: number): Task<Vector> {
  return {
    ...numbers(n),
    name: `H${n}`,
    outputs: n * n,
    byHand: (x, h) => hessianByHand(x, h),
    compile: () => {
      const g = compile((x: Scalar[]) => hessian(rosenbrock, x), zeros(n));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => hessian(rosenbrock, x),
    pick: (h: Vector[]) => h[n - 1][n - 1],
    rose: async () => (await import('../rose.js')).rosenbrockHessian(n),
  };
}

/** Row by row. */
function hessianByHand(x: Float64Array, h: Float64Array): void {
  const n = x.length;
  h.fill(0);
  for (let i = 0; i + 1 < n; i++) {
    const row = i * n + i;
    h[row] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
    h[row + n + 1] += 200;
    h[row + 1] = -400 * x[i];
    h[row + n] = -400 * x[i];
  }
}

/** Value and Hessian: W3 has no gradient. */
export function rosenbrockSecondOrder(n: number): Task<Vector> {
  const parts = (x: readonly Scalar[]) => {
    const { value, hessian } = valueGradientAndHessian(rosenbrock, x);
    return { value, hessian };
  };
  return {
    ...numbers(n),
    name: `W3 n=${n}`,
    outputs: n * n + 1,
    byHand: (x, out) => {
      const h = out;
      h.fill(0);
      let value = 0;
      for (let i = 0; i + 1 < n; i++) {
        const row = 1 + i * n + i;
        const square = x[i] * x[i];
        const a = x[i + 1] - square;
        const b = 1 - x[i];
        value += 100 * a * a + b * b;
        h[row] += 1200 * square - 400 * x[i + 1] + 2;
        h[row + n + 1] += 200;
        h[row + 1] = -400 * x[i];
        h[row + n] = -400 * x[i];
      }
      out[0] = value;
    },
    compile: () => {
      const g = compile((x: Scalar[]) => parts(x), zeros(n));
      return { program: g, call: (x) => g(x) };
    },
    eager: (x) => parts(x),
    pick: ({ value }: { value: number }) => value,
  };
}
