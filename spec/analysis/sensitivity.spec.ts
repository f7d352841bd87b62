/** sensitivity: a model with records on both sides against its closed form, both modes, tables and rankings. */
import { suite as suiteOf } from 'uvu';
import * as assert from 'uvu/assert';
import { sensitivity } from '../../lib/analysis/index.js';
import { add, div, exp, mul, neg, pow, type Scalar, sqrt, sub, sum, value } from '../../lib/index.js';
import { near, same, thrown } from '../support/assert.js';

const suite = suiteOf('sensitivity');

type Beam = { readonly force: Scalar; readonly length: Scalar; readonly modulus: Scalar; readonly inertia: Scalar };

/** A cantilever: deflection F·L³/(3·E·I), bending moment F·L. */
const beam = ({ force, length, modulus, inertia }: Beam): { deflection: Scalar; moment: Scalar } => ({
  deflection: div(mul(force, pow(length, 3)), mul(3, mul(modulus, inertia))),
  moment: mul(force, length),
});
const steel = { force: 1200, length: 2.5, modulus: 2.1e11, inertia: 8.5e-6 };

suite('values, derivatives and elasticities of a record by a record', () => {
  const report = sensitivity(beam, steel);
  assert.equal(report.outputs, ['deflection', 'moment']);
  assert.equal(report.parameters, ['force', 'length', 'modulus', 'inertia']);
  const { force: F, length: L, modulus: E, inertia: I } = steel;
  const expected = {
    deflection: [
      L ** 3 / (3 * E * I),
      (F * L ** 2) / (E * I),
      (-F * L ** 3) / (3 * E ** 2 * I),
      (-F * L ** 3) / (3 * E * I ** 2),
    ],
    moment: [L, F, 0, 0],
  };
  const elasticities = { deflection: [1, 3, -1, -1], moment: [1, 1, 0, 0] };
  for (const output of ['deflection', 'moment'] as const) {
    report.parameters.forEach((parameter, j) => {
      const entry = report.of(output, parameter);
      assert.equal([entry.output, entry.parameter], [output, parameter]);
      assert.is(entry.value, value(beam(steel)[output]));
      near(entry.derivative, expected[output][j] as number, 6, `∂${output}/∂${parameter}:`);
      near(entry.elasticity, elasticities[output][j] as number, 6, `elasticity of ${output} by ${parameter}:`);
    });
  }
});

suite('both modes give the same report', () => {
  const [forward, reverse] = (['forward', 'reverse'] as const).map((mode) => sensitivity(beam, steel, { mode }));
  assert.is(forward?.mode, 'forward');
  assert.is(reverse?.mode, 'reverse');
  forward?.entries.forEach((entry, i) => {
    near(entry.derivative, reverse?.entries[i]?.derivative as number, 4);
  });
});

suite('the mode follows from the numbers of parameters and outputs', () => {
  assert.is(sensitivity(beam, steel).mode, 'forward');
  assert.is(sensitivity((x: readonly Scalar[]) => sum(x), [1, 2, 3, 4, 5, 6, 7, 8]).mode, 'reverse');
  assert.is(sensitivity((t) => [t, mul(t, t)], 2).mode, 'forward');
});

suite('outputs and parameters of any structure have names', () => {
  const list = sensitivity(
    (p: { readonly rates: readonly Scalar[] }) => [mul(p.rates[0] as Scalar, p.rates[1] as Scalar), 1],
    {
      rates: [2, 3],
    },
  );
  assert.equal(list.outputs, ['[0]', '[1]']);
  assert.equal(list.parameters, ['rates[0]', 'rates[1]']);
  assert.is(list.of('[0]', 'rates[1]').derivative, 2);
  assert.is(list.of('[1]', 'rates[1]').elasticity, 0);
  const one = sensitivity((t) => sqrt(t), 4);
  assert.equal([one.outputs, one.parameters], [['y'], ['p']]);
  assert.is(one.ranking()[0]?.elasticity, 0.5);
});

