/** Sparse Jacobians and Hessians against the dense drivers, and against the matrices of math.js and ml-sparse-matrix. */
import fc from 'fast-check';
import * as mathjs from 'mathjs';
import { SparseMatrix as MlSparseMatrix } from 'ml-sparse-matrix';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  add,
  exp,
  gradient,
  max,
  mul,
  norm,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import {
  type Csc,
  compiledSparseHessian,
  compiledSparseJacobian,
  forEachNonzero,
  jacobianPattern,
  multiply,
  Pattern,
  type SparseMatrix,
  sparseHessian,
  sparseJacobian,
  toCoo,
  toCsr,
  toDense,
} from '../../lib/sparse/index.js';
import { throwsExactly } from '../support/messages.js';
import { holds, programs as runs } from '../support/settings.js';
import { fieldOf, objectiveOf, pointOf, programs } from './programs.js';
import {
  arrowhead,
  banded,
  blocks,
  chain,
  clusters,
  denseHessian,
  denseJacobian,
  type Field,
  fan,
  fivePoint,
  membrane,
  type Objective,
  point,
  scattered,
  tridiagonal,
} from './zoo.js';

const suite = suiteOf('sparse: matrices');

/** Not among the types of math.js. */
const { SparseMatrix: MathSparseMatrix } = mathjs as unknown as { SparseMatrix: new (data: object) => mathjs.Matrix };

type Vector = readonly Scalar[];

const FIELDS: readonly (readonly [Field, number])[] = [
  [tridiagonal, 23],
  [banded, 40],
  [arrowhead, 30],
  [fivePoint, 36],
  [blocks, 20],
  [scattered(40, 4, 3), 40],
];

const OBJECTIVES: readonly (readonly [Objective, number])[] = [
  [chain, 19],
  [fan, 12],
  [membrane, 25],
  [clusters, 16],
];

/** Each entry within some units in the last place of the largest. */
function checkClose(actual: readonly number[][], expected: readonly number[][], tolerance: number, what: string): void {
  const size = Math.max(1e-300, ...expected.flat().filter(Number.isFinite).map(Math.abs));
  expected.forEach((row, i) => {
    row.forEach((x, j) => {
      const off = Math.abs(actual[i][j] - x);
      assert.ok(
        off <= tolerance * size || Object.is(actual[i][j], x),
        `${what}, [${i}][${j}]: ${actual[i][j]}, not ${x}`,
      );
    });
  });
}

suite('Jacobians by columns, rows and both are those of the dense driver; by columns to the last bit', () => {
  for (const [f, n] of FIELDS) {
    const [x, expected] = [point(n), denseJacobian(f, point(n))];
    for (const kind of ['columns', 'rows', 'both', 'cheapest'] as const) {
      const J = sparseJacobian(f, new Float64Array(n), { kind });
      checkClose(toDense(J.at(x)), expected, kind === 'columns' ? 0 : 1e-15, kind);
      const compiled = compiledSparseJacobian(f, new Float64Array(n), { kind });
      assert.equal([...compiled.at(x).values], [...J.at(x).values], `${kind}, compiled: the same bits`);
    }
  }
});

suite('Hessians by star and acyclic colourings are those of the dense driver, and symmetric to the last bit', () => {
  for (const [f, n] of OBJECTIVES) {
    const [x, expected] = [point(n), denseHessian(f, point(n))];
    for (const kind of ['star', 'acyclic'] as const) {
      const H = sparseHessian(f, new Float64Array(n), { kind });
      const { value: at, gradient: slopes, hessian: matrix } = H.valueGradientAndHessian(x);
      const dense = toDense(matrix);
      checkClose(dense, expected, 4e-15, kind);
      dense.forEach((row, i) => {
        for (const [j, entry] of row.entries()) assert.ok(Object.is(entry, dense[j][i]));
      });
      assert.is(at, value(f(x)));
      const exact = reverse.gradient(f as never, x as never) as number[];
      checkClose([[...slopes]], [exact], 1e-15, 'gradient');
      const compiled = compiledSparseHessian(f, new Float64Array(n), { kind });
      assert.equal([...compiled.at(x).values], [...matrix.values], `${kind}, compiled: the same bits`);
    }
  }
});

