/** The bounds of germs: random rational functions of ε stay within them, of the same functions in exact arithmetic. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Germ, GermLevel, germ } from '../../lib/germ/index.js';
import { add, div, mul, type Scalar, sub } from '../../lib/index.js';
import { holds } from '../support/settings.js';
import {
  addExact,
  divExact,
  type ExactGerm,
  exactGerm,
  exactly,
  isAtMost,
  lead,
  minus,
  mulExact,
  negExact,
  plus,
  type Rational,
} from './exact.js';

const test = suite('bounds of germs');

const coefficient = fc.oneof(
  fc.integer({ min: -9, max: 9 }).filter((a) => a !== 0),
  fc.double({ min: 0.01, max: 100, noNaN: true }),
  fc.double({ min: -1e-3, max: -1e-5, noNaN: true }),
);
const leaf = fc.array(fc.tuple(fc.integer({ min: -6, max: 18 }), coefficient), { minLength: 1, maxLength: 3 });
const step = fc.record({
  operation: fc.constantFrom('add', 'sub', 'mul', 'div'),
  left: fc.nat({ max: 20 }),
  right: fc.nat({ max: 20 }),
});
const program = fc.record({
  leaves: fc.array(leaf, { minLength: 2, maxLength: 4 }),
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
});

interface Both {
  readonly germ: Scalar;
  readonly exact: ExactGerm;
}

function applied(operation: string, x: Both, y: Both): Both | undefined {
  if (operation === 'add') return { germ: add(x.germ, y.germ), exact: addExact(x.exact, y.exact) };
  if (operation === 'sub') return { germ: sub(x.germ, y.germ), exact: addExact(x.exact, negExact(y.exact)) };
  if (operation === 'mul') return { germ: mul(x.germ, y.germ), exact: mulExact(x.exact, y.exact) };
  if (y.exact.terms.size === 0) return undefined;
  return { germ: div(x.germ, y.germ), exact: divExact(x.exact, y.exact) };
}

let compared = 0;
let inexact = 0;

/** All terms below both ends: within the bound, and none is missing. */
function check({ germ: g, exact }: Both): void {
  if (!(g instanceof Germ)) {
    assert.is(exact.terms.size, 0, `${g} is a constant`);
    return;
  }
  assert.not(g.isNaN, `NaN for ${[...exact.terms.keys()]}`);
  const end = Math.min(exact.end / 6, g.order) - 1e-9;
  const left = new Map<number, Rational>(exact.terms);
  for (const t of g.terms) {
    if (t.exponent >= end) continue;
    const k = Math.round(t.exponent * 6);
    const truth = left.get(k) ?? { n: 0n, d: 1n };
    left.delete(k);
    const error = plus(exactly(t.coefficient as number, t.scale), minus(truth));
    compared++;
    if (t.error > 0) inexact++;
    // The bound is itself computed with roundings.
    const bound = exactly(t.error * (1 + 1e-9), t.scale);
    assert.ok(isAtMost(error, bound), `order ${t.exponent} of ${g}: error beyond ${t.error}`);
  }
  for (const [k, a] of left) assert.ok(k / 6 >= end, `order ${k / 6} of ${g} is missing, ${a.n}/${a.d}`);
}

test('sums, products and quotients are within their bounds of the exact ones', () => {
  holds(400, program, ({ leaves, steps }) => {
    const level = new GermLevel('spec', 4);
    const pool: Both[] = leaves.map((terms) => {
      const list = terms.map(([k, a]) => [k / 6, a] as const);
      return { germ: list.reduce<Scalar>((x, t) => add(x, germ(level, 0, [t])), 0), exact: exactGerm(terms) };
    });
    for (const { operation, left, right } of steps) {
      const [x, y] = [pool[left % pool.length], pool[right % pool.length]];
      const next = applied(operation, x, y);
      if (next === undefined) continue;
      check(next);
      // Past this the leading term is a matter of luck.
      if (Math.abs(lead(next.exact)) < 60) pool.push(next);
    }
  });
  assert.ok(compared > 1000 && inexact > 300, `only ${compared} terms compared, ${inexact} not exact`);
});

test('what is exact has the bound 0', () => {
  const level = new GermLevel('spec', 4);
  const x = germ(level, 0, [[1, 1]]);
  const y = div(1, add(2, mul(x, add(3, x)))) as Germ;
  assert.ok(y.terms.length > 3);
  for (const t of y.terms) assert.is(t.error, 0, String(y));
});

test.run();
