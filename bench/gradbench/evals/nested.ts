/** The two nested evaluations (Siskind and Pearlmutter): a particle in a field of charges, and a saddle point. */
import type { Scalar } from 'hyperdual';
import { type Case, type Eval, eager, type Vector } from '../case.js';
import type { Library } from '../library.js';

const CHARGES = [10, 0];

/**
 * Where a particle crosses y = 0: a charge at (10, w) and one at (10, 10 - w) push it with the negative gradient of the
 * potential, Euler steps of 0.1; the square of its x there. The acceleration is an inner gradient.
 */
export const particle: Eval = {
  name: 'particle',
  cases: (hd: Library): Case[] => {
    const { add, div, mul, neg, select, sqrt, square, sub, value, lt } = hd.op;
    const f = ([w]: Vector): Scalar => {
      const charges = [
        [CHARGES[0], sub(10, w)],
        [CHARGES[0], CHARGES[1]],
      ];
      const potential = (x: Vector): Scalar =>
        charges
          .map((c) => div(1, sqrt(add(square(sub(x[0], c[0])), square(sub(x[1], c[1]))))))
          .reduce((a, b) => add(a, b));
      let x: Vector = [0, 8];
      let v: Vector = [0.75, 0];
      for (let step = 0; step < 1000; step++) {
        const a = (hd.gradient(potential as (x: never) => Scalar, x) as Vector).map((g) => neg(g));
        const next = x.map((xi, i) => add(xi, mul(0.1, v[i])));
        if (value(next[1]) <= 0) {
          const t = div(neg(x[1]), v[1]);
          return square(add(x[0], mul(t, v[0])));
        }
        v = v.map((vi, i) => add(vi, mul(0.1, a[i])));
        x = next;
      }
      return select(
        lt(1, 0),
        () => 0,
        () => square(x[0]),
      );
    };
    return [{ size: 'one gradient', x: [0.5], ways: [eager(hd, f)] }];
  },
};

/** maxₓ minᵧ of (x₁² + x₂²) - (y₁² + y₂²) turned: the derivative goes through ten steps of descent inside. */
export const saddle: Eval = {
  name: 'saddle',
  cases: (hd: Library): Case[] => {
    const { add, mul, square, sub } = hd.op;
    const payoff = (x: Vector, y: Vector): Scalar =>
      sub(add(square(x[0]), square(x[1])), add(mul(x[0], y[1]), add(square(y[0]), square(y[1]))));
    const f = (x: Vector): Scalar => {
      let y: Vector = [1, -0.5];
      for (let step = 0; step < 10; step++) {
        const g = hd.gradient(((z: Vector) => payoff(x, z)) as (x: never) => Scalar, y) as Vector;
        y = y.map((yi, i) => add(yi, mul(0.1, g[i])));
      }
      return payoff(x, y);
    };
    return [{ size: 'one gradient', x: [0.75, 0.25], ways: [eager(hd, f)] }];
  },
};
