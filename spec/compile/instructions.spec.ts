/**
 * Every instruction for two points at a time: `map` and `sum` give the bits of the function itself, at odd and even counts of points,
 * where a last one is left over. And what a program does where it has to give up.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import {
  abs,
  add,
  ceil,
  div,
  eq,
  floor,
  ge,
  gt,
  le,
  lt,
  max,
  min,
  mul,
  neg,
  type Scalar,
  select,
  sinc,
  sqrt,
  sub,
  taylor,
  trunc,
} from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { sameBits, timesAgain } from '../support/engines.js';

const test = suite('instructions of compiled programs');

type Two = (x: Scalar, y: Scalar) => Scalar;
const side = (condition: ReturnType<typeof lt>): Scalar =>
  select(
    condition,
    () => 3,
    () => 5,
  );

/** One of each. */
const INSTRUCTIONS: Readonly<Record<string, Two>> = {
  add,
  sub,
  mul,
  div,
  max,
  min,
  neg,
  abs,
  sqrt,
  floor,
  ceil,
  trunc,
  lt: (x, y) => side(lt(x, y)),
  le: (x, y) => side(le(x, y)),
  gt: (x, y) => side(gt(x, y)),
  ge: (x, y) => side(ge(x, y)),
  eq: (x, y) => side(eq(x, y)),
  select: (x, y) =>
    select(
      lt(x, y),
      () => x,
      () => y,
    ),
};

const INFINITE = Number.POSITIVE_INFINITY;
/** In pairs of neighbours, so that both lanes of a pair have different answers. */
const POINTS: readonly (readonly [number, number])[] = [
  [1.5, -2.5],
  [-2.5, 1.5],
  [2, 2],
  [-0, 0],
  [0, -0],
  [-0.5, 0.5],
  [INFINITE, 1],
  [Number.NaN, 2],
  [3, Number.NaN],
  [-INFINITE, INFINITE],
  [7.75, 7.25],
];

for (const [name, f] of Object.entries(INSTRUCTIONS)) {
  // An operator of one number ignores the other.
  const of: Two = f.length === 1 ? (x) => f(x, 0) : f;
  const term = (_: Scalar, [x, y]: readonly [Scalar, Scalar]): Scalar => of(x as never, y as never) as never;
  test(`${name}: map gives its bits, and sum adds them up, at any count of points`, () => {
    const compiled = compile(term, 1, [1.5, 2.5]);
    for (let count = 1; count <= POINTS.length; count++) {
      const rows = POINTS.slice(0, count);
      const due = rows.map((row) => term(1, row) as number);
      same(Array.from(compiled.map(1, rows)), due, `${name} at ${count} points`);
      const finite = rows.filter((row) => Number.isFinite(term(1, row)));
      const total = finite.reduce((sum, row) => sum + (term(1, row) as number), 0);
      same(compiled.sum(1, finite), total, `sum of ${name} at ${finite.length} points`);
    }
  });
}

test('a value that was specialised to that of the example: where it is another one the function itself answers', () => {
  // As many terms as |x| has whole units.
  const f = (x: Scalar): readonly Scalar[] => taylor(sinc as (t: Scalar) => Scalar, x, 5) as readonly Scalar[];
  const points = [[0.5], [0.25], [1.5], [0.75], [2.5], [-0.5]];
  sameBits(f as never, points);
  assert.is(timesAgain(f as never, points), 2);
});

test('a comparison that is used twice does not hide one that is not used at all', () => {
  const f = (x: Scalar): Scalar => {
    const isNegative = lt(x, 0);
    const twice = [1, 2].map((y) =>
      select(
        isNegative,
        () => neg(x),
        () => mul(x, y),
      ),
    );
    return gt(x, 1) ? add(twice[0], twice[1]) : x;
  };
  assert.match(thrown(() => compile(f, 2)).message, /got 1 that was not/);
});

test.run();
