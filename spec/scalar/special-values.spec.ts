/** Zeros, infinities and NaN in the parts: plain IEEE arithmetic, constants, and parts that are not there. */
import { suite } from 'uvu';
import {
  add,
  derivative,
  div,
  dual,
  exp,
  HyperDual,
  hyperdual,
  isDual,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  secondDerivative,
  sqrt,
  square,
  sub,
  valueAndDerivative,
  valueGradientAndHessian,
} from '../../lib/index.js';
import { same } from '../support/assert.js';

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

/** The same check in both classes: with plain parts, and with parts that are duals without derivative. */
function everyDual(check: (make: (primal: number, tangent: number) => Scalar, read: (x: Scalar) => number[]) => void) {
  check((primal, tangent) => dual(primal, tangent), positive);
  check((primal, tangent) => dual(dual(primal), dual(tangent)), positive);
}

/** The plain parts, and the primals of dual parts. 0 for -0 in derivatives: their sign is not part of the contract. */
function positive(x: Scalar): number[] {
  const of = (part: Scalar): number => (isDual(part) ? of(part.primal) : (part as number));
  const all = x instanceof HyperDual ? [x.primal, x.eps1, x.eps2, x.eps12] : isDual(x) ? [x.primal, x.tangent] : [x];
  return all.map((part, i) => (i === 0 ? of(part) : of(part) + 0));
}

const zeros = suite('zeros');

zeros('a tangent 0 is a number like any other: at an infinite slope, 0·Infinity, it is NaN', () => {
  everyDual((make, read) => {
    same(read(sqrt(make(0, 0))), [0, nan]);
    same(read(log(make(0, 0))), [-inf, nan]);
    same(read(pow(make(0, 0), 0.5)), [0, nan]);
    same(read(div(make(2, 0), 0)), [inf, nan]);
    same(read(div(2, make(0, 0))), [inf, nan]);
    same(read(div(make(2, 0), make(0, 0))), [inf, nan]);
  });
});

zeros('a tangent that is not 0 is infinite at an infinite slope', () => {
  everyDual((make, read) => {
    same(read(sqrt(make(0, 2))), [0, inf]);
    same(read(sqrt(make(0, -2))), [0, -inf]);
    same(read(log(make(0, 3))), [-inf, inf]);
    same(read(div(2, make(0, 1))), [inf, -inf]);
    same(read(div(make(2, 1), 0)), [inf, inf]);
  });
});

zeros('products are a·b′ + b·a′ in IEEE arithmetic, whatever the factors are', () => {
  everyDual((make, read) => {
    same(read(mul(make(inf, 0), make(2, 3))), [inf, inf]);
    same(read(mul(make(inf, 1), make(2, 0))), [inf, nan]);
    same(read(mul(make(2, inf), make(0, 0))), [0, nan]);
    same(read(mul(make(2, 0), inf)), [inf, nan]);
    same(read(mul(inf, make(2, 0))), [inf, nan]);
    same(read(mul(make(2, 3), inf)), [inf, inf]);
    same(read(mul(make(2, -3), inf)), [inf, -inf]);
  });
});

zeros('quotients are a′/b - q·(b′/b) in IEEE arithmetic', () => {
  everyDual((make, read) => {
    same(read(div(make(2, 3), inf)), [0, 0]);
    same(read(div(make(2, inf), inf)), [0, nan]);
    same(read(div(make(2, 0), make(inf, 1))), [0, 0]);
    same(read(div(make(inf, 0), make(2, 0))), [inf, nan]);
    same(read(div(make(inf, 1), make(2, 0))), [inf, nan]);
  });
});

zeros('the plain number 0 is a constant, and what it multiplies, or is divided by, is too', () => {
  everyDual((make) => {
    same(mul(make(2, inf), 0), 0);
    same(mul(0, make(2, nan)), 0);
    same(mul(-0, make(2, 1)), -0);
    same(div(0, make(2, inf)), 0);
    const x = make(3, inf);
    same(sub(x, x), 0);
  });
  same(mul(hyperdual(2, inf, nan, 0), 0), 0);
  same(div(0, hyperdual(-2, inf, nan, 0)), -0);
  same(
    derivative((x) => sqrt(mul(0, x)), 1),
    0,
  );
  same(
    secondDerivative((x) => sqrt(mul(0, x)), 1),
    0,
  );
});

zeros('but not where the number is not finite, and not where a zero was computed', () => {
  everyDual((make, read) => {
    same(read(mul(make(inf, 1), 0)), [nan, 0]);
    same(read(mul(make(nan, 1), 0)), [nan, 0]);
    same(read(div(0, make(0, 1))), [nan, nan]);
    const x = make(inf, 1);
    same(read(sub(x, x)), [nan, 0]);
    same(read(sqrt(mul(make(0, 1), make(1, 0)))), [0, inf]);
    same(read(sqrt(mul(make(0, 0), make(1, 1)))), [0, nan]);
    same(read(sub(make(3, inf), make(3, inf))), [0, nan]);
  });
});