suite('of random programs all kinds agree with the dense drivers, kinks and infinite slopes included', () => {
  holds(Math.ceil(runs / 10), programs, (program) => {
    const [f, energy, x] = [fieldOf(program), objectiveOf(program), pointOf(program)];
    const expected = denseJacobian(f, x);
    for (const kind of ['columns', 'rows', 'both'] as const) {
      checkClose(toDense(sparseJacobian(f, x, { kind }).at(x)), expected, 1e-12, kind);
    }
    const second = denseHessian(energy, x);
    if (!second.flat().every(Number.isFinite)) return;
    for (const kind of ['star', 'acyclic'] as const) {
      checkClose(toDense(sparseHessian(energy, x, { kind }).at(x)), second, 1e-10, kind);
    }
  });
});

suite('of random places all kinds, in every order, give each number in its place, beside a long row or column too', () => {
  const places = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 1, maxLength: 30 });
  holds(Math.ceil(runs / 5), fc.record({ places, row: fc.boolean(), column: fc.boolean() }), (example) => {
    const all = Array.from({ length: 10 }, (_, k) => k);
    const long = [...(example.row ? all.map((k) => [0, k]) : []), ...(example.column ? all.map((k) => [k, 3]) : [])];
    const pattern = Pattern.of(10, 10, [...example.places, ...(long as [number, number][])]);
    const due = all.map((i) => all.map((j) => (pattern.has(i, j) ? 1 + 10 * i + j : 0)));
    // Linear, so that the entries are known.
    const f: Field = (x) => due.map((row) => sum(x.map((xj, j) => mul(row[j], xj))));
    for (const kind of ['columns', 'rows', 'both', 'cheapest'] as const) {
      for (const order of ['natural', 'smallest-last', 'random', 'best'] as const) {
        const J = sparseJacobian(f, new Float64Array(10), { kind, order, seed: 5 });
        assert.equal(toDense(J.at(new Float64Array(10))), due, `${kind}, ${order}: ${pattern}`);
      }
    }
    if (!example.column || example.places.length > 4) return;
    const compiled = compiledSparseJacobian(f, new Float64Array(10), { kind: 'both' });
    assert.equal(toDense(compiled.at(new Float64Array(10))), due, `compiled: ${pattern}`);
  });
});

/** Calls of f. */
function counted<F extends (x: Vector) => unknown>(f: F): { f: F; calls: () => number } {
  let count = 0;
  return {
    f: ((x: Vector) => {
      count++;
      return f(x);
    }) as F,
    calls: () => count,
  };
}

suite('a tridiagonal Jacobian takes one call of f for any n, and the pattern one', () => {
  for (const n of [10, 1000, 10_000]) {
    const { f, calls } = counted(tridiagonal);
    const J = sparseJacobian(f, new Float64Array(n));
    assert.equal([calls(), J.coloring.columnColors, J.passes], [1, 3, 1]);
    const { value: at, jacobian: matrix } = J.valueAndJacobian(new Float64Array(n).fill(0.5));
    assert.is(calls(), 2);
    assert.is(matrix.values.length, 3 * n - 2);
    assert.ok(
      matrix.values.slice(2, -2).every((x, k) => x === [-1, -2, 1][(k + 1) % 3] || x === [-2, 1, -1][(k + 2) % 3]),
    );
    assert.is(at[1], 0.5 * (3 - 1) - 0.5 - 1 + 1);
  }
});

suite('17 colours take two calls, rows one call and a sweep each, and a Hessian one', () => {
  const wide: Field = (x) => Array.from({ length: x.length - 16 }, (_, i) => sum(x.slice(i, i + 17).map(square)));
  const { f, calls } = counted(wide);
  const J = sparseJacobian(f, new Float64Array(40), { kind: 'columns' });
  assert.equal([J.coloring.columnColors, J.passes], [17, 2]);
  checkClose(toDense(J.at(point(40))), denseJacobian(wide, point(40)), 0, 'in two passes');
  assert.is(calls(), 3);
  const rows = counted(arrowhead);
  const K = sparseJacobian(rows.f, new Float64Array(40), { kind: 'both' });
  assert.equal([K.coloring.rowColors, K.coloring.columnColors, K.passes], [1, 2, 2]);
  K.at(point(40));
  assert.is(rows.calls(), 3);
  const energy = counted(chain);
  const H = sparseHessian(energy.f, new Float64Array(1000));
  H.at(point(1000));
  assert.equal([energy.calls(), H.passes, H.coloring.columnColors], [2, 1, 3]);
  // More colours than lanes.
  const full: Objective = (x) => exp(sum(x));
  const dense = sparseHessian(full, point(18));
  assert.is(dense.passes, 2);
  checkClose(toDense(dense.at(point(18))), denseHessian(full, point(18)), 1e-15, 'dense');
});

