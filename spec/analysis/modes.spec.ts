/** compareModes: sizes, counts, agreement, times and the recommendation. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { agreementOf } from '../../lib/analysis/agreement.js';
import { compareModes, countModes } from '../../lib/analysis/index.js';
import { fastest } from '../../lib/analysis/timing.js';
import { modeFor } from '../../lib/auto/choice.js';
import { add, cos, exp, mul, pow, type Scalar, sin, sqrt, sub, sumOfSquares } from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { rosenbrock, type Vector, ZOO } from './zoo.js';

const suite = suiteOf('compareModes');
const counted = { budget: 0 };

const curve = (t: Scalar): Scalar[] => [sin(t), cos(t), exp(t), mul(t, t), pow(t, 3)];
/** 300 operations that all depend on all inputs. */
function funnel(x: Vector): Scalar {
  let y: Scalar = sumOfSquares(x);
  for (let i = 0; i < 150; i++) y = sin(mul(1.1, y));
  return y;
}
const ones = (n: number): number[] => new Array<number>(n).fill(1.1);

/**
 * On the time of this process' own work. By the clock on the wall a budget of some milliseconds can pass, on a busy machine, while
 * another process runs, and the fastest of the repeats is then as slow as that.
 */
function onProcessorTime<T>(work: () => T): T {
  const { now } = performance;
  performance.now = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  try {
    return work();
  } finally {
    performance.now = now;
  }
}

suite('sizes, passes and counts', () => {
  const field = compareModes(rosenbrock, ones(10), counted);
  assert.equal([field.inputs, field.outputs, field.forward.passes, field.reverse.passes], [10, 1, 1, 1]);
  const line = compareModes(curve, 1.5, counted);
  assert.is(compareModes(rosenbrock, ones(17), counted).forward.passes, 2);
  assert.equal([line.inputs, line.outputs, line.forward.passes, line.reverse.passes], [1, 5, 1, 5]);
  const counts = countModes(rosenbrock, ones(10));
  assert.is(field.function.operations.work, counts.function.work);
  assert.equal(field.forward.operations.byName, counts.forward.byName);
  assert.equal(field.reverse.operations.byName, counts.reverse.byName);
});

suite('without a budget the counts decide, and nothing is timed', () => {
  const field = compareModes(rosenbrock, ones(10), counted);
  assert.is(field.mode, 'reverse');
  assert.equal([field.function.time, field.forward.time, field.reverse.time], [undefined, undefined, undefined]);
  assert.is(compareModes(curve, 1.5, counted).mode, 'forward');
});

suite('with a budget the clock decides: many inputs reverse, many outputs forward', () => {
  const wide = onProcessorTime(() => compareModes(funnel, ones(100), { budget: 60 }));
  assert.is(wide.mode, 'reverse');
  assert.ok((wide.forward.time as number) > (wide.reverse.time as number));
  assert.ok((wide.function.time as number) > 0);
  // One long computation behind all outputs: forward mode goes through it once, reverse mode once for each of them.
  const tall = (t: Scalar): Scalar[] => {
    let y: Scalar = t;
    for (let i = 0; i < 200; i++) y = mul(y, add(1, mul(1e-3, y)));
    return Array.from({ length: 100 }, (_, i) => mul(i, y));
  };
  assert.is(onProcessorTime(() => compareModes(tall, 1, { budget: 60 })).mode, 'forward');
});

suite('there is a default budget', () => {
  const { forward } = onProcessorTime(() => compareModes((t) => mul(t, t), 3));
  assert.ok((forward.time as number) < 10);
});

suite('the modes agree to rounding, measured against the terms', () => {
  for (const { name, f, x } of ZOO) {
    const { agreement } = compareModes(f, x, counted);
    assert.ok(agreement.relative < 2e-15, `${name}: ${agreement.relative}`);
  }
});