zeros('hyper-dual and nested derivative agree over a divisor of value 0: (2 + 0·t·x)/0', () => {
  const f = (t: Scalar, x: Scalar): Scalar => div(add(2, mul(mul(0, t), x)), 0);
  const { gradient, hessian } = valueGradientAndHessian(([t, x]) => f(t, x), [1, 1]);
  const nested = valueAndDerivative((t) => derivative((x) => f(t, x), 1), 1);
  same([gradient[1], hessian[0][1]], [0, 0]);
  same([nested.value, nested.derivative], [0, 0]);
});

zeros('the parts of a hyper-dual are numbers, those written 0 too', () => {
  same(positive(sqrt(hyperdual(0, 0, 0, 0))), [0, nan, nan, nan]);
  same(positive(sqrt(hyperdual(0, 1, 0, 0))), [0, inf, nan, nan]);
  same(positive(sqrt(hyperdual(0, 1, 1, 0))), [0, inf, inf, nan]);
  same(positive(mul(hyperdual(inf, 0, 1, 0), hyperdual(2, 0, 0, 0))), [inf, nan, nan, nan]);
  same(positive(mul(hyperdual(inf, 1, 1, 1), 2)), [inf, 2, 2, 2]);
  same(positive(div(hyperdual(2, 0, 1, 0), 0)), [inf, nan, inf, nan]);
  same(positive(div(2, hyperdual(0, 0, 0, 0))), [inf, nan, nan, nan]);
  same(positive(div(hyperdual(1, 0, 0, 0), hyperdual(0, 0, 0, 0))), [inf, nan, nan, nan]);
});

zeros(
  'in a driver a part that is not there is no number: sqrt″ at 0 is -Infinity, √x·√y at (0, 1) has no yy part',
  () => {
    same(secondDerivative(sqrt, 0), -inf);
    same(
      valueGradientAndHessian(([x, y]) => add(sqrt(x), square(y)), [0, 1]),
      {
        value: 1,
        gradient: [inf, 2],
        hessian: [
          [-inf, 0],
          [0, 2],
        ],
      },
    );
  },
);

const nans = suite('NaN');

nans('outside of its domain a function has NaN for slope: log(-1 + ε), sqrt(-1 + 2ε), also along 0', () => {
  everyDual((make, read) => {
    same(read(log(make(-1, 1))), [nan, nan]);
    same(read(log(make(-1, 0))), [nan, nan]);
    same(read(sqrt(make(-1, 2))), [nan, nan]);
    same(read(exp(make(nan, 1))), [nan, nan]);
  });
  same(positive(log(hyperdual(-1, 1, 1, 0))), [nan, nan, nan, nan]);
});

nans('a NaN value goes into the parts as far as IEEE arithmetic takes it there: sums keep theirs', () => {
  everyDual((make, read) => {
    same(read(add(make(nan, 1), 2)), [nan, 1]);
    same(read(sub(make(nan, 1), 2)), [nan, 1]);
    same(read(mul(make(nan, 1), 2)), [nan, 2]);
    same(read(div(make(nan, 1), 2)), [nan, 0.5]);
    same(read(add(2, make(nan, 1))), [nan, 1]);
    same(read(sub(2, make(nan, 1))), [nan, -1]);
    same(read(mul(2, make(nan, 1))), [nan, 2]);
    same(read(div(2, make(nan, 1))), [nan, nan]);
    for (const operation of [add, sub]) same(read(operation(make(1, 1), nan)), [nan, 1]);
    for (const operation of [mul, div]) same(read(operation(make(1, 1), nan)), [nan, nan]);
    for (const operation of [mul, div]) same(read(operation(make(1, 1), make(nan, 0))), [nan, nan]);
    for (const operation of [add, sub]) same(read(operation(make(1, 3), make(nan, 0))), [nan, 3]);
    same(read(neg(make(nan, 2))), [nan, -2]);
  });
});

nans('a value that becomes NaN leaves the parts those of the formula: inf - inf, 0·inf, 0/0, inf/inf', () => {
  everyDual((make, read) => {
    same(read(sub(make(inf, 1), inf)), [nan, 1]);
    same(read(sub(make(inf, 1), make(inf, 1))), [nan, 0]);
    same(read(sub(inf, make(inf, 1))), [nan, -1]);
    same(read(add(make(inf, 2), make(-inf, 1))), [nan, 3]);
    same(read(add(make(inf, 2), -inf)), [nan, 2]);
    same(read(mul(make(0, 1), inf)), [nan, inf]);
    same(read(mul(make(0, 0), inf)), [nan, nan]);
    same(read(div(make(0, 1), 0)), [nan, inf]);
    same(read(div(make(0, 1), make(0, 1))), [nan, nan]);
    same(read(div(make(inf, 1), make(inf, 1))), [nan, nan]);
    same(read(div(make(inf, 1), inf)), [nan, 0]);
  });
});

