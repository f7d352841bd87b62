/** derivative, secondDerivative and their companions with values: closed forms and the kinds of results. */
import { suite } from 'uvu';
import { equal, instance, is } from 'uvu/assert';
import {
  add,
  cos,
  Dual,
  derivative,
  div,
  dual,
  exp,
  HyperDual,
  log,
  mul,
  neg,
  pow,
  type Scalar,
  secondDerivative,
  select,
  sin,
  sqrt,
  sub,
  tanh,
  value,
  valueAndDerivative,
  valueAndSecondDerivative,
} from '../../lib/index.js';
import { near, same } from '../support/assert.js';

type F = (x: Scalar) => Scalar;

/** Function, the same in plain JavaScript, first and second derivative, and points. */
const closed: [string, F, (x: number) => number, (x: number) => number, (x: number) => number][] = [
  ['3x - 7', (x) => sub(mul(3, x), 7), (x) => 3 * x - 7, () => 3, () => 0],
  ['x³', (x) => mul(x, mul(x, x)), (x) => x * (x * x), (x) => 3 * x * x, (x) => 6 * x],
  ['1/x', (x) => div(1, x), (x) => 1 / x, (x) => -1 / x / x, (x) => 2 / x / x / x],
  ['e^x', exp, Math.exp, Math.exp, Math.exp],
  ['log x', log, Math.log, (x) => 1 / x, (x) => -1 / x / x],
  ['√x', sqrt, Math.sqrt, (x) => 0.5 / Math.sqrt(x), (x) => -0.25 / (x * Math.sqrt(x))],
  [
    'x·sin x',
    (x) => mul(x, sin(x)),
    (x) => x * Math.sin(x),
    (x) => Math.sin(x) + x * Math.cos(x),
    (x) => 2 * Math.cos(x) - x * Math.sin(x),
  ],
  [
    'sin(x²)',
    (x) => sin(mul(x, x)),
    (x) => Math.sin(x * x),
    (x) => 2 * x * Math.cos(x * x),
    (x) => 2 * Math.cos(x * x) - 4 * x * x * Math.sin(x * x),
  ],
  [
    'e^(-x²/2)',
    (x) => exp(div(neg(mul(x, x)), 2)),
    (x) => Math.exp(-(x * x) / 2),
    (x) => -x * Math.exp(-(x * x) / 2),
    (x) => (x * x - 1) * Math.exp(-(x * x) / 2),
  ],
  ['tanh x', tanh, Math.tanh, (x) => 1 / Math.cosh(x) ** 2, (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2],
];
const points = [0.25, 0.7, 1, 1.9, 3.5];

const first = suite('derivative');

for (const [name, f, plain, slope] of closed) {
  first(`derivative(${name}) is its closed form`, () => {
    for (const x of points) {
      const d = derivative(f, x);
      is(typeof d, 'number');
      near(d, slope(x), 16, `at ${x}:`);
      const both = valueAndDerivative(f, x);
      same(both, { value: plain(x), derivative: d });
    }
  });
}

first('derivative(x³, 2) is 12, exactly', () =>
  is(
    derivative((x) => pow(x, 3), 2),
    12,
  ),
);
first('derivative(x => x, x) is 1', () =>
  is(
    derivative((x) => x, 5),
    1,
  ),
);
first('derivative of a constant is 0', () => {
  same(
    derivative(() => 7, 5),
    0,
  );
  same(
    valueAndDerivative(() => 7, 5),
    { value: 7, derivative: 0 },
  );
});
first('derivative(-x·0) is 0 and not -0', () => {
  same(
    derivative((x) => neg(mul(x, 0)), 5),
    0,
  );
  same(
    derivative((x) => mul(x, -0), 5),
    0,
  );
});
first('a value of -0 stays -0', () =>
  same(
    valueAndDerivative((x) => mul(x, -0), 5),
    { value: -0, derivative: 0 },
  ),
);
first('captured plain numbers are constants', () => {
  const c = 3;
  is(
    derivative((x) => mul(c, mul(x, c)), 5),
    9,
  );
});
first('a function of value(x) alone has derivative 0', () => {
  same(
    derivative((x) => value(x) ** 2, 3),
    0,
  );
});
first('control flow goes by value: the derivative is that of the branch taken', () => {
  const f: F = (x) =>
    select(
      value(x) > 1,
      () => mul(x, x),
      () => neg(x),
    );
  is(derivative(f, 3), 6);
  is(derivative(f, 0), -1);
  const power: F = (x) => {
    let y: Scalar = 1;
    for (let i = 0; i < 10; i++) y = mul(y, x);
    return y;
  };
  is(derivative(power, 2), 5120);
});
first('f is called once, with a dual of the value', () => {
  const seen: Scalar[] = [];
  derivative((x) => {
    seen.push(x);
    return x;
  }, 2);
  is(seen.length, 1);
  instance(seen[0], Dual);
  is(value(seen[0] as Scalar), 2);
});
first('extra parameters of f keep their defaults: f gets one argument', () => {
  is(
    derivative((...args: Scalar[]) => mul(args.length, args[0] as Scalar), 2),
    1,
  );
});
first('at a number that carries derivatives the result carries them too', () => {
  const d = derivative((x) => mul(x, mul(x, x)), dual(2, 1));
  equal(String(d), 'Dual(12, 12)');
  const both = valueAndDerivative((x) => mul(x, x), dual(2, 1));
  equal([both.value, both.derivative].map(String), ['Dual(4, 4)', 'Dual(4, 2)']);
});

const second = suite('secondDerivative');

for (const [name, f, plain, slope, curvature] of closed) {
  second(`secondDerivative(${name}) is its closed form`, () => {
    for (const x of points) {
      const d = secondDerivative(f, x);
      is(typeof d, 'number');
      const expected = curvature(x);
      const scale = Math.max(Math.abs(expected), Math.abs(slope(x)), 1);
      if (Math.abs(d - expected) > 1e-14 * scale) near(d, expected, 0, `at ${x}:`);
      const all = valueAndSecondDerivative(f, x);
      same(all, { value: plain(x), derivative: derivative(f, x), secondDerivative: d });
    }
  });
}

second('secondDerivative(x³, 2) is 12, exactly', () =>
  is(
    secondDerivative((x) => pow(x, 3), 2),
    12,
  ),
);
second('secondDerivative(x⁴, -1) is 12, exactly', () =>
  is(
    secondDerivative((x) => pow(x, 4), -1),
    12,
  ),
);
second('secondDerivative of a linear function is 0, and not -0', () => {
  for (const f of [(x: Scalar) => x, () => 3, (x: Scalar) => neg(x), (x: Scalar) => sub(1, mul(x, -0))]) {
    same(secondDerivative(f, 2), 0);
    same(valueAndSecondDerivative(f, 2).derivative + 0, valueAndSecondDerivative(f, 2).derivative);
  }
});
second('valueAndSecondDerivative of a constant is { value, 0, 0 }', () => {
  same(
    valueAndSecondDerivative(() => -0, 2),
    { value: -0, derivative: 0, secondDerivative: 0 },
  );
});
second('f is called once, with a hyper-dual of the value', () => {
  const seen: Scalar[] = [];
  secondDerivative((x) => {
    seen.push(x);
    return x;
  }, 2);
  valueAndSecondDerivative((x) => {
    seen.push(x);
    return x;
  }, 2);
  is(seen.length, 2);
  for (const x of seen) {
    instance(x, HyperDual);
    is(value(x), 2);
  }
});
second('at a number that carries derivatives the result carries them too: third derivatives', () => {
  equal(String(secondDerivative((x) => mul(mul(x, x), mul(x, x)), dual(2, 1))), 'Dual(48, 48)');
});
second('(sin² + cos²) has second derivative 0 to rounding', () => {
  const f: F = (x) => add(mul(sin(x), sin(x)), mul(cos(x), cos(x)));
  for (const x of points) is(Math.abs(secondDerivative(f, x)) < 4e-16, true);
});

first.run();
second.run();
