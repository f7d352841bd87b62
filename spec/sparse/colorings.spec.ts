/** Colourings: certified, against optima and lower bounds where they are known, and in time that is linear. */
import fc from 'fast-check';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Coloring,
  type ColoringOrder,
  checkColoring,
  colorHessian,
  colorJacobian,
  hessianPattern,
  jacobianPattern,
  Pattern,
} from '../../lib/sparse/index.js';
import { throwsExactly } from '../support/messages.js';
import { holds, programs as runs } from '../support/settings.js';
import {
  arrowhead,
  banded,
  blocks,
  chain,
  clusters,
  type Field,
  fan,
  fivePoint,
  membrane,
  type Objective,
  randomFrom,
  scattered,
  tridiagonal,
} from './zoo.js';

const suite = suiteOf('sparse: colourings');

const ORDERS: readonly ColoringOrder[] = ['natural', 'largest-first', 'smallest-last', 'random', 'best'];
const of = (f: Field, n: number): Pattern => jacobianPattern(f, new Float64Array(n).fill(0.5));
const ofHessian = (f: Objective, n: number): Pattern => hessianPattern(f, new Float64Array(n).fill(0.5));
const colors = ({ columnColors, rowColors }: Coloring): number => columnColors + rowColors;

/** The most entries in a row, which need a colour each. */
const bound = ({ rows, rowPointers }: Pattern): number =>
  Math.max(...Array.from({ length: rows }, (_, i) => rowPointers[i + 1] - rowPointers[i]));

suite('of columns are optimal for bands and blocks, in the natural order, for any n', () => {
  for (const n of [4, 5, 11, 100, 1000, 10_000]) {
    assert.is(colorJacobian(of(tridiagonal, n)).columnColors, 3, `tridiagonal, n = ${n}`);
    assert.is(colorJacobian(of(tridiagonal, n), { kind: 'columns', order: 'natural' }).columnColors, 3);
    assert.is(colorJacobian(of(tridiagonal, n), { kind: 'rows' }).rowColors, 3);
  }
  for (const n of [12, 500]) {
    const band = colorJacobian(of(banded, n));
    assert.equal([band.columnColors, bound(band.pattern)], [7, 7]);
    const full = colorJacobian(of(blocks, n));
    assert.equal([full.columnColors, bound(full.pattern)], [4, 4]);
  }
});

suite('of the five-point Laplacian take at most 7 colours, 5 being the least', () => {
  for (const m of [3, 10, 40]) {
    const pattern = of(fivePoint, m * m);
    assert.is(bound(pattern), 5);
    for (const order of ORDERS.filter((one) => one !== 'random')) {
      const { columnColors } = colorJacobian(pattern, { order });
      assert.ok(columnColors >= 5 && columnColors <= 7, `${order}: ${columnColors}`);
    }
  }
});

suite('of an arrow take 3 colours by columns and rows together, and no fewer can do', () => {
  for (const n of [4, 50, 400]) {
    const coloring = colorJacobian(of(arrowhead, n), { kind: 'both' });
    assert.is(coloring.kind, 'both');
    assert.is(colorJacobian(coloring.pattern).kind, n > 8 ? 'both' : 'columns');
    assert.is(colors(coloring), 3);
    assert.is(checkColoring(coloring), undefined);
    assert.is(colorJacobian(coloring.pattern, { kind: 'columns' }).columnColors, n);
  }
  // All colourings of the arrow of 4 with 2 colours: of columns, of rows, of one of both.
  const pattern = of(arrowhead, 4);
  const all = (length: number, most: number): Int32Array[] =>
    Array.from({ length: (most + 1) ** length }, (_, code) =>
      Int32Array.from({ length }, (_, i) => (Math.floor(code / (most + 1) ** i) % (most + 1)) - 1),
    );
  let tried = 0;
  for (const [c, r] of [
    [2, 0],
    [0, 2],
    [1, 1],
  ]) {
    for (const columns of all(4, c)) {
      for (const rows of all(4, r)) {
        tried++;
        assert.ok(checkColoring({ kind: 'both', pattern, columns, columnColors: c, rows, rowColors: r }) !== undefined);
      }
    }
  }
  assert.is(tried, 81 + 81 + 256);
});