nans('the same part by part in hyper-duals', () => {
  for (const operation of [add, sub]) {
    same(positive(operation(hyperdual(nan, 1, 0, 5), 2)), [nan, 1, 0, 5]);
    same(positive(operation(hyperdual(1, 0, 1, 0), hyperdual(nan, 0, 0, 0))), [nan, 0, 1, 0]);
  }
  same(positive(mul(hyperdual(nan, 1, 0, 5), 2)), [nan, 2, 0, 10]);
  same(positive(sub(hyperdual(inf, 0, 1, 0), hyperdual(inf, 2, 0, 0))), [nan, -2, 1, 0]);
  same(positive(mul(hyperdual(nan, 1, 0, 0), hyperdual(2, 1, 3, 0))), [nan, nan, nan, nan]);
});

nans('nothing is looked at where f(x) is NaN: drivers give the parts as they come', () => {
  same(
    derivative((x) => mul(x, x), nan),
    nan,
  );
  // The product rule 2·x′·x′ does not ask for x.
  same(
    secondDerivative((x) => mul(x, x), nan),
    2,
  );
  same(
    derivative((x) => div(x, x), inf),
    nan,
  );
  same(
    derivative((x) => div(x, x), 0),
    nan,
  );
  same(
    derivative((x) => add(x, nan), 1),
    1,
  );
  same(
    derivative(() => nan, 1),
    0,
  );
});

const infinite = suite('infinities');

infinite('an infinite value keeps finite parts where the operation is linear', () => {
  everyDual((make, read) => {
    same(read(add(make(inf, 2), 1)), [inf, 2]);
    same(read(sub(make(1, 2), inf)), [-inf, 2]);
    same(read(add(make(inf, 2), make(1, 3))), [inf, 5]);
    same(read(mul(make(inf, 2), 3)), [inf, 6]);
    same(read(div(make(inf, 2), 4)), [inf, 0.5]);
    same(read(neg(make(inf, 2))), [-inf, -2]);
  });
});

infinite('an overflow in a part is infinite: mul(dual(1e200, 1e200), 1e200)', () => {
  everyDual((make, read) => {
    same(read(mul(make(1e100, 1e200), 1e200)), [1e300, inf]);
    same(read(mul(make(1e100, -1e200), make(1e200, 0))), [1e300, -inf]);
  });
});

infinite('exp(dual(inf, 1)) is inf + inf·ε, exp(dual(-inf, 1)) is 0 + 0ε', () => {
  everyDual((make, read) => {
    same(read(exp(make(inf, 1))), [inf, inf]);
    same(read(exp(make(-inf, 1))), [0, 0]);
  });
});

infinite('parts of a hyper-dual with infinities of both signs are those of the formula', () => {
  same(positive(mul(hyperdual(1, inf, -1, 0), 2)), [2, inf, -2, 0]);
  same(positive(mul(hyperdual(2, inf, -inf, 1), 3)), [6, inf, -inf, 3]);
  same(positive(div(hyperdual(2, inf, -inf, 1), 2)), [1, inf, -inf, 0.5]);
  // (a₂/b)·(b₁/b) is -Infinity·0.
  same(positive(div(hyperdual(2, inf, -inf, 1), hyperdual(2, 0, 0, 0))), [1, inf, -inf, nan]);
});

const agreement = suite('plain and general classes');

for (const operation of [add, sub, mul, div]) {
  const name = Object.entries({ add, sub, mul, div }).find(([, f]) => f === operation)?.[0] as string;

  agreement(`${name} gives the same parts in the plain and in the general class, for special values too`, () => {
    const values = [0, -0, 1, -2, inf, -inf, nan, 1e308, 5e-324];
    for (const p of values) {
      for (const t of values) {
        for (const q of values) {
          for (const u of [0, 1, -3, inf, nan]) {
            const [a, b] = [dual(p, t), dual(q, u)];
            const general = operation(dual(dual(p), dual(t)), dual(dual(q), dual(u)));
            same(positive(general), positive(operation(a, b)), `${name}(${a}, ${b})`);
            const [h, k] = [hyperdual(p, t, 1, u), hyperdual(q, u, t, 0)];
            same(positive(operation(wrap(h), wrap(k))), positive(operation(h, k)), `${name}(${h}, ${k})`);
          }
        }
      }
    }
  });
}

function wrap(x: HyperDual): HyperDual {
  return hyperdual(dual(x.primal), dual(x.eps1), dual(x.eps2), dual(x.eps12));
}

zeros.run();
nans.run();
infinite.run();
agreement.run();
