'use derivatives';
/** The sweep: the same bits on one core, on two and without compiling; its model, its draws and what it says of them. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { readOutbreak } from '../../examples/influenza/data.js';
import { fit } from '../../examples/influenza/fit.js';
import { BOYS, outcomes } from '../../examples/influenza/model.js';
import { chart } from '../../examples/sweep/chart.js';
import { parameterSets } from '../../examples/sweep/draws.js';
import { GRID, sweepOutcomes } from '../../examples/sweep/outcomes.js';
import { mapInPool } from '../../examples/sweep/pool.js';
import { columnOf, columnOfSlope, compiledSweep, eagerSweep, ROW, WIDTH } from '../../examples/sweep/program.js';
import { progressOn, progressText } from '../../examples/sweep/progress.js';
import { distributionReport, sensitivityReport, speedReport } from '../../examples/sweep/report.js';
import { column, correlation, histogram, histogram2, summary } from '../../examples/sweep/statistics.js';
import { valueAndJacobian } from '../../lib/plain/index.js';
import { same } from '../support/assert.js';

const suite = suiteOf('examples/sweep');

const outbreak = readOutbreak();
const best = fit(outbreak);
const COUNT = 3000;
const points = parameterSets(best, COUNT, 1978);
const setOf = (k: number) => {
  const [beta, gamma, initial] = points.subarray(k * ROW, (k + 1) * ROW);
  return { beta, gamma, initial };
};

/** Coarse, for speed. */
const coarse = { days: 10, stepsPerDay: 4 };
const program = compiledSweep(coarse);
const onOneCore = program.map(points);

suite('two threads, one thread and the function itself give the same bits', async () => {
  const marks: number[] = [];
  const onProgress = (done: number, total: number): void => {
    assert.is(total, COUNT);
    marks.push(done);
  };
  // Shares of unequal size; none of the blocks that a single thread makes.
  const inPool = await mapInPool(program, points, { threads: 2, share: 170, onProgress });
  assert.is(inPool.length, COUNT * WIDTH);
  assert.is(marks.length, Math.ceil(COUNT / 170));
  assert.is(marks[marks.length - 1], COUNT);
  assert.ok(inPool.every((x, i) => Object.is(x, onOneCore[i])));
  for (let k = 0; k < COUNT; k += 60) {
    const eager = eagerSweep(points.subarray(k * ROW, (k + 1) * ROW), coarse);
    same(eager, [...inPool.subarray(k * WIDTH, (k + 1) * WIDTH)], `set ${k}`);
  }
});

suite('an aborted signal stops the threads', async () => {
  const reasonOf = (signal: AbortSignal, onProgress = (): void => {}): Promise<unknown> =>
    mapInPool(program, points, { threads: 2, share: 10, signal, onProgress }).then(
      () => 'not stopped',
      (reason) => reason,
    );
  assert.is(await reasonOf(AbortSignal.abort('before')), 'before');
  const controller = new AbortController();
  let calls = 0;
  const stop = (): void => {
    calls++;
    controller.abort('after the first share');
  };
  assert.is(await reasonOf(controller.signal, stop), 'after the first share');
  assert.ok(calls < COUNT / 10, `${calls} shares were done`);
});

suite('what goes wrong in a thread is told', async () => {
  const broken = { ...program, input: program.input, output: program.output, wasm: Uint8Array.of(0, 1, 2) };
  const message = await mapInPool(broken, points, { threads: 1 }).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
  assert.match(message, /instantiate: expected the wasm of a compiled function/);
});

