/** What solutions cost in calls of f, and that the checks and reports of the library take them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  checkGradient,
  checkHessian,
  countOperations,
  record,
  sensitivity,
  singularities,
} from '../../lib/analysis/index.js';
import { argmin, linearSolve, root } from '../../lib/implicit/index.js';
import { abs, derivatives, exp, gradient, hessian, mul, type Scalar, square, sub } from '../../lib/index.js';
import { solve } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { kepler, type Vector, volatility } from './problems.js';

const cost = suite('cost');

cost('with a solver: the Jacobian, and one call of f for each order', () => {
  let calls = 0;
  const f = (a: Scalar): Scalar =>
    root(
      (x: Scalar, c: Scalar) => {
        calls++;
        return sub(exp(x), c);
      },
      (c: number) => Math.log(c),
      a,
    );
  const counted = (work: () => unknown): number => {
    calls = 0;
    work();
    return calls;
  };
  const one = ([a]: Vector): Scalar => f(a as Scalar);
  assert.is(
    counted(() => f(2)),
    2,
  );
  assert.is(
    counted(() => gradient(one, [2])),
    2,
  );
  assert.is(
    counted(() => reverse.gradient(one, [2])),
    2,
  );
  assert.is(
    counted(() => hessian(one, [2])),
    3,
  );
  assert.is(
    counted(() => reverse.hessian(one, [2])),
    3,
  );
  assert.is(
    counted(() => derivatives(f, 2, 7)),
    8,
  );
});

cost('a tape of linear equations: n² products for each order, not n³/3', () => {
  const n = 12;
  const A = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? n : 1 / (1 + i + j))));
  const operations = (of: typeof solve): number =>
    countOperations((p: readonly Vector[]) => of(p, A[0] as Vector)[0] as Scalar, A).total;
  assert.ok(
    operations(linearSolve as typeof solve) < 3 * n * n + 10 * n,
    String(operations(linearSolve as typeof solve)),
  );
  assert.ok(operations(solve) > (n * n * n) / 3);
});

cost('checks against differences, value for value', () => {
  for (const [f, x] of [
    [volatility, [30, 101]],
    [kepler, [0.75, 0.5]],
  ] as const) {
    const report = checkGradient(f as (x: Scalar[]) => Scalar, [...x]);
    assert.ok(report.passed, String(report));
    assert.ok(checkHessian(f as (x: Scalar[]) => Scalar, [...x]).passed);
  }
});

cost('reports see f, not the solver', () => {
  const report = sensitivity(({ M, e }: { M: Scalar; e: Scalar }) => kepler([M, e]), { M: 0.75, e: 0.5 });
  assert.ok(Math.abs(report.of('y', 'M').elasticity - (0.75 * 1.207843550062319) / 1.2194561655262952) < 1e-12);
  const met = singularities(
    ([a]: Vector) =>
      abs(
        sub(
          root((x: Scalar, c: Scalar) => sub(square(x), c), 1, a as Scalar),
          2,
        ),
      ),
    [4],
  );
  assert.ok(met.points.some(({ name }) => name === 'abs'));
  assert.ok(String(record(([M, e]: Vector) => kepler([M as Scalar, e as Scalar]), [0.75, 0.5])).length > 0);
  const counts = countOperations(
    ([a]: Vector) => argmin((x: Scalar, c: Scalar) => square(sub(x, mul(2, c))), 0, a as Scalar),
    [3],
  );
  assert.ok(counts.total > 0 && counts.total < 40, String(counts.total));
});

cost.run();
