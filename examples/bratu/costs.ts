/** What the Jacobian costs in several ways, and how exact it is. */
import { jacobian, onNumbers, type Scalar } from 'hyperdual';
import { type Coloring, type Csc, compiledSparseJacobian, jacobianPattern, sparseJacobian } from 'hyperdual/sparse';
import { hill, residual } from './model.js';
import { largest } from './newton.js';

export interface Costs {
  readonly unknowns: number;
  readonly nonzeros: number;
  readonly coloring: Coloring;
  /** Milliseconds, once. */
  readonly pattern: number;
  readonly compile: number;
  /** Milliseconds for each Jacobian. */
  readonly eager: number;
  readonly compiled: number;
  /** By differences along the colours, and one by one. */
  readonly groupedDifferences: number;
  readonly differences: number;
  /** By the dense driver, from grids of fewer unknowns: it grows with the square of them. */
  readonly dense: number;
  readonly denseUnknowns: number;
  /** Largest differences to the eager one. */
  readonly errors: { readonly compiled: number; readonly differences: number };
}

/** Milliseconds, the least of some runs. */
function timed(runs: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** @param denseM - points along a side of the grid on which the dense driver is timed. */
export function costs(m: number, lambda: number, denseM: number, runs = 5): Costs {
  const f = (u: readonly Scalar[]): Scalar[] => residual(u, m, lambda);
  const plain = onNumbers(f);
  const u = hill(m, 0.7);
  const pattern = timed(1, () => jacobianPattern(f, u));
  const J = sparseJacobian(f, u);
  const exact = J.at(u);
  let program = compiledSparseJacobian(f, u, { pattern: J.pattern });
  const compile = timed(1, () => {
    program = compiledSparseJacobian(f, u, { pattern: J.pattern });
  });
  program.input.set(u);
  const compiled = timed(20 * runs, () => program.run());
  const byDifferences = groupedDifferences(plain, u, J.coloring);
  const off = (values: Float64Array): number => largest(values.map((x, k) => x - exact.values[k]));
  const small = hill(denseM, 0.7);
  const dense = timed(runs, () => jacobian((v) => residual(v, denseM, lambda), small));
  return {
    unknowns: m * m,
    nonzeros: J.pattern.nonzeros,
    coloring: J.coloring,
    pattern,
    compile,
    eager: timed(runs, () => J.at(u)),
    compiled,
    groupedDifferences: timed(runs, () => groupedDifferences(plain, u, J.coloring)),
    differences: (m * m + 1) * timed(runs, () => plain([...u])),
    dense: dense * (m / denseM) ** 4,
    denseUnknowns: denseM * denseM,
    errors: { compiled: off(program.matrix.values), differences: off(byDifferences.values) },
  };
}

/** One-sided differences along the colours: what one does without derivatives. */
export function groupedDifferences(
  f: (u: number[]) => number[],
  u: Float64Array,
  { columns, columnColors, pattern }: Coloring,
): Csc {
  const { rows, columns: n, columnPointers: pointers, rowIndices: indices } = pattern;
  const step = 2 ** -26;
  const before = f([...u]);
  const values = new Float64Array(indices.length);
  for (let color = 0; color < columnColors; color++) {
    const after = f(Array.from(u, (x, j) => (columns[j] === color ? x + step : x)));
    for (let j = 0; j < n; j++) {
      if (columns[j] !== color) continue;
      for (let k = pointers[j]; k < pointers[j + 1]; k++) values[k] = (after[indices[k]] - before[indices[k]]) / step;
    }
  }
  return { format: 'csc', rows, columns: n, pointers, indices, values };
}