suite('ranking: the parameter that matters most comes first', () => {
  const report = sensitivity(beam, steel);
  assert.is(report.ranking('deflection')[0]?.parameter, 'length');
  assert.equal(
    report.ranking('moment').map(({ parameter }) => parameter),
    ['force', 'length', 'modulus', 'inertia'],
  );
  const signed = sensitivity(({ a, b, c }) => add(sub(a, mul(5, b)), c), { a: 2, b: 1, c: 10 });
  assert.equal(
    signed.ranking().map(({ parameter }) => parameter),
    ['c', 'b', 'a'],
  );
  // The report itself keeps its order.
  assert.equal(
    signed.entries.map(({ parameter }) => parameter),
    ['a', 'b', 'c'],
  );
});

suite('elasticities at zeros and at the ends of the range', () => {
  const of = (f: (t: Scalar) => Scalar, t: number): number => sensitivity(f, t).of('y', 'p').elasticity;
  same(
    of((t) => add(1, t), 0),
    0,
  );
  same(
    of((t) => sub(3, mul(0, t)), 2),
    0,
  );
  same(
    of((t) => sub(t, 2), 2),
    Number.POSITIVE_INFINITY,
  );
  same(
    of((t) => mul(0, t), 2),
    Number.NaN,
  );
  same(
    of((t) => neg(t), 0),
    Number.NaN,
  );
  // p/y = 2^1070 overflows, p·∂y/∂p does not.
  same(
    of((t) => mul(2 ** -1070, t), 2 ** 100),
    1,
  );
  near(
    of((t) => sub(mul(1e200, t), 1e200), 2),
    2,
    1,
  );
  near(
    of((t) => exp(neg(t)), 700),
    -700,
    2,
  );
  const nan = sensitivity(({ a, b }) => sub(mul(0, a), mul(1, b)), { a: 1, b: 0 });
  assert.equal(
    nan.ranking().map(({ parameter, elasticity }) => [parameter, elasticity]),
    [
      ['a', Number.NaN],
      ['b', Number.NaN],
    ],
  );
});

suite('toString prints an aligned table', () => {
  assert.equal(String(sensitivity(beam, steel)).split('\n'), [
    'output          value  parameter   derivative  elasticity',
    'deflection  0.0035014  force        2.9178e-6      +1.000',
    '                       length       0.0042017      +3.000',
    '                       modulus    -1.6673e-14      -1.000',
    '                       inertia        -411.93      -1.000',
    'moment           3000  force              2.5      +1.000',
    '                       length            1200      +1.000',
    '                       modulus              0      +0.000',
    '                       inertia              0      +0.000',
  ]);
  const rows = (f: (t: Scalar) => Scalar, t: number): string => String(sensitivity(f, t)).split('\n')[1] as string;
  assert.match(
    rows((t) => sub(t, 2), 2),
    /Infinity$/,
  );
  assert.match(
    rows((t) => exp(mul(1e5, sub(t, 1))), 1),
    / \+1e\+5$|\+100000$/,
  );
});

suite('arguments are checked', () => {
  const report = sensitivity(beam, steel);
  assert.match(
    thrown(() => report.of('mass', 'force')).message,
    /one of the outputs deflection, moment, got the string "mass"/,
  );
  assert.match(
    thrown(() => report.of('moment', 'mass')).message,
    /one of the parameters force, length, modulus, inertia/,
  );
  assert.match(
    thrown(() => report.ranking()).message,
    /name of an output, one of deflection, moment.*ranking\('deflection'\)/,
  );
  assert.match(thrown(() => report.ranking('x')).message, /one of the outputs/);
  const mode = 'sideways' as 'forward';
  assert.match(
    thrown(() => sensitivity(beam, steel, { mode })).message,
    /'forward' or 'reverse', got the string "sideways"/,
  );
  assert.match(thrown(() => sensitivity(1 as never, 1)).message, /sensitivity: expected a function/);
  assert.match(thrown(() => sensitivity((t) => t, 'a' as never)).message, /expected parameters to be a number/);
  assert.match(
    thrown(() => sensitivity((() => undefined) as never, 1)).message,
    /expected model\(parameters\) to be a number/,
  );
});

suite.run();
