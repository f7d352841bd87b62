'use derivatives';
/** The regression example: NIST's certified values, derivatives of 60-digit arithmetic, and functions with known minima. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { chart } from '../../examples/regression/chart.js';
import { duel, METHODS, type Run, reached } from '../../examples/regression/duel.js';
import { gaussNewton } from '../../examples/regression/gauss-newton.js';
import { gradientDescent } from '../../examples/regression/gradient-descent.js';
import { newton } from '../../examples/regression/newton.js';
import type { Objective } from '../../examples/regression/path.js';
import { problem, problems } from '../../examples/regression/problem.js';
import { duelReport, newtonReport } from '../../examples/regression/report.js';
import { agreement, digitsOf, largestError, standardDeviations } from '../../examples/regression/statistics.js';
import { valueGradientAndHessian } from '../../lib/plain/index.js';
import { thrown } from '../support/assert.js';

const suite = suiteOf('examples/regression');

function close(actual: number, expected: number, tolerance: number, message: string): void {
  const distance = Math.abs(actual - expected) / Math.abs(expected);
  assert.ok(distance <= tolerance, `${message}: expected ${expected} within ${tolerance}, got ${actual} (${distance})`);
}

/** Its residuals are 1e-13, where the data as doubles end: RSS can have 3 digits only, and with it the deviations. */
const isAtRounding = (name: string): boolean => name === 'Lanczos1';

suite('the data are NIST’s: 27 sets with two starts, and certified values that belong to model and data', () => {
  assert.is(problems.length, 27);
  assert.is(
    problems.reduce((total, { observed }) => total + observed.length, 0),
    2176,
  );
  for (const set of problems) {
    const { name, observed, x, starts, certified } = set;
    const n = certified.parameters.length;
    assert.is(x.length, name === 'Nelson' ? 2 : 1, name);
    for (const column of x) assert.is(column.length, observed.length, name);
    assert.equal([...starts.map((b) => b.length), certified.standardDeviations.length], [n, n, n], name);
    // Rounding b to 11 digits raises RSS by a second-order amount: seen only where RSS itself is 1e-25.
    if (isAtRounding(name)) assert.ok(set.rss(certified.parameters) < 1e-19, name);
    else {
      const { rss, standardDeviations } = digitsOf(set, certified.parameters);
      assert.ok(
        rss >= 9 && standardDeviations >= 8,
        `${name}: RSS to ${rss} digits, deviations to ${standardDeviations}`,
      );
    }
  }
  assert.is(problem('Thurber').name, 'Thurber');
  assert.match(thrown(() => problem('Thurbe')).message, /expected one of Bennett5, .*, Thurber, got Thurbe/);
});

suite('gradient and Hessian of RSS at a start are those of 60-digit arithmetic', () => {
  const boxBod = valueGradientAndHessian(problem('BoxBOD').rss, [1, 1]);
  close(boxBod.value, 186382.3816574575, 1e-14, 'RSS');
  close(boxBod.gradient[0], -1921.583560678019, 1e-14, '∂/∂b1');
  close(boxBod.gradient[1], -219.86168365554923, 1e-13, '∂/∂b2');
  close(boxBod.hessian[0][0], 10.069563728962011, 1e-14, '∂²/∂b1²');
  close(boxBod.hessian[0][1], -218.56407873095978, 1e-13, '∂²/∂b1∂b2');
  close(boxBod.hessian[1][1], 458.24060808284275, 1e-13, '∂²/∂b2²');
});

const runs = problems.flatMap((set) =>
  set.starts.map((b, start): Run => ({ problem: set, start, method: METHODS[0], path: newton(set.rss, b) })),
);

