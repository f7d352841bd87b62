/** Reverse mode inside of a derivative along one direction: what a tape of dual numbers gives, from one call of f on plain numbers. */
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import {
  abs,
  add,
  atan2,
  derivative,
  div,
  exp,
  hvp,
  jvp,
  log,
  max,
  mul,
  neg,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
  value,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { BINARY, UNARY } from '../support/functions.js';

type Vector = readonly Scalar[];
type Field = (x: Vector) => Scalar;
const table = exported as unknown as Record<string, (...x: Scalar[]) => Scalar>;
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

/** H·v by reverse mode inside of forward mode. */
const nested = (f: Field, x: readonly number[], v: readonly number[]): number[] =>
  jvp((t: Scalar[]) => reverse.gradient(f as never, t as never) as Scalar[], x as number[], v as number[])
    .tangent as number[];

function close(actual: readonly number[], due: readonly number[], name: string): void {
  const size = Math.max(...due.map(Math.abs));
  due.forEach((d, i) => {
    const a = actual[i] as number;
    ok(Object.is(a, d) || Math.abs(a - d) <= 1e-13 * size, `${name} [${i}]: ${a} for ${d}`);
  });
}

const test = suite('reverse mode inside of a derivative along a direction');
const v = [0.7, -1.3];

for (const name of UNARY) {
  test(`${name} has the products of hyper-dual numbers`, () => {
    const g = table[name] as (x: Scalar) => Scalar;
    const f: Field = (t) => mul(g(add(at(t, 0), mul(0.5, square(at(t, 1))))), at(t, 1));
    for (const x of [0.3, 0, 1.5, 1e-200])
      close(nested(f, [x, 0.2], v), hvp(f as never, [x, 0.2] as number[], v), `${name} at ${x}`);
  });
}

for (const name of [...BINARY, 'add', 'sub', 'mul', 'div']) {
  test(`${name} has the products of hyper-dual numbers`, () => {
    const g = table[name] as (x: Scalar, y: Scalar) => Scalar;
    const both: Field = (t) => mul(g(mul(at(t, 0), at(t, 1)), add(at(t, 1), 0.5)), at(t, 0));
    const left: Field = (t) => g(mul(at(t, 0), at(t, 1)), 0.7);
    const right: Field = (t) => g(0.7, mul(at(t, 0), at(t, 1)));
    for (const f of [both, left, right])
      close(nested(f, [0.3, 1.2], v), hvp(f as never, [0.3, 1.2] as number[], v), name);
  });
}

test('f is called once', () => {
  let calls = 0;
  const f: Field = (x) => {
    calls++;
    return mul(sin(at(x, 0)), exp(div(at(x, 1), at(x, 2))));
  };
  const x = [1, 2, 3];
  const direction = [1, 0, -1];
  const product = nested(f, x, direction);
  is(calls, 1);
  close(product, hvp(f as never, x, direction as never), 'product');
});

test('the value, the slopes and several functions move too; an input and an output that do not have no part', () => {
  const f = ([a, b, c]: Vector): Scalar[] => [mul(square(a as Scalar), b as Scalar), mul(b as Scalar, c as Scalar), 7];
  const moved = (t: Scalar): Scalar[] => {
    const { value, jacobian } = reverse.valueAndJacobian(f, [t, mul(2, t), 5] as never) as unknown as {
      value: Scalar[];
      jacobian: Scalar[][];
    };
    return [...value, ...jacobian.flat()];
  };
  const plain = moved(3) as number[];
  const { value: values, tangent } = jvp(([t]: readonly [Scalar]) => moved(t), [3], [1]);
  close(values as number[], plain, 'values');
  // [2t³, 10t, 7], and the rows [4t², t², 0], [0, 5, 2t], [0, 0, 0].
  close(tangent as number[], [54, 10, 0, 24, 6, 0, 0, 0, 2, 0, 0, 0], 'tangents');
});

test('numbers of the outer driver that f closes over, with every operator and on both sides', () => {
  for (const op of [add, sub, mul, div, atan2]) {
    const before = (c: Scalar): Scalar =>
      at(
        reverse.gradient((x: Scalar[]) => mul(at(x, 0), op(at(x, 1), c)), [c, 1.5] as never),
        0,
      );
    const after = (c: Scalar): Scalar =>
      at(
        reverse.gradient((x: Scalar[]) => mul(at(x, 0), op(c, at(x, 1))), [c, 1.5] as never),
        1,
      );
    for (const f of [before, after]) {
      const step = 1e-6;
      const difference = (value(f(2 + step)) - value(f(2 - step))) / (2 * step);
      ok(Math.abs((derivative(f, 2) as number) - difference) < 1e-8, `${op.name}: ${derivative(f, 2)}, ${difference}`);
    }
  }
  // One that f gives back as it is.
  is(
    derivative((c: Scalar) => reverse.valueAndGradient(() => square(c), [c, 1] as never).value as Scalar, 3),
    6,
  );
});

test('outside of a direction that is plain: a tape for all numbers', () => {
  const f = (c: Scalar): Scalar =>
    at(
      reverse.gradient((x: Scalar[]) => mul(square(at(x, 0)), at(x, 1)), [c, c] as never),
      0,
    );
  // 2c², whose second derivative comes from hyper-dual numbers, and its third from dual numbers around them.
  is(secondDerivative(f, 3), 4);
  is(
    derivative((t: Scalar) => derivative(f, t), 3),
    4,
  );
  // Inputs of two levels.
  const mixed = derivative(
    (s: Scalar) =>
      derivative(
        (t: Scalar) =>
          at(
            reverse.gradient((x: Scalar[]) => mul(square(at(x, 0)), at(x, 1)), [s, t] as never),
            0,
          ),
        2,
      ),
    3,
  );
  is(mixed, 2);
});

test('at kinks, infinite slopes and masks as without an outer driver', () => {
  const products = (f: Field, x: readonly number[]): number[][] =>
    x.map((_, j) =>
      nested(
        f,
        x,
        x.map((_, i) => Number(i === j)),
      ),
    );
  const fields: readonly [Field, readonly number[]][] = [
    [(x) => abs(square(at(x, 0))), [0, 1]],
    [(x) => max(square(at(x, 0)), neg(square(at(x, 1)))), [0, 0]],
    [(x) => square(sqrt(at(x, 0))), [0, 1]],
    [(x) => add(mul(mul(at(x, 1), 0), sqrt(at(x, 0))), at(x, 1)), [0, 1]],
    [(x) => add(log(at(x, 0)), square(at(x, 1))), [0, 1]],
  ];
  fields.forEach(([f, x], k) => {
    const due = reverse.hessian(f as never, x as never) as unknown as number[][];
    products(f, x).forEach((column, j) => {
      close(
        column,
        due.map((row) => row[j] as number),
        `field ${k}`,
      );
    });
  });
});

test.run();
