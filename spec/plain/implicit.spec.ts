/** Solutions in ordinary code: numbers in, numbers out, whatever structure they are in. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as plain from '../../lib/plain/index.js';
import { close } from '../implicit/problems.js';
import { thrown } from '../support/assert.js';
import { transformed } from './load.js';

type Drivers = typeof plain;

/** Functions of ordinary code, which get the drivers as an argument. */
const code = transformed(`
  exports.rate = ({ root }) => (flows) =>
    root((r, c) => c.reduce((sum, x, i) => sum + x / (1 + r) ** i, 0), 0.1, flows);
  exports.bisected = ({ root }) => (a) =>
    root((x, c) => x * x - c, (c) => {
      let [low, high] = [0, c + 1];
      while (high - low > 1e-15 * high) {
        const middle = (low + high) / 2;
        if (middle === low || middle === high) break;
        if (middle * middle < c) low = middle; else high = middle;
      }
      return low;
    }, a);
  exports.closed = ({ fixedPoint }) => (a) => fixedPoint((x) => (x + a / x) / 2, 1);
  exports.fit = ({ argmin }) => ({ ys, penalty, name }) =>
    argmin((w, p) => p.ys.reduce((sum, y, i) => sum + (y - w[0] - w[1] * i) ** 2, p.penalty * (w[0] ** 2 + w[1] ** 2)), new Float64Array(2), { ys, penalty, name });
  exports.line = ({ linearSolve }) => ([a, b]) => linearSolve([[a, 1], [1, b]], [a * b, new Float64Array([1])[0]]);
`);
const of = <F>(name: string): F => (code[name] as unknown as (drivers: Drivers) => F)(plain);

const solutions = suite('solutions in ordinary code');

solutions('a rate of return by its flows, forward, in reverse and compiled', () => {
  const rate = of<(flows: number[]) => number>('rate');
  const flows = [-100, 60, 55];
  const x = rate(flows);
  const growth = 1 + x;
  const slope = 60 / growth ** 2 + (2 * 55) / growth ** 3;
  const due = [1, 1 / growth, 1 / growth ** 2].map((d) => d / slope);
  close(plain.gradient(rate, flows), due, 1e-13);
  close(plain.reverseGradient(rate, flows), due, 1e-13);
  assert.equal(
    plain.compile((c: number[]) => plain.hessian(rate, c), flows)([-90, 50, 60]),
    plain.hessian(rate, [-90, 50, 60]),
  );
});

solutions('a bisection of ordinary code, and a function that closes over its parameter', () => {
  for (const name of ['bisected', 'closed']) {
    const root = of<(a: number) => number>(name);
    close(
      plain.derivatives(root, 2, 3),
      [Math.SQRT2, Math.SQRT2 / 4, -Math.SQRT2 / 16, (3 * Math.SQRT2) / 64],
      1e-14,
      name,
    );
  }
});

solutions('typed arrays as unknowns, records with texts as parameters', () => {
  interface Data {
    ys: number[];
    penalty: number;
    name: string;
  }
  const fit = of<(data: Data) => number[]>('fit');
  const data = { ys: [1, 2, 4], penalty: 0, name: 'line' };
  close(fit(data), [5 / 6, 3 / 2], 1e-14);
  const slopes = plain.jacobian(fit, data);
  close(slopes[1]?.ys, [-0.5, 0, 0.5], 1e-13);
  // d/dλ of (XᵀX + λ)⁻¹Xᵀy at λ = 0.
  close(
    slopes.map((row) => row.penalty),
    [1 / 18, -1 / 3],
    1e-13,
  );
});

solutions('linear equations', () => {
  const line = of<(p: number[]) => number[]>('line');
  const closed = transformed(
    'exports.f = ([a, b]) => { const d = a * b - 1; return [(a * b * b - 1) / d, (a - a * b) / d]; };',
  ).f as unknown as typeof line;
  close(plain.jacobian(line, [3, 2]), plain.jacobian(closed, [3, 2]), 1e-14);
  close(plain.hessian(line, [3, 2]), plain.hessian(closed, [3, 2]), 1e-13);
});

solutions('what is no function or no number is refused', () => {
  assert.match(thrown(() => plain.root(1 as never, 1, 2)).message, /root: expected a function as first argument/);
  assert.match(
    thrown(() => plain.root((x: number) => x, 'x' as never)).message,
    /root: expected x to be a number or to hold some/,
  );
});

solutions.run();
