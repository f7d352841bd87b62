/** The Bratu example on a small grid: its Jacobian, its two solutions, its figures. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { chart } from '../../examples/bratu/chart.js';
import { costs, groupedDifferences } from '../../examples/bratu/costs.js';
import { solveSparse } from '../../examples/bratu/linear-solver.js';
import { hill, residual } from '../../examples/bratu/model.js';
import { jacobianOf, largest, solve } from '../../examples/bratu/newton.js';
import { costReport, solutionReport } from '../../examples/bratu/report.js';
import { jacobian, onNumbers } from '../../lib/index.js';
import { multiply, toDense } from '../../lib/sparse/index.js';

const suite = suiteOf('examples/bratu');

const m = 15;
const lambda = 5;
const J = jacobianOf(m, lambda);
const solutions = [0, 3].map((height) => solve(J, m, lambda, height));

suite('the Jacobian is that of the dense driver and of differences', () => {
  const u = hill(m, 0.8);
  const exact = J.at(u);
  assert.equal(
    toDense(exact),
    jacobian((v) => residual(v, m, lambda), u),
  );
  const f = onNumbers(residual);
  const near = groupedDifferences((v) => f(v, m, lambda), u, J.coloring);
  assert.ok(largest(near.values.map((x, k) => x - exact.values[k])) < 1e-7);
});

suite('Newton comes to two solutions, by steps that double the digits', () => {
  const heights = solutions.map(({ u }) => largest(u));
  // Between 0 and the fold, and beyond it; 0.557 and 2.845 on finer grids.
  assert.ok(Math.abs(heights[0] - 0.557) < 0.002 && Math.abs(heights[1] - 2.845) < 0.02, heights.join(', '));
  for (const { steps, u } of solutions) {
    const [last, before] = [steps[steps.length - 1], steps[steps.length - 2]];
    assert.ok(last.residual < 1e-13 && before.residual < 1e-6, `${last.residual}`);
    assert.ok(steps.length < 10);
    assert.ok(largest(onNumbers(residual)([...u], m, lambda)) < 1e-14);
    // As symmetric as the square.
    assert.ok(u.every((x, k) => Math.abs(x - u[m * (k % m) + Math.floor(k / m)]) < 1e-12));
  }
});

suite('the linear solver solves, also where the right side is tiny', () => {
  const A = J.at(hill(m, 0.3));
  for (const size of [1, 1e-16]) {
    const b = Array.from(hill(m, size), (x, k) => (k % 3) * x);
    const back = multiply(A, solveSparse(A, b));
    assert.ok(largest(back.map((x, k) => x - b[k])) < 1e-12 * size);
  }
  assert.is(largest(solveSparse(A, new Array(m * m).fill(0))), 0);
});

suite('costs, tables and the picture', async () => {
  const found = costs(m, lambda, 5, 1);
  assert.equal([found.unknowns, found.nonzeros, found.errors.compiled], [m * m, 5 * m * m - 4 * m, 0]);
  assert.ok(found.coloring.columnColors <= 7 && found.errors.differences < 1e-7);
  assert.match(costReport(found), /225 x 225, 1065 nonzeros/);
  assert.match(solutionReport(solutions), /λ = 5, 225 unknowns: solutions of height 0\.55/);
  const svg = await chart(solutions);
  assert.match(svg, /<svg /);
  for (const text of ['Two solutions', 'largest |F|', 'Height 2.8']) assert.ok(svg.includes(text), text);
  assert.not.match(svg, /NaN|undefined|Infinity/);
});

suite.run();
