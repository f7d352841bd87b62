/** Zeros, infinities and NaN in the parts: strong zeros, NaN primals, and IEEE arithmetic for the rest. */
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

const zeros = suite('strong zeros');

zeros('a zero tangent stays 0 at an infinite slope: sqrt(dual(0, 0)) is 0 + 0ε', () => {
  everyDual((make, read) => {
    same(read(sqrt(make(0, 0))), [0, 0]);
    same(read(log(make(0, 0))), [-inf, 0]);
    same(read(pow(make(0, 0), 0.5)), [0, 0]);
  });
});

zeros('derivative(x => sqrt(mul(0, x)), 1) is 0, and so is the second derivative', () => {
  same(
    derivative((x) => sqrt(mul(0, x)), 1),
    0,
  );
  same(
    secondDerivative((x) => sqrt(mul(0, x)), 1),
    0,
  );
});

zeros('a tangent that is not 0 is infinite at an infinite slope', () => {
  everyDual((make, read) => {
    same(read(sqrt(make(0, 2))), [0, inf]);
    same(read(sqrt(make(0, -2))), [0, -inf]);
    same(read(log(make(0, 3))), [-inf, inf]);
  });
});

zeros('in a product a zero part stays 0 beside an infinite factor', () => {
  everyDual((make, read) => {
    same(read(mul(make(inf, 0), make(2, 3))), [inf, inf]);
    same(read(mul(make(inf, 1), make(2, 0))), [inf, 2]);
    same(read(mul(make(2, 0), inf)), [inf, 0]);
    same(read(mul(inf, make(2, 0))), [inf, 0]);
    same(read(mul(make(2, 3), inf)), [inf, inf]);
    same(read(mul(make(2, -3), inf)), [inf, -inf]);
  });
});

zeros('a factor of value 0 kills an infinite part: (inf)·0 is 0 in the tangent', () => {
  everyDual((make, read) => same(read(mul(make(2, inf), 0)), [0, 0]));
});

zeros('in a quotient an infinite divisor leaves 0, an infinite quotient keeps the sign of its slope', () => {
  everyDual((make, read) => {
    same(read(div(2, make(0, 1))), [inf, -inf]);
    same(read(div(make(2, 1), 0)), [inf, inf]);
    same(read(div(make(2, 3), inf)), [0, 0]);
  });
  same(positive(div(dual(2, inf), inf)), [0, 0]);
});

zeros('a zero tangent stays 0 over a divisor of value 0, also where parts are active', () => {
  everyDual((make, read) => {
    same(read(div(make(2, 0), 0)), [inf, 0]);
    same(read(div(make(2, 0), make(0, 0))), [inf, 0]);
    same(read(div(2, make(0, 0))), [inf, 0]);
  });
});

zeros('hyper-dual and nested derivative agree over a divisor of value 0: (2 + 0·t·x)/0', () => {
  const f = (t: Scalar, x: Scalar): Scalar => div(add(2, mul(mul(0, t), x)), 0);
  const { gradient, hessian } = valueGradientAndHessian(([t, x]) => f(t, x), [1, 1]);
  const nested = valueAndDerivative((t) => derivative((x) => f(t, x), 1), 1);
  same([gradient[1], hessian[0][1]], [0, 0]);
  same([nested.value, nested.derivative], [0, 0]);
});

zeros('hyper-dual zeros are strong part by part', () => {
  same(positive(sqrt(hyperdual(0, 0, 0, 0))), [0, 0, 0, 0]);
  same(positive(sqrt(hyperdual(0, 1, 0, 0))), [0, inf, 0, 0]);
  same(positive(sqrt(hyperdual(0, 0, 0, 1))), [0, 0, 0, inf]);
  same(positive(sqrt(hyperdual(0, 1, 1, 0))), [0, inf, inf, -inf]);
  same(positive(mul(hyperdual(inf, 0, 1, 0), hyperdual(2, 0, 0, 0))), [inf, 0, 2, 0]);
  same(positive(div(hyperdual(2, 0, 1, 0), 0)), [inf, 0, inf, 0]);
  same(positive(div(2, hyperdual(0, 0, 0, 0))), [inf, 0, 0, 0]);
  same(positive(div(hyperdual(1, 0, 0, 0), hyperdual(0, 0, 0, 0))), [inf, 0, 0, 0]);
});

const nans = suite('NaN');

