'use derivatives';
/** The influenza example: its numbers against the literature, closed forms, SciPy and finite differences. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { chart } from '../../examples/influenza/chart.js';
import { compiledCurve, compiledStep } from '../../examples/influenza/compiled.js';
import { readOutbreak } from '../../examples/influenza/data.js';
import { differences } from '../../examples/influenza/differences.js';
import { type EpidemicFit, eagerCurve, fit, fitFromFirstCount, fitFromOneBoy } from '../../examples/influenza/fit.js';
import { BOYS, epidemic, infected, outcomes, type SirParameters } from '../../examples/influenza/model.js';
import { newton, root } from '../../examples/influenza/newton.js';
import { dayReport, fitReport, sensitivityReport, speedReport, startReport } from '../../examples/influenza/report.js';
import { checkJacobian, OUTCOMES, PARAMETERS, sensitivities } from '../../examples/influenza/sensitivity.js';
import { sameBits, timedFit } from '../../examples/influenza/speed.js';
import { gradient, hessian, valueAndGradient, valueAndJacobian } from '../../lib/plain/index.js';
import { same, thrown } from '../support/assert.js';

const suite = suiteOf('examples/influenza');

const outbreak = readOutbreak();
const last = outbreak.days.length - 1;
const best = fit(outbreak);
const p = best.named;

/** |actual - expected| <= tolerance·|expected|. */
function close(actual: number, expected: number, tolerance: number, message: string): void {
  const distance = Math.abs(actual - expected) / Math.abs(expected);
  assert.ok(distance <= tolerance, `${message}: expected ${expected} within ${tolerance}, got ${actual} (${distance})`);
}

