/**
 * Random programs in ordinary code: transformed they compute the bits they compute as they are, forward and reverse mode agree,
 * and compiled they have the bits of eager derivatives on every course.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile, configure, gradient, reverseGradient } from '../../lib/plain/index.js';
import { both } from './load.js';

type F = (x: readonly number[]) => number;

const number = fc.constantFrom('1', '2', '0.5', '3', '-1.5', '0.25');
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const e = tie('expression');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('a', 'b', 'c', 'v', 'o.k', 'list[1]'),
      number,
      fc.tuple(e, fc.constantFrom('+', '-', '*', '/'), e).map(([x, op, y]) => `(${x} ${op} ${y})`),
      fc.tuple(fc.constantFrom('sin', 'cos', 'exp', 'atan', 'abs', 'tanh'), e).map(([f, x]) => `Math.${f}(${x})`),
      fc.tuple(e, fc.constantFrom('2', '3', '0.5')).map(([x, n]) => `(Math.abs(${x}) ** ${n})`),
      e.map((x) => `-${x}`.replace('--', '- -')).map((x) => `(${x})`),
      fc
        .tuple(e, fc.constantFrom('<', '>', '<=', '>='), e, e, e)
        .map(([x, op, y, p, q]) => `(${x} ${op} ${y} ? ${p} : ${q})`),
      fc.tuple(e, e, fc.constantFrom('&&', '||')).map(([x, y, op]) => `(${x} ${op} ${y})`),
      fc.tuple(e, e).map(([x, y]) => `Math.max(${x}, ${y})`),
      e.map((x) => `square(${x})`),
      e.map((x) => `list.map((t) => t * ${x}).reduce((p, q) => p + q, 0)`),
    ),
  };
});

const statement = fc.oneof(
  expression.map((x) => `v = ${x};`),
  fc.tuple(fc.constantFrom('+=', '-=', '*='), expression).map(([op, x]) => `v ${op} ${x};`),
  fc.tuple(fc.constantFrom('+=', '*='), expression).map(([op, x]) => `o.k ${op} ${x};`),
  fc.tuple(fc.constantFrom('0', '1', 'n'), expression).map(([i, x]) => `list[${i}] += ${x};`),
  fc
    .tuple(expression, expression)
    .map(([x, y]) => `for (let i = 0; i < 3; i++) { v = v * 0.5 + ${x} * i; if (v > ${y}) break; }`),
  fc.tuple(expression, expression, expression).map(([x, y, z]) => `if (${x} < ${y}) v = ${z}; else v = ${y};`),
  fc.tuple(expression, expression).map(([x, y]) => `if (${x} > 1) { v += ${y}; n = 1; } else { v--; }`),
  fc.tuple(expression, expression).map(([x, y]) => `w[n] = ${x}; w[1] += ${y}; v += w[0] + w[1];`),
  fc.tuple(expression, expression).map(([x, y]) => `({ v, z: [v] = [v] } = { v: ${x}, z: [${y}] });`),
  expression.map((x) => `switch (Math.floor(${x})) { case 0: v += 1; break; case 1: v *= 2; default: v -= a; }`),
  expression.map((x) => `v = [v, ${x}, a].sort((p, q) => p - q)[1];`),
);

const program = fc
  .array(statement, { minLength: 1, maxLength: 6 })
  .chain((body) => expression.map((result) => ({ body, result })))
  .map(
    ({ body, result }) => `([a, b, c]) => {
  let v = a, n = 0;
  const o = { k: b }, list = [c, a, b], w = new Float64Array(2);
  const square = (t) => t * t;
  ${body.join('\n  ')}
  return ${result} + v + o.k;
}`,
  );

/** Of ordinary size: at 5e-324 the modes differ by what cancels in b / b. */
const point = fc.tuple(
  ...([0, 1, 2].map(() => fc.integer({ min: -128, max: 128 }).map((k) => k / 64)) as [
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
  ]),
);

const random = suite('random programs');
const settings = { numRuns: 400 };

random.before(() => {
  configure({ warn: () => undefined });
});

random('transformed as it is, to the bit, with and without the fork', () => {
  fc.assert(
    fc.property(program, point, (text, x) => {
      const { plain, f } = both<F>(text);
      const active = both<F>(text, { fork: false }).f;
      const y = plain(x);
      assert.ok(Object.is(f(x), y), `${f(x)} is ${y}`);
      assert.ok(Object.is(active(x), y), `without the fork ${active(x)} is ${y}`);
    }),
    settings,
  );
});

random('forward as reverse; the value of the active run is checked by the driver', () => {
  fc.assert(
    fc.property(program, point, (text, x) => {
      const { f } = both<F>(text);
      const forward = gradient(f, x);
      const reverse = reverseGradient(f, x);
      const size = Math.max(...forward.map(Math.abs));
      forward.forEach((d, i) => {
        const r = reverse[i] as number;
        if (Object.is(d, r) || !Number.isFinite(size)) return;
        assert.ok(Math.abs(d - r) <= 1e-9 * size + 1e-300, `${d} is ${r}`);
      });
    }),
    settings,
  );
});

/** Reverse mode of programs that compute most numbers twice: what comes back to equal ones is added up in another order. */
const isRounding = (a: readonly number[], b: readonly number[]): boolean => {
  const size = Math.max(...b.map(Math.abs));
  return a.every((d, i) => Object.is(d, b[i]) || Math.abs(d - (b[i] as number)) <= 1e-14 * size);
};

random('compiled as eager, to the bit, on and off the course of the example', () => {
  let [courses, left, rounded, points] = [0, 0, 0, 0];
  fc.assert(
    fc.property(program, point, fc.array(point, { minLength: 1, maxLength: 4 }), (text, x, others) => {
      const { f } = both<F>(text);
      for (const driver of [gradient, reverseGradient]) {
        const g = compile((at: number[]) => driver(f, at), [...x]);
        for (const at of [x, ...others]) {
          const [a, b] = [g([...at]), driver(f, at)];
          const isSame = a.every((d, i) => Object.is(d, b[i]));
          points++;
          if (!isSame) rounded++;
          assert.ok(
            isSame || (driver === reverseGradient && isRounding(a, b)),
            `${driver === gradient ? 'forward' : 'reverse'} at ${at}: ${a} is ${b}`,
          );
        }
        courses += g.courses;
        left += g.left;
      }
    }),
    { numRuns: 75 },
  );
  assert.ok(rounded <= points / 20, `${rounded} of ${points} points have other bits`);
  console.log(
    `${courses} courses of 75 programs in two modes, ${left} points left all of them; ${rounded} of ${points} by rounding of sums`,
  );
});

random.run();
