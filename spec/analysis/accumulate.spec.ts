/** accumulate: products and their cost, against brute force over all parenthesisations and against the drivers. */
import fc from 'fast-check';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { type AccumulationOrder, accumulate } from '../../lib/analysis/index.js';
import { add, exp, isDual, jacobian, jvp, mul, type Scalar, sin, square } from '../../lib/index.js';
import { near, thrown } from '../support/assert.js';

const suite = suiteOf('accumulate');

type Matrix = number[][];
const ORDERS: readonly AccumulationOrder[] = ['reverse', 'forward', 'cheapest'];

const matrix = (m: number, n: number, entry: (i: number, j: number) => number = (i, j) => i - 2 * j + 1): Matrix =>
  Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));

/** A chain through spaces of the given dimensions, the input's first. */
const chain = (dims: readonly number[]): Matrix[] => dims.slice(1).map((m, i) => matrix(m, dims[i] as number));

/** All parenthesisations of the factors last ... first, with their costs. */
function all(dims: readonly number[], first: number, last: number): { text: string; cost: number }[] {
  if (first === last) return [{ text: `J${first + 1}`, cost: 0 }];
  const found: { text: string; cost: number }[] = [];
  const bracket = (text: string): string => (text.includes('·') ? `(${text})` : text);
  for (let s = first; s < last; s++) {
    const here = (dims[last + 1] as number) * (dims[s + 1] as number) * (dims[first] as number);
    for (const left of all(dims, s + 1, last)) {
      for (const right of all(dims, first, s)) {
        found.push({ text: `${bracket(left.text)}·${bracket(right.text)}`, cost: left.cost + right.cost + here });
      }
    }
  }
  return found;
}

const dimensions = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 });

suite('the cheapest order is the cheapest of all', () => {
  fc.assert(
    fc.property(dimensions, (dims) => {
      const every = all(dims, 0, dims.length - 2);
      const { multiplications, parentheses } = accumulate(chain(dims), 'cheapest');
      assert.is(multiplications, Math.min(...every.map(({ cost }) => cost)), `dimensions ${dims}`);
      assert.is(every.find(({ text }) => text === parentheses)?.cost, multiplications, parentheses);
    }),
  );
});

suite('every order is one of all, costs what it says, and gives the same product', () => {
  fc.assert(
    fc.property(dimensions, (dims) => {
      const jacobians = chain(dims);
      const every = all(dims, 0, dims.length - 2);
      // Integers below 2^53: all orders are exact.
      const expected = jacobians.reduce((product, left) =>
        left.map((row) =>
          (product[0] as number[]).map((_, j) => row.reduce((s, x, k) => s + x * at(product, k, j), 0)),
        ),
      );
      for (const order of ORDERS) {
        const { product, multiplications, parentheses, steps } = accumulate(jacobians, order);
        assert.equal(product, expected, order);
        assert.is(every.find(({ text }) => text === parentheses)?.cost, multiplications, `${order}: ${parentheses}`);
        assert.is(
          steps.reduce((sum, { size: [m, k, n] }) => sum + m * k * n, 0),
          multiplications,
          order,
        );
      }
    }),
  );
});

function at(x: Matrix, i: number, j: number): number {
  return (x[i] as number[])[j] as number;
}

suite('(5.119) and (5.120): the orders by name', () => {
  const jacobians = chain([2, 3, 4, 1]);
  const reverse = accumulate(jacobians, 'reverse');
  assert.is(reverse.parentheses, '(J3·J2)·J1');
  assert.is(reverse.multiplications, 1 * 4 * 3 + 1 * 3 * 2);
  assert.equal(
    reverse.steps.map(({ left, right, size }) => [left, right, ...size]),
    [
      ['J3', 'J2', 1, 4, 3],
      ['J3·J2', 'J1', 1, 3, 2],
    ],
  );
  const forward = accumulate(jacobians, 'forward');
  assert.is(forward.parentheses, 'J3·(J2·J1)');
  assert.is(forward.multiplications, 4 * 3 * 2 + 1 * 4 * 2);
  assert.is(String(forward), 'J3·(J2·J1): 32 multiplications');
});

