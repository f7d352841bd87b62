/** hyperdual/sparse on ordinary code: what a driver calls, transformed, takes the numbers of patterns and bundles too. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { jacobian, type Scalar } from '../../lib/index.js';
import {
  compiledSparseJacobian,
  hessianPattern,
  jacobianPattern,
  sparseHessian,
  sparseJacobian,
  toDense,
} from '../../lib/sparse/index.js';
import { both, transformed } from './load.js';

type Field = (x: readonly Scalar[]) => Scalar[];
type Energy = (x: readonly Scalar[]) => Scalar;

const sparse = suite('sparse derivatives of ordinary code');

const { f: smooth } = both<Field>(`(x) => {
  const y = [];
  for (let i = 0; i < x.length; i++) y.push(x[i] ** 2 - 2 * (x[i - 1] ?? 0) + Math.sin(x[i + 1] ?? 0) * x[i]);
  return y;
}`);
const { f: energy } = both<Energy>(
  '(x) => { let e = 0; for (let i = 1; i < x.length; i++) e += (x[i] - x[i - 1] ** 2) ** 2; return e; }',
);
const { f: branching } = both<Field>('(x) => x.map((xi, i) => (xi > 1 && i > 0 ? xi * x[i - 1] : xi))');
const x = [0.5, 1.5, 0.75, 2];

sparse('patterns, Jacobians and Hessians are those of the dense drivers', () => {
  assert.is(String(jacobianPattern(smooth, x)), '* * . .\n* * * .\n. * * *\n. . * *');
  const expected = jacobian(smooth, x);
  assert.equal(toDense(sparseJacobian(smooth, x).at(x)), expected);
  assert.equal(toDense(compiledSparseJacobian(smooth, x).at(x)), expected);
  assert.is(String(hessianPattern(energy, x)), '* * . .\n* * * .\n. * * *\n. . * *');
  const H = toDense(sparseHessian(energy, x).at(x));
  assert.equal([H[0]?.[0], H[0]?.[1], H[3]?.[3]], [12 * 0.25 - 4 * 1.5, -2, 2]);
});

sparse('a decision by values is refused for every x, and taken as it is at x', () => {
  assert.throws(
    () => jacobianPattern(branching, x),
    /^jacobianPattern: expected f to do the same for every x.*\{ scope: 'local' \}/,
  );
  const J = sparseJacobian(branching, x, { scope: 'local' });
  assert.is(String(J.pattern), '* . . .\n* * . .\n. . * .\n. . * *');
  assert.equal(toDense(J.at(x)), jacobian(branching, x));
});

sparse('classes and mutation', () => {
  const { f } = transformed(`
    class Cell { constructor(u) { this.u = u; } flow(other) { return (this.u - other.u) * Math.exp(-this.u); } }
    exports.f = (x) => {
      const cells = x.map((u) => new Cell(u));
      const rates = x.map(() => 0);
      for (let i = 1; i < cells.length; i++) { const q = cells[i].flow(cells[i - 1]); rates[i] -= q; rates[i - 1] += q; }
      return rates;
    };`);
  const field = f as unknown as Field;
  assert.equal(toDense(sparseJacobian(field, x).at(x)), jacobian(field, x));
  assert.is(sparseJacobian(field, new Float64Array(200)).coloring.columnColors, 3);
});

sparse.run();
