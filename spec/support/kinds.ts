/** One number of every kind that two operands can be, for checks over all pairs of kinds. */
import { add, derivative, dual, gradient, hyperdual, mul, type Scalar, secondDerivative } from '../../lib/index.js';

export type Sample = readonly [kind: string, number: Scalar];

/**
 * Calls `check` with samples that have the value given (and small integers as derivative parts), among them numbers of two
 * running driver calls.
 */
export function withEveryKind(value: number, check: (samples: readonly Sample[]) => void): void {
  const v = value;
  const byHand: Sample[] = [
    ['number', v],
    ['dual of numbers', dual(v, 3)],
    ['dual whose tangent is 0', dual(v)],
    ['hyper-dual of numbers', hyperdual(v, 3, -1, 5)],
    ['hyper-dual whose parts are 0', hyperdual(v)],
    ['dual of duals', dual(dual(v, 5), dual(3, 7))],
    ['dual with a dual tangent', dual(v, dual(1, 2))],
    ['dual with a dual primal', dual(dual(v, -2), 1)],
    ['dual of hyper-duals', dual(hyperdual(v, 2, 3, -1), hyperdual(3, 1, -2, 4))],
    ['hyper-dual of duals', hyperdual(dual(v, 1), dual(3, -1), 5, dual(0, 2))],
    ['hyper-dual of hyper-duals', hyperdual(hyperdual(v, 1, 2, 3), 2, hyperdual(-1, 1, 1, 1), 4)],
  ];
  derivative((x) => {
    secondDerivative((h) => {
      gradient(
        ([g, k]) => {
          check([
            ...byHand,
            ['input of derivative', x],
            ['input of derivative, scaled', add(mul(x, 3), -2 * v)],
            ['input of derivative with dual parts', add(mul(x, dual(1, 5)), 0)],
            ['input of secondDerivative', h],
            ['input of secondDerivative, scaled', add(mul(h, -2), 3 * v)],
            ['input of secondDerivative with hyper-dual parts', mul(h, hyperdual(1, 2, -3, 1))],
            ['product of the two inputs', add(mul(add(x, 1 - v), add(h, 1 - v)), v - 1)],
            ['input of gradient', g],
            ['both inputs of gradient', add(mul(g, 4), mul(-3, k))],
            ['input of gradient with dual parts', add(mul(k, dual(1, 5)), 0)],
            [
              'input of gradient with the other inputs',
              add(mul(add(x, 1 - v), mul(add(h, 1 - v), add(g, 1 - v))), v - 1),
            ],
          ]);
          return g;
        },
        [v, v],
      );
      return h;
    }, v);
    return x;
  }, v);
}