nans(
  'a NaN value has NaN parts, but without a part in the arguments it stays 0: log(dual(-1, 1)), log(dual(-1, 0))',
  () => {
    everyDual((make, read) => {
      same(read(log(make(-1, 1))), [nan, nan]);
      same(read(log(make(-1, 0))), [nan, 0]);
      same(read(sqrt(make(-1, 2))), [nan, nan]);
    });
  },
);

nans('NaN in, NaN out for every operation, on either side', () => {
  everyDual((make, read) => {
    for (const operation of [add, sub, mul, div]) {
      same(read(operation(make(nan, 1), 2)), [nan, nan]);
      same(read(operation(2, make(nan, 1))), [nan, nan]);
      same(read(operation(make(1, 1), nan)), [nan, nan]);
      same(read(operation(nan, make(1, 1))), [nan, nan]);
      same(read(operation(make(1, 1), make(nan, 0))), [nan, nan]);
    }
    for (const operation of [add, sub, mul]) same(read(operation(make(1, 0), nan)), [nan, 0]);
    same(read(neg(make(nan, 0))), [nan, 0]);
    same(read(exp(make(nan, 1))), [nan, nan]);
  });
  same(positive(div(dual(1, 0), nan)), [nan, 0]);
});

nans('a value that becomes NaN makes its parts NaN: inf - inf, 0·inf, 0/0, inf/inf', () => {
  everyDual((make, read) => {
    same(read(sub(make(inf, 1), inf)), [nan, nan]);
    same(read(sub(make(inf, 1), make(inf, 1))), [nan, nan]);
    same(read(sub(make(inf, 0), make(inf, 0))), [nan, 0]);
    same(read(sub(inf, make(inf, 1))), [nan, nan]);
    same(read(add(make(inf, 2), make(-inf, 1))), [nan, nan]);
    same(read(add(make(inf, 2), -inf)), [nan, nan]);
    same(read(mul(make(0, 1), inf)), [nan, nan]);
    same(read(mul(make(0, 0), inf)), [nan, 0]);
    same(read(div(make(0, 1), 0)), [nan, nan]);
    same(read(div(make(0, 1), make(0, 1))), [nan, nan]);
  });
});

nans('inf/inf has NaN parts: div(dual(inf, 1), dual(inf, 1)), derivative(x => div(x, x), inf)', () => {
  everyDual((make, read) => same(read(div(make(inf, 1), make(inf, 1))), [nan, nan]));
  same(positive(div(hyperdual(inf, 1, 0, 0), inf)), [nan, nan, 0, 0]);
  same(
    derivative((x) => div(x, x), inf),
    nan,
  );
});

nans('a hyper-dual with a NaN value has NaN in every part that an argument has, the mixed one with both', () => {
  for (const operation of [add, sub, mul, div]) {
    same(positive(operation(hyperdual(nan, 1, 0, 0), 2)), [nan, nan, 0, 0]);
    same(positive(operation(2, hyperdual(nan, 0, 1, 0))), [nan, 0, nan, 0]);
    same(positive(operation(hyperdual(1, 1, 0, 0), nan)), [nan, nan, 0, 0]);
    same(positive(operation(hyperdual(1, 0, 1, 0), hyperdual(nan, 0, 0, 0))), [nan, 0, nan, 0]);
  }
  same(positive(log(hyperdual(-1, 1, 1, 0))), [nan, nan, nan, nan]);
  same(positive(log(hyperdual(-1, 0, 0, 0))), [nan, 0, 0, 0]);
  same(positive(sub(inf, hyperdual(inf, 0, 1, 0))), [nan, 0, nan, 0]);
  same(positive(sub(hyperdual(inf, 0, 1, 0), hyperdual(inf, 2, 0, 0))), [nan, nan, nan, nan]);
  same(positive(sub(hyperdual(inf, 0, 1, 0), hyperdual(inf, 0, 1, 0))), [nan, 0, nan, 0]);
  same(positive(sub(hyperdual(inf, 0, 1, 0), inf)), [nan, 0, nan, 0]);
  same(positive(add(hyperdual(inf, 0, 1, 0), hyperdual(-inf, 2, 0, 0))), [nan, nan, nan, nan]);
});

nans('derivative and secondDerivative at NaN are NaN, and 0 for a constant', () => {
  same(
    derivative((x) => mul(x, x), nan),
    nan,
  );
  same(
    secondDerivative((x) => mul(x, x), nan),
    nan,
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
  same(positive(div(hyperdual(2, inf, -inf, 1), hyperdual(2, 0, 0, 0))), [1, inf, -inf, 0.5]);
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