suite('an entry that cancels spoils the ulps but not the measure', () => {
  // ∂/∂x of x·(y + z) - x·y - x·z is 0 but for rounding.
  const f = ([x, y, z]: Vector): Scalar => {
    const [a, b, c] = [x as Scalar, y as Scalar, z as Scalar];
    const terms = add(mul(a, exp(b)), mul(a, mul(b, c)));
    return sub(mul(a, add(exp(b), mul(c, b))), mul(terms, 1 - 2 ** -50));
  };
  const { agreement } = compareModes(f, [0.1, 0.7, 1.3], counted);
  assert.ok(agreement.relative < 1e-15, String(agreement.relative));
  same(agreementOf([1, 2], [1, 2 + 2 ** -51], [1, 2 ** 10]), { ulps: 1, relative: 2 ** -61 });
  same(agreementOf([-(2 ** -1074)], [2 ** -1074], [1]), { ulps: 2, relative: 2 ** -1073 });
  same(agreementOf([Number.NaN], [Number.NaN], [Number.NaN]), { ulps: 0, relative: 0 });
  same(agreementOf([Number.NaN], [1], [1]), { ulps: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY });
});

suite('outputs that do not depend on the inputs', () => {
  const { agreement, outputs } = compareModes((t) => [t, 7], 2, counted);
  assert.is(outputs, 2);
  same(agreement, { ulps: 0, relative: 0 });
});

suite('the report says what to use, and why', () => {
  const text = String(compareModes(rosenbrock, ones(10), counted));
  assert.match(text, /^f: 10 inputs to 1 output\n/);
  assert.match(text, /\n +passes +operations +work +work\/f\n/);
  assert.match(text, /\nforward +1 +/);
  assert.match(text, /\nreverse +1 \+ 1 +/);
  assert.match(text, /The Jacobians agree to \S+ of their terms \(\d+ ulp\)\./);
  assert.match(text, /Use reverse mode: a recording and 1 sweep instead of 10 tangents, \d\.\d times less work\.$/);
  const line = String(compareModes(curve, 1.5, { budget: 3 }));
  assert.match(line, /^f: 1 input to 5 outputs\n +passes +operations +work +work\/f +time\n/);
  assert.match(line, /Use \w+ mode: .*times less time\.$/);
  assert.match(
    String(compareModes(curve, 1.5, counted)),
    /Use forward mode: 1 tangent instead of a recording and 5 sweeps, /,
  );
});

suite('times are printed in a unit that suits them', () => {
  const text = (time: number): string => {
    const report = compareModes((t) => sqrt(t), 2, counted);
    const timed = { ...report, function: { ...report.function, time }, forward: { ...report.forward, time: 1 } };
    return String({ ...timed, reverse: { ...report.reverse, time: 2 } });
  };
  assert.match(text(2.5e-5), /25 ns\n/);
  assert.match(text(2.5e-2), /25 µs\n/);
  assert.match(text(25), /25 ms\n/);
});

suite('the rule of thumb agrees with the counts away from the crossing', () => {
  for (const n of [1, 2, 4, 8, 16, 32]) {
    for (const m of [1, 2, 4, 8, 16, 32]) {
      if (n >= m / 2 && n <= 4 * m + 4) continue;
      // The outputs share nearly all of their work: no sweep is shorter than another.
      const f = (x: Vector): Scalar[] => {
        const y = funnel(x);
        return Array.from({ length: m }, (_, i) => mul(i + 1, y));
      };
      const { mode, forward, reverse } = compareModes(f, ones(n), counted);
      assert.is(
        modeFor(n, m),
        mode,
        `${n} inputs, ${m} outputs: ${forward.operations.work}, ${reverse.operations.work}`,
      );
    }
  }
});

suite('the fastest of the repeats, and what was computed', () => {
  let calls = 0;
  const count = (): number => ++calls;
  assert.is(fastest(count, 0).result, 1);
  const { time, result } = onProcessorTime(() => fastest(count, 5));
  assert.ok(time < 1e-2, `${time} ms for an addition`);
  assert.is(result, calls);
});

suite('arguments are checked', () => {
  assert.match(thrown(() => compareModes(2 as never, 1)).message, /compareModes: expected a function/);
  assert.match(
    thrown(() => compareModes((t) => t, 1, { budget: -1 })).message,
    /budget of 0 or more milliseconds, got -1/,
  );
  assert.match(thrown(() => compareModes((t) => t, 1, { budget: Number.NaN })).message, /got NaN/);
});

suite.run();