suite('of random matrices stay near the lower bound', () => {
  const pattern = of(scattered(1000, 5, 7), 1000);
  for (const order of ORDERS) {
    const { columnColors } = colorJacobian(pattern, { kind: 'columns', order });
    assert.ok(columnColors >= bound(pattern) && columnColors <= 3 * bound(pattern), `${order}: ${columnColors}`);
  }
  assert.ok(
    colorJacobian(pattern, { kind: 'columns' }).columnColors <
      colorJacobian(pattern, { kind: 'columns', order: 'natural' }).columnColors,
    'another order is better than the natural one',
  );
});

suite('of Hessians: chains, fans, blocks and a grid', () => {
  const expected: readonly (readonly [Objective, number, star: number, acyclic: number])[] = [
    // A path of four vertices or more takes 3 for a star colouring; a tree takes 2 for an acyclic one.
    [chain, 1000, 3, 2],
    [fan, 1000, 2, 2],
    // Of a full block all columns differ.
    [clusters, 400, 4, 4],
  ];
  for (const [f, n, star, acyclic] of expected) {
    const pattern = ofHessian(f, n);
    assert.is(colorHessian(pattern).columnColors, star);
    assert.is(colorHessian(pattern, { kind: 'acyclic' }).columnColors, acyclic);
  }
  // A grid takes 3 at least for an acyclic colouring, and 4 for a star colouring.
  const grid = ofHessian(membrane, 900);
  const [star, acyclic] = [colorHessian(grid), colorHessian(grid, { kind: 'acyclic' })];
  assert.ok(star.columnColors >= 4 && star.columnColors <= 5, `${star.columnColors}`);
  assert.ok(acyclic.columnColors >= 3 && acyclic.columnColors <= 4, `${acyclic.columnColors}`);
});

/** Random patterns, some with long rows and columns. */
const patterns = fc
  .record({
    rows: fc.integer({ min: 1, max: 14 }),
    columns: fc.integer({ min: 1, max: 14 }),
    density: fc.integer({ min: 0, max: 40 }),
    seed: fc.integer({ min: 1, max: 1 << 30 }),
    arrow: fc.boolean(),
  })
  .map(({ rows, columns, density, seed, arrow }) => {
    const random = randomFrom(seed);
    const places: [number, number][] = [];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        if (100 * random() < density || (arrow && (i === 0 || j === 0 || i === j))) places.push([i, j]);
      }
    }
    return Pattern.of(rows, columns, places);
  });

const symmetric = patterns.map((pattern) => {
  const places: [number, number][] = [];
  for (let i = 0; i < pattern.rows; i++) {
    for (let j = 0; j < pattern.rows; j++) if (j < pattern.columns && pattern.has(i, j)) places.push([i, j], [j, i]);
  }
  return Pattern.of(pattern.rows, pattern.rows, places);
});

suite('of random patterns are certified, of every kind and in every order', () => {
  holds(Math.ceil(runs / 5), patterns, (pattern) => {
    for (const order of ORDERS) {
      for (const kind of ['columns', 'rows', 'both', 'cheapest'] as const) {
        const coloring = colorJacobian(pattern, { kind, order, seed: 3 });
        assert.is(checkColoring(coloring), undefined, `${kind}, ${order}`);
        checkCounts(coloring);
      }
    }
  });
  holds(Math.ceil(runs / 5), symmetric, (pattern) => {
    for (const order of ORDERS) {
      const counts = (['star', 'acyclic'] as const).map((kind) => {
        const coloring = colorHessian(pattern, { kind, order, seed: 3 });
        assert.is(checkColoring(coloring), undefined, `${kind}, ${order}`);
        checkCounts(coloring);
        return coloring.columnColors;
      });
      assert.ok(counts.length === 2);
    }
  });
});

function checkCounts({ columns, rows, columnColors, rowColors }: Coloring): void {
  assert.is(new Set(columns.filter((c) => c >= 0)).size, columnColors);
  assert.is(new Set(rows.filter((c) => c >= 0)).size, rowColors);
}

