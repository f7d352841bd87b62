/** Pictures of patterns. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { colorHessian, colorJacobian, hessianPattern, jacobianPattern, Pattern, spy } from '../../lib/sparse/index.js';
import { arrowhead, banded, chain, tridiagonal } from './zoo.js';

const suite = suiteOf('sparse: spy plots');

/** The squares by their colour. */
const squares = (svg: string): Map<string, string[]> =>
  new Map(
    [...svg.matchAll(/<path fill="([^"]+)" d="([^"]*)"\/>/g)].map(([, color = '', d = '']) => [
      color,
      [...d.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`),
    ]),
  );

suite('a square for each nonzero, at its column and row', () => {
  const pattern = jacobianPattern(tridiagonal, new Float64Array(6));
  const [all = [], ...more] = squares(spy(pattern)).values();
  assert.is(more.length, 0);
  assert.is(all.length, pattern.nonzeros);
  for (const square of all) {
    const [x = 0, y = 0] = square.split(' ').map(Number);
    assert.ok(pattern.has(y, x), square);
  }
  assert.match(spy(pattern), /<title>6 x 6, 16 nonzeros<\/title>/);
});

suite('columns of one colour have one; no two squares of a row', () => {
  for (const coloring of [
    colorJacobian(jacobianPattern(tridiagonal, new Float64Array(9))),
    colorJacobian(jacobianPattern(banded, new Float64Array(30))),
  ]) {
    const found = squares(spy(coloring));
    assert.is(found.size, coloring.columnColors);
    for (const list of found.values()) {
      const rows = list.map((square) => square.split(' ')[1]);
      assert.is(new Set(rows).size, rows.length);
    }
  }
});

suite('rows that are read by themselves have colours of their own', () => {
  const coloring = colorJacobian(jacobianPattern(arrowhead, new Float64Array(12)), { kind: 'both' });
  const found = squares(spy(coloring, { title: 'an <arrow> & more' }));
  assert.is(found.size, 3);
  assert.ok([...found.values()].some((list) => list.length === 12 && list.every((square) => square.endsWith(' 0'))));
  assert.match(spy(coloring, { title: 'an <arrow> & more' }), /<title>an &lt;arrow&gt; &amp; more<\/title>/);
  assert.match(spy(coloring), /colours \(both\): 2 of columns, 1 of rows</);
  const hessian = colorHessian(hessianPattern(chain, new Float64Array(9)));
  assert.is(squares(spy(hessian)).size, 3);
});

suite('large ones are drawn on a grid of at most 240 cells, and empty ones too', () => {
  const svg = spy(colorJacobian(jacobianPattern(tridiagonal, new Float64Array(5000))), { size: 300 });
  const all = [...squares(svg).values()].flat();
  assert.ok(all.length >= 240 && all.length <= 720, `${all.length}`);
  assert.ok(svg.length < 20_000);
  assert.match(svg, /width="302"/);
  const empty = spy(colorJacobian(Pattern.of(3, 5, [])));
  assert.is(squares(empty).size, 0);
  assert.match(empty, /<title>3 x 5, 0 nonzeros<\/title>/);
  // A colour for each column, the first by hand and all others apart.
  const row = Pattern.of(
    1,
    20,
    Array.from({ length: 20 }, (_, j) => [0, j] as [number, number]),
  );
  assert.is(squares(spy(colorJacobian(row, { kind: 'columns' }))).size, 20);
  assert.not.match(svg + empty, /NaN|undefined|Infinity/);
  // An entry that no product is asked for.
  const none = { kind: 'columns' as const, pattern: row, columns: new Int32Array(20).fill(-1), columnColors: 0 };
  assert.equal([...squares(spy({ ...none, rows: Int32Array.of(-1), rowColors: 0 })).keys()], ['#c8c8c8']);
});

suite.run();