suite('at kinks and infinite slopes the entries are looked at, as those of the dense driver', () => {
  const f: Field = (x) =>
    x.map((xi, i) => (i === 0 ? sqrt(square(xi)) : add(mul(abs(x[i - 1]), abs(xi)), max(xi, x[i - 1]))));
  const x = [0, 0, 2, 2, -1, 0];
  const expected = denseJacobian(f, x);
  for (const kind of ['columns', 'rows', 'both'] as const) {
    assert.equal(toDense(sparseJacobian(f, x, { kind }).at(x)), expected, kind);
    assert.equal(
      toDense(
        compiledSparseJacobian(
          f,
          x.map(() => 1),
          { kind },
        ).at(x),
      ),
      expected,
      `${kind}, compiled`,
    );
  }
  const energy: Objective = (u) => add(square(norm(u.slice(0, 2))), sum(u.map((ui) => mul(ui, abs(ui)))));
  const y = [0, 0, 1, 0];
  const second = denseHessian(energy, y);
  for (const kind of ['star', 'acyclic'] as const) {
    assert.equal(toDense(sparseHessian(energy, y, { kind }).at(y)), second, kind);
    assert.equal(toDense(compiledSparseHessian(energy, [1, 2, 3, 4], { kind }).at(y)), second, `${kind}, compiled`);
  }
});

suite('structures: a record of arrays in, rows of outputs out; functions without any derivative', () => {
  const f = ({ p: [a, b], q }: { p: readonly Scalar[]; q: Scalar }) => ({ u: [mul(a, q)], v: sin(b) });
  const x = { p: [1, 2], q: 3 };
  const J = sparseJacobian(f as never, x as never) as ReturnType<typeof sparseJacobian>;
  assert.equal(toDense(J.at(x as never)), [
    [3, 0, 1],
    [0, Math.cos(2), 0],
  ]);
  const nothing = sparseJacobian(() => [1, 2], [1, 2, 3]);
  assert.equal([nothing.passes, nothing.pattern.nonzeros], [0, 0]);
  assert.equal(nothing.valueAndJacobian([1, 2, 3]).value, Float64Array.of(1, 2));
  const straight = sparseHessian(([a, b]: Vector) => sub(mul(2, a), b), [1, 2]);
  const { value: at, gradient: slopes, hessian: none } = straight.valueGradientAndHessian([1, 2]);
  assert.equal([at, [...slopes], none.values.length, straight.passes], [0, [2, -1], 0, 1]);
});

suite('a known pattern is taken as it is; a local one where f decides by values', () => {
  const { f, calls } = counted(tridiagonal);
  const pattern = jacobianPattern(tridiagonal, point(5));
  const J = sparseJacobian(f, point(5), { pattern });
  assert.is(calls(), 0);
  assert.equal(toDense(J.at(point(5))), denseJacobian(tridiagonal, point(5)));
  const deciding: Field = ([a, b]) => [value(a) > 0 ? square(a) : b];
  const K = sparseJacobian(deciding, [1, 2], { scope: 'local' });
  assert.equal(toDense(K.at([3, 2])), [[6, 0]]);
  assert.throws(() => sparseJacobian(deciding, [1, 2]), /^jacobianPattern: expected f to do the same for every x/);
});

suite('values go into an array that is handed over; compiled in place without a copy', () => {
  const x = point(6);
  const J = sparseJacobian(tridiagonal, x);
  const values = new Float64Array(16);
  const matrix = J.at(x, values);
  assert.is(matrix.values, values);
  assert.equal(values, J.at(x).values);
  const compiled = compiledSparseJacobian(tridiagonal, x);
  compiled.input.set(x);
  compiled.run();
  assert.equal(compiled.matrix.values, values);
  assert.is(compiled.matrix.values, compiled.program.output);
  assert.is(compiled.at(x, values).values, values);
  assert.equal(compiled.program(x).length, 16);
});