suite('the certificate finds every wrong colour: against the definitions, written out', () => {
  const violations = { columns: 0, both: 0, star: 0, acyclic: 0 };
  const random = randomFrom(11);
  holds(Math.ceil(runs / 5), symmetric, (pattern) => {
    const n = pattern.rows;
    const draw = (most: number, least = 0): Int32Array =>
      Int32Array.from({ length: n }, () => least + Math.floor(random() * (most - least)));
    const [columns, rows, none] = [draw(4), draw(2, -1), new Int32Array(n).fill(-1)];
    const base = { pattern, columns, columnColors: 4, rows: none, rowColors: 0 };
    const compared = (kind: keyof typeof violations, coloring: Coloring, isRight: boolean): void => {
      assert.is(checkColoring(coloring) === undefined, isRight, kind);
      if (!isRight) violations[kind]++;
    };
    const all = Array.from({ length: n }, (_, i) => i);
    const aloneIn = (i: number, j: number, colors: Int32Array): boolean =>
      colors[j] >= 0 && all.every((l) => l === j || colors[l] !== colors[j] || !pattern.has(i, l));
    const entries = all.flatMap((i) => all.filter((j) => pattern.has(i, j)).map((j) => [i, j] as const));
    compared(
      'columns',
      { ...base, kind: 'columns' },
      entries.every(([i, j]) => aloneIn(i, j, columns)),
    );
    const some = draw(3, -1);
    compared(
      'both',
      { ...base, kind: 'both', columns: some, rows, rowColors: 1 },
      entries.every(([i, j]) => aloneIn(i, j, some) || aloneIn(j, i, rows)),
    );
    const edges = entries.filter(([i, j]) => i !== j);
    const isProper = edges.every(([i, j]) => columns[i] !== columns[j]);
    const paths = edges.flatMap(([b, c]) =>
      all.flatMap((a) =>
        a !== c && a !== b && pattern.has(a, b)
          ? all.filter((d) => d !== a && d !== b && d !== c && pattern.has(c, d)).map((d) => [a, b, c, d])
          : [],
      ),
    );
    compared(
      'star',
      { ...base, kind: 'star' },
      isProper && paths.every((path) => new Set(path.map((v) => columns[v])).size > 2),
    );
    compared('acyclic', { ...base, kind: 'acyclic' }, isProper && !hasCycle(n, edges, columns));
  });
  for (const [kind, count] of Object.entries(violations)) assert.ok(count > runs / 50, `${kind}: ${count} found`);
});

/** Takes leaves away until none are left, in the graph of each two colours. */
function hasCycle(n: number, edges: readonly (readonly [number, number])[], colors: Int32Array): boolean {
  for (let a = 0; a < 4; a++) {
    for (let b = a + 1; b < 4; b++) {
      let left = edges.filter(([i, j]) => (colors[i] === a && colors[j] === b) || (colors[i] === b && colors[j] === a));
      for (let round = 0; round < n; round++) {
        const degree = new Int32Array(n);
        for (const [i] of left) degree[i]++;
        left = left.filter(([i, j]) => degree[i] > 1 && degree[j] > 1);
      }
      if (left.length > 0) return true;
    }
  }
  return false;
}

