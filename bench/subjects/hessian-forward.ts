/** Hessian of Rosenbrock's function in 10 variables by hyper-dual numbers. */
import { hessian } from 'hyperdual';
import { rosenbrockHessian } from '../by-hand.js';
import { subject } from '../case.js';
import { point, rosenbrock } from '../workloads.js';

const x = point(10);
const h = new Float64Array(100);

await subject('hessian-forward', [
  {
    name: 'Hessian of Rosenbrock, n = 10, hyper-dual',
    library: {
      result: () => hessian(rosenbrock, x),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += hessian(rosenbrock, x)[9][9];
        return sum;
      },
    },
    byHand: {
      result: () => rosenbrockHessian(x, h),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += rosenbrockHessian(x, h)[99];
        return sum;
      },
    },
  },
]);
