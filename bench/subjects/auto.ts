/** Gradients by the mode that the library chooses, against central differences of the same function in plain JavaScript. */
import { auto } from 'hyperdual';
import { barestGradient } from '../barest-tape.js';
import { subject, type Task } from '../case.js';
import { centralDifferences, frugalDifferences } from '../differences.js';
import { point, rosenbrock } from '../workloads.js';

const chosen: Way = (x) => ({
  result: () => auto.gradient(rosenbrock, x),
  loop: (runs) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += auto.gradient(rosenbrock, x)[x.length - 1];
    return sum;
  },
});

const barest: Way = (x) => ({
  result: () => barestGradient(x),
  loop: (runs) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += barestGradient(x)[x.length - 1];
    return sum;
  },
});

type Way = (x: readonly number[]) => Task['library'];

function against(kind: string, n: number, differences: (x: number[]) => Float64Array, way = chosen): Task {
  const x = point(n);
  return {
    name: `gradient of Rosenbrock, n = ${n}, ${way === chosen ? 'chosen' : 'the barest tape'}, against ${kind}`,
    library: way(x),
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
  ...sizes.map((n) => against('differences', n, centralDifferences, barest)),
]);
