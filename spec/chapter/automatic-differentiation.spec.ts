/** Section 5.6, second part: the order of the products, computation graphs, and what an f may contain. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import { accumulate, countModes, type Graph, record } from '../../lib/analysis/index.js';
import {
  add,
  cos,
  div,
  exp,
  gt,
  jacobian,
  mul,
  neg,
  reciprocal,
  type Scalar,
  select,
  sin,
  sqrt,
  square,
  sub,
  sum,
  value,
} from '../../lib/index.js';
import { randomMatrix } from '../linalg/matrices.js';
import { near, same } from '../support/assert.js';
import { close } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('section 5.6.2');

chapter('(5.118)-(5.120), figure 5.10: y(b(a(x))): both orders give one matrix, at another cost', () => {
  // [x, a, b, y] have so many numbers; db/da · da/dx first costs b·a·x + y·b·x, dy/db · db/da first y·b·a + y·a·x.
  for (const [x, a, b, y] of [
    [8, 6, 5, 1],
    [1, 5, 6, 8],
    [3, 4, 4, 3],
    [2, 7, 3, 5],
  ]) {
    const chain = [randomMatrix(a, x), randomMatrix(b, a), randomMatrix(y, b)];
    const [reverse, forward] = [accumulate(chain, 'reverse'), accumulate(chain, 'forward')];
    is(reverse.parentheses, '(J3·J2)·J1');
    is(forward.parentheses, 'J3·(J2·J1)');
    is(reverse.multiplications, y * b * a + y * a * x);
    is(forward.multiplications, b * a * x + y * b * x);
    close(reverse.product, forward.product, 'the product');
    const [A, B, C] = chain;
    const entry = (i: number, j: number): number =>
      B.reduce((s, row, k) => s + C[i][k] * row.reduce((t, u, l) => t + u * A[l][j], 0), 0);
    close(
      reverse.product,
      C.map((_, i) => A[0].map((__, j) => entry(i, j))),
      'the product by hand',
    );
  }
});

chapter(
  '(5.118)-(5.120), figure 5.10: on functions: few outputs are cheaper in reverse mode, few inputs in forward mode',
  () => {
    // Two maps of n numbers in which every output depends on every input, then a sum; or one input before them.
    const inner = (x: Vector): Scalar[] => {
      const total = sum(x);
      return x.map((u) => sin(mul(u, total)));
    };
    const middle = (x: Vector): Scalar[] => {
      const total = sum(x);
      return x.map((u) => exp(sub(u, total)));
    };
    const one = (x: Vector): Scalar[] => [sum(middle(inner(x)))];
    const x = Array.from({ length: 40 }, (_, i) => 0.1 + 0.002 * i);
    const many = (t: Scalar): Scalar[] => middle(inner(x.map((u) => mul(u, t))));
    const toOne = countModes(one, x);
    const toMany = countModes(many, 0.8);
    // Griewank and Walther: a sweep and its recording are at most 4 f, a tangent 2.5 f, whatever the number on the other side.
    ok(toOne.reverse.work <= 4 * toOne.function.work);
    ok(toMany.forward.work <= 2.5 * toMany.function.work);
    ok(4 * toOne.reverse.work < toOne.forward.work, `${toOne.reverse.work} against ${toOne.forward.work}`);
    ok(4 * toMany.forward.work < toMany.reverse.work, `${toMany.forward.work} against ${toMany.reverse.work}`);
    // Both orders of the local Jacobians give what both modes give.
    const at = inner(x) as number[];
    const chain = [jacobian(inner, x), jacobian(middle, at), [at.map(() => 1)]];
    for (const { name, jacobian } of MODES) {
      for (const order of ['reverse', 'forward'] as const) {
        close(accumulate(chain, order).product, jacobian(one, x), `${name} mode, ${order} order`);
      }
    }
  },
);

const ofTheBook = (x: Scalar): Scalar => {
  const a = square(x);
  const b = exp(a);
  const c = add(a, b);
  const d = sqrt(c);
  const e = cos(c);
  return add(d, e);
};

const X = 0.6;
/** By plain numbers. */
const A = X * X;
const B = Math.exp(A);
const C = A + B;
const graph = record(ofTheBook, X);
const of = (name: string): Graph['nodes'][number] => {
  const found = graph.nodes.filter((node) => node.name === name);
  is(found.length, 1, `one node ${name}`);
  return found[0];
};

chapter(
  '(5.121)-(5.127), figure 5.11, example 5.14: the graph of a = x², b = exp a, c = a + b, d = √c, e = cos c, f = d + e',
  () => {
    equal(
      graph.nodes.map(({ name, formula, parents }) => [
        name,
        formula,
        ...parents.map(({ id }) => graph.nodes[id].name),
      ]),
      [
        ['x', 'input'],
        ['a', 'x²', 'x'],
        ['b', 'exp(a)', 'a'],
        ['c', 'a + b', 'a', 'b'],
        ['d', 'sqrt(c)', 'c'],
        ['e', 'cos(c)', 'c'],
        ['f', 'd + e', 'd', 'e'],
      ],
    );
    same(
      graph.nodes.map(({ value }) => value),
      [X, A, B, C, Math.sqrt(C), Math.cos(C), Math.sqrt(C) + Math.cos(C)],
    );
    equal(graph.outputs, [of('f').id]);
    // The picture has an arrow for every edge.
    const arrows = graph.toDot().match(/n\d+ -> n\d+/g);
    equal(arrows, ['n0 -> n1', 'n1 -> n2', 'n1 -> n3', 'n2 -> n3', 'n3 -> n4', 'n3 -> n5', 'n4 -> n6', 'n5 -> n6']);
  },
);

