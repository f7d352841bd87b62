/** Section 5.7 and the beginning of 5.8: Hessians and linearization. */
import { suite } from 'uvu';
import { equal, is, ok } from 'uvu/assert';
import {
  add,
  cos,
  exp,
  gradient,
  hessian,
  linearize,
  mul,
  pow,
  type Scalar,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import { transpose } from '../../lib/linalg/index.js';
import { near } from '../support/assert.js';
import { close, columnsByDifferences, shapeOf } from './compare.js';
import { MODES } from './modes.js';

type Vector = readonly Scalar[];

const chapter = suite('sections 5.7, 5.8');

/** x²y + exp(yz) + xz³ with its second derivatives. */
const field = ([x, y, z]: Vector): Scalar => add(add(mul(square(x), y), exp(mul(y, z))), mul(x, pow(z, 3)));
const secondOf = ([x, y, z]: readonly number[]): number[][] => {
  const e = Math.exp(y * z);
  return [
    [2 * y, 2 * x, 3 * z ** 2],
    [2 * x, z ** 2 * e, (1 + y * z) * e],
    [3 * z ** 2, (1 + y * z) * e, y ** 2 * e + 6 * x * z],
  ];
};
const POINTS = [
  [0.5, -1, 0.75],
  [2, 0.25, -1.5],
  [0, 0, 0],
];

chapter('(5.145): the order of two partial derivatives does not matter', () => {
  for (const at of POINTS) {
    // ∂/∂x_j of ∂f/∂x_i, each a derivative of its own.
    const by = (i: number, j: number): number => gradient((t: Scalar[]) => gradient(field, t)[i], at)[j];
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      close(by(i, j), secondOf(at)[i][j], `by x${i}, then x${j}`);
      close(by(j, i), secondOf(at)[i][j], `by x${j}, then x${i}`);
    }
    const H = hessian(field, at);
    equal(H, transpose(H), 'symmetric to the last bit');
  }
});

chapter('(5.146): the Hessian is n x n; that of a vector field is m x n x n', () => {
  for (const at of POINTS) {
    for (const { name, hessian } of MODES) {
      close(hessian(field, at), secondOf(at), name);
      equal(shapeOf(hessian(field, at)), [3, 3], name);
    }
    const differences = columnsByDifferences((t) => gradient(field, t), at);
    close(hessian(field, at), transpose(differences), 'differences of the gradient', 1e-9);
    const vector = (t: Scalar[]): Scalar[] => [field(t), mul(t[0], t[1]), sin(t[2]), 3];
    const expected = [
      secondOf(at),
      [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, -Math.sin(at[2])],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ];
    const tensor = hessian(vector, at);
    equal(shapeOf(tensor), [4, 3, 3]);
    close(tensor, expected, 'a vector field');
    for (const { name, jacobian } of MODES) {
      close(
        jacobian((t: Scalar[]) => jacobian(vector, t), at),
        expected,
        `${name}, Jacobian of the Jacobian`,
      );
    }
  }
});

chapter("(5.147), figure 5.12: the line through (x₀, f(x₀)) with the slope f'(x₀), for sin x + cos x about -2", () => {
  const line = linearize((x: Scalar) => add(sin(x), cos(x)), -2);
  const [value, slope] = [Math.sin(-2) + Math.cos(-2), Math.cos(-2) - Math.sin(-2)];
  is(line.value, value);
  near(line.tangent(1), slope, 2, 'the slope:');
  is(line.evaluate(-2), value);
  for (let x = -4; x <= 4; x += 0.25) {
    close(line.evaluate(x), value + slope * (x + 2), `at ${x}`);
    // f'' is √2 at most.
    const error = Math.abs(Math.sin(x) + Math.cos(x) - line.evaluate(x));
    ok(error <= (Math.SQRT2 * (x + 2) ** 2) / 2 + 1e-15, `at ${x} it errs by ${error}`);
  }
  // Of second order: the error is f''(-2)/2·h² and a part of it that goes with h.
  for (const h of [2 ** -8, 2 ** -10]) {
    const error = Math.sin(-2 + h) + Math.cos(-2 + h) - line.evaluate(-2 + h);
    const leading = (-value * h * h) / 2;
    ok(Math.abs(error / leading - 1) < h, `h = ${h}: ${error}, not ${leading}`);
  }
});

chapter('(5.147), figure 5.12: in several variables f(x₀) + (∇f)(x₀)(x - x₀)', () => {
  const [x0, x] = [
    [0.5, -1, 0.75],
    [1.5, 1, -0.25],
  ];
  const e = Math.exp(-0.75);
  // By hand: ∇f = [2xy + z³, x² + z·exp(yz), y·exp(yz) + 3xz²].
  const [value, slopes] = [-0.25 + e + 0.5 * 0.421875, [-1 + 0.421875, 0.25 + 0.75 * e, -e + 1.5 * 0.5625]];
  const tangent = linearize(field, x0);
  close(tangent.value, value, 'the value');
  close(tangent.evaluate(x), value + slopes[0] + 2 * slopes[1] - slopes[2], 'at x');
  const map = linearize(([x, y]: Scalar[]) => [mul(x, y), sub(square(x), y)], [3, 2]);
  equal(map.evaluate([4, 4]), [6 + 1 * 2 + 2 * 3, 7 + 1 * 6 - 2]);
});

chapter.run();
