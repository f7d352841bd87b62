/** Loops in loops are found again, rows of triangles too: with the same bits, and code that does not grow with them. */
import fc from 'fast-check';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { compileProgram } from '../../lib/compile/run/executable.js';
import { trace } from '../../lib/compile/trace/trace.js';
import { add, div, exp, log, lt, max, mul, type Scalar, select, sin, sqrt, square, sub, sum } from '../../lib/index.js';
import { solve } from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same } from '../support/assert.js';
import { enginesOf, type Structured, sameBits } from '../support/engines.js';
import { among, holds, repetitions } from '../support/settings.js';

const suite = suiteOf('loops in loops');

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

const rowsOf = (x: Vector, n: number): Scalar[][] =>
  Array.from({ length: n }, (_, i) => x.slice(i * n, i * n + n) as Scalar[]);

/** Half the logarithm of the determinant, by the factor of Cholesky. */
function cholesky(x: Vector, n: number): Scalar {
  const l: Scalar[][] = [];
  let total: Scalar = 0;
  for (let i = 0; i < n; i++) {
    const row: Scalar[] = [];
    l.push(row);
    for (let j = 0; j < i; j++) {
      let s = at(x, i * n + j);
      for (let k = 0; k < j; k++) s = sub(s, mul(at(row, k), at(l[j] as Vector, k)));
      row.push(div(s, at(l[j] as Vector, j)));
    }
    let s = at(x, i * n + i);
    for (const y of row) s = sub(s, square(y));
    row.push(sqrt(s));
    total = add(total, log(at(row, i)));
  }
  return total;
}

function product(x: Vector, n: number): Scalar[] {
  const [a, b] = [rowsOf(x, n), rowsOf(x.slice(n * n), n)];
  return a.flatMap((row) => b.map((_, j) => row.reduce((s: Scalar, y, k) => add(s, mul(y, at(b[k] as Vector, j))), 0)));
}

function pairs(x: Vector): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) total = add(total, exp(sub(1, square(sub(at(x, i), at(x, j))))));
  return total;
}

/** Numbers of a matrix that is nearly the unit matrix, and some more. */
const numbers = (n: number, more: number, k = 0): number[] =>
  Array.from(
    { length: n * n + more },
    (_, i) => (i < n * n && i % (n + 1) === 0 ? 3 : 0) + 0.4 * Math.sin(i * 1.7 + k),
  );

type Program = readonly [f: Structured, x: (n: number, k?: number) => number[], sizes: readonly [number, number]];

const PROGRAMS: { readonly [name: string]: (n: number) => Program } = {
  'factor of Cholesky': (n) => [(x: Vector) => cholesky(x, n), (m, k) => numbers(m, 0, k), [20, 32]],
  'its gradient': (n) => [
    (x: Vector) => reverse.gradient((y: Vector) => cholesky(y, n), x),
    (m, k) => numbers(m, 0, k),
    [20, 30],
  ],
  'solution of equations': (n) => [
    (x: Vector) => solve(rowsOf(x, n), x.slice(n * n)),
    (m, k) => numbers(m, m, k),
    [16, 26],
  ],
  product: (n) => [(x: Vector) => product(x, n), (m, k) => numbers(m, m * m, k), [12, 20]],
  'gradient of a product': (n) => [
    (x: Vector) => reverse.gradient((y: Vector) => sum(product(y, n).map((z) => square(z))), x),
    (m, k) => numbers(m, m * m, k),
    [8, 16],
  ],
  'sum over pairs, and its gradient': () => [
    (x: Vector) => reverse.valueAndGradient(pairs, x),
    (m, k) => numbers(1, m - 1, k),
    [40, 80],
  ],
};

/** Bytes of the module, and operations. */
function measure(f: Structured, x: readonly unknown[]): [bytes: number, operations: number] {
  const program = withoutDeadCode(trace(f, [x]));
  return [compileProgram(program).bytes.length, program.graph.size];
}

for (const [name, of] of Object.entries(PROGRAMS)) {
  suite(`${name}: same bits`, () => {
    const n = name.includes('pairs') ? 24 : 8;
    const [f, x] = of(n);
    const points = [0, 1, 2].map((k) => [x(n, k).map((v, i) => (k === 2 && i === 5 ? Number.NaN : v))]);
    for (const instructions of [1, 12000]) sameBits(f, points, name, { nested: true, instructions });
  });

  suite(`${name}: code that does not grow with the loops`, () => {
    const [small, large] = of(0)[2];
    const [[few], [many, operations]] = [small, large].map((n) => measure(of(n)[0], of(n)[1](n))) as [
      [number, number],
      [number, number],
    ];
    // The gradient of a factor begins its sums in another way in each of the first rows.
    assert.ok(many < 1.4 * few + 2000, `${many} bytes, ${few} for the smaller one`);
    assert.ok(many < 2 * operations, `${many} bytes for ${operations} operations`);
  });
}

const cosines = (n: number): number[] => Array.from({ length: n }, (_, i) => Math.cos(i));

suite('tables, places that go down, conditions that are kept, fixed arguments: same bits', () => {
  const n = 24;
  const table = cosines(n * n);
  const downwards = (a: Vector, x: Vector): Scalar[] => {
    const y: Scalar[] = [];
    for (let i = 0; i < n; i++) {
      let s: Scalar = at(a, n - 1 - i);
      for (let j = 0; j <= i; j++)
        s = add(mul(s, table[i * n + j] as number), mul(at(x, n - 1 - j), at(y, i - 1 - j) ?? 1));
      y.unshift(s);
    }
    return y;
  };
  const chosen = (a: Vector, x: Vector): Scalar[] => {
    const up = a.map((ai, i) => lt(ai, at(x, i)));
    const rows = x.map((xi, i) =>
      up.slice(0, i + 1).map((c, j) =>
        select(
          c,
          () => xi,
          () => at(a, j),
        ),
      ),
    );
    return rows.map((row) => row.reduce((s, y) => add(mul(0.5, s), y)));
  };
  for (const f of [downwards, chosen]) {
    const points = [0, 1, 2].map((k) => [
      cosines(n),
      Array.from({ length: n }, (_, i) => (k === 2 && i === 4 ? Number.NaN : Math.sin(i + k))),
    ]);
    for (const instructions of [1, 12000]) sameBits(f, points, f.name, { nested: true, instructions });
  }
});