suite('the data are those of the report', () => {
  assert.equal([...outbreak.days], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  assert.equal([...outbreak.inBed], [3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4]);
});

suite('no line of the model is changed for its derivatives: without the transform it computes the same bits', () => {
  const folder = fileURLToPath(new URL('../../../examples/influenza/', import.meta.url));
  for (const file of ['model.ts', 'integrator.ts']) {
    const [directive, ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
    assert.is(directive, "'use derivatives';");
    assert.not.match(lines.join('\n'), /hyperdual|Scalar|noDiff/, file);
  }
  const model = new URL('../../examples/influenza/model.js', import.meta.url).href;
  const program = `import { infected } from '${model}'; console.log(JSON.stringify(infected(${JSON.stringify(p)}, ${last})));`;
  const options = ['--input-type=module', '--eval', program];
  assert.equal(JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' })), infected(p, last));
});

suite('a damaged data file is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'influenza-'));
  const read = (text: string): string => {
    const file = join(folder, 'data.csv');
    writeFileSync(file, text);
    return thrown(() => readOutbreak(file)).message;
  };
  try {
    assert.match(read('day,count\n0,3\n'), /expected the columns day,in_bed, got day,count/);
    assert.match(read('day,in_bed\n0,3\n1,eight\n'), /one line for each day/);
    assert.match(read('day,in_bed\n0,3\n2,26\n'), /one line for each day/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

suite('the fit is the one SciPy finds', () => {
  // least_squares (trf, tolerances 1e-14) over solve_ivp (DOP853, rtol 1e-11): it agrees with itself to 1e-7.
  close(p.beta, 1.78810588, 1e-7, 'β');
  close(p.gamma, 0.45570098, 1e-7, 'γ');
  close(p.initial, 2.093429, 1e-6, 'I₀');
  close(best.rss, 3589.8506932, 1e-9, 'RSS');
});

suite('R₀ and 1/γ are in the published ranges', () => {
  // The published fits assume the start. With one infected boy on the day before the first count:
  const textbook = fitFromOneBoy(outbreak);
  const inRange = (x: number, low: number, high: number): void => assert.ok(low <= x && x <= high, `${x}`);
  inRange(textbook.reproduction.value, 3.6, 3.8);
  inRange(textbook.infectiousPeriod.value, 2, 2.3);
  inRange(fitFromFirstCount(outbreak).infectiousPeriod.value, 2, 2.3);
  // Fitting the start as well moves R₀ up by less than its standard error.
  inRange(best.infectiousPeriod.value, 2, 2.3);
  inRange(best.reproduction.value - textbook.reproduction.value, 0, best.reproduction.standardError);
});

suite('the gradient of RSS vanishes at the fit', () => {
  const rss = (q: SirParameters): number =>
    infected(q, last).reduce((sum, i, day) => sum + (outbreak.inBed[day] - i) ** 2, 0);
  const at = valueAndGradient(rss, p);
  close(at.value, best.rss, 1e-14, 'RSS');
  for (const name of PARAMETERS) {
    const elasticity = (p[name] * at.gradient[name]) / at.value;
    assert.ok(Math.abs(elasticity) < 1e-9, `∂RSS/∂${name}, relative: ${elasticity}`);
  }
  assert.ok(best.cosine < 1e-10, `${best.cosine}`);
});

suite('the standard error of R₀ is that of its formula', () => {
  const [[bb, bg], [, gg]] = best.covariance;
  const r0 = p.beta / p.gamma;
  const variance = bb / p.gamma ** 2 - (2 * r0 * bg) / p.gamma ** 2 + (r0 / p.gamma) ** 2 * gg;
  close(best.reproduction.standardError, Math.sqrt(variance), 1e-12, 'se(R₀)');
  close(best.infectiousPeriod.standardError, Math.sqrt(gg) / p.gamma ** 2, 1e-12, 'se(1/γ)');
});

suite('the exact Jacobian agrees with differences within their error', () => {
  for (const { parameter, distance, error } of checkJacobian(p, last)) {
    assert.ok(error < 1e-11, `error of the differences by ${parameter}: ${error}`);
    assert.ok(distance < 10 * error, `∂I/∂${parameter}: ${distance}, differences good to ${error}`);
  }
});

suite('the sensitivities agree with differences', () => {
  for (const { outcome, parameter, derivative, elasticity, value: y, difference } of sensitivities(p)) {
    close(difference.derivative, derivative, 1e-9, `∂${outcome}/∂${parameter}`);
    close(elasticity, (p[parameter] * derivative) / y, 1e-14, 'elasticity');
  }
});

suite('another unit of time changes days only', () => {
  const sums = OUTCOMES.map((outcome) => {
    const list = sensitivities(p).filter((s) => s.outcome === outcome && s.parameter !== 'initial');
    return list.reduce((sum, { elasticity }) => sum + elasticity, 0);
  });
  [0, -1, 0].forEach((expected, i) => {
    assert.ok(Math.abs(sums[i] - expected) < 1e-10, `${OUTCOMES[i]}: ${sums[i]}`);
  });
});

suite('the peak size is that of the closed form, with its derivatives', () => {
  // I + S - ρ·log S is constant, and S = ρ = γN/β at the peak.
  const closed = ({ beta, gamma, initial }: SirParameters): number => {
    const rho = (gamma * BOYS) / beta;
    return BOYS - rho + rho * Math.log(rho / (BOYS - initial));
  };
  close(outcomes(p).peakSize, closed(p), 1e-11, 'peak size');
  const exact = gradient(closed, p);
  const through = gradient((q: SirParameters) => outcomes(q).peakSize, p);
  for (const name of PARAMETERS) close(through[name], exact[name], 1e-9, name);
});

suite('the final size is what is left after a long time, with its derivatives', () => {
  const late = (q: SirParameters): number => BOYS - epidemic(q, 120, 64)[120 * 64][0];
  const long = valueAndGradient(late, p);
  const exact = valueAndGradient((q: SirParameters) => outcomes(q).finalSize, p);
  close(exact.value, long.value, 1e-9, 'final size');
  for (const name of PARAMETERS) close(exact.gradient[name], long.gradient[name], 1e-6, name);
});

suite('roots carry second derivatives too', () => {
  // x(p) = √p as the root of x² - p.
  const h = hessian(([a]) => root((x) => x * x - a, 1), [3]);
  close(h[0][0], -0.25 * 3 ** -1.5, 1e-14, 'd²√p/dp²');
  const size = (q: SirParameters): number => outcomes(q).finalSize;
  const column = differences((beta) => Object.values(gradient(size, { ...p, beta })), p.beta);
  PARAMETERS.forEach((name, i) => {
    const exact = hessian(size, p)[name].beta;
    close(column[i].derivative, exact, 1e-8, `∂²/∂β∂${name}`);
  });
});

suite('the integrator has order 4', () => {
  const reference = infected(p, last, 1, 1024);
  const errors = [8, 16, 32, 64].map((steps) => {
    return Math.max(...infected(p, last, 1, steps).map((i, day) => Math.abs(i - reference[day])));
  });
  for (let k = 1; k < errors.length; k++) {
    const order = Math.log2(errors[k - 1] / errors[k]);
    assert.ok(Math.abs(order - 4) < 0.15, `order ${order} at ${16 * 2 ** (k - 1)} steps a day`);
  }
  const used = infected(p, last);
  assert.ok(Math.max(...used.map((i, day) => Math.abs(i - reference[day]))) < 1e-8, 'error of the step that is used');
});

suite('the model gives the same bits on numbers and on duals', () => {
  same(valueAndJacobian((q: SirParameters) => infected(q, last, 4), p).value, infected(p, last, 4));
  same(valueAndJacobian(outcomes, p).value, outcomes(p));
});

suite('the compiled step fits the same parameters, to the last bit', () => {
  const compiled = fit(outbreak, compiledStep(last));
  same(compiled.parameters, best.parameters);
  same(compiled.fitted, best.fitted);
  same(compiled.jacobian, best.jacobian);
  assert.ok(sameBits(compiled, best));
  assert.not.ok(sameBits(compiled, fitFromFirstCount(outbreak)));
});

suite('the whole curve compiled has the bits of the eager curve', () => {
  // Two days of the thirteen: the program of all takes seconds to compile.
  const [eager, compiled] = [eagerCurve(2), compiledCurve(2)];
  for (const q of [best.parameters, [2, 0.5, 1]]) {
    same(compiled.values(q), eager.values(q));
    same(compiled.jacobian(q), eager.jacobian(q));
  }
});

suite('steps of Newton are those by hand', () => {
  // √2 from 1 by hand: 3/2, 17/12, 577/408.
  const after = (steps: number): number => newton((x) => x * x - 2, 1, steps);
  same(after(0), 1);
  for (const [k, x] of [3 / 2, 17 / 12, 577 / 408].entries()) close(after(k + 1), x, 4e-16, `${k + 1} steps`);
});

suite('what has no peak or no root is refused', () => {
  assert.match(thrown(() => outcomes({ beta: 0.4, gamma: 0.5, initial: 1 })).message, /an epidemic that grows/);
  assert.match(thrown(() => outcomes({ beta: 0.002, gamma: 0.001, initial: 1e-3 })).message, /within 1000 days/);
  assert.match(thrown(() => root((x) => x * x + 1, 0.3)).message, /Newton's method to converge from 0.3/);
  assert.match(thrown(() => root((x) => Math.log(x), -1)).message, /Newton's method to converge from -1/);
});

suite('the report prints the fit', () => {
  assert.match(fitReport(best), /R₀ = β\/γ +│ 3\.9239 │ +0\.1880/);
  assert.match(dayReport(outbreak, best), /5 │ 27 Jan │ +298 │ +297\.5/);
  assert.match(startReport([{ assumed: 'I₀ fitted', fit: best }]), /3\.92 ± 0\.19 │ 2\.19 ± 0\.09 │ 3590/);
  const eager = timedFit('eager', outbreak, () => eagerCurve(last));
  assert.is(eager.paidOff, undefined);
  const compiled = { ...eager, name: 'compiled', compiling: 31, first: 49, later: eager.later / 20, paidOff: 3 };
  assert.match(
    speedReport(eager, [compiled]),
    /51 calls.*compiled +│ +31 │ +49 │ +[\d.]+ │ +20 │ +3 calls.*are those of/s,
  );
  const other = { ...compiled, fit: fitFromOneBoy(outbreak) };
  assert.match(speedReport(eager, [other]), /NOT those/);
  assert.match(sensitivityReport(sensitivities(p)), /peak day 5\.33 +│ β +│ +-3\.3585 │ +-1\.1267/);
});

suite('the figure holds all panels and no NaN', async () => {
  const svg = await chart(outbreak, best satisfies EpidemicFit);
  assert.match(svg, /^<svg /);
  for (const text of ['counted', '1 % more β', '1 % more γ', '1 % more I₀', 'days since 22 January 1978']) {
    assert.ok(svg.includes(text), text);
  }
  assert.not.match(svg, /NaN|undefined|Infinity/);
});

suite.run();
