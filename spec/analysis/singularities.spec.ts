/** The report of singular points: which function, at which arguments, and which rule answers. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { singularities } from '../../lib/analysis/index.js';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

const report = suite('singularities');

const rules = (f: (x: h.Scalar) => h.Scalar, x: number): string[] =>
  singularities((t: h.Scalar) => f(t), x, { order: 1 }).points.map(
    ({ name, arguments: args, rule }) => `${name}(${args.join(', ')}): ${rule}`,
  );

report('a smooth function has none', () => {
  same(
    rules((x) => h.add(h.sin(x), h.div(h.exp(x), h.sub(x, 5))), 1),
    [],
  );
});

report('kinks and ties', () => {
  same(rules(h.abs, 0), ['abs(0): kink, the middle of the slopes; no curvature']);
  same(
    rules((x) => h.max(x, 2), 2),
    ['max(2, 2): kink, the middle of the slopes; no curvature'],
  );
  same(
    rules((x) => h.relu(x), 0),
    ['max(0, 0): kink, the middle of the slopes; no curvature'],
  );
  same(
    rules((x) => h.hypot(x, h.mul(2, x)), 0),
    ['hypot(0, 0): kink, the middle of the slopes; no curvature'],
  );
});

report('infinite slopes', () => {
  same(rules(h.sqrt, 0), ['sqrt(0): infinite slope, by continuity']);
  same(
    rules((x) => h.div(1, x), 0),
    ['div(1, 0): infinite slope, by continuity'],
  );
  same(
    rules((x) => h.div(x, 0), 1),
    ['div(1, 0): infinite slope, by continuity'],
  );
  same(
    rules((x) => h.pow(x, 0.5), 0),
    ['pow(0, 0.5): infinite slope, by continuity'],
  );
});

report('outside the domain, and no derivative', () => {
  same(rules(h.log, -1), ['log(-1): outside the domain, NaN']);
  same(
    rules((x) => h.sub(x, x), Number.POSITIVE_INFINITY),
    ['sub(Infinity, Infinity): outside the domain, NaN'],
  );
  same(
    rules((x) => h.atan2(x, 0), 0),
    ['atan2(0, 0): no derivative, looked at beside the point'],
  );
});

report('jumps', () => {
  for (const [name, f, x] of [
    ['floor', h.floor, 2],
    ['ceil', h.ceil, 2],
    ['trunc', h.trunc, 2],
    ['sign', h.sign, 0],
    ['round', h.round, 2.5],
  ] as const) {
    same(rules(f, x), [`${name}(${x}): jump, the slope of the value's own branch`]);
    same(rules(f, 2.25), []);
  }
  same(
    rules((x) => h.mod(x, 3), 6),
    ["mod(6, 3): jump, the slope of the value's own branch"],
  );
  same(
    rules((x) => h.mod(x, 3), 0),
    [],
  );
  same(
    rules((y) => h.atan2(y, -2), 0),
    ["atan2(0, -2): jump, the slope of the value's own branch"],
  );
  same(
    rules((y) => h.atan2(y, 2), 0),
    [],
  );
});

report('a point met several times is listed once, with the count; the slopes are those of the table', () => {
  const { points } = singularities(([x, y]) => h.add(h.sqrt(x), h.mul(y, h.sqrt(x))), [0, 3]);
  const [found, ...others] = points;
  same(others, []);
  assert.is(found?.times, 2);
  same(found?.slopes, [Number.POSITIVE_INFINITY]);
  assert.is(found?.value, 0);
});

report('drivers inside f are looked into as well', () => {
  assert.ok(
    rules((x) => h.derivative((t: h.Scalar) => h.mul(t, h.sqrt(x)), 1), 0).some((line) => line.startsWith('sqrt(0)')),
  );
  assert.ok(
    rules((x) => h.derivative((t: h.Scalar) => h.atan2(t, x), 0), 0).some((line) => line.startsWith('atan2(0, 0)')),
  );
});

report('drivers inside f see their own derivatives: the slope of x + t by t is 1, so the root is regular', () => {
  same(
    rules(
      (x) =>
        h.sqrt(
          h.add(
            x,
            h.derivative((t: h.Scalar) => h.add(x, t), 1),
          ),
        ),
      0,
    ),
    [],
  );
});

report('of a driver inside f the functions are listed, not the formulas of its derivatives', () => {
  same(
    rules((x) => h.derivative((t: h.Scalar) => h.sqrt(h.mul(x, t)), 1), 0),
    ['sqrt(0): infinite slope, by continuity'],
  );
  same(
    rules((x) => h.derivative((t: h.Scalar) => h.derivative((s: h.Scalar) => h.log(h.mul(x, h.mul(s, t))), 1), 1), 0),
    ['log(0): infinite slope, by continuity'],
  );
});

report('whatever driver it is', () => {
  type F = (t: h.Scalar) => h.Scalar;
  const list =
    (f: F) =>
    ([t]: readonly [h.Scalar]): h.Scalar =>
      f(t);
  const drivers: readonly ((f: F) => h.Scalar)[] = [
    (f) => h.derivative(f, 1),
    (f) => h.secondDerivative(f, 1),
    (f) => h.nthDerivative(f, 1, 4),
    (f) => h.gradient(list(f), [1])[0],
    (f) => h.hessian(list(f), [1])[0][0],
    (f) => h.jvp(f, 1, 1).tangent,
    (f) => h.hvp(list(f), [1], [1])[0],
    (f) => h.laplacian(list(f), [1]),
    (f) => reverse.gradient(list(f), [1])[0],
    (f) => reverse.hessian(list(f), [1])[0][0],
    (f) => reverse.vjp(f, 1, 1).cotangent,
    (f) => reverse.pullback(list(f), [1]).pullback(1)[0],
    (f) => h.derivative((s: h.Scalar) => h.derivative((t: h.Scalar) => h.mul(s, f(t)), 1), 1),
  ];
  const functions: readonly (readonly [string, (x: h.Scalar, t: h.Scalar) => h.Scalar])[] = [
    ['div(3, 0)', (x, t) => h.div(3, h.mul(x, t))],
    ['sqrt(0)', (x, t) => h.sqrt(h.mul(x, t))],
    ['sqrt(0)', (x, t) => h.add(t, h.sqrt(x))],
    ['asin(1)', (x, t) => h.asin(h.add(1, h.mul(x, t)))],
    ['pow(0, 0.5)', (x, t) => h.pow(h.mul(x, t), 0.5)],
  ];
  for (const driver of drivers) {
    for (const [name, f] of functions) {
      same(
        rules((x) => driver((t) => f(x, t)), 0),
        [`${name}: infinite slope, by continuity`],
      );
    }
  }
});

report('the numbers that record carry the value that plain JavaScript gives', () => {
  const shown: string[] = [];
  singularities(
    ({ a, b }) => {
      const y = h.div(h.mul(a, b), h.add(a, 1));
      assert.is(h.value(y), (2 * 3) / (2 + 1));
      shown.push(String(y));
      return [y];
    },
    { a: 2, b: 3 },
  );
  assert.is(shown[0], 'Probe(2)');
});

/** output, inputs, cause, first answer, answer and verdict of all derivatives looked at again. */
const looksOf = (
  f: (x: readonly h.Scalar[]) => h.Scalar | h.Scalar[],
  x: readonly number[],
  order: 1 | 2 = 2,
): string[] =>
  singularities(f as never, x as never, { order }).looks.map(
    ({ output, inputs, cause, first, answer, verdict }) =>
      `${output} by ${inputs.join(' ')}: ${first} (${cause}), ${answer} ${verdict}`,
  );