/** How a loop in another one is bounded, and what its body reads. */
interface Level {
  readonly from: 'zero' | 'outer';
  readonly to: 'size' | 'outer' | 'rest';
}

interface Statement {
  readonly operation: number;
  readonly reads: readonly [number, number];
  readonly into: 'table' | 'sum' | 'both';
}

const OPERATIONS: readonly ((a: Scalar, b: Scalar) => Scalar)[] = [
  (a, b) => add(a, mul(0.5, b)),
  (a, b) => sub(b, a),
  (a, b) => mul(a, b),
  (a, b) => div(a, add(2, square(b))),
  (a, b) => sin(add(a, b)),
  (a, b) => max(a, b),
  (a, b) =>
    select(
      lt(a, b),
      () => a,
      () => mul(2, b),
    ),
];

const INPUTS = 40;
const WIDTH = 14;

interface Nest {
  readonly size: number;
  readonly levels: readonly Level[];
  readonly statements: readonly Statement[];
  readonly after: readonly Statement[];
}

const statement = fc.record({
  operation: fc.nat({ max: OPERATIONS.length - 1 }),
  reads: fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })),
  into: among(['table', 'sum', 'both'] as const),
});

const nest: fc.Arbitrary<Nest> = fc.record({
  size: fc.integer({ min: 8, max: WIDTH }),
  levels: fc.array(
    fc.record({ from: among(['zero', 'outer'] as const), to: among(['size', 'outer', 'rest'] as const) }),
    { minLength: 1, maxLength: 2 },
  ),
  statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
  after: fc.array(statement, { maxLength: 2 }),
});

/** Runs nests one after the other: a table of values by indices, and a sum that goes through all. */
function run(nests: readonly Nest[], x: Vector): Scalar[] {
  let total = at(x, 0);
  const table: Scalar[] = Array.from({ length: WIDTH ** 2 }, (_, i) => at(x, i % INPUTS));
  const apply = ({ operation, reads, into }: Statement, i: number, j: number, k: number): void => {
    const of = (kind: number): Scalar =>
      [
        total,
        at(x, (i + 2 * j) % INPUTS),
        at(table, WIDTH * i + j),
        at(table, WIDTH * j + k),
        at(table, WIDTH * k + i),
        at(table, i),
        at(x, (3 * k) % INPUTS),
        0.25 * (k + 1),
      ][kind] as Scalar;
    const y = (OPERATIONS[operation] as (a: Scalar, b: Scalar) => Scalar)(
      into === 'table' ? of(reads[0]) : total,
      of(reads[1]),
    );
    if (into !== 'sum') table[WIDTH * i + j] = y;
    if (into !== 'table') total = y;
  };
  for (const { size, levels, statements, after } of nests) {
    const inner = (depth: number, indices: readonly number[]): void => {
      const [i = 0, j = i, k = j] = indices;
      const level = levels[depth];
      if (level === undefined) {
        for (const one of statements) apply(one, i, j, k);
        return;
      }
      const outer = indices[depth] as number;
      const to = { size, outer: outer + 1, rest: size - outer }[level.to];
      for (let m = level.from === 'zero' ? 0 : outer; m < to; m++) inner(depth + 1, [...indices, m]);
      if (depth === 0) for (const one of after) apply(one, i, i, i);
    };
    for (let i = 0; i < size; i++) inner(0, [i]);
  }
  return [total, table.reduce((sum, y) => add(sum, y)), ...table.filter((_, i) => i % 7 === 0)];
}

const vector = (k: number): number[] => Array.from({ length: INPUTS }, (_, i) => 0.6 * Math.sin(1 + 2.3 * i + k));

suite('random loops in loops: same bits', () => {
  let deep = 0;
  let all = 0;
  const example = fc.tuple(fc.array(nest, { minLength: 1, maxLength: 2 }), fc.boolean(), among([1, 300, 12000]));
  holds(repetitions(24, 36), example, ([nests, isGradient, instructions]) => {
    const f: Structured = isGradient
      ? (x: Vector) => reverse.gradient((y: Vector) => sum(run(nests, y)), x)
      : (x: Vector) => run(nests, x);
    const points = [0, 0.4, 1].map((k) => [vector(k).map((v, i) => (k === 1 && i % 9 === 4 ? Number.NaN : v))]);
    const manner = { nested: true, instructions };
    if (isGradient) {
      // The bits of the interpreter: those of f up to the order of sums.
      const [machine, interpreter, ...maps] = enginesOf(f, points[0] as readonly unknown[], manner).map(({ results }) =>
        results(points),
      );
      for (const results of [machine, ...maps]) same(results, interpreter);
    } else sameBits(f, points, '', manner);
    const program = withoutDeadCode(trace(f, [vector(0)]));
    const [loops, flat] = [true, false].map((nested) => compileProgram(program, { nested }).bytes.length);
    all++;
    if ((loops as number) < 0.8 * (flat as number)) deep++;
  });
  console.log(`${deep} of ${all} random programs are shorter by a fifth as loops in loops`);
  assert.ok(deep > 0.05 * all, `${deep} of ${all}`);
});

suite.run();
