/** Solutions of finance, astronomy and engineering, whose derivatives are known from elsewhere. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { argmin, linearSolve } from '../../lib/implicit/index.js';
import {
  add,
  derivative,
  derivatives,
  gradient,
  hessian,
  jacobian,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  sumOfSquares,
  value,
} from '../../lib/index.js';
import { matmul, matvec, solve, transpose } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import {
  bootstrapped,
  callPrice,
  close,
  flow,
  injected,
  type Known,
  kepler,
  known,
  type Vector,
  volatility,
  xirr,
  yearByYear,
} from './problems.js';

const solutions = suite('solutions');

const cases: readonly (readonly [name: string, f: (p: Vector) => Scalar, due: Known, tolerance: number])[] = [
  ['implied volatility', volatility, known.volatility, 1e-11],
  ['the internal rate of return of dated flows', xirr, known.xirr, 1e-12],
  ["Kepler's equation", kepler, known.kepler, 1e-13],
];

for (const [name, f, due, tolerance] of cases) {
  solutions(`${name}: 60-digit arithmetic`, () => {
    close(f(due.p), due.value, tolerance);
    close(gradient(f, due.p), due.gradient, tolerance);
    close(reverse.gradient(f, due.p), due.gradient, tolerance);
    close(hessian(f, due.p), due.hessian, tolerance);
    close(reverse.hessian(f, due.p), due.hessian, tolerance);
  });
}

solutions('implied volatility: one over vega, and volga over its cube', () => {
  const [price, spot] = known.volatility.p as [number, number];
  const sigma = value(volatility([price, spot]));
  const [, vega = 0, volga = 0] = derivatives((v: Scalar) => callPrice(spot, v), sigma, 2);
  const of = (c: Scalar): Scalar => volatility([c, spot]);
  close(derivatives(of, price, 2).slice(1), [1 / vega, -volga / vega ** 3], 1e-12);
});

solutions('the internal rate of return is the one of the manual of Excel', () => {
  close(xirr([-10000, 2750, 4250, 3250, 2750]), 0.373362535, 1e-8);
});

solutions("Kepler's equation: five derivatives by one series", () => {
  close(
    derivatives((M: Scalar) => kepler([M, 0.5]), 0.75, 5),
    known.keplerOrders,
    1e-12,
  );
});

solutions('a yield curve: as its bootstrap year by year', () => {
  const swaps = [0.021, 0.024, 0.026, 0.0285, 0.03];
  close(bootstrapped(swaps), yearByYear(swaps), 1e-14);
  const slopes = jacobian(yearByYear, swaps);
  close(jacobian(bootstrapped, swaps), slopes, 1e-13);
  close(reverse.jacobian(bootstrapped, swaps), slopes, 1e-13);
  assert.ok(slopes.every((row, i) => row.every((d, j) => j <= i || d === 0)));
  close(hessian(bootstrapped, swaps), hessian(yearByYear, swaps), 1e-12);
});

solutions('power flow: 60-digit arithmetic, and the balance of the whole net', () => {
  const { p, value: due, jacobian: slopes, hessian: curvatures } = known.flow;
  close(flow(p), due, 1e-14);
  close(jacobian(flow, p), slopes, 1e-13);
  close(reverse.jacobian(flow, p), slopes, 1e-13);
  close(hessian(flow, p), curvatures, 1e-12);
  // What the first bus delivers is the loads and the losses.
  const supply = (loads: Vector): Scalar => {
    const [t2, t3, v2, v3] = flow(loads) as [Scalar, Scalar, Scalar, Scalar];
    return injected([0, t2, t3], [1.05, v2, v3]).P[0] as Scalar;
  };
  const [byP2 = 0, , byP3 = 0] = gradient(supply, p);
  assert.ok(byP2 > 1 && byP3 > byP2, 'a load further away costs more');
});

/** Rows of a design, and observations. */
const A = [
  [1, 0.5, -1],
  [1, 1.5, 2],
  [1, -0.25, 0.5],
  [1, 3, -2],
  [1, 0.75, 1],
];
const y = [1.5, 2, -1, 4, 0.5];
const penalised = (w: Vector, { y, penalty }: { y: Vector; penalty: Scalar }): Scalar =>
  add(
    sumOfSquares(A.map((row, i) => sub(sum(row.map((a, j) => mul(a, w[j] as Scalar))), y[i] as Scalar))),
    mul(penalty, sumOfSquares(w)),
  );
const ridge = (p: { y: Vector; penalty: Scalar }): Scalar[] => argmin(penalised, [0, 0, 0] as Scalar[], p);
const normalEquations = ({ y, penalty }: { y: Vector; penalty: Scalar }): Scalar[] =>
  solve(
    matmul(transpose(A), A).map((row, i) => row.map((a, j) => (i === j ? add(a, penalty) : a))),
    matvec(transpose(A), y),
  );

solutions('a penalised fit by its data and its penalty: the normal equations', () => {
  const p = { y, penalty: 0.5 };
  close(ridge(p), normalEquations(p), 1e-14);
  const due = jacobian(normalEquations, p);
  close(jacobian(ridge, p), due, 1e-13);
  close(reverse.jacobian(ridge, p), due, 1e-13);
  close(hessian(ridge, p), hessian(normalEquations, p), 1e-12);
});

solutions('the loss on other data by the penalty: Newton finds the best penalty by its second derivative', () => {
  const loss = (penalty: Scalar): Scalar => {
    const w = ridge({ y, penalty });
    return add(square(sub(sum(w), 2.5)), square(sub(w[1] as Scalar, 1)));
  };
  const byFormula = (penalty: Scalar): Scalar => {
    const w = normalEquations({ y, penalty });
    return add(square(sub(sum(w), 2.5)), square(sub(w[1] as Scalar, 1)));
  };
  close(derivatives(loss, 0.5, 3), derivatives(byFormula, 0.5, 3), 1e-12);
  const best = argmin((penalty: Scalar) => loss(penalty), 0.5);
  assert.ok(Math.abs(derivative(byFormula, value(best))) < 1e-10, 'a minimum of minima');
});

solutions('linear equations: as solve, by matrix and right-hand side', () => {
  const p = { A: [[3, 1, 0.5], [-1, 4, 2], [0.25, 1, 5]], b: [1, -2, 3] }; // biome-ignore format: a matrix
  type P = { A: readonly Vector[]; b: Vector };
  const [f, g] = [({ A, b }: P) => linearSolve(A, b), ({ A, b }: P) => solve(A, b)];
  close(f(p), g(p), 1e-15);
  close(jacobian(f, p), jacobian(g, p), 1e-14);
  close(reverse.jacobian(f, p), jacobian(g, p), 1e-14);
  close(hessian(f, p), hessian(g, p), 1e-13);
  const columns = ({ A, b }: P): Scalar[][] =>
    linearSolve(
      A,
      b.map((x) => [x, square(x)]),
    );
  close(
    jacobian(columns, p),
    jacobian(
      ({ A, b }: P) =>
        solve(
          A,
          b.map((x) => [x, square(x)]),
        ),
      p,
    ),
    1e-14,
  );
});

solutions.run();