suite('Newton’s method finds 10 certified digits of every parameter of every data set, from both starts', () => {
  for (const { problem: set, start, path } of runs) {
    const { parameters, standardDeviations, rss } = digitsOf(set, path.end.parameters);
    const title = `${set.name} from start ${start + 1}, ${path.iterations} iterations`;
    assert.ok(parameters >= 10, `${title}: parameters to ${parameters} digits`);
    assert.ok(standardDeviations >= (isAtRounding(set.name) ? 2 : 10), `${title}: to ${standardDeviations} digits`);
    assert.ok(rss >= (isAtRounding(set.name) ? 2 : 10), `${title}: RSS to ${rss} digits`);
    assert.ok(path.iterations < 1000, title);
  }
});

suite('the value falls with every damped step, and the number of digits doubles in the end', () => {
  for (const { problem: set, start, path } of runs) {
    for (let k = 1; k <= path.iterations; k++) {
      const [before, after] = [path.steps[k - 1].value, path.steps[k].value];
      // The last steps go by the decrement: there rounding may raise the value.
      const slack = isAtRounding(set.name) ? 1e-2 : 1e-9;
      assert.ok(after <= before * (1 + slack), `${set.name} from start ${start + 1}, step ${k}: ${before} to ${after}`);
    }
  }
  const { certified, rss, starts } = problem('Rat43');
  const exact = newton(rss, certified.parameters).end.parameters;
  const errors = newton(rss, starts[1]).steps.map(({ parameters }) => largestError(parameters, exact));
  const near = errors.filter((error) => error < 1e-2 && error > 1e-13);
  assert.ok(near.length >= 3, errors.join(' '));
  for (let k = 1; k < near.length; k++) {
    const order = Math.log(near[k]) / Math.log(near[k - 1]);
    // e → C·e² with a C of a few units; at 1e-13 rounding is in the way.
    assert.ok(order > 1.5 || near[k] < 1e-11, near.join(' '));
  }
});

