/** Hessian-vector products in units of a reverse gradient: the driver itself, and reverse mode inside of forward mode. */
import { jvp, lt, type Scalar, select, square, sub, sum } from 'hyperdual';
import { gradient, hvp } from 'hyperdual/reverse';
import { rosenbrockHessian } from '../by-hand.js';
import { subject, type Task } from '../case.js';
import { point, rosenbrock } from '../workloads.js';

type Vector = readonly Scalar[];

/** The unit of measure. */
function byGradient(f: (x: Vector) => Scalar, x: readonly number[]): Task['byHand'] {
  const n = x.length;
  return {
    result: () => gradient(f, x),
    loop: (runs) => {
      let sum = 0;
      for (let i = 0; i < runs; i++) sum += gradient(f, x)[n - 1];
      return sum;
    },
  };
}

function products(n: number): Task[] {
  const x = point(n);
  const v = x.map((_, i) => Math.cos(i));
  const h = rosenbrockHessian(x, new Float64Array(n * n));
  const expected = (): number[] => x.map((_, i) => v.reduce((total, vj, j) => total + h[i * n + j] * vj, 0));
  const nested = (): number[] => jvp((t: Vector) => gradient(rosenbrock, t), x, v).tangent;
  const ways: readonly [name: string, run: () => readonly number[]][] = [
    ['reverse.hvp', () => hvp(rosenbrock, x, v)],
    ['jvp of reverse.gradient', nested],
  ];
  return ways.map(([name, run]) => ({
    name: `H·v of Rosenbrock, n = ${n}, ${name}, in gradients`,
    library: {
      result: run,
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += run()[n - 1];
        return sum;
      },
    },
    byHand: byGradient(rosenbrock, x),
    expected,
  }));
}

const [CLUSTERS, POINTS, DIMENSION] = [10, 200, 8];
const points = Array.from({ length: POINTS }, (_, k) =>
  Array.from({ length: DIMENSION }, (_, d) => Math.sin(1 + 7 * k + 13 * d)),
);

/** The cost of k-means by all coordinates of its centres: squared distances of points to the nearest. */
function cost(x: Vector): Scalar {
  return sum(
    points.map((p) => {
      const distances = Array.from({ length: CLUSTERS }, (_, c) =>
        sum(p.map((pd, d) => square(sub(pd, x[c * DIMENSION + d])))),
      );
      return distances.reduce((least, d) => nearer(d, least));
    }),
  );
}

function nearer(a: Scalar, b: Scalar): Scalar {
  return select(
    lt(a, b),
    () => a,
    () => b,
  );
}

/** GradBench's kmeans: the Hessian is diagonal, so its product with ones is the diagonal. */
function kmeans(): Task {
  const x = Array.from({ length: CLUSTERS * DIMENSION }, (_, i) => Math.cos(3 * i));
  const ones = x.map(() => 1);
  const run = (): number[] => jvp((t: Vector) => gradient(cost, t), x, ones).tangent;
  const nearest = points.map((p) => {
    const distances = Array.from({ length: CLUSTERS }, (_, c) =>
      p.reduce((total, pd, d) => total + (pd - x[c * DIMENSION + d]) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  });
  return {
    name: 'Hessian diagonal of k-means, 10 centres, 200 points, in gradients',
    library: {
      result: run,
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += run()[0];
        return sum;
      },
    },
    byHand: byGradient(cost, x),
    // Twice the number of points of each centre.
    expected: () => x.map((_, i) => 2 * nearest.filter((c) => c === Math.floor(i / DIMENSION)).length),
  };
}

await subject('products', [...[10, 100, 1000].flatMap(products), kmeans()]);
