'use derivatives';
/** The figures of the chapter: the numbers behind each against closed forms, and what the pictures hold. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import {
  areaFigure,
  linearMap,
  mapped,
  type PlaneMap,
  polarCells,
  polarMap,
  unitSquare,
} from '../../examples/figures/areas.js';
import { bookGraph, graphFigure } from '../../examples/figures/computation-graph.js';
import { CENTER, distances, linearizationFigure, tangent } from '../../examples/figures/linearization.js';
import { DEGREES, polynomials, sinPlusCos, taylorFigure } from '../../examples/figures/taylor.js';
import { near, same } from '../support/assert.js';

const suite = suiteOf('examples/figures');

function close(actual: number, expected: number, tolerance: number, message: string): void {
  const distance = Math.abs(actual - expected);
  assert.ok(distance <= tolerance, `${message}: expected ${expected} within ${tolerance}, got ${actual}`);
}

suite('figure 5.4: the coefficients are 1, 1, -1/2!, -1/3!, 1/4!, ...', () => {
  assert.equal([...DEGREES], [0, 1, 5, 10]);
  polynomials().forEach((t, k) => {
    assert.is(t.center, 0);
    assert.is(t.coefficients.length, DEGREES[k] + 1);
    let factorial = 1;
    t.coefficients.forEach((c, power) => {
      factorial *= Math.max(1, power);
      near(c, (power % 4 < 2 ? 1 : -1) / factorial, 1, `degree ${t.degree}, power ${power}`);
    });
  });
});

suite('figure 5.4: each polynomial is within Lagrange’s remainder of f, and meets it at the highest degree', () => {
  for (const t of polynomials()) {
    for (let x = -4; x <= 4; x += 0.125) {
      // No derivative of f is above √2.
      let bound = Math.SQRT2;
      for (let k = 1; k <= t.degree + 1; k++) bound *= Math.abs(x) / k;
      close(t(x), Math.sin(x) + Math.cos(x), bound + 1e-15 * Math.exp(Math.abs(x)), `T${t.degree}(${x})`);
    }
  }
  const [t0, t1, , t10] = polynomials();
  same([t0(3), t1(2), t1(-4)], [1, 3, -3]);
  close(t10(1), sinPlusCos(1), 3e-8, 'T10(1)');
});

suite('figure 5.5: the linear map makes of the unit square a parallelogram of area 3', () => {
  const { rectangle, area, jacobian, determinant, parallelogram, parallelogramArea, imageArea } = unitSquare;
  assert.equal(rectangle, [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]);
  same(jacobian, [
    [-2, 1],
    [1, 1],
  ]);
  same([area, determinant, parallelogramArea], [1, -3, 3]);
  same(parallelogram, [
    [0, 0],
    [-2, 1],
    [-1, 2],
    [1, 1],
  ]);
  close(imageArea, 3, 1e-14, 'the image of the map itself');
  // Wherever the square is, and however large.
  const other = mapped(linearMap, [-3, 7], [2, 0.5]);
  close(other.imageArea, 3, 1e-12, 'another rectangle of area 1');
});

suite('figure 5.5: areas of linear maps are |ad - bc|', () => {
  for (const [a, b, c, d] of [
    [1, 0, 0, 1],
    [0, 2, -1, 0],
    [1, 2, 3, 4],
    [0.5, -1.5, 2, 7],
    [1, 2, 2, 4],
  ]) {
    const map: PlaneMap = ([x, y]) => [a * x + b * y, c * x + d * y];
    const { determinant, parallelogramArea, imageArea } = mapped(map, [0, 0], [1, 1]);
    close(determinant, a * d - b * c, 1e-14, 'determinant');
    close(parallelogramArea, Math.abs(a * d - b * c), 1e-14, 'parallelogram');
    close(imageArea, Math.abs(a * d - b * c), 1e-13, 'image');
  }
});

suite('figure 5.5: polar coordinates scale areas by r', () => {
  polarCells.forEach(({ rectangle, jacobian, determinant, area, parallelogramArea, imageArea, image }, k) => {
    const [[r, phi], , [end, top]] = rectangle;
    assert.is(r, k + 1);
    close(determinant, r, 1e-15 * r, 'det J');
    close(parallelogramArea, r * area, 1e-15, 'parallelogram');
    close(jacobian[0][0], Math.cos(phi), 1e-15, '∂y₁/∂r');
    close(jacobian[0][1], -r * Math.sin(phi), 1e-15, '∂y₁/∂φ');
    close(jacobian[1][0], Math.sin(phi), 1e-15, '∂y₂/∂r');
    close(jacobian[1][1], r * Math.cos(phi), 1e-15, '∂y₂/∂φ');
    // A piece of a ring; the polygon's chords cut a little off.
    close(imageArea, ((end ** 2 - r ** 2) / 2) * (top - phi), 1e-4, 'image');
    for (const [x, y] of image) {
      assert.ok(Math.hypot(x, y) > r - 1e-12 && Math.hypot(x, y) < end + 1e-12, `${x}, ${y}`);
    }
  });
  // Of small squares the image has the area of the parallelogram: the ratio is r + h/2.
  for (const h of [0.1, 0.01, 0.001]) {
    const { imageArea, area } = mapped(polarMap, [2, 1], [h, h]);
    close(imageArea / area, 2 + h / 2, 1e-4 * h, `h = ${h}`);
  }
});

suite('figure 5.11: the graph has the variables of the book with their values, partials and adjoints', () => {
  const x = 0.7;
  const { nodes, inputs, outputs } = bookGraph(x);
  assert.equal(
    nodes.map(({ name, formula }) => `${name} = ${formula}`),
    ['x = input', 'a = x²', 'b = exp(a)', 'c = a + b', 'd = sqrt(c)', 'e = cos(c)', 'f = d + e'],
  );
  assert.equal([inputs, outputs], [[0], [6]]);
  const a = x ** 2;
  const b = Math.exp(a);
  const c = a + b;
  const values = [x, a, b, c, Math.sqrt(c), Math.cos(c), Math.sqrt(c) + Math.cos(c)];
  for (const { id, name, value: at } of nodes) near(at, values[id], 1, name);
  const partials = [[], [2 * x], [b], [1, 1], [0.5 / Math.sqrt(c)], [-Math.sin(c)], [1, 1]];
  nodes.forEach(({ name, parents }, i) => {
    assert.is(parents.length, partials[i].length, name);
    for (const [j, { partial }] of parents.entries()) near(partial, partials[i][j], 2, `∂${name}`);
  });
  // (5.138)-(5.141), and (5.109) for x.
  const byC = 0.5 / Math.sqrt(c) - Math.sin(c);
  const adjoints = [2 * x * (1 + b) * byC, (1 + b) * byC, byC, byC, 1, 1, 1];
  nodes.forEach(({ name, adjoint }, i) => {
    if (i < 2) close(adjoint, adjoints[i], 1e-15 * Math.abs(adjoints[i]) * 4, name);
    else if (i === 2) close(adjoint, byC, 1e-15, name);
    else near(adjoint, adjoints[i], 4, name);
  });
});

suite('figure 5.12: the tangent touches f at -2 with the slope cos(-2) - sin(-2)', () => {
  assert.is(CENTER, -2);
  const [height, slope] = [Math.sin(-2) + Math.cos(-2), Math.cos(-2) - Math.sin(-2)];
  assert.is(tangent(-2), height);
  for (const x of [-4, 0, 1.5, 4]) close(tangent(x), height + slope * (x + 2), 1e-15, `T(${x})`);
});

suite('figure 5.12: the tangent leaves f with the square of the distance', () => {
  const [one, two, three] = distances([0.1, 0.01, 0.001]);
  for (const { h, distance, quadratic } of [one, two, three]) {
    // f'' = -f.
    close(quadratic, (Math.abs(Math.sin(-2) + Math.cos(-2)) / 2) * h ** 2, 1e-15, `f''/2·h² at ${h}`);
    // |f'''| = |sin(-2) - cos(-2)| = 0.493 there, and below √2 everywhere.
    assert.ok(Math.abs(distance - quadratic) <= (Math.SQRT2 / 6) * h ** 3 + 1e-15, `${h}: ${distance}, ${quadratic}`);
  }
  close(Math.log10(one.distance / two.distance), 2, 0.01, 'order between 0.1 and 0.01');
  close(Math.log10(two.distance / three.distance), 2, 0.001, 'order between 0.01 and 0.001');
});

suite('the pictures hold what they should and no NaN', async () => {
  const pictures = [
    [await taylorFigure(), 'T₀', 'T₁', 'T₅', 'T₁₀', 'distance from f'],
    [await areaFigure(), '3 = |det J|', 'det J = 1', 'det J = 2', 'c₁', 'b₂', '0.36', '0.47', '0.83'],
    [await graphFigure(0.7), 'c = a + b', 'adjoint -1.874', '<title>The computation graph'],
    [await linearizationFigure(), 'tangent: -1.325 + 0.493(x + 2)', '(x₀, f(x₀))'],
  ];
  for (const [svg, ...texts] of pictures) {
    assert.match(svg, /<svg /);
    for (const text of texts) assert.ok(svg.includes(text), text);
    assert.not.match(svg, /NaN|undefined|Infinity/);
  }
});

suite.run();
