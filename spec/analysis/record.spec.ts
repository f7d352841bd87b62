/** record: the graph of example 5.14 to the ulp, and graphs of other functions against the drivers. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { type Graph, record } from '../../lib/analysis/index.js';
import {
  add,
  atan2,
  derivative,
  div,
  exp,
  gradient,
  log,
  max,
  mul,
  neg,
  pow,
  reciprocal,
  type Scalar,
  sin,
  sqrt,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { near, same, thrown } from '../support/assert.js';
import { ofTheBook, type Vector, ZOO } from './zoo.js';

const suite = suiteOf('record');

const x = 0.7;
const book = record(ofTheBook, x);
const node = (graph: Graph, name: string): Graph['nodes'][number] => {
  const found = graph.nodes.find((candidate) => candidate.name === name);
  assert.ok(found, `a node named ${name}`);
  return found as Graph['nodes'][number];
};

suite('(5.122)-(5.127), figure 5.11: the nodes in the order of evaluation', () => {
  assert.equal(
    book.nodes.map(({ id, name, operation, formula }) => [id, name, operation, formula]),
    [
      [0, 'x', 'input', 'input'],
      [1, 'a', 'square', 'x²'],
      [2, 'b', 'exp', 'exp(a)'],
      [3, 'c', 'add', 'a + b'],
      [4, 'd', 'sqrt', 'sqrt(c)'],
      [5, 'e', 'cos', 'cos(c)'],
      [6, 'f', 'add', 'd + e'],
    ],
  );
  assert.equal(book.inputs, [0]);
  assert.equal(book.outputs, [6]);
  assert.equal(
    book.nodes.map(({ parents }) => parents.map(({ id }) => id)),
    [[], [0], [1], [1, 2], [3], [3], [4, 5]],
  );
});

suite('the values are those of plain numbers', () => {
  const a = x * x;
  const b = Math.exp(a);
  const c = a + b;
  const [d, e] = [Math.sqrt(c), Math.cos(c)];
  same(
    book.nodes.map(({ value }) => value),
    [x, a, b, c, d, e, d + e],
  );
});

suite('(5.128)-(5.133): the local partials', () => {
  const { value: b } = node(book, 'b');
  const { value: c } = node(book, 'c');
  const partials = (name: string): number[] => node(book, name).parents.map(({ partial }) => partial);
  same(partials('a'), [2 * x]);
  same(partials('b'), [b]);
  same(partials('c'), [1, 1]);
  near(partials('d')[0] as number, 1 / (2 * Math.sqrt(c)), 1);
  near(partials('e')[0] as number, -Math.sin(c), 1);
  same(partials('f'), [1, 1]);
});

suite('(5.134)-(5.141): the adjoints of c, b, a and x', () => {
  const adjoint = (name: string): number => node(book, name).adjoint;
  const { value: b } = node(book, 'b');
  const { value: c } = node(book, 'c');
  same([adjoint('f'), adjoint('d'), adjoint('e')], [1, 1, 1]);
  near(adjoint('c'), 1 / (2 * Math.sqrt(c)) - Math.sin(c), 1);
  near(adjoint('b'), adjoint('c'), 0);
  near(adjoint('a'), adjoint('b') * b + adjoint('c'), 1);
  near(adjoint('x'), adjoint('a') * 2 * x, 1);
  // (5.109): the derivative in closed form; and both drivers.
  near(adjoint('x'), 2 * x * (1 / (2 * Math.sqrt(c)) - Math.sin(c)) * (1 + b), 2);
  near(adjoint('x'), derivative(ofTheBook, x), 2);
  near(adjoint('x'), reverse.gradient(ofTheBook, x), 2);
});

suite('(5.144): every adjoint is the sum over the children', () => {
  for (const { name, f, x } of ZOO) {
    const { nodes, outputs } = record(f, x);
    for (const { id, adjoint } of nodes) {
      let sum = outputs.includes(id) ? 1 : 0;
      let size = sum;
      for (const child of nodes) {
        for (const parent of child.parents) {
          if (parent.id !== id) continue;
          sum += child.adjoint * parent.partial;
          size += Math.abs(child.adjoint * parent.partial);
        }
      }
      assert.ok(Math.abs(sum - adjoint) <= 1e-14 * size, `${name}, node ${id}: ${adjoint} and ${sum}`);
    }
  }
});

suite('the adjoints of the inputs are the gradient', () => {
  for (const { name, f, x } of ZOO) {
    const { nodes, inputs } = record(f, x);
    const exact = reverse.gradient(f, x);
    inputs.forEach((id, j) => {
      // The tape divides by b where the graph multiplies by its partial 1/b.
      near(nodes[id]?.adjoint as number, exact[j] as number, 8, `${name}, input ${j}:`);
    });
  }
});

suite('a forward walk over the recorded partials gives the forward gradient', () => {
  for (const { name, f, x } of ZOO) {
    const { nodes, outputs } = record(f, x);
    gradient(f, x).forEach((exact, j) => {
      const tangents = new Float64Array(nodes.length);
      tangents[j] = 1;
      for (const { id, parents } of nodes) {
        for (const parent of parents) {
          tangents[id] = (tangents[id] as number) + parent.partial * (tangents[parent.id] as number);
        }
      }
      const found = tangents[outputs[0] as number] as number;
      assert.ok(Math.abs(found - exact) <= 1e-12 * (Math.abs(exact) + 1), `${name}, input ${j}: ${found} and ${exact}`);
    });
  }
});

suite('inputs are named by their places, and may be given names', () => {
  const names = (graph: Graph): string[] => graph.nodes.map(({ name }) => name);
  assert.equal(names(record((v: Vector) => mul(v[0] as Scalar, v[1] as Scalar), [1, 2])), ['x[0]', 'x[1]', 'a']);
  assert.equal(names(record(({ mass, g }) => mul(mass, g), { mass: 1, g: 9.81 })), ['mass', 'g', 'a']);
  assert.equal(names(record(({ a, c }) => sub(mul(a, c), exp(a)), { a: 1, c: 9.81 })), ['a', 'c', 'b', 'd', 'e']);
  assert.equal(names(record(ofTheBook, 1, { inputs: ['t'], names: ['u', 'v', 'w'] })), [
    't',
    'u',
    'v',
    'w',
    'a',
    'b',
    'c',
  ]);
  assert.equal(names(record((v: Vector) => add(v[0] as Scalar, v[1] as Scalar), [1, 2], { inputs: ['p'] })), [
    'p',
    'x1',
    'a',
  ]);
  const many = (t: Scalar): Scalar => {
    let sum = t;
    for (let i = 0; i < 28; i++) sum = add(sum, t);
    return sum;
  };
  const last = record(many, 1).nodes.at(-1)?.name;
  assert.is(last, 'c1');
});

suite('formulas are written as one writes them, with constants', () => {
  const formula = (f: (t: Scalar) => Scalar): string | undefined => record(f, 0.5).nodes.at(-1)?.formula;
  assert.is(
    formula((t) => sub(1, t)),
    '1 - x',
  );
  assert.is(
    formula((t) => mul(t, 2)),
    'x · 2',
  );
  assert.is(
    formula((t) => div(1e-7, t)),
    '1e-7 / x',
  );
  assert.is(
    formula((t) => neg(t)),
    '-x',
  );
  assert.is(
    formula((t) => reciprocal(t)),
    '1 / x',
  );
  assert.is(
    formula((t) => pow(t, 1 / 3)),
    'pow(x, 0.33333)',
  );
  assert.is(
    formula((t) => atan2(12345678, t)),
    'atan2(1.2346e+7, x)',
  );
});

suite('several outputs: weights, and outputs that do not depend on the inputs', () => {
  const f = (t: Scalar): Scalar[] => [sin(t), 3, exp(t), t];
  const graph = record(f, 0.5);
  assert.equal(graph.outputs, [1, undefined, 2, 0]);
  near(graph.nodes[0]?.adjoint as number, Math.exp(0.5) + Math.cos(0.5) + 1, 1);
  const weighted = record(f, 0.5, { weights: [2, 5, 0, 1] });
  near(weighted.nodes[0]?.adjoint as number, 2 * Math.cos(0.5) + 1, 1);
  assert.is(weighted.nodes[2]?.adjoint, 0);
  assert.match(
    thrown(() => record(f, 0.5, { weights: [1] })).message,
    /record: expected weights to have the shape of f\(x\), an array of length 4, got an array of length 1/,
  );
});

suite('singular points follow the table: constants, NaN, no negative zero', () => {
  assert.is(record((t) => sqrt(mul(0, t)), 3).nodes[0]?.adjoint, 0);
  assert.ok(Number.isNaN(record((t) => log(t), -1).nodes[0]?.adjoint));
  same(record((t) => neg(mul(0, t)), 3).nodes[0]?.adjoint, 0);
  // max takes one of its arguments: no node; at a tie the slope is shared.
  assert.is(record(([a, b]) => max(a, b), [1, 2]).outputs[0], 1);
  const tie = record(([a, b]) => max(a, b), [2, 2]);
  assert.equal(
    tie.inputs.map((id) => tie.nodes[id]?.adjoint),
    [0.5, 0.5],
  );
  assert.is(tie.nodes[tie.outputs[0] as number]?.value, 2);
});

suite('a derivative inside f is part of the graph', () => {
  const graph = record((t) => derivative((s: Scalar) => mul(s, sin(s)), t), 0.4);
  near(graph.nodes[graph.outputs[0] as number]?.value as number, Math.sin(0.4) + 0.4 * Math.cos(0.4), 1);
  near(graph.nodes[0]?.adjoint as number, 2 * Math.cos(0.4) - 0.4 * Math.sin(0.4), 2);
});

suite('toString prints a table', () => {
  const lines = String(book).split('\n');
  assert.is(lines[0], 'node  formula     value  local partials         adjoint');
  assert.is(lines[4], 'c     a + b      2.1223  ∂c/∂a = 1, ∂c/∂b = 1  -0.50852');
});

suite('toDot names nodes and edges, and escapes', () => {
  const dot = book.toDot();
  assert.match(dot, /^digraph \{/);
  assert.match(dot, /n0 \[label="x\\n0\.7\\nadjoint -1\.874", shape=ellipse\];/);
  assert.match(dot, /n3 \[label="c = a \+ b\\n2\.1223\\nadjoint -0\.50852"\];/);
  assert.match(dot, /n6 \[label="f = d \+ e\\n0\.93283\\nadjoint 1", peripheries=2\];/);
  assert.match(dot, /n3 -> n5 \[label="-0\.85173"\];/);
  assert.match(record((t) => sin(t), 1, { inputs: ['a "b" \\c'] }).toDot(), /label="a \\"b\\" \\\\c\\n1/);
});

suite('arguments are checked', () => {
  assert.match(thrown(() => record(1 as never, 1)).message, /record: expected a function as first argument, got 1/);
  assert.match(thrown(() => record((() => 'x') as never, 1)).message, /record: expected f\(x\) to be a number/);
});

suite.run();
