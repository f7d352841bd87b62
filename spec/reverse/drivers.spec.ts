/** Reverse mode gives what forward mode gives, for all shapes, and nests with it in every order. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { near, same, thrown } from '../support/assert.js';

const { add, cos, derivative, div, exp, log, mul, pow, sin, sqrt, square, sub, tanh } = h;
type Scalar = h.Scalar;

const drivers = suite('reverse drivers');

const rosenbrock = (x: readonly Scalar[]): Scalar => {
  let total: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [x[i] as Scalar, x[i + 1] as Scalar];
    total = add(total, add(mul(100, square(sub(b, square(a)))), square(sub(1, a))));
  }
  return total;
};

/** Scalar fields with the sum of the absolute values of the terms of their gradients for a scale. */
const FIELDS: readonly [name: string, f: (x: readonly Scalar[]) => Scalar, x: readonly number[]][] = [
  ['Rosenbrock', rosenbrock, [0.5, -1.2, 1, 2, -0.3]],
  ['product of sines', ([a, b, c]) => mul(sin(a as Scalar), mul(cos(b as Scalar), exp(c as Scalar))), [0.3, 0.7, -1]],
  ['quotients and powers', ([a, b]) => add(div(a as Scalar, b as Scalar), pow(a as Scalar, b as Scalar)), [2, 3]],
  ['log and tanh', ([a, b]) => mul(log(a as Scalar), tanh(mul(a as Scalar, b as Scalar))), [1.5, 0.25]],
  ['hypot and atan2', ([a, b]) => mul(h.hypot(a as Scalar, b as Scalar), h.atan2(a as Scalar, b as Scalar)), [3, 4]],
  ['max and abs', ([a, b]) => h.max(h.abs(a as Scalar), mul(2, b as Scalar)), [-3, 1]],
];

for (const [name, f, x] of FIELDS) {
  drivers(`${name}: gradient as in forward mode`, () => {
    const forward = h.gradient(f, x);
    const backward = reverse.gradient(f, x);
    const size = Math.max(...forward.map(Math.abs));
    // Both round each product and sum once; they group the sums differently, so the bound is that of the largest entry.
    backward.forEach((d, i) => {
      assert.ok(
        Math.abs(d - (forward[i] as number)) <= 4 * 2 ** -52 * size,
        `${name}[${i}]: ${d}, forward ${forward[i]}`,
      );
    });
    const { value, gradient } = reverse.valueAndGradient(f, x);
    assert.is(value, f(x));
    same(gradient, backward);
  });

  drivers(`${name}: Hessian and Hessian-vector product as in forward mode`, () => {
    const forward = h.hessian(f, x);
    const backward = reverse.hessian(f, x);
    const size = Math.max(...forward.flat().map(Math.abs));
    backward.forEach((row, i) => {
      row.forEach((d, j) => {
        const due = forward[i]?.[j] as number;
        assert.ok(Math.abs(d - due) <= 16 * 2 ** -52 * size, `${name}[${i}][${j}]: ${d}, forward ${due}`);
      });
    });
    const v = x.map((_, i) => (i === 1 ? 1 : 0));
    same(
      reverse.hvp(f, x, v),
      backward.map((row) => row[1]),
    );
    const all = reverse.valueGradientAndHessian(f, x);
    assert.is(all.value, f(x));
    same(all.hessian, backward);
  });
}

drivers('shapes: numbers, nested arrays, records, typed arrays', () => {
  same(reverse.gradient(square, 3), 6);
  same(
    reverse.gradient(
      (m) => h.sum(m.flat().map((x) => square(x))),
      [
        [1, 2],
        [3, 4],
      ],
    ),
    [
      [2, 4],
      [6, 8],
    ],
  );
  same(
    reverse.gradient(({ w, b }) => add(mul(w[0], 2), mul(w[1], b)), { w: [5, 7], b: 3 }),
    { w: [2, 3], b: 7 },
  );
  same(reverse.gradient(h.sumOfSquares, Float64Array.of(1, 2)), [2, 4]);
  same(reverse.gradient(h.sum, []), []);
});