suite('one output: reverse is cheapest; one input: forward is cheapest; else neither need be', () => {
  const cost = (dims: readonly number[], order: AccumulationOrder): number =>
    accumulate(chain(dims), order).multiplications;
  assert.is(cost([9, 8, 7, 6, 1], 'reverse'), cost([9, 8, 7, 6, 1], 'cheapest'));
  assert.is(cost([1, 6, 7, 8, 9], 'forward'), cost([1, 6, 7, 8, 9], 'cheapest'));
  const narrow = [10, 20, 1, 20, 10];
  assert.ok(cost(narrow, 'cheapest') < cost(narrow, 'forward'));
  assert.ok(cost(narrow, 'cheapest') < cost(narrow, 'reverse'));
  assert.is(accumulate(chain(narrow), 'cheapest').parentheses, '(J4·J3)·(J2·J1)');
});

suite('the product of local Jacobians is the Jacobian of the chain', () => {
  const g = ([x, y]: readonly Scalar[]): Scalar[] => [
    mul(x as Scalar, y as Scalar),
    exp(x as Scalar),
    sin(y as Scalar),
  ];
  const h = ([a, b, c]: readonly Scalar[]): Scalar[] => [
    add(a as Scalar, square(b as Scalar)),
    mul(b as Scalar, c as Scalar),
  ];
  const x = [0.3, 0.7];
  const local = [jacobian(g, x), jacobian(h, g(x) as number[])];
  const whole = jacobian((t: readonly Scalar[]) => h(g(t)), x);
  for (const order of ORDERS) {
    const { product } = accumulate(local, order);
    whole.forEach((row, i) => {
      row.forEach((entry, j) => {
        near(at(product, i, j), entry, 4, `${order} [${i}][${j}]`);
      });
    });
  }
});

suite('the entries may be Scalars', () => {
  const squareOf = (t: Scalar): Scalar => accumulate([[[t]], [[t]]], 'reverse').product[0]?.[0] as Scalar;
  assert.is(jvp(squareOf, 3, 1).tangent, 6);
  assert.ok(isDual(accumulate([[[1]]], 'forward').product) === false);
});

suite('one Jacobian costs nothing and is copied', () => {
  const j = [[1, 2]];
  const { product, multiplications, parentheses } = accumulate([j], 'cheapest');
  assert.equal(product, j);
  assert.is.not(product[0], j[0]);
  assert.is(multiplications, 0);
  assert.is(parentheses, 'J1');
});

suite('rows may be typed arrays, and a chain may be long', () => {
  const row = new Float64Array([1, 2]) as unknown as number[];
  assert.equal(accumulate([[row, row], [row]], 'reverse').product, [[3, 6]]);
  const long = Array.from({ length: 20000 }, () => [[1]]);
  assert.is(accumulate(long, 'forward').multiplications, 19999);
});

suite('what does not fit is refused with its name', () => {
  const message = (jacobians: unknown, order: unknown = 'reverse'): string =>
    thrown(() => accumulate(jacobians as Matrix[], order as AccumulationOrder)).message;
  assert.is(
    message([matrix(3, 2), matrix(2, 4)]),
    'accumulate: expected J2 to have as many columns as J1 has rows, 3, got a 2 x 4 array. ' +
      'Give the Jacobians in the order of evaluation, the one at the input first.',
  );
  assert.match(message([]), /at least one Jacobian, got an array of length 0/);
  assert.match(message(7), /at least one Jacobian, got 7/);
  assert.match(message([[1, 2]]), /expected J1 to be a matrix.*got an array of length 2\. Write \[\[a, b\]\]/);
  assert.match(message([[[]]]), /expected J1 to be a matrix.*got a 1 x 0 array/);
  assert.match(message([[]]), /expected J1 to be a matrix.*got an array of length 0/);
  assert.match(message([{ a: 1 }]), /expected J1 to be a matrix.*got a record \{ a \}/);
  assert.match(message([[[[1]]]]), /expected J1 to be a matrix.*got a 1 x 1 x 1 array/);
  assert.match(message([[[1, 2], [3]]]), /expected J1 to be a matrix.*got an array of 2 rows of lengths 2, 1/);
  assert.match(message([[[1, 'a']]]), /expected J1\[0\]\[1\] to be a number/);
  assert.match(message([[[1]]], 'left'), /'reverse', 'forward' or 'cheapest', got the string "left"/);
});

suite.run();