chapter('(5.128)-(5.133): the local partials 2x, exp a, 1, 1, 1/(2√c), -sin c, 1, 1', () => {
  const partials = graph.nodes.flatMap(({ parents }) => parents.map(({ partial }) => partial));
  const expected = [2 * X, B, 1, 1, 1 / (2 * Math.sqrt(C)), -Math.sin(C), 1, 1];
  is(partials.length, expected.length);
  partials.forEach((partial, i) => {
    near(partial, expected[i], 1, `edge ${i}:`);
  });
});

chapter('(5.134)-(5.141): the adjoints of c, b, a and x, from the output back', () => {
  const c = 1 / (2 * Math.sqrt(C)) - Math.sin(C);
  const a = c * B + c;
  near(of('c').adjoint, c, 2, '∂f/∂c = 1·1/(2√c) + 1·(-sin c):');
  near(of('b').adjoint, c, 2, '∂f/∂b = ∂f/∂c·1:');
  near(of('a').adjoint, a, 3, '∂f/∂a = ∂f/∂b·exp a + ∂f/∂c·1:');
  near(of('x').adjoint, a * 2 * X, 4, '∂f/∂x = ∂f/∂a·2x:');
  for (const { name, gradient } of MODES) near(gradient(ofTheBook, X), a * 2 * X, 4, `${name}:`);
});

/** What the operators of the graphs below compute, on plain numbers. */
const COMPUTED: Readonly<Record<string, (...args: number[]) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  neg: (x) => -x,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  sqrt: Math.sqrt,
};

chapter('(5.142)-(5.144): x_i = g_i(x_Pa(i)); ∂f/∂x_D = 1, and each adjoint is a sum over the children', () => {
  const functions: readonly (readonly [(x: Vector) => Scalar, number[]])[] = [
    [([x]) => ofTheBook(x), [X]],
    [([x, y, z]) => div(mul(sin(x), add(exp(y), square(z))), add(z, mul(x, y))), [0.4, -1.1, 2]],
    // A variable with many children, one of them twice its child.
    [([x, y]) => add(mul(x, x), sub(mul(x, y), add(neg(x), mul(reciprocal(x), cos(x))))), [1.3, 0.2]],
  ];
  for (const [f, x] of functions) {
    const { nodes, inputs, outputs } = record(f, x);
    const [last] = outputs as [number];
    // Forward: every node from its parents.
    for (const { id, operation, parents, value } of nodes.slice(inputs.length)) {
      ok(
        parents.every((parent) => parent.id < id),
        'parents come first',
      );
      is(COMPUTED[operation](...parents.map((parent) => nodes[parent.id].value)), value, `${operation} at node ${id}`);
    }
    // Backward, by the definition: over all children, for every node.
    const adjoints = nodes.map(() => 0);
    adjoints[last] = 1;
    for (let i = last - 1; i >= 0; i--) {
      for (const child of nodes) {
        for (const parent of child.parents) if (parent.id === i) adjoints[i] += adjoints[child.id] * parent.partial;
      }
    }
    is(nodes[last].adjoint, 1);
    close(
      nodes.map(({ adjoint }) => adjoint),
      adjoints,
      'adjoints',
    );
    for (const { name, gradient } of MODES) {
      close(
        gradient(f, x),
        inputs.map((id) => adjoints[id]),
        name,
      );
    }
  }
});

chapter('section 5.6 on programs: if, for and while in f: the derivatives of the branch taken', () => {
  /** x² up to 1, beyond it 3x - 2: by if, and by select. */
  const byIf = (x: Scalar): Scalar => (value(x) > 1 ? sub(mul(3, x), 2) : square(x));
  const bySelect = (x: Scalar): Scalar =>
    select(
      gt(x, 1),
      () => sub(mul(3, x), 2),
      () => square(x),
    );
  /** x^n by a loop. */
  const byFor = (x: Scalar, n: number): Scalar => {
    let product: Scalar = 1;
    for (let i = 0; i < n; i++) product = mul(product, x);
    return product;
  };
  /** The square root by Heron's iteration, until it stands still. */
  const byWhile = (x: Scalar): Scalar => {
    let [root, last]: [Scalar, number] = [x, Number.POSITIVE_INFINITY];
    while (Math.abs(value(root) - last) > 1e-15 * value(root)) {
      last = value(root);
      root = mul(0.5, add(root, div(x, root)));
    }
    return root;
  };
  /** A continued fraction by recursion: 1/(x + 1/(x + ... )). */
  const byRecursion = (x: Scalar, depth: number): Scalar =>
    depth === 0 ? x : reciprocal(add(x, byRecursion(x, depth - 1)));
  for (const { name, gradient } of MODES) {
    for (const f of [byIf, bySelect]) {
      is(gradient(f, 0.5), 1, name);
      is(gradient(f, 1), 2, name);
      is(gradient(f, 4), 3, name);
    }
    for (const n of [0, 1, 5])
      is(
        gradient((x: Scalar) => byFor(x, n), -2),
        n * (-2) ** Math.max(n - 1, 0),
        name,
      );
    for (const x of [0.25, 2, 9]) close(gradient(byWhile, x), 0.5 / Math.sqrt(x), `${name}, root of ${x}`);
    // 1/(x + 1/(x + x)) = 2x/(2x² + 1), with the slope 2(1 - 2x²)/(2x² + 1)².
    close(
      gradient((x: Scalar) => byRecursion(x, 2), 1.5),
      (2 * (1 - 2 * 2.25)) / 5.5 ** 2,
      name,
    );
  }
});

chapter.run();