suite('what is wrong is said in words', () => {
  const pattern = Pattern.of(3, 3, [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [2, 2],
  ]);
  const none = Int32Array.of(-1, -1, -1);
  const base = { pattern, columns: none, columnColors: 1, rows: none, rowColors: 1 };
  const of0 = Int32Array.of(0, 0, 0);
  assert.is(checkColoring({ ...base, kind: 'columns' }), 'column 0 has entries and no colour');
  assert.is(checkColoring({ ...base, kind: 'rows' }), 'row 0 has entries and no colour');
  assert.is(
    checkColoring({ ...base, kind: 'columns', columns: of0 }),
    'columns 0 and 1 have one colour and meet in row 0',
  );
  assert.is(checkColoring({ ...base, kind: 'rows', rows: of0 }), 'rows 0 and 1 have one colour and meet in column 0');
  assert.is(
    checkColoring({ ...base, kind: 'both', rows: of0 }),
    'the entry in row 0 and column 0 stands alone in no product',
  );
  assert.is(checkColoring({ ...base, kind: 'star' }), 'vertex 0 has entries and no colour');
  assert.is(
    checkColoring({ ...base, kind: 'star', columns: Int32Array.of(0, 1, -1) }),
    'vertex 2 has entries and no colour',
  );
  assert.is(checkColoring({ ...base, kind: 'acyclic', columns: of0 }), 'neighbours 0 and 1 have one colour');
  const ring = Pattern.of(
    4,
    4,
    [0, 1, 2, 3].flatMap(
      (i) =>
        [
          [i, (i + 1) % 4],
          [(i + 1) % 4, i],
        ] as [number, number][],
    ),
  );
  const two = { ...base, pattern: ring, columns: Int32Array.of(0, 1, 0, 1) };
  assert.is(checkColoring({ ...two, kind: 'star' }), 'a path of four vertices through 0 and 1 has two colours');
  assert.is(checkColoring({ ...two, kind: 'acyclic' }), 'a cycle through 2 and 3 has two colours');
});

suite('take time in proportion to the nonzeros: counted, and done at n = 100 000', () => {
  /** The pattern with all reads of its indices counted. */
  const counting = (pattern: Pattern): { pattern: Pattern; count: () => number } => {
    let count = 0;
    const counted = (array: Int32Array): Int32Array =>
      new Proxy(array, {
        get: (target, key) => {
          if (typeof key === 'string' && key >= '0' && key <= ':') count++;
          const value = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    const copy = Object.assign(Object.create(Pattern.prototype), pattern, {
      rowIndices: counted(pattern.rowIndices),
      columnIndices: counted(pattern.columnIndices),
    }) as Pattern;
    return { pattern: copy, count: () => count };
  };
  const reads = (pattern: Pattern, work: (pattern: Pattern) => unknown): number => {
    const watched = counting(pattern);
    work(watched.pattern);
    return watched.count();
  };
  const works: readonly (readonly [(n: number) => Pattern, (pattern: Pattern) => unknown])[] = [
    [(n) => of(tridiagonal, n), (pattern) => colorJacobian(pattern, { kind: 'columns', order: 'smallest-last' })],
    [(n) => of(fivePoint, n), (pattern) => colorJacobian(pattern, { kind: 'columns' })],
    [(n) => ofHessian(chain, n), (pattern) => colorHessian(pattern)],
    [(n) => ofHessian(fan, n), (pattern) => colorHessian(pattern)],
    [(n) => ofHessian(fan, n), (pattern) => colorHessian(pattern, { kind: 'acyclic' })],
  ];
  for (const [make, color] of works) {
    const [few, many] = [reads(make(400), color), reads(make(6400), color)];
    assert.ok(few > 400 && many < 18 * few, `${few} reads for 400, ${many} for 6400`);
  }
  assert.is(colorJacobian(of(tridiagonal, 100_000)).columnColors, 3);
});

suite('options that do not exist, and patterns that are not symmetric, are refused', () => {
  const pattern = Pattern.of(1, 2, [[0, 1]]);
  throwsExactly(
    () => colorJacobian(pattern, { order: 'any' as never }),
    TypeError,
    'colorJacobian: expected the order to be one of natural, largest-first, smallest-last, random, best, got the string "any". ' +
      'Choose one.',
  );
  assert.throws(
    () => colorJacobian(pattern, { kind: 'star' as never }),
    /expected the kind to be one of columns, rows, both, cheapest/,
  );
  assert.throws(() => colorHessian(pattern, { kind: 'rows' as never }), /expected the kind to be one of star, acyclic/);
  throwsExactly(
    () => colorHessian(pattern),
    RangeError,
    'colorHessian: expected a symmetric pattern, got one of 1 rows and 2 columns that is not. Use colorJacobian for other matrices.',
  );
});

suite('of a matrix that only many colours can do, the columns are taken', () => {
  const n = 257;
  const full = Pattern.of(
    n,
    n,
    Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n] as [number, number]),
  );
  const coloring = colorJacobian(full, { order: 'natural' });
  assert.equal([coloring.kind, coloring.columnColors], ['columns', n]);
});

suite.run();
