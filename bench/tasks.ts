/** The tasks that both modes do: each takes the driver, so that a subject says only where it comes from. */
import { broydenJacobian, rosenbrockGradient, rosenbrockHessian } from './by-hand.js';
import type { Task } from './case.js';
import { broyden, point, rosenbrock } from './workloads.js';

type Field = typeof rosenbrock;

/** Gradients of Rosenbrock's function in 10, 100 and 1000 variables. */
export function gradientTasks(mode: string, gradient: (f: Field, x: readonly number[]) => readonly number[]): Task[] {
  return [10, 100, 1000].map((n) => {
    const x = point(n);
    const g = new Float64Array(n);
    return {
      name: `gradient of Rosenbrock, n = ${n}, ${mode}`,
      library: {
        result: () => gradient(rosenbrock, x),
        loop: (runs) => {
          let sum = 0;
          for (let i = 0; i < runs; i++) sum += gradient(rosenbrock, x)[n - 1];
          return sum;
        },
      },
      byHand: {
        result: () => rosenbrockGradient(x, g),
        loop: (runs) => {
          let sum = 0;
          for (let i = 0; i < runs; i++) sum += rosenbrockGradient(x, g)[n - 1];
          return sum;
        },
      },
    };
  });
}

type Matrix = readonly (readonly number[])[];

/** Hessians of Rosenbrock's function in 10 and 50 variables. */
export function hessianTasks(mode: string, hessian: (f: Field, x: readonly number[]) => Matrix): Task[] {
  return [10, 50].map((n) => {
    const x = point(n);
    const h = new Float64Array(n * n);
    return {
      name: `Hessian of Rosenbrock, n = ${n}, ${mode}`,
      library: {
        result: () => hessian(rosenbrock, x),
        loop: (runs) => {
          let sum = 0;
          for (let i = 0; i < runs; i++) sum += hessian(rosenbrock, x)[n - 1][n - 1];
          return sum;
        },
      },
      byHand: {
        result: () => rosenbrockHessian(x, h),
        loop: (runs) => {
          let sum = 0;
          for (let i = 0; i < runs; i++) sum += rosenbrockHessian(x, h)[n * n - 1];
          return sum;
        },
      },
    };
  });
}

/** The dense Jacobian of Broyden's tridiagonal residuals in 20 variables. */
export function jacobianTask(mode: string, jacobian: (f: typeof broyden, x: readonly number[]) => Matrix): Task {
  const x = point(20);
  const j = new Float64Array(400);
  return {
    name: `Jacobian of Broyden tridiagonal, n = 20, ${mode}`,
    library: {
      result: () => jacobian(broyden, x),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += jacobian(broyden, x)[19][19];
        return sum;
      },
    },
    byHand: {
      result: () => broydenJacobian(x, j),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += broydenJacobian(x, j)[399];
        return sum;
      },
    },
  };
}
