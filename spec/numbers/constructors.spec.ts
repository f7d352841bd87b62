/** Numbers made by hand, the guards, and value(). */
import { suite } from 'uvu';
import { equal, instance, is, not, ok } from 'uvu/assert';
import {
  add,
  derivative,
  dual,
  gradient,
  hessian,
  hyperdual,
  isActive,
  isDual,
  isHyperDual,
  isScalar,
  mul,
  type Scalar,
  secondDerivative,
  sub,
  value,
} from '../../lib/index.js';
import { gradient as reverseGradient } from '../../lib/reverse/index.js';
import { rankOf } from '../../lib/scalar/level.js';
import { same, thrown } from '../support/assert.js';

const constructors = suite('dual, hyperdual');

constructors('dual(3) has tangent 0, hyperdual(3) has parts 0', () => {
  const x = dual(3);
  equal([x.primal, x.tangent], [3, 0]);
  const y = hyperdual(3);
  equal([y.primal, y.eps1, y.eps2, y.eps12], [3, 0, 0, 0]);
});

constructors('parts are kept as they are, -0 and NaN included', () => {
  const x = dual(-0, Number.NaN);
  same([x.primal, x.tangent], [-0, Number.NaN]);
  const y = hyperdual(1, -0, Number.POSITIVE_INFINITY, Number.NaN);
  same([y.eps1, y.eps2, y.eps12], [-0, Number.POSITIVE_INFINITY, Number.NaN]);
});

constructors('numbers made by hand share one ε: mul(3 + ε, 5 + ε) is 15 + 8ε', () => {
  is(String(mul(dual(3, 1), dual(5, 1))), 'Dual(15, 8)');
});

constructors('a dual and a hyper-dual of one depth are different: the hyper-dual is outside', () => {
  is(String(mul(dual(2, 3), hyperdual(5, 7, 0, 0))), 'HyperDual(Dual(10, 15), Dual(14, 21), Dual(0, 0), Dual(0, 0))');
  is(String(mul(hyperdual(5, 7, 0, 0), dual(2, 3))), 'HyperDual(Dual(10, 15), Dual(14, 21), Dual(0, 0), Dual(0, 0))');
  is(String(sub(dual(2, 3), hyperdual(5))), 'HyperDual(Dual(-3, 3), 0, 0, 0)');
});

constructors('a number of greater depth is outside one of less: the other one is a constant to it', () => {
  const deep = dual(dual(2, 1), 1);
  is(String(add(deep, dual(5, 7))), 'Dual(Dual(7, 8), 1)');
  is(String(add(dual(5, 7), deep)), 'Dual(Dual(7, 8), 1)');
  const six = 'HyperDual(Dual(6, 0), 0, 0, 0)';
  is(String(mul(dual(hyperdual(2), 1), dual(3))), `Dual(${six}, Dual(3, 0))`);
});

constructors('depth is that of the deepest part: a dual with a dual tangent adds to one with a dual primal', () => {
  is(String(add(dual(1, dual(2, 3)), dual(dual(4, 5), 6))), 'Dual(Dual(5, 5), Dual(8, 3))');
});

constructors('a number of a running driver call is outside every number made by hand', () => {
  derivative((x) => {
    is(String(mul(x, dual(3, 1))), 'Dual(Dual(6, 2), Dual(3, 1))');
    is(String(mul(dual(3, 1), x)), 'Dual(Dual(6, 2), Dual(3, 1))');
    is(String(add(x, dual(dual(dual(1)), 1))), 'Dual(Dual(Dual(Dual(3, 0), 0), 1), 1)');
    return x;
  }, 2);
});

constructors('drivers differentiate functions that compute with numbers made by hand', () => {
  is(String(derivative((x) => mul(mul(x, x), dual(3, 1)), 2)), 'Dual(12, 4)');
  is(String(derivative((x) => mul(x, x), dual(3, 1))), 'Dual(6, 2)');
  is(String(secondDerivative((x) => mul(mul(x, x), x), dual(3, 1))), 'Dual(18, 6)');
});

constructors('a part that is not a number is named in the error', () => {
  const rows: [() => unknown, string][] = [
    [() => dual('3' as never), 'dual: expected a number or a number made by hyperdual, got the string "3".'],
    [() => dual(1, null as never), 'dual: expected a number or a number made by hyperdual, got null.'],
    [() => dual(undefined as never), 'dual: expected a number or a number made by hyperdual, got undefined.'],
    [() => hyperdual(1, 2n as never), 'hyperdual: expected a number or a number made by hyperdual, got the bigint 2n.'],
    [
      () => hyperdual([1] as never),
      'hyperdual: expected a number or a number made by hyperdual, got an array of length 1.',
    ],
    [
      () => hyperdual(1, 1, 1, {} as never),
      'hyperdual: expected a number or a number made by hyperdual, got an object.',
    ],
  ];
  for (const [run, message] of rows) {
    const error = thrown(run);
    instance(error, TypeError);
    ok(error.message.startsWith(`${message} Check the arguments`), error.message);
  }
});

