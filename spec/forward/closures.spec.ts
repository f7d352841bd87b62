/** Closures that outlive calls, and exceptions that leave them: later and outer calls must stay right. */
import { suite } from 'uvu';
import { instance, is, ok } from 'uvu/assert';
import {
  add,
  derivative,
  exp,
  gradient,
  hessian,
  jacobian,
  mul,
  type Scalar,
  secondDerivative,
  square,
  sub,
  value,
} from '../../lib/index.js';
import { near, same, thrown } from '../support/assert.js';

type F = (x: Scalar) => Scalar;

const closures = suite('closures');

closures('the same function object at two levels', () => {
  const f: F = (x) => mul(x, mul(x, x));
  is(
    derivative((x) => add(f(x), derivative(f, x)), 2),
    12 + 12,
  );
  const self: F = (x) => (value(x) > 1 ? mul(x, derivative(self, sub(x, 1))) : square(x));
  // self(x) = x·self'(x - 1) above 1, x² up to 1: at 1.5 it is x·2(x - 1), with slope 4x - 2.
  is(derivative(self, 1.5), 4);
});

closures('a driver that gets another driver as function', () => {
  const slopeOfSquare = (x: Scalar): Scalar => derivative(square, x);
  is(derivative(slopeOfSquare, 3), 2);
  same(
    jacobian((x: [Scalar, Scalar]) => gradient(([a, b]) => mul(a, b), x), [2, 3]),
    [
      [0, 1],
      [1, 0],
    ],
  );
});

closures('a closure over a number of a finished call is an error that says what to do', () => {
  let kept: F = (x) => x;
  derivative((x) => {
    kept = (y) => mul(x, y);
    return x;
  }, 2);
  is(value(kept(3)), 6);
  const error = thrown(() => derivative(kept, 1));
  instance(error, TypeError);
  ok(error.message.startsWith('derivative: expected its numbers to stay inside the call, got Dual(2, 1) after'));
});

closures(
  'a number that f keeps from one of its calls to the next: right, or a clear error, never a wrong entry',
  () => {
    const attempt = (run: (f: (x: [Scalar, Scalar]) => Scalar) => unknown, expected: unknown): void => {
      let kept: Scalar | undefined;
      const f = ([x, y]: [Scalar, Scalar]): Scalar => {
        kept ??= square(x);
        return mul(kept, y);
      };
      let result: unknown;
      try {
        result = run(f);
      } catch (error) {
        instance(error, TypeError);
        ok((error as Error).message.includes('to stay inside the call'), String(error));
        return;
      }
      same(result, expected);
    };
    attempt((f) => gradient(f, [3, 2]), [12, 9]);
    attempt((f) => jacobian(f, [3, 2]), [12, 9]);
    attempt(
      (f) => hessian(f, [3, 2]),
      [
        [4, 6],
        [6, 0],
      ],
    );
  },
);

closures('a memo by value, filled in another call, is an error as well', () => {
  const memo = new Map<number, Scalar>();
  const slow: F = (x) => {
    const key = value(x);
    if (!memo.has(key)) memo.set(key, exp(x));
    return memo.get(key) as Scalar;
  };
  near(derivative(slow, 1), Math.E, 0);
  const error = thrown(() => derivative(slow, 1));
  instance(error, TypeError);
  ok(error.message.includes('after the call had ended'));
});

closures('plain numbers may be kept', () => {
  const memo = new Map<number, number>();
  const f: F = (x) => {
    memo.set(value(x), Math.exp(value(x)));
    return mul(x, memo.get(value(x)) as number);
  };
  near(derivative(f, 1), Math.E, 0);
  near(derivative(f, 1), Math.E, 0);
});

const exceptions = suite('exceptions');

const boom = new Error('boom');
const failing: F = (x) => {
  mul(x, x);
  throw boom;
};

exceptions('a throw inside an inner driver reaches the caller, and later calls are right', () => {
  const f: F = (x) => mul(x, derivative(failing, x));
  for (let i = 0; i < 3; i++) {
    is(
      thrown(() => derivative(f, 2)),
      boom,
    );
    is(derivative(square, 3), 6);
    is(
      derivative(
        (x) =>
          mul(
            x,
            derivative((y) => add(x, y), 1),
          ),
        1,
      ),
      1,
    );
  }
});

exceptions('f may catch what an inner driver throws and go on', () => {
  const f: F = (x) => {
    let inner: Scalar = 1;
    try {
      inner = gradient(([y]) => failing(mul(x, y)), [x])[0];
    } catch {
      inner = derivative((y) => mul(x, square(y)), x); // 2x²
    }
    return mul(inner, x);
  };
  is(derivative(f, 3), 6 * 9);
  is(secondDerivative(f, 3), 12 * 3);
});

exceptions('an error of one level does not close another level', () => {
  const f: F = (x) =>
    derivative((y) => {
      thrown(() => derivative(failing, y));
      thrown(() => gradient(([a]) => [a] as unknown as Scalar, [y]));
      return mul(x, square(y));
    }, x);
  is(derivative(f, 3), 12);
});

exceptions('finally blocks and thrown numbers do no harm', () => {
  const f: F = (x) => {
    try {
      throw mul(x, x);
    } catch (thrownNumber) {
      return mul(thrownNumber as Scalar, x);
    }
  };
  is(derivative(f, 2), 12);
});

closures.run();
exceptions.run();