report('verdicts: smooth, kink, jump, infinite, undecided', () => {
  const at = (x: readonly h.Scalar[], i: number): h.Scalar => x[i] as h.Scalar;
  same(
    looksOf((x) => h.square(h.abs(at(x, 0))), [0]),
    [' by [0] [0]: NaN (not finite), 2 smooth'],
  );
  same(
    looksOf((x) => h.square(h.relu(at(x, 0))), [0]),
    [' by [0] [0]: NaN (not finite), 1 kink'],
  );
  same(
    looksOf((x) => h.cos(h.sqrt(at(x, 0))), [0], 1),
    [' by [0]: NaN (not finite), -0.5 smooth'],
  );
  same(
    looksOf((x) => h.sqrt(at(x, 0)), [0], 1),
    [' by [0]: Infinity (not finite), Infinity infinite'],
  );
  same(
    looksOf((x) => h.add(h.sqrt(h.abs(at(x, 0))), h.floor(at(x, 0))), [0], 1),
    [' by [0]: NaN (not finite), Infinity jump'],
  );
  // sin(log x) has no limit at 0.
  same(
    looksOf((x) => h.mul(at(x, 0), h.sin(h.log(h.abs(at(x, 0))))), [0], 1),
    [],
  );
  same(
    looksOf(
      (x) =>
        h.mul(
          h.sqrt(h.abs(at(x, 0))),
          h.select(
            h.gt(at(x, 0), 1),
            () => at(x, 0),
            () => Number.NaN,
          ),
        ),
      [0],
      1,
    ),
    [],
  );
});