constructors('parts of a running driver call are refused: nest drivers instead', () => {
  const remedy = 'Nest drivers instead: derivative(f, x) inside another one.';
  const within = 'expected parts that are plain numbers or made by hand, got';
  derivative((x) => {
    const error = thrown(() => dual(x, 1));
    instance(error, TypeError);
    is(error.message, `dual: ${within} Dual(2, 1) of a running call of derivative. ${remedy}`);
    is(
      thrown(() => dual(1, mul(x, dual(1)))).message,
      `dual: ${within} Dual(Dual(2, 0), Dual(1, 0)) of a running call of derivative. ${remedy}`,
    );
    return x;
  }, 2);
  gradient(
    ([x]) => {
      is(
        thrown(() => hyperdual(1, x)).message,
        `hyperdual: ${within} Dual(2, 1) of a running call of gradient. ${remedy}`,
      );
      return x;
    },
    [2],
  );
});

const guards = suite('isScalar, isDual, isHyperDual');

const actives = (): Scalar[] => {
  const list: Scalar[] = [dual(1), dual(dual(1), 2), hyperdual(1), hyperdual(dual(1)), dual(hyperdual(1))];
  derivative((x) => {
    list.push(x, mul(x, dual(1)));
    return secondDerivative((y) => {
      list.push(y, mul(x, y));
      return y;
    }, 1);
  }, 1);
  return list;
};

guards('isScalar is true for plain numbers and all numbers of the library', () => {
  for (const x of [0, -1.5, Number.NaN, Number.POSITIVE_INFINITY, ...actives()]) is(isScalar(x), true, String(x));
});

guards('isScalar is false for everything else', () => {
  const others = [undefined, null, '1', 1n, true, [1], {}, { primal: 1, tangent: 1 }, () => 1, Symbol('x'), Object(1)];
  for (const x of others) {
    is(isScalar(x), false);
    is(isDual(x), false);
    is(isHyperDual(x), false);
  }
});

guards(
  'isDual and isHyperDual are about numbers made by hand: false for what a driver calls f with, however many inputs',
  () => {
    const look = (...xs: unknown[]): Scalar => {
      for (const x of xs) {
        is(isActive(x), true);
        is(isDual(x) || isHyperDual(x), false);
      }
      return xs[0] as Scalar;
    };
    derivative((x) => look(x, mul(x, dual(2, 1))), 3);
    gradient(([x]) => look(x), [3]);
    gradient(([x, y]) => look(x, y), [3, 4]);
    hessian(([x]) => look(x), [3]);
    reverseGradient(([x, y]) => look(x, y), [3, 4]);
    is(isActive(dual(1, 1)) && isActive(hyperdual(1)), true);
    is(isActive(3) || isActive('x') || isActive(undefined), false);
  },
);

guards('isDual and isHyperDual tell the two apart, for plain parts and others', () => {
  for (const x of actives().filter((x) => isActive(x) && rankOf(x.level) >= 0)) {
    is(isDual(x), String(x).startsWith('Dual('), String(x));
    is(isHyperDual(x), String(x).startsWith('HyperDual('), String(x));
  }
  is(isDual(3), false);
  is(isHyperDual(3), false);
});

const values = suite('value');

values('value(x) is the plain number inside, through all levels', () => {
  is(value(3), 3);
  is(value(dual(3, 1)), 3);
  is(value(hyperdual(3, 1, 1, 1)), 3);
  is(value(dual(dual(dual(3, 1), 1), 1)), 3);
  is(value(hyperdual(dual(hyperdual(3)))), 3);
  same(value(dual(-0, 1)), -0);
  same(value(Number.NaN), Number.NaN);
});

values('value(x) inside a differentiated function is a constant', () => {
  is(
    derivative((x) => mul(x, value(x)), 3),
    3,
  );
});

values('every number in a row of nested drivers has its value', () => {
  const seen = actives().map(value);
  ok(seen.every((x) => x === 1));
  not.equal(seen.length, 0);
});

values('value of something that is not a number is an error', () => {
  const error = thrown(() => value('3' as never));
  instance(error, TypeError);
  is(error.message, 'value: expected a number or a number made by hyperdual, got the string "3". Check the arguments.');
  is(
    thrown(() => value(undefined as never)).message,
    'value: expected a number or a number made by hyperdual, got undefined. Check the arguments: an index that is not there gives undefined, and so does a number that carries derivatives (take value(i)).',
  );
  is(
    thrown(() => value(Promise.resolve(3) as never)).message,
    'value: expected a number or a number made by hyperdual, got a promise. Await it first: functions to differentiate must be synchronous.',
  );
});

constructors.run();
guards.run();
values.run();