drivers(
  'hessian of a vector field: the indices of the output, then twice those of the input, as in forward mode',
  () => {
    const polar = ([r, t]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => [mul(r, cos(t)), mul(r, sin(t)), 5];
    const [c, s] = [Math.cos(0.5), Math.sin(0.5)];
    const due = [
      [
        [0, -s],
        [-s, -2 * c],
      ],
      [
        [0, c],
        [c, -2 * s],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ];
    same(reverse.hessian(polar, [2, 0.5]), due);
    same(h.hessian(polar, [2, 0.5]), due);

    // Matrices and records.
    const f = ({ a, b }: { a: readonly [Scalar, Scalar]; b: Scalar }): { p: [[Scalar, Scalar]]; q: Scalar } => ({
      p: [[mul(mul(a[0], a[1]), b), square(b)]],
      q: a[0],
    });
    const x = { a: [2, 3], b: 5 } as const;
    same(reverse.hessian(f, x), h.hessian(f, x));
    same(reverse.hessian(f, x).p[0][0].a[0], { a: [0, 5], b: 3 });

    // Without inputs, and without outputs.
    same(
      reverse.hessian(() => [1, 2], []),
      h.hessian(() => [1, 2], []),
    );
    same(
      reverse.hessian(() => [], [1]),
      h.hessian(() => [], [1]),
    );
    assert.match(
      thrown(() => reverse.valueGradientAndHessian((() => [1, 2]) as unknown as () => Scalar, [1])).message,
      /expected f to return one number, got an array of length 2\. Use hessian\(f, x\)\./,
    );
  },
);

drivers('jacobian: the indices of the output first, row by row from one call of f', () => {
  let calls = 0;
  const f = ([x, y]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => {
    calls++;
    return [mul(x, y), add(x, y), square(x)];
  };
  same(reverse.jacobian(f, [2, 3]), [
    [3, 2],
    [1, 1],
    [4, 0],
  ]);
  assert.is(calls, 1);
  same(reverse.valueAndJacobian(f, [2, 3]).value, [6, 5, 4]);
  same(
    reverse.jacobian(({ a }) => ({ p: [square(a[0]), a[1]] }), { a: [3, 4] }),
    { p: [{ a: [6, 0] }, { a: [0, 1] }] },
  );
});

drivers('vjp and pullback: wᵀJ, as often as wanted from one evaluation', () => {
  let calls = 0;
  const f = ([x, y]: readonly [Scalar, Scalar]): [Scalar, Scalar] => {
    calls++;
    return [mul(x, y), sin(x)];
  };
  same(reverse.vjp(f, [2, 3], [1, 10]).cotangent, [3 + 10 * Math.cos(2), 2]);
  calls = 0;
  const { value, pullback } = reverse.pullback(f, [2, 3]);
  same(value, [6, Math.sin(2)]);
  same(pullback([1, 0]), [3, 2]);
  same(pullback([0, 1]), [Math.cos(2), 0]);
  same(pullback([1, 0]), [3, 2]);
  assert.is(calls, 1);
});

drivers('outputs that are constants, inputs themselves, or ignore an input', () => {
  same(
    reverse.gradient(() => 5, [1, 2]),
    [0, 0],
  );
  same(
    reverse.gradient(([x]) => x, [1, 2]),
    [1, 0],
  );
  same(
    reverse.jacobian(([x, y]) => [y, 3, x, x], [1, 2]),
    [
      [0, 1],
      [0, 0],
      [1, 0],
      [1, 0],
    ],
  );
});

drivers('the four nestings, to third order, agree', () => {
  const f = (x: Scalar): Scalar => mul(exp(x), sin(x));
  const due = 2 * Math.exp(0.7) * (Math.cos(0.7) - Math.sin(0.7));
  const modes: ((f: (x: Scalar) => Scalar, x: Scalar) => Scalar)[] = [derivative, reverse.gradient];
  for (const a of modes) {
    for (const b of modes) {
      near(h.value(a((x) => b(f, x), 0.7)), 2 * Math.exp(0.7) * Math.cos(0.7), 4);
      for (const c of modes) near(h.value(a((x) => b((y) => c(f, y), x), 0.7)), due, 24);
    }
  }
});

drivers('no confusion: x · d/dy(x + y) has derivative 1, whichever mode is outside', () => {
  const modes: ((f: (x: Scalar) => Scalar, x: Scalar) => Scalar)[] = [derivative, reverse.gradient];
  for (const outer of modes) {
    for (const inner of modes) {
      same(
        outer(
          (x: Scalar) =>
            mul(
              x,
              inner((y: Scalar) => add(x, y), 1),
            ),
          1,
        ),
        1,
      );
    }
  }
});

drivers('a tape records again after f has thrown', () => {
  const f = (x: Scalar): Scalar => {
    if (h.value(x) > 1) throw new Error('stop');
    return square(x);
  };
  assert.is(thrown(() => reverse.gradient(f, 2)).message, 'stop');
  same(reverse.gradient(f, 0.5), 1);
});

drivers('more inputs than a new tape has places', () => {
  const x = Array.from({ length: 5000 }, (_, i) => i);
  same(
    reverse.gradient(h.sumOfSquares, x),
    x.map((xi) => 2 * xi),
  );
});

drivers('a chain of 3,000,000 operations, without recursion and within 100 bytes an operation', () => {
  const n = 3_000_000;
  global.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  let during = 0;
  const d = reverse.gradient((x) => {
    let y: Scalar = x;
    for (let i = 0; i < n; i++) y = mul(y, 1.0000001);
    during = process.memoryUsage().arrayBuffers - before;
    return y;
  }, 1);
  assert.ok(Math.abs(d / Math.exp(0.3) - 1) < 1e-6, String(d));
  assert.ok(during / n < 100, `${(during / n).toFixed(1)} bytes an operation`);
});

drivers('singular points follow the table', () => {
  same(
    reverse.gradient((x) => sqrt(mul(0, x)), 1),
    0,
  );
  same(reverse.gradient(log, -1), Number.NaN);
  same(reverse.gradient(h.abs, 0), 0);
  same(
    reverse.gradient(([a, b]) => h.max(a, b), [2, 2]),
    [0.5, 0.5],
  );
  // Beside the origin the slopes of an angle are those of the opposite point with the other sign.
  same(
    reverse.gradient(([a, b]) => h.atan2(a, b), [0, 0]),
    [0, 0],
  );
});

drivers('misuse says what to do', () => {
  assert.is(
    thrown(() => reverse.gradient((x) => x as never, [1, 2])).message,
    'gradient: expected f to return one number, got an array of length 2. Use jacobian(f, x).',
  );
  assert.is(
    thrown(() => reverse.vjp((x) => x, [1, 2], [1] as never)).message,
    'vjp: expected w to have the shape of f(x), an array of length 2, got an array of length 1. Give one number of w for each of f(x).',
  );
  let kept: Scalar = 0;
  reverse.gradient((x) => {
    kept = x;
    return x;
  }, 1);
  assert.match(
    thrown(() => reverse.gradient((x) => mul(x, kept), 1)).message,
    /expected its numbers to stay inside the call/,
  );
  assert.match(
    thrown(() => reverse.jacobian(([x]) => [x as Scalar, kept], [1])).message,
    /expected its numbers to stay inside the call/,
  );
  assert.match(
    thrown(() => Number(kept)).message,
    /^A number that carries derivatives was used with a native operator/,
  );
});

drivers('vjp at an infinite slope: a zero is strong, and NaN stays NaN', () => {
  const f = ([x, y]: readonly h.Scalar[]): h.Scalar[] => [h.sqrt(h.mul(0, x)), h.log(y)];
  same(reverse.vjp(f, [1, 2], [1, 1]), { value: [0, Math.log(2)], cotangent: [0, 0.5] });
  same(reverse.vjp(f, [1, -2], [1, 1]).cotangent, [0, Number.NaN]);
});

drivers.run();