suite('the matrices are those of math.js and of ml-sparse-matrix', () => {
  for (const [f, n] of FIELDS) {
    const [x, v] = [point(n), point(n).map((vi) => vi - 0.3)];
    const J = sparseJacobian(f, x).at(x);
    const dense = denseJacobian(f, x);
    // Compressed columns are what math.js keeps, under its names.
    const ours = new MathSparseMatrix({
      values: [...J.values],
      index: [...J.indices],
      ptr: [...J.pointers],
      size: [J.rows, J.columns],
    });
    const theirs = new MathSparseMatrix(dense);
    assert.equal(ours.toArray(), theirs.toArray());
    const product = (mathjs.multiply(theirs, v) as unknown as { toArray(): number[][] }).toArray().flat();
    checkClose([[...multiply(J, v)]], [product], 1e-15, 'product');
    // Compressed rows are the compressed columns of the transposed matrix; theirs without the zeros that were computed.
    const R = toCsr(J);
    const turned = mathjs.transpose(theirs) as unknown as { _values: number[]; _index: number[]; _ptr: number[] };
    const kept = [...R.values.keys()].filter((k) => R.values[k] !== 0);
    assert.equal(
      kept.map((k) => R.values[k]),
      turned._values,
    );
    assert.equal(
      kept.map((k) => R.indices[k]),
      turned._index,
    );
    assert.equal(
      Array.from(R.pointers, (p) => kept.filter((k) => k < p).length),
      turned._ptr,
    );
    // Coordinates.
    const C = toCoo(J);
    const ml = new MlSparseMatrix(J.rows, J.columns);
    for (const [k, entry] of C.values.entries()) ml.set(C.rowIndices[k], C.columnIndices[k], entry);
    assert.equal(ml.to2DArray(), dense);
    assert.is(ml.cardinality, C.values.filter((entry) => entry !== 0).length);
    const one = new MlSparseMatrix(J.columns, 1);
    for (const [j, vj] of v.entries()) one.set(j, 0, vj);
    const column = ml.mmul(one);
    checkClose(
      column.to2DArray(),
      [...multiply(J, v)].map((y) => [y]),
      1e-15,
      'product of ml-sparse-matrix',
    );
  }
});

suite('the three forms hold the same entries', () => {
  const J = sparseJacobian(banded, point(12)).at(point(12));
  const entriesOf = (matrix: SparseMatrix): string[] => {
    const list: string[] = [];
    forEachNonzero(matrix, (i, j, entry) => list.push(`${i} ${j} ${entry}`));
    return list.sort();
  };
  assert.equal(entriesOf(toCsr(J)), entriesOf(J));
  assert.equal(entriesOf(toCoo(J)), entriesOf(J));
  assert.equal(toDense(toCsr(J)), toDense(J));
  assert.equal(toDense(toCoo(J)), toDense(J));
  assert.equal(multiply(toCsr(J), point(12)), multiply(toCoo(J), point(12)));
});

suite('what does not fit is refused', () => {
  const J = sparseJacobian(tridiagonal, point(4));
  throwsExactly(
    () => multiply(J.at(point(4)), [1, 2]),
    RangeError,
    'multiply: expected a vector of 4 numbers, one for each column, got 2. Check the shapes.',
  );
  throwsExactly(
    () => J.at(point(4), new Float64Array(3)),
    RangeError,
    'sparseJacobian: expected values to be a Float64Array of 10 numbers, one for each nonzero, got an array of length 3. ' +
      'Leave it out to have one made.',
  );
  assert.throws(
    () => J.at(point(5)),
    /^sparseJacobian: expected x to have the shape of its example, an array of length 4, got/,
  );
  throwsExactly(
    () => sparseJacobian(tridiagonal, point(4), { pattern: Pattern.of(4, 3, []) }),
    RangeError,
    'sparseJacobian: expected a pattern of 4 columns, one for each number of x, got one of 3. ' +
      'Let jacobianPattern make it, of this function and an x of this structure.',
  );
  const wrong = sparseJacobian(tridiagonal, point(4), { pattern: Pattern.of(3, 4, [[0, 0]]) });
  assert.throws(() => wrong.at(point(4)), /expected a pattern of 4 rows, one for each number of f\(x\), got one of 3/);
  assert.throws(
    () => gradient((s: Scalar) => sum([...(J.at([s, 1, 1, 1] as never) as Csc).values]), 1),
    /^sparseJacobian: expected plain numbers in x, got Dual.* Inside of a driver use jacobian/,
  );
  assert.throws(() => sparseHessian((x: Vector) => x as never, [1, 2]), /expected f to return one number/);
  assert.throws(
    () => sparseJacobian([1] as never, [1, 2]),
    /expected a function as first argument.*Call sparseJacobian\(f, x0\)/,
  );
});

suite.run();