suite('with the steps of the influenza example the outcomes are its own, with their derivatives', () => {
  for (let k = 0; k < 5; k++) {
    const expected = valueAndJacobian(outcomes, setOf(k));
    const actual = valueAndJacobian((p) => sweepOutcomes(p, { days: 8, stepsPerDay: 256 }), setOf(k));
    for (const name of ['peakDay', 'peakSize', 'finalSize'] as const) {
      const close = (a: number, b: number, what: string): void =>
        assert.ok(Math.abs(a - b) <= 1e-11 * Math.abs(b), `${what} of ${name}: expected ${b}, got ${a}`);
      close(actual.value[name], expected.value[name], 'value');
      for (const parameter of ['beta', 'gamma', 'initial'] as const) {
        // The derivatives of what changes by 0.002 % when I₀ changes by 1 % are small differences of others.
        const size = Math.max(...Object.values(expected.jacobian[name]).map(Math.abs));
        const distance = Math.abs(actual.jacobian[name][parameter] - expected.jacobian[name][parameter]);
        assert.ok(distance <= 1e-10 * size, `∂${name}/∂${parameter}: ${distance}`);
      }
    }
  }
});

suite('the steps of the sweep are fine enough', () => {
  for (let k = 0; k < COUNT; k += 100) {
    const exact = outcomes(setOf(k));
    const swept = sweepOutcomes(setOf(k), GRID);
    const day = Math.abs(swept.peakDay - exact.peakDay);
    const size = Math.abs(swept.peakSize - exact.peakSize);
    assert.ok(day < 3e-6 && size < 2e-5, `set ${k}: ${day}, ${size}`);
  }
});

suite('the peak moves with the parameters without jumps', () => {
  // Over half a day the peak passes eight points of the grid; the day is on neither side of them.
  const days = Array.from({ length: 400 }, (_, k) => {
    const at = eagerSweep([best.named.beta * (1 + k / 4000), best.named.gamma, best.named.initial]);
    return { day: at[columnOf('peakDay')], slope: at[columnOfSlope('peakDay', 'beta')] };
  });
  const h = best.named.beta / 4000;
  for (let k = 1; k < days.length; k++) {
    const change = days[k].day - days[k - 1].day;
    // The trapezoidal rule: h³/12 times the third derivative of the day, which is about 10.
    const expected = (h / 2) * (days[k].slope + days[k - 1].slope);
    assert.ok(Math.abs(change - expected) < 3e-7, `${k}: ${change}, ${expected}`);
  }
  assert.ok(days[0].day - days[days.length - 1].day > 0.4);
});

suite('an epidemic that does not grow has its peak at the start; one that still grows has none', () => {
  const none = sweepOutcomes({ beta: 0.3, gamma: 0.5, initial: 2 }, coarse);
  same([none.peakDay, none.peakSize], [0, 2]);
  const slow = { beta: 0.6, gamma: 0.4, initial: 2 };
  const grows = sweepOutcomes(slow, coarse);
  same([grows.peakDay, grows.peakSize], [Number.NaN, Number.NaN]);
  same([...program.map([slow])], eagerSweep([0.6, 0.4, 2], coarse));
});

suite('the sets have the distribution that is said', () => {
  const many = parameterSets(best, 100_000, 7);
  const logs = [0, 1, 2].map((j) => column(many, ROW, j).map(Math.log));
  const p = best.parameters;
  logs.forEach((list, j) => {
    // Means of 100 000 have a standard error of σ/316, standard deviations of σ/447.
    const sigma = Math.sqrt(best.covariance[j][j]) / p[j];
    const { mean, deviation } = summary(list);
    assert.ok(Math.abs(mean - Math.log(p[j])) < 4 * (sigma / 316), `mean of the logarithm of ${j}: ${mean}`);
    assert.ok(Math.abs(deviation / sigma - 1) < 4 / 447, `${deviation} instead of ${sigma}`);
  });
  // R₀ = β/γ is log-normal too, and its σ to first order is that of the fit's own standard error.
  const r0 = logs[0].map((x, k) => x - logs[1][k]);
  const { value: estimate, standardError } = best.reproduction;
  assert.ok(Math.abs(summary(r0).deviation / (standardError / estimate) - 1) < 4 / 447);
  const expected = best.covariance[0][2] / Math.sqrt(best.covariance[0][0] * best.covariance[2][2]);
  // σ of a correlation: (1 - ρ²)/√n.
  assert.ok(Math.abs(correlation(logs[0], logs[2]) - expected) < (4 * (1 - expected ** 2)) / 316);
  assert.equal(parameterSets(best, 10, 7), many.slice(0, 10 * ROW));
  assert.not.equal(parameterSets(best, 10, 8), many.slice(0, 10 * ROW));
});

