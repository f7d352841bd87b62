/** Gradient checks: they pass what is right, fail what is wrong, and name a kink for what it is. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { centralDifference } from '../../lib/analysis/differences.js';
import { checkGradient, checkHessian, checkJacobian } from '../../lib/analysis/index.js';
import {
  abs,
  add,
  defineFunction,
  exp,
  log,
  max,
  mul,
  pow,
  type Scalar,
  sin,
  sqrt,
  square,
  value,
} from '../../lib/index.js';

const check = suite('checks');

const field = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(mul(sin(x), exp(y)), pow(x, 3));

check('checkGradient passes right gradients, at points of every size', () => {
  for (const x of [1e-3, 0.5, 2, 30]) {
    const report = checkGradient(field, [x, x / 7]);
    assert.ok(report.passed, String(report));
    assert.ok(report.measure < 1e-6, String(report.measure));
    assert.is(report.entries.length, 2);
  }
});

check('checkGradient fails a slope that is wrong, and says which entry', () => {
  const wrong = defineFunction({ name: 'wrong', value: Math.sin, slope: (x) => mul(1.001, sin(x)) });
  const report = checkGradient(({ a, b }) => add(square(a), wrong(b)), { a: 1, b: 2 });
  assert.not(report.passed);
  assert.is(report.worst?.at, 'x.b');
  assert.match(
    String(report),
    /^checkGradient: FAILED, 2 entries, measure .*\nworst: x\.b: exact .*, by differences .* ± /,
  );
});

check('a derivative lost through value(x) is found', () => {
  assert.not(checkGradient((x) => mul(value(x), x), 3).passed);
});

check('an error of one part in 10^9 is found', () => {
  const off = defineFunction({ name: 'off', value: Math.exp, slope: (_, y) => mul(1 + 1e-9, y) });
  assert.not(checkGradient(off, 1).passed);
  const report = checkGradient(exp, 1);
  assert.ok(report.passed, String(report));
});

check('a kink within the step is named, and is no failure', () => {
  const report = checkGradient(([x, y]) => add(abs(x), square(y)), [0, 3]);
  assert.ok(report.passed, String(report));
  assert.equal(
    report.kinks.map(({ at }) => at),
    ['x[0]'],
  );
  assert.match(String(report), /kink within the step: x\[0\]: exact 0, by differences/);
});

check('a kink close to the point is a kink within the step too', () => {
  const report = checkGradient(([x, y]) => max(mul(2, x), y), [1, 1.9999]);
  assert.ok(report.passed, String(report));
  assert.ok(report.kinks.length > 0);
});

check('checkJacobian names the output and the input', () => {
  const report = checkJacobian(([x, y]) => ({ product: mul(x, y), root: sqrt(x) }), [2, 3]);
  assert.ok(report.passed, String(report));
  assert.equal(
    report.entries.map(({ at }) => at),
    ['f.product by x[0]', 'f.product by x[1]', 'f.root by x[0]', 'f.root by x[1]'],
  );
});

check('checkJacobian fails on one wrong entry of many', () => {
  const wrong = defineFunction({ name: 'wrong', value: Math.log, slope: (x) => mul(-1, pow(x, -1)) });
  const report = checkJacobian(([x, y]) => [log(x), wrong(y), mul(x, y)], [2, 3]);
  assert.not(report.passed);
  assert.is(report.worst?.at, 'f[1] by x[1]');
});

check('checkHessian compares hyper-dual second derivatives with differences of the gradient', () => {
  const report = checkHessian(field, [0.5, -1]);
  assert.ok(report.passed, String(report));
  assert.is(report.entries.length, 4);
  const wrong = defineFunction({
    name: 'wrong',
    value: Math.exp,
    slope: (_, y) => y,
    curvature: (_, y) => mul(1.01, y),
  });
  assert.not(checkHessian(([x]) => wrong(x), [1]).passed);
});

check('a NaN on one side only is a failure', () => {
  const half = defineFunction({ name: 'half', value: Math.sqrt, slope: () => Number.NaN });
  const report = checkGradient(([x]) => half(x), [4]);
  assert.not(report.passed);
});

check('centralDifference: the error estimate covers the error, over functions and points', () => {
  const cases: [name: string, f: (x: number) => number, slope: (x: number) => number][] = [
    ['exp', Math.exp, Math.exp],
    ['sin', Math.sin, Math.cos],
    ['tanh', Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
    ['cube', (x) => x ** 3, (x) => 3 * x * x],
  ];
  for (const [name, f, slope] of cases) {
    for (const x of [-3, -0.7, 0.01, 0.4, 1, 2.5, 6]) {
      const { value: d, error, kink } = centralDifference(f, x);
      assert.not(kink, `${name} at ${x}`);
      assert.ok(Math.abs(d - slope(x)) <= 10 * error, `${name} at ${x}: ${d} ± ${error}, due ${slope(x)}`);
      assert.ok(error < 1e-8 * (1 + Math.abs(slope(x))), `${name} at ${x}: the estimate ${error} says nothing`);
    }
  }
});

/** What asks a number what it is: right on plain numbers, another course inside a driver. */
const traps: readonly (readonly [name: string, f: (x: Scalar) => Scalar])[] = [
  ['Number.isFinite', (x) => (Number.isFinite(x) ? square(x) : 0)],
  ['typeof', (x) => (typeof x === 'number' ? square(x) : 0)],
  ['===', (x) => (x === 3 ? square(x) : 0)],
  [
    'switch',
    (x) => {
      switch (x) {
        case 3:
          return square(x);
        default:
          return 0;
      }
    },
  ],
  ['includes', (x) => (([1, 2, 3] as Scalar[]).includes(x) ? square(x) : 0)],
  ['indexOf', (x) => (([1, 2, 3] as Scalar[]).indexOf(x) >= 0 ? square(x) : 0)],
  ['parseFloat', (x) => mul(parseFloat(x as unknown as string), 2)],
  ['if (x)', (x) => (sub3(x) ? 1 : square(x))],
];

/** x - 3, so that its truth is that of x being another number than 3. */
const sub3 = (x: Scalar): Scalar => add(x, -3);

for (const [name, f] of traps) {
  check(`${name}: all three checks see that f takes another course inside a driver, and say why`, () => {
    const reports = [
      checkGradient(f, 3),
      checkGradient(([x, y]) => add(f(x), mul(0, y)), [3, 1]),
      checkJacobian(([x, y]) => [y, f(x)], [3, 1]),
      checkHessian(f, 3),
    ];
    for (const report of reports) {
      assert.not(report.passed);
      assert.is(report.otherValues.length, 1);
      assert.match(
        String(report),
        /value of f.*inside the driver, .* on plain numbers\. f asks a number what it is: ===/,
      );
    }
    assert.is(reports[2]?.otherValues[0]?.at, 'f[1]');
  });
}

check('values are compared bit for bit, NaN and -0 included', () => {
  assert.equal(checkGradient((x) => mul(-1, x), 0).otherValues, []);
  assert.equal(checkGradient((x) => log(x), -1).otherValues, []);
  const report = checkGradient((x) => (typeof x === 'number' ? mul(-1, x) : x), 0);
  assert.equal(report.otherValues, [{ at: 'f', driver: 0, plain: -0 }]);
  assert.not(report.passed);
});

check.run();
