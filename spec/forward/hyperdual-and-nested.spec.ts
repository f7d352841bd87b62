/**
 * Second derivatives two ways: one hyper-dual pass, and dual numbers nested in each other.
 *
 * Hyper-dual sums are grouped as those of nested duals with ε₂ outside ε₁. A driver call inside another one is outside in
 * the number: so the inner call's variable is the one of ε₂, and hessian's entry [i][j] with i <= j (ε₁ along x_i, ε₂ along
 * x_j) has the bits of the outer derivative by x_i of the inner derivative by x_j. In the other order a few ulp may differ.
 */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import { derivative, gradient, hessian, jacobian, type Scalar, secondDerivative } from '../../lib/index.js';
import { near, same } from '../support/assert.js';
import { BINARY, UNARY } from '../support/functions.js';

type One = (x: Scalar) => Scalar;
type Two = (x: Scalar, y: Scalar) => Scalar;

const table = exported as unknown as Record<string, unknown>;

/** Points without structure, inside every domain where a function has one. */
const points: Record<string, readonly number[]> = {
  asin: [0.3, -0.71],
  acos: [0.3, -0.71],
  atanh: [0.3, -0.71],
  acosh: [1.37, 5.9],
};
const positive = [0.3, 1.37, 5.9];
const everywhere = [...positive, -0.71, -2.9];
const needsPositive = new Set(['sqrt', 'log', 'log2', 'log10', 'log1p', 'log1prel', 'xlogx', 'cbrt']);

const unary = suite('functions of one number');

for (const name of UNARY) {
  unary(`${name}: secondDerivative has the bits of derivative in derivative`, () => {
    const f = table[name] as One;
    for (const x of points[name] ?? (needsPositive.has(name) ? positive : everywhere)) {
      same(
        secondDerivative(f, x),
        derivative((t) => derivative(f, t), x),
        `at ${x}`,
      );
    }
  });
}

const binary = suite('functions of two numbers');

for (const name of BINARY) {
  binary(`${name}: the Hessian has the bits of the nested derivatives, in the order of the header`, () => {
    const f = table[name] as Two;
    for (const x of positive) {
      for (const y of [0.7, 2.3, 4.1]) {
        const h = hessian(([a, b]) => f(a, b), [x, y]);
        const nested = jacobian((p: [Scalar, Scalar]) => gradient(([a, b]) => f(a, b), p), [x, y]) as number[][];
        // nested[j][i]: the inner derivative by x_j, the outer one by x_i.
        same(h[0][0], nested[0]?.[0], `xx at ${x}, ${y}`);
        same(h[0][1], nested[1]?.[0], `xy at ${x}, ${y}`);
        same(h[1][1], nested[1]?.[1], `yy at ${x}, ${y}`);
        // atan2 differentiates (x/r)/r where it is nested.
        near(nested[0]?.[1] as number, h[0][1], name === 'atan2' ? 8 : 4, `yx at ${x}, ${y}:`);
      }
    }
  });
}

const programs = suite('programs of many operations');

/** A program of random operations on two numbers, from a seed. */
function program(seed: number): Two {
  let state = seed;
  const random = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  const steps = Array.from({ length: 20 }, () => [random(7), random(1000), random(1000)] as const);
  const { add, cos, div, exp, mul, sin, square, sub } = exported;
  return (x, y) => {
    const registers: Scalar[] = [x, y];
    for (const [kind, i, j] of steps) {
      const a = registers[i % registers.length] as Scalar;
      const b = registers[j % registers.length] as Scalar;
      registers.push(
        [
          () => add(a, b),
          () => sub(a, b),
          () => mul(a, sin(b)),
          () => div(a, add(2, square(b))),
          () => cos(a),
          () => exp(sin(a)),
          () => mul(a, 0.3),
        ][kind]?.() as Scalar,
      );
    }
    return registers.reduce((total, r) => add(total, sin(r)), 0);
  };
}

programs('random programs: the upper triangle bit for bit, the lower one to rounding', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const f = program(seed);
    const h = hessian(([a, b]) => f(a, b), [0.7, 1.3]);
    const nested = jacobian((p: [Scalar, Scalar]) => gradient(([a, b]) => f(a, b), p), [0.7, 1.3]) as number[][];
    same(h[0][0], nested[0]?.[0], `xx of program ${seed}`);
    same(h[0][1], nested[1]?.[0], `xy of program ${seed}`);
    same(h[1][1], nested[1]?.[1], `yy of program ${seed}`);
    const [upper, lower] = [h[0][1], nested[0]?.[1] as number];
    ok(Math.abs(upper - lower) <= 1e-12 * Math.max(1, Math.abs(upper)), `yx of program ${seed}: ${upper} ${lower}`);
  }
});

programs('random programs: hyper-dual inside dual and dual inside hyper-dual agree to rounding', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const f = program(seed);
    const one = derivative((x) => secondDerivative((y) => f(y, 1.3), x), 0.7);
    const other = secondDerivative((x) => derivative((y) => f(y, 1.3), x), 0.7);
    is(Math.abs(one - other) <= 1e-11 * Math.max(1, Math.abs(one)), true, `program ${seed}: ${one} ${other}`);
  }
});

unary.run();
binary.run();
programs.run();
