/** Bundles, several tangents in one pass: the same bits as one pass for each input, and pages that are not mixed up. */
import { suite } from 'uvu';
import { equal, is } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import { add, derivative, div, gradient, jacobian, log, mul, type Scalar, sin, sqrt, sub } from '../../lib/index.js';
import { same } from '../support/assert.js';
import { BINARY, UNARY } from '../support/functions.js';

type One = (x: Scalar) => Scalar;
type Two = (x: Scalar, y: Scalar) => Scalar;
const table = exported as unknown as Record<string, unknown>;

const inf = Number.POSITIVE_INFINITY;
const specials = [0, -0, 0.5, -1, 1, 2, -3, 1e-300, 5e-324, 1e200, -1e308, inf, -inf, Number.NaN];

const bits = suite('bundles: bits');

for (const name of UNARY) {
  bits(`${name} in a gradient of two inputs has the bits of two derivatives`, () => {
    const f = table[name] as One;
    for (const x of specials) {
      for (const factor of [1, 0, -3, inf]) {
        const g = gradient(([a, b]) => mul(f(add(a, mul(0.5, b))), factor), [x, 0]);
        same(
          [g[0], g[1]],
          [derivative((a) => mul(f(add(a, 0)), factor), x), derivative((b) => mul(f(add(x, mul(0.5, b))), factor), 0)],
          `${name}(${x})·${factor}`,
        );
      }
    }
  });
}

for (const name of BINARY) {
  bits(`${name} in a gradient of two inputs has the bits of two derivatives`, () => {
    const f = table[name] as Two;
    for (const x of specials) {
      for (const y of specials) {
        const expected = [derivative((a) => f(a, y), x), derivative((b) => f(x, b), y)];
        same(
          gradient(([a, b]) => f(a, b), [x, y]),
          expected,
          `${name}(${x}, ${y})`,
        );
        same(
          jacobian(([a, b]) => [f(a, y), f(x, b), f(a, a)], [x, y]),
          [
            [expected[0], 0],
            [0, expected[1]],
            [derivative((a) => f(a, a), x), 0],
          ],
          `${name}(${x}, ${y}), in rows`,
        );
      }
    }
  });
}

bits('a Jacobian of 40 inputs has the bits of 40 derivatives', () => {
  const x = Array.from({ length: 40 }, (_, i) => Math.sin(i * i) + 0.1 * i);
  const f = (t: readonly Scalar[]): Scalar[] =>
    t.map((_, i) => {
      const [a, b] = [t[(7 * i) % 40] as Scalar, t[(3 * i + 1) % 40] as Scalar];
      return div(sin(mul(a, b)), add(2, mul(sub(a, b), a)));
    });
  const columns = x.map((_, j) => jacobian((s) => f(x.map((t, k) => (k === j ? s : t))), x[j] as number));
  equal(
    jacobian((t: Scalar[]) => f(t), x),
    x.map((_, i) => columns.map((column) => column[i])),
  );
});

const pages = suite('bundles: pages');

pages('bundles of several pages keep their tangents apart', () => {
  const n = 3;
  // 3 tangents a number: 20,000 numbers fill four pages of 16,384 floats.
  const rows = jacobian(
    (x: Scalar[]) => Array.from({ length: 20_000 }, (_, i) => mul(x[i % n] as Scalar, i)),
    [1, 2, 3],
  );
  for (const [i, row] of rows.entries()) {
    for (const [j, entry] of row.entries()) is(entry, i % n === j ? i : 0);
  }
});

pages('gradients inside of gradients, and one after a throw, do not write into one another', () => {
  const inner = (x: Scalar, y: Scalar): Scalar => {
    const [a, b] = gradient(([s, t]) => mul(mul(s, t), sin(s)), [0.3, 0.7]);
    return add(mul(x, a), mul(y, b));
  };
  const expected = gradient(([s, t]) => mul(mul(s, t), sin(s)), [0.3, 0.7]);
  for (let i = 0; i < 3; i++) {
    same(
      gradient(([x, y]) => inner(x, y), [2, 3]),
      expected,
    );
    try {
      gradient(
        ([x, y]) => {
          mul(x, y);
          throw new Error('stop');
        },
        [1, 2],
      );
    } catch {}
  }
});

pages('a number that outlives its call does not write to the pages of another one', () => {
  let kept: Scalar = 0;
  gradient(
    ([a, b]) => {
      kept = mul(a, b);
      return kept;
    },
    [2, 3],
  );
  const g = gradient(
    ([x, y]) => {
      const square = mul(mul(x, y), mul(x, y));
      for (let i = 0; i < 10; i++) mul(kept, kept);
      return square;
    },
    [5, 7],
  );
  same(g, [2 * 35 * 7, 2 * 35 * 5]);
});

pages('results are kept when later calls use the same pages', () => {
  const first = gradient(([x, y]) => mul(x, y), [2, 3]);
  const kept = [...first];
  for (let i = 0; i < 100; i++) gradient(([x, y]) => log(add(sqrt(x), y)), [i + 1, 2]);
  same(first, kept);
});

bits.run();
pages.run();
