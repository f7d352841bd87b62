/** Gradient of Rosenbrock's function in n variables by forward mode. */
import { gradient } from 'hyperdual';
import { rosenbrockGradient } from '../by-hand.js';
import { subject, type Task } from '../case.js';
import { point, rosenbrock } from '../workloads.js';

const tasks = [10, 100, 1000].map((n): Task => {
  const x = point(n);
  const g = new Float64Array(n);
  return {
    name: `gradient of Rosenbrock, n = ${n}, forward`,
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

await subject('gradient-forward', tasks);