report('ties that feed ties are a cause of their own, and only the entries concerned are listed', () => {
  const f = (x: readonly h.Scalar[]): h.Scalar[] => [
    h.sub(h.relu(h.relu(x[0] as h.Scalar)), h.relu(h.neg(x[0] as h.Scalar))),
    h.sin(x[1] as h.Scalar),
  ];
  same(looksOf(f, [0, 1], 1), ['[0] by [0]: 0.75 (ties), 1 smooth', '[0] by [1]: 0 (ties), 0 smooth']);
});

report('what it cost: calls of f, calls beside the point, operations there', () => {
  const smooth = singularities(([x, y]) => h.mul(x, h.sin(y)), [1, 2]);
  same([smooth.looks, smooth.calls, smooth.callsOfLooks, smooth.operations], [[], 1, 0, 0]);
  const looked = singularities((x) => h.square(h.norm(x)), [0, 0, 0]);
  // One on numbers that do not know which parts are there, one on numbers that do, and two beside the point.
  same([looked.calls, looked.callsOfLooks, looked.isOver], [1 + 1 + 2, 2, false]);
  assert.ok(looked.operations > 10);
  assert.ok(looked.looks.every(({ verdict }) => verdict === 'smooth'));
});

report('a look that may cost nothing is over, and the curvature of kinks is 0', () => {
  const { operations } = h.look;
  h.look.operations = 0;
  try {
    same(
      h.secondDerivative((x: h.Scalar) => h.square(h.abs(x)), 0),
      0,
    );
  } finally {
    h.look.operations = operations;
  }
  h.look.operations = 3;
  try {
    assert.ok(singularities((x) => h.square(h.abs(x)), 0).isOver);
  } finally {
    h.look.operations = operations;
  }
});

report('more orders may take a tenth of what a look may cost: then the answer is NaN, and undecided', () => {
  // A tie that lasts to all orders, but for rounding: it is looked at to 32 orders.
  const f = (x: h.Scalar): h.Scalar => h.max(h.add(h.square(h.sin(x)), h.square(h.cos(x))), 1);
  const { operations } = h.look;
  const whole = singularities(f, 0);
  same([whole.looks.map(({ answer }) => answer), whole.isOver], [[0], false]);
  h.look.operations = whole.operations;
  try {
    const { looks, isOver, operations: taken } = singularities(f, 0);
    same([looks.map(({ answer, verdict }) => [answer, verdict]), isOver], [[[Number.NaN, 'undecided']], true]);
    assert.ok(taken < whole.operations / 2, `${taken} of ${whole.operations}`);
    same(h.secondDerivative(f, 0), Number.NaN);
  } finally {
    h.look.operations = operations;
  }
});

report('something that is not a function, or not a number, is an error', () => {
  assert.match(
    thrown(() => singularities(3 as never, 1)).message,
    /^singularities: expected a function as first argument/,
  );
  assert.match(
    thrown(() => singularities((x) => x, ['a' as never])).message,
    /^singularities: expected x\[0\] to be a number/,
  );
});

report.run();
