/** Gradients by the mode that the library chooses, against central differences of the same function in plain JavaScript. */
import { auto } from 'hyperdual';
import { subject, type Task } from '../case.js';
import { centralDifferences, frugalDifferences } from '../differences.js';
import { point, rosenbrock } from '../workloads.js';

function against(kind: string, n: number, differences: (x: number[]) => Float64Array): Task {
  const x = point(n);
  return {
    name: `gradient of Rosenbrock, n = ${n}, chosen, against ${kind}`,
    library: {
      result: () => auto.gradient(rosenbrock, x),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += auto.gradient(rosenbrock, x)[n - 1];
        return sum;
      },
    },
    byHand: {
      result: () => differences(x),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += differences(x)[n - 1];
        return sum;
      },
    },
    // That of the differences.
    tolerance: 1e-6,
  };
}

const sizes = [10, 100, 1000];
await subject('auto', [
  ...sizes.map((n) => against('differences', n, centralDifferences)),
  ...sizes.map((n) => {
    const g = new Float64Array(n);
    return against('differences in place', n, (x) => frugalDifferences(x, g));
  }),
]);
