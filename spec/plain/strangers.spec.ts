/**
 * Small programs as strangers write them: transformed they compute the bits they compute as they are, forward and reverse mode
 * agree with each other and with differences, and compiled they have the bits of eager derivatives.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile, configure, gradient, hessian, reverseGradient, reverseHessian } from '../../lib/plain/index.js';
import { both } from './load.js';
import { programs } from './programs.js';

type F = (x: readonly number[]) => number;
type Driver = (f: F, x: readonly number[]) => readonly unknown[];

const drivers: readonly Driver[] = [gradient, reverseGradient, hessian];

const points = [
  [1.3, 0.7, 2.1],
  [0.4, 1.9, 1.2],
  [2.2, 1.1, 0.3],
];

const strangers = suite('strangers');

strangers.before(() => {
  configure({
    warn: (message) => {
      throw new Error(message);
    },
  });
});

const moved = (x: readonly number[], i: number, h: number): number[] => x.with(i, (x[i] as number) + h);

/** Central differences with Richardson's extrapolation. */
function difference(f: F, x: readonly number[], i: number): number {
  const slope = (h: number): number => (f(moved(x, i, h)) - f(moved(x, i, -h))) / (2 * h);
  return (4 * slope(5e-5) - slope(1e-4)) / 3;
}

const sizeOf = (list: readonly number[]): number => Math.max(...list.map(Math.abs));

function near(found: readonly number[], due: readonly number[], tolerance: number, what: string): void {
  found.forEach((d, i) => {
    assert.ok(Math.abs(d - (due[i] as number)) <= tolerance, `${what} ${i}: ${d} is ${due[i]}`);
  });
}

for (const [name, text] of Object.entries(programs)) {
  strangers(name, () => {
    const { plain, f } = both<F>(text);
    const active = both<F>(text, { fork: false }).f;
    const compiled = drivers.map((driver) =>
      compile((at: number[]) => driver(f, at) as number[], [...(points[0] as number[])]),
    );
    for (const x of points) {
      const y = plain(x);
      assert.ok(Object.is(f(x), y), `${f(x)} is ${y}`);
      assert.ok(Object.is(active(x), y), `without the fork ${active(x)} is ${y}`);
      const [slopes, curvatures] = [gradient(f, x), hessian(f, x).flat()];
      const size = sizeOf(slopes);
      near(reverseGradient(f, x), slopes, 1e-13 * size, 'reverse mode');
      near(reverseHessian(f, x).flat(), curvatures, 1e-12 * (size + sizeOf(curvatures)), 'reverse mode, second order');
      near(
        slopes.map((_, i) => difference(plain, x, i)),
        slopes,
        1e-6 * (Math.abs(y) + size),
        'differences',
      );
      near(
        x.flatMap((_, i) => {
          const [above, below] = [gradient(f, moved(x, i, 1e-5)), gradient(f, moved(x, i, -1e-5))];
          return above.map((d, j) => (d - (below[j] as number)) / 2e-5);
        }),
        curvatures,
        1e-5 * (size + sizeOf(curvatures)),
        'differences of slopes',
      );
      compiled.forEach((g, k) => {
        const [found, due] = [g([...x]).flat(), (drivers[k] as Driver)(f, x).flat()];
        assert.ok(
          found.every((d, i) => Object.is(d, due[i])),
          `compiled ${k}: ${found} is ${due}`,
        );
      });
    }
  });
}

strangers.run();
