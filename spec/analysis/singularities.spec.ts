/** The report of singular points: which function, at which arguments, and which rule answers. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { singularities } from '../../lib/analysis/index.js';
import * as h from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';

const report = suite('singularities');

const rules = (f: (x: h.Scalar) => h.Scalar, x: number): string[] =>
  singularities((t: h.Scalar) => f(t), x).map(
    ({ name, arguments: args, rule }) => `${name}(${args.join(', ')}): ${rule}`,
  );

report('a smooth function has none', () => {
  same(
    rules((x) => h.add(h.sin(x), h.div(h.exp(x), h.sub(x, 5))), 1),
    [],
  );
});

report('kinks and ties', () => {
  same(rules(h.abs, 0), ['abs(0): kink, the middle of the one-sided slopes']);
  same(
    rules((x) => h.max(x, 2), 2),
    ['max(2, 2): tie, half of the slope to each'],
  );
  same(
    rules((x) => h.relu(x), 0),
    ['max(0, 0): tie, half of the slope to each'],
  );
  same(
    rules((x) => h.hypot(x, h.mul(2, x)), 0),
    ['hypot(0, 0): kink, the middle of the one-sided slopes'],
  );
});

report('infinite slopes', () => {
  same(rules(h.sqrt, 0), ['sqrt(0): infinite slope, the one-sided limit']);
  same(
    rules((x) => h.div(1, x), 0),
    ['div(1, 0): infinite slope, the one-sided limit'],
  );
  same(
    rules((x) => h.div(x, 0), 1),
    ['div(1, 0): infinite slope, the one-sided limit'],
  );
  same(
    rules((x) => h.pow(x, 0.5), 0),
    ['pow(0, 0.5): infinite slope, the one-sided limit'],
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
    ['atan2(0, 0): no derivative, NaN unless the part is 0'],
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
    same(rules(f, x), [`${name}(${x}): jump, slope 0`]);
    same(rules(f, 2.25), []);
  }
  same(
    rules((x) => h.mod(x, 3), 6),
    ["mod(6, 3): jump, the slope of the value's own branch"],
  );
});

report('a point met several times is listed once, with the count; the slopes are those of the table', () => {
  const [found, ...others] = singularities(([x, y]) => h.add(h.sqrt(x), h.mul(y, h.sqrt(x))), [0, 3]);
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
    ['sqrt(0): infinite slope, the one-sided limit'],
  );
  same(
    rules((x) => h.derivative((t: h.Scalar) => h.derivative((s: h.Scalar) => h.log(h.mul(x, h.mul(s, t))), 1), 1), 0),
    ['log(0): infinite slope, the one-sided limit'],
  );
});

report('f is called once, with the value plain JavaScript gives', () => {
  let calls = 0;
  singularities(
    ({ a, b }) => {
      calls++;
      const y = h.div(h.mul(a, b), h.add(a, 1));
      assert.is(h.value(y), (2 * 3) / (2 + 1));
      assert.match(String(y), /^Probe\(2\)$/);
      return [y];
    },
    { a: 2, b: 3 },
  );
  assert.is(calls, 1);
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
