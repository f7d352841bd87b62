/** Operation counts: exact on functions that can be counted by hand, and within the bounds of theory on the zoo. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { countModes, countOperations, type OperationCounts } from '../../lib/analysis/index.js';
import {
  abs,
  add,
  cos,
  derivative,
  div,
  exp,
  hypot,
  jvp,
  logSumExp,
  max,
  mul,
  neg,
  pow,
  reciprocal,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  tanh,
} from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { ofTheBook, product, type Vector, ZOO } from './zoo.js';

const suite = suiteOf('counts');

const kinds = ({ additions, multiplications, divisions, functions }: OperationCounts): number[] => [
  additions,
  multiplications,
  divisions,
  functions,
];

suite('operations by kind', () => {
  assert.equal(kinds(countOperations(ofTheBook, 0.7)), [2, 1, 0, 3]);
  assert.equal(kinds(countOperations((x) => neg(sub(1, x)), 2)), [2, 0, 0, 0]);
  assert.equal(kinds(countOperations((x) => add(div(x, 2), div(2, reciprocal(x))), 2)), [1, 0, 3, 0]);
  // |x| is x or -x: of a positive number it is no operation.
  assert.equal(kinds(countOperations(([x, y]) => [hypot(x, y), pow(x, y), abs(x)], [1, 2])), [0, 0, 0, 2]);
  assert.equal(countOperations(ofTheBook, 0.7).byName, { square: 1, exp: 1, add: 2, sqrt: 1, cos: 1 });
});

suite('weights and moves', () => {
  // square 1, add 1 twice, exp and cos 8, sqrt 4; operands and results of 4 unary and 2 binary operations.
  const { flops, moves, work, total } = countOperations(ofTheBook, 0.7);
  assert.equal([flops, moves, work, total], [23, 14, 37, 6]);
  // A constant is not fetched.
  assert.is(countOperations((x) => mul(2, x), 1).moves, 2);
  assert.is(
    String(countOperations(ofTheBook, 0.7)),
    '6 operations (2 additions, 1 multiplications, 0 divisions, 3 function calls): 23 flops and 14 moves, work 37',
  );
});

suite('adding the plain number 0 is free, and constants are not seen', () => {
  assert.is(countOperations((x: Vector) => sum(x), [1, 2, 3]).total, 2);
  assert.is(countOperations((x: Vector) => sum(x), [1, 2, 3]).moves, 6);
  assert.is(countOperations(() => mul(2, 3), 1).total, 0);
  assert.is(countOperations((x) => x, 1).work, 0);
});

suite('branches, kinks and derivatives inside f are counted as they run', () => {
  assert.is(countOperations(([x, y]) => max(x, y), [1, 2]).total, 0);
  // A tie of two is v + (x - v)/2 + (y - v)/2 for their value v, and the kink.
  assert.equal(countOperations(([x, y]) => max(x, y), [2, 2]).byName, { sub: 2, mul: 2, add: 2, kink: 1 });
  assert.is(countOperations(([x, y]) => abs(sub(x, y)), [3, 3]).byName.kink, 1);
  // x - x of one number is a constant.
  assert.is(countOperations((x) => abs(sub(x, x)), 3).total, 0);
  // mul on duals: the value, a·b' and a'·b.
  assert.equal(countOperations((x) => derivative((t: Scalar) => mul(t, t), x), 3).byName, { mul: 3, add: 1 });
  assert.equal(countOperations((x) => derivative((t: Scalar) => mul(x, sin(t)), x), 3).byName, {
    sin: 1,
    cos: 1,
    mul: 3,
  });
});

suite('a NaN is counted like any other number', () => {
  assert.equal(countOperations((x) => derivative((t: Scalar) => sqrt(t), x), -1).byName.sqrt, 1);
  // x^½ twice, for the value and for the row, and x^-½.
  assert.equal(countOperations((x) => derivative((t: Scalar) => pow(t, 0.5), x), -1).byName.pow, 3);
});

suite('drivers count what their formulas say: a product of k numbers', () => {
  const k = 6;
  const {
    function: f,
    jvp,
    forward,
    reverse,
    inputs,
    outputs,
  } = countModes(
    product,
    Array.from({ length: k }, (_, i) => i + 1),
  );
  assert.equal([inputs, outputs], [k, 1]);
  assert.equal(kinds(f), [0, k - 1, 0, 0]);
  // a·b' + a'·b: 3 products and a sum each.
  assert.equal(kinds(jvp), [k - 1, 3 * (k - 1), 0, 0]);
  assert.is(jvp.moves, 2 * f.moves);
  // One pass: the values, and in product i one product for each of the i tangents so far, and one for the new one.
  assert.equal(kinds(forward), [0, 2 * (k - 1) + (k * (k - 1)) / 2, 0, 0]);
  assert.is(forward.moves, (1 + k) * f.moves);
  // k - 1 products up, and two for each node on the way down.
  assert.equal(kinds(reverse), [0, k - 1 + 2 * (k - 1), 0, 0]);
  assert.is(reverse.moves, 12 * (k - 1));
});

suite('one tangent costs at most 2.5 f, and 3 f where f is made of quotients', () => {
  for (const { name, f, x } of ZOO) {
    const { function: own, jvp } = countModes(f, x);
    // a'/b - q·(b'/b) has three divisions.
    const most = name.includes('quotient') ? 3 : 2.5;
    assert.ok(jvp.work <= most * own.work, `${name}: ${jvp.work / own.work}`);
  }
});

suite('p tangents in one pass cost at most (1 + 1.5 p) f', () => {
  for (const { name, f, x } of ZOO) {
    const { function: own, forward, passes } = countModes(f, x);
    const bound = passes + 1.5 * x.length;
    assert.ok(forward.work <= bound * own.work, `${name}: ${forward.work / own.work} in ${passes} passes`);
  }
  const [many, few] = [17, 1].map((n) => countModes(product, new Array<number>(n).fill(1.1)).passes);
  assert.equal([many, few], [2, 1]);
  assert.is(countModes(() => 7, []).passes, 0);
});

suite('a reverse gradient costs at most 4 f, whatever the number of inputs', () => {
  for (const { name, f, x } of ZOO) {
    const { function: own, reverse } = countModes(f, x);
    assert.ok(reverse.work <= 4 * own.work, `${name}: ${reverse.work / own.work}`);
  }
  const ratios = [10, 100, 1000].map((n) => {
    const { function: own, reverse } = countModes(product, new Array<number>(n).fill(1.001));
    return reverse.work / own.work;
  });
  assert.ok(Math.max(...ratios) <= 3.75, String(ratios));
  const forwards = [10, 100].map((n) => {
    const { function: own, forward } = countModes(product, new Array<number>(n).fill(1.001));
    return forward.work / own.work / n;
  });
  assert.ok(Math.min(...forwards) > 0.5, String(forwards));
});

suite('a function whose slope is worth more than one function call is beyond the bounds, by a known factor', () => {
  const ratio = (f: (x: Vector) => Scalar, x: readonly number[]): number => {
    const { function: own, jvp } = countModes(f, x);
    return jvp.work / own.work;
  };
  const of =
    (f: (x: Scalar, y: Scalar) => Scalar) =>
    ([x, y]: Vector): Scalar =>
      f(x as Scalar, y as Scalar);
  assert.ok(ratio(of(tanh), [0.3]) < 3);
  assert.ok(ratio(of(hypot), [0.3, 2]) < 6);
  assert.ok(ratio(of(pow), [0.3, 2.5]) < 8);
});

suite('several outputs: a sweep for each, over what it depends on', () => {
  const f = (x: Scalar): Scalar[] => [sin(x), cos(x), exp(mul(2, x)), 7];
  const { outputs, function: own, forward, reverse } = countModes(f, 1);
  assert.is(outputs, 4);
  assert.is(forward.moves, 2 * own.moves);
  // Recording: 4 operations of one operand. Sweeps: sin and cos one node, exp two, 7 none.
  assert.is(reverse.moves, 4 * 3 + 4 * 4);
});

suite('inputs that are not in the pass are plain numbers', () => {
  const { forward } = countModes(([x, y]) => [sin(x), cos(y)], [1, 2]);
  // Both in one pass: the numbers have 3 parts, of which only one is there.
  assert.is(forward.moves, 12);
  assert.equal(forward.byName, { sin: 2, cos: 2, neg: 1, mul: 2 });
  const squares = (x: Vector): Scalar[] => x.map((xi) => square(xi));
  const wide = countModes(squares, new Array<number>(17).fill(2));
  // Passes of 9 and 8: each input is plain in one of them (2 moves) and a bundle in the other.
  assert.is(wide.forward.moves, 9 * (2 * 10 + 2) + 8 * (2 * 9 + 2));
  assert.equal(wide.forward.byName, { square: 34, mul: 2 * 17 });
});

suite('every branch of the rules runs on watched numbers as on plain ones', () => {
  // Second derivatives inside f ask for curvatures and mixed partials.
  const f = ([x, y]: Vector): Scalar[] => {
    const inner = (t: Scalar): Scalar => derivative((s: Scalar) => pow(s, mul(t, y as Scalar)), t);
    const third = derivative(
      (t: Scalar) => derivative((s: Scalar) => derivative((r: Scalar) => sin(r), s), t),
      x as Scalar,
    );
    return [derivative(inner, x as Scalar), logSumExp([x as Scalar, y as Scalar, 1]), third];
  };
  const x = [1.3, 0.4];
  let watched: number[] = [];
  countOperations((t: Vector) => {
    const y = f(t);
    watched = y.map((leaf) => (leaf as { primal: number }).primal);
    return y;
  }, x);
  same(watched, f(x));
  assert.ok(countModes(f, x).reverse.work > 0);
});

suite('watched numbers below numbers of drivers inside f', () => {
  // 2/t by t, with 2 watched; and the derivative by s of a product whose factors are watched and of the level of s.
  assert.equal(countOperations((x) => derivative((t: Scalar) => div(x, t), x), 2).byName, { div: 2, neg: 1, mul: 1 });
  const along =
    (x: Scalar) =>
    (s: Scalar): Scalar =>
      jvp((t: Scalar) => sin(t), x, s).tangent;
  assert.equal(countOperations((x) => derivative(along(x), x), 2).byName, { sin: 1, cos: 1, mul: 2 });
});

suite('a native operator throws, as with every number of the library', () => {
  const native = ((x: { valueOf(): number }) => Number(x) + 1) as never;
  assert.match(
    thrown(() => countOperations(native, 1)).message,
    /^A number that carries derivatives was used with a native operator/,
  );
});

suite('arguments are checked', () => {
  assert.match(thrown(() => countOperations(1 as never, 1)).message, /countOperations: expected a function/);
  assert.match(thrown(() => countOperations((x) => x, 'a' as never)).message, /countOperations: expected x/);
  assert.match(thrown(() => countModes((() => undefined) as never, 1)).message, /countModes: expected f\(x\)/);
});

suite('mixed arithmetic with constants on both sides', () => {
  const f = (x: Scalar): Scalar[] => [sub(2, x), sub(x, 2), mul(x, 2), div(x, 2), div(2, x), square(x)];
  const counts = countOperations(f, 3);
  assert.equal(kinds(counts), [2, 2, 2, 0]);
  assert.is(counts.moves, 12);
});

suite.run();