suite('statistics', () => {
  const list = Float64Array.of(4, 2, Number.NaN, 8, 6, 0);
  const { count, mean, deviation, quantile } = summary(list);
  same([count, mean, deviation], [5, 4, Math.sqrt(8)]);
  same([0, 0.25, 0.5, 1].map(quantile), [0, 2, 4, 8]);
  same(
    correlation(
      list,
      list.map((x) => 1 - 2 * x),
    ),
    -1,
  );
  same(correlation(Float64Array.of(1, 2, 3, Number.NaN), Float64Array.of(1, -2, 1, 5)), 0);
  same(histogram(list, { low: 0, high: 8, count: 4 }), [1, 1, 1, 1]);
  same(
    histogram2(
      Float64Array.of(0, 1, 1, Number.NaN),
      Float64Array.of(1, 0, 0, 0),
      { low: 0, high: 2, count: 2 },
      {
        low: 0,
        high: 2,
        count: 2,
      },
    ),
    [
      [0, 1],
      [2, 0],
    ],
  );
});

suite('progress tells points, speed and the time left', () => {
  assert.is(progressText(250_000, 1_000_000, 10), '250,000 of 1,000,000 points, 25,000 a second, 30 s left');
  assert.is(progressText(100, 100, 4), '100 of 100 points, 25 a second, 4.0 s');
  const written = (isTTY: boolean): string[] => {
    const lines: string[] = [];
    const onProgress = progressOn({ isTTY, write: (text) => lines.push(text) }, 'sweep');
    for (let done = 5; done <= 100; done += 5) onProgress(done, 100);
    return lines;
  };
  assert.is(written(true).length, 20);
  assert.ok(written(true)[0].startsWith('\r\x1b[Ksweep: 5 of 100 points'));
  assert.ok(written(true)[19].endsWith(' s\n'));
  assert.is(written(false).length, 10);
  assert.match(written(false)[0], /^sweep: 10 of 100 points.*\n$/);
});

suite('the reports and the figure', async () => {
  const atFit = program.map([best.named]);
  const sweep = { points, results: onOneCore };
  const timings = [
    { name: 'slow', points: 10, seconds: 2, cpu: 1 },
    { name: 'fast', points: 1000, seconds: 1, cpu: 0.5 },
  ];
  assert.match(speedReport(timings, 1), /12 derivatives.*fast +│ +1,000 │ +1\.00 │ +1,000 │ +500\.0 │ +200\.0/s);
  const text = distributionReport(best, atFit, sweep);
  assert.match(text, /3,000 sets/);
  assert.match(text, /Correlation of R₀ and peak day: -0\.3/);
  assert.match(text, /Sets without a peak in the days computed: 0\./);
  assert.match(sensitivityReport(best, atFit, sweep), /peak day +│ β +│ +-1\.12/);
  const svg = await chart(outbreak, atFit, onOneCore);
  assert.match(svg, /^<svg /);
  for (const part of ['published', 'largest count', 'correlation −0.3', '3,000 sets'])
    assert.ok(svg.includes(part), part);
  assert.not.match(svg, /NaN|undefined|Infinity/);
});

suite('everybody who is infected is one of the boys', () => {
  const sizes = column(onOneCore, WIDTH, columnOf('finalSize'));
  assert.ok(sizes.every((size) => size > 0 && size < BOYS));
});

suite.run();