const rosenbrock: Objective = ([x, y]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;

suite('where the Hessian is indefinite the shift leads downhill, to a minimum and not to the saddle', () => {
  // x⁴ - 2x² + y²: a saddle at the origin, minima at (±1, 0).
  const double: Objective = ([x, y]) => x ** 4 - 2 * x ** 2 + y * y;
  assert.ok(valueGradientAndHessian(double, [0.1, 1]).hessian[0][0] < 0);
  for (const x of [0.1, -0.1]) {
    const { parameters } = newton(double, [x, 1]).end;
    close(parameters[0], Math.sign(x), 1e-12, `from ${x}`);
    assert.ok(Math.abs(parameters[1]) < 1e-8, `${parameters[1]}`);
  }
  const path = newton(rosenbrock, [-1.2, 1]);
  for (const b of path.end.parameters) close(b, 1, 1e-10, 'Rosenbrock');
});

suite('a function without a minimum ends at the limit, one that is flat ends at once', () => {
  const slope: Objective = ([x]) => 1 * x;
  assert.is(newton(slope, [3], 7).iterations, 7);
  assert.is(gradientDescent(slope, [3], 7).iterations, 7);
  const flat: Objective = ([x]) => 0 * x;
  assert.is(newton(flat, [3]).iterations, 0);
  assert.is(gradientDescent(flat, [3]).iterations, 0);
});

suite('steps count the calls of the function, and progress is told for each', () => {
  for (const method of [newton, gradientDescent]) {
    let calls = 0;
    const seen: number[] = [];
    const counted = (b: readonly number[]): number => {
      calls++;
      return rosenbrock(b);
    };
    const path = method(counted, [-1.2, 1], 20, (iteration, step) => {
      assert.is(step.calls, calls);
      seen.push(iteration);
    });
    assert.equal(seen, [...path.steps.keys()], method.name);
    assert.is(path.end.value, rosenbrock(path.end.parameters), method.name);
  }
  // One pass on second-order bundles, at the start and after each step.
  assert.is(newton(rosenbrock, [-1.2, 1], 20).steps[0].calls, 1);
});

suite('the methods do not depend on the units of the parameters', () => {
  const [first, second] = [1024, 2 ** -20];
  const scaled: Objective = ([x, y]) => rosenbrock([x * first, y * second]);
  for (const method of [newton, gradientDescent]) {
    const path = method(rosenbrock, [-1.2, 1], 15);
    const other = method(scaled, [-1.2 / first, 1 / second], 15);
    assert.is(other.iterations, path.iterations, method.name);
    close(other.end.parameters[0] * first, path.end.parameters[0], 1e-9, method.name);
  }
});

suite('gradient descent goes down, and takes hundreds of times more iterations', () => {
  const [fromFirst, fromSecond] = problem('DanWood').starts.map((_, start) => start);
  const all = duel(problem('DanWood'), 4000);
  for (const start of [fromFirst, fromSecond]) {
    const [byNewton, descent, byGauss] = METHODS.map((method) => {
      const run = all.find((candidate) => candidate.method === method && candidate.start === start) as Run;
      return { run, steps: reached(run, 9) ?? Number.POSITIVE_INFINITY };
    });
    assert.ok(byNewton.steps <= 15 && byGauss.steps <= 15, `${byNewton.steps}, ${byGauss.steps}`);
    assert.ok(descent.steps > 100 * byNewton.steps && descent.steps < 4000, `${descent.steps}`);
    const { steps } = descent.run.path;
    for (let k = 1; k < steps.length; k++) assert.ok(steps[k].value <= steps[k - 1].value * (1 + 1e-12), `step ${k}`);
  }
});

suite('gradient descent does not get there on the harder sets', () => {
  for (const name of ['Eckerle4', 'Thurber']) {
    const { rss, starts, certified } = problem(name);
    const { parameters } = gradientDescent(rss, starts[1], 2000).end;
    assert.ok(agreement(parameters, certified.parameters) < 3, `${name}: ${parameters}`);
  }
});

suite('the Jacobian alone finds the same parameters', () => {
  const set = problem('Thurber');
  const { parameters } = gaussNewton(set, set.starts[0]).end;
  assert.ok(agreement(parameters, set.certified.parameters) >= 10, `${parameters}`);
});

suite('digits are counted as they should be', () => {
  assert.is(agreement([1.001, 2], [1, 2]).toFixed(3), '3.000');
  assert.is(agreement([1, 2], [1, 2]), 11);
  assert.is(agreement([-9, 2], [1, 2]), -1);
  // A line through the origin, y = b·x: s.d. = √(RSS/(m - 1)/Σx²).
  const x = [1, 2, 3, 4];
  const y = [2.1, 3.9, 6.2, 7.8];
  const curve = ([b]: readonly number[]): number[] => x.map((xi) => b * xi);
  const rss = (b: readonly number[]): number => curve(b).reduce((total, fitted, i) => total + (fitted - y[i]) ** 2, 0);
  const b = 59.7 / 30;
  const [sd] = standardDeviations({ ...problem('DanWood'), curve, rss, observed: y }, [b]);
  close(sd, Math.sqrt((118.9 - 59.7 ** 2 / 30) / 3 / 30), 1e-12, 's.d.');
});

suite('the reports print tables, the picture holds its texts and no NaN', async () => {
  assert.match(newtonReport(runs), /Thurber +│ higher +│ 7 │ +37 │ +1 │ +\d+ │ +\d+ │ +10\.\d │ +10\.\d │ +11\.0/);
  const short = duel(problem('Eckerle4'), 200);
  assert.match(duelReport(short), /│ gradient descent │ +- │ +- │ +- │ +- │ +- │ +-?\d\.\d │ +200 │/);
  const svg = await chart(short);
  for (const text of ['Eckerle4 (higher difficulty)', 'gradient descent', 'error of the parameters', 'iteration']) {
    assert.ok(svg.includes(text), text);
  }
  assert.not.match(svg, /NaN|undefined|Infinity/);
});

suite.run();
