/** The drivers that choose give what both modes give, call f as the better one does, and keep no recording that is too long. */
import { suite } from 'uvu';
import { equal, is, not, ok } from 'uvu/assert';
import { modeFor, secondOrderModeFor } from '../../lib/auto/choice.js';
import * as h from '../../lib/index.js';
import {
  abs,
  add,
  auto,
  derivative,
  exp,
  gradient,
  mul,
  relu,
  type Scalar,
  sin,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;
const line = (n: number): number[] => Array.from({ length: n }, (_, i) => 0.4 + 0.3 * Math.sin(i));

/** Every input with its neighbour. */
const chain = (x: Vector): Scalar => {
  let total: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) total = add(total, square(sub(at(x, i + 1), sin(at(x, i)))));
  return total;
};
/** m numbers, each of all inputs. */
const funnel =
  (m: number) =>
  (x: Vector): Scalar[] => {
    const y = exp(mul(0.1, chain(x)));
    return Array.from({ length: m }, (_, k) => mul(k + 1, y));
  };

/** f, and what it was called on: 'numbers', 'Bundle', 'Variable' ... */
function watched<Y>(f: (x: Vector) => Y): { f: (x: Vector) => Y; kinds: string[] } {
  const kinds: string[] = [];
  return {
    kinds,
    f: (x) => {
      const first = x[0];
      kinds.push(typeof first === 'number' ? 'numbers' : (first?.kind ?? 'nothing'));
      return f(x);
    },
  };
}

const test = suite('drivers that choose the mode');

test('the derivatives of both modes, for one input and many, one output and many', () => {
  const within = (actual: unknown, expected: unknown, name: string): void => {
    const [a, b] = [actual, expected].map((list) => (list as number[][]).flat(3) as number[]) as [number[], number[]];
    const size = Math.max(...b.map(Math.abs));
    is(a.length, b.length, name);
    b.forEach((x, i) => {
      ok(Math.abs((a[i] as number) - x) <= 1e-14 * size, `${name}: ${a[i]} for ${x}`);
    });
  };
  for (const n of [1, 2, 7, 20, 40]) {
    const x = line(n);
    const v = x.map((_, i) => Math.cos(i));
    within(auto.gradient(chain, x), gradient(chain, x), `gradient ${n}`);
    within(auto.hessian(chain, x), h.hessian(chain, x), `hessian ${n}`);
    within(auto.hvp(chain, x, v), h.hvp(chain, x, v), `hvp ${n}`);
    const [all, due] = [auto.valueGradientAndHessian(chain, x), h.valueGradientAndHessian(chain, x)];
    same(all.value, due.value);
    within(all.gradient, due.gradient, `all ${n}`);
    within(all.hessian, due.hessian, `all ${n}`);
    for (const m of [1, 3, 30]) {
      within(auto.jacobian(funnel(m), x), h.jacobian(funnel(m), x), `jacobian ${n}, ${m}`);
      const { value, jacobian } = auto.valueAndJacobian(funnel(m), x);
      equal(value, funnel(m)(x));
      within(jacobian, h.jacobian(funnel(m), x), `jacobian ${n}, ${m}`);
    }
    within(auto.hessian(funnel(3), x), h.hessian(funnel(3), x), `hessians ${n}`);
  }
});

test('structures of x and f(x) are kept', () => {
  const f = ({ a, b }: { a: Scalar; b: Vector }): Scalar => mul(a, at(b, 1));
  const x = { a: 2, b: [3, 4] };
  equal(auto.gradient(f, x), { a: 4, b: [0, 2] });
  equal(auto.valueAndGradient(f, x), { value: 8, gradient: { a: 4, b: [0, 2] } });
  equal(
    auto.jacobian(({ a, b }: { a: Scalar; b: Vector }) => ({ y: mul(a, at(b, 0)) }), x),
    {
      y: { a: 3, b: [2, 0] },
    },
  );
  is(
    auto.gradient((t: Scalar) => square(t), 3),
    6,
  );
  is(
    auto.hessian((t: Scalar) => square(t), 3),
    2,
  );
  equal(
    auto.gradient(() => 1, []),
    [],
  );
});

test('f is called on the numbers of the mode, and on plain ones only where their number of outputs decides', () => {
  const kindsOf = (run: (f: (x: Vector) => never) => unknown, f: (x: Vector) => unknown): string[] => {
    const { f: g, kinds } = watched(f);
    run(g as never);
    return kinds;
  };
  for (const n of [1, 5, 40])
    equal(
      kindsOf((f) => auto.gradient(f, line(n)), chain),
      ['Variable'],
    );
  equal(
    kindsOf((f) => auto.jacobian(f, line(6)), funnel(1)),
    ['Bundle'],
  );
  equal(
    kindsOf((f) => auto.jacobian(f, line(16)), funnel(1)),
    ['numbers', 'Variable'],
  );
  equal(
    kindsOf((f) => auto.jacobian(f, line(16)), funnel(30)),
    ['numbers', 'Bundle'],
  );
  equal(
    kindsOf((f) => auto.hessian(f, line(12)), chain),
    ['SecondBundle'],
  );
  equal(
    kindsOf((f) => auto.hessian(f, line(13)), chain),
    ['numbers', 'Variable'],
  );
  equal(
    kindsOf((f) => auto.hessian(f, line(13)), funnel(2)),
    ['numbers', 'SecondBundle'],
  );
  equal(
    [modeFor(7, 1), modeFor(8, 2), secondOrderModeFor(12, 1), secondOrderModeFor(25, 2)],
    ['reverse', 'forward', 'forward', 'reverse'],
  );
});

/** More operations than are recorded for few inputs. */
const LONG = 17 * 100;
const long = (x: Vector): Scalar => {
  let y = at(x, 0);
  for (let i = 0; i < LONG; i++) y = mul(y, 1);
  return mul(y, at(x, 1));
};

/** With a lower limit. */
function limited(work: () => void): void {
  const { recordingLimit } = auto;
  const before = recordingLimit.operationsPerInput;
  recordingLimit.operationsPerInput = 100;
  try {
    work();
  } finally {
    recordingLimit.operationsPerInput = before;
  }
}

test('a function of very many operations goes by forward mode, which keeps none of them', () => {
  const { f, kinds } = watched(long);
  const x: number[] = [2, 3, ...new Array<number>(14).fill(0)];
  const slopes: number[] = [3, 2, ...new Array<number>(14).fill(0)];
  const calls = (run: () => unknown): string[] => {
    kinds.length = 0;
    run();
    return [...new Set(kinds)];
  };
  equal(
    calls(() => auto.gradient(f, x)),
    ['Variable'],
  );
  limited(() => {
    equal(
      calls(() => equal(auto.valueAndGradient(f, x), { value: 6, gradient: slopes })),
      ['Variable', 'Bundle'],
    );
    equal(
      calls(() =>
        equal(
          auto.jacobian((t: Vector) => [f(t)], x),
          [slopes],
        ),
      ),
      ['numbers', 'Variable', 'Bundle'],
    );
    equal(
      calls(() =>
        equal(
          auto.hvp(
            f,
            x,
            x.map((_, i) => Number(i === 0)),
          ),
          x.map((_, i) => Number(i === 1)),
        ),
      ),
      ['Variable', 'HyperDual'],
    );
    equal(
      calls(() => is(auto.hessian(f, x)[0]?.[1], 1)),
      ['numbers', 'Variable', 'SecondBundle'],
    );
    equal(
      calls(() => equal(auto.valueGradientAndHessian(f, x).gradient, slopes)),
      ['Variable', 'SecondBundle'],
    );
    // A pool of tapes that are long already makes no difference, nor do they have a limit from then on.
    equal(reverse.gradient(long, x), slopes);
    equal(
      calls(() => auto.gradient(f, x)),
      ['Variable', 'Bundle'],
    );
    // Tied or not, one tie in each of two calls is one.
    equal(
      auto.gradient((t: Vector) => abs(mul(0, long(t))), x),
      reverse.gradient((t: Vector) => abs(mul(0, long(t))), x),
    );
  });
});

test('the limit is that of the driver itself, whoever catches what ends the recording', () => {
  // f goes on after it.
  const stubborn = (x: Vector): Scalar => {
    try {
      return long(x);
    } catch {
      return at(x, 0);
    }
  };
  limited(() => equal(auto.gradient(stubborn, [2, 3]), [3, 2]));
  // The inner driver's recording is short, the outer one's is not.
  const outer = (x: Vector): Scalar =>
    add(
      at(
        auto.gradient(([a, b]: Vector) => mul(a as Scalar, b as Scalar), x),
        0,
      ),
      long(x),
    );
  limited(() => equal(auto.gradient(outer, [2, 3]), [3, 3]));
  // The other way round.
  const inner = ([t]: Vector): Scalar =>
    at(
      auto.gradient((x: Vector) => mul(long(x), t as Scalar), [2, 3]),
      0,
    );
  limited(() => equal(auto.gradient(inner, [5]), [3]));
});

test('kinks and singular points as in both modes', () => {
  const root = (x: Vector): Scalar => h.sqrt(square(square(at(x, 0))));
  equal(auto.hessian(root, [0]), [[2]]);
  const feeding = (x: Vector): Scalar => sub(relu(relu(at(x, 0))), relu(h.neg(at(x, 0))));
  same(auto.gradient(feeding, [0, 1]), reverse.gradient(feeding, [0, 1]));
  same(auto.gradient(feeding, [0, 1]), [1, 0]);
  const wide = line(20).fill(0);
  same(
    auto.hessian((x: Vector) => abs(square(at(x, 3))), wide),
    h.hessian((x: Vector) => abs(square(at(x, 3))), wide),
  );
});

test('inside of other drivers', () => {
  const f = (c: Scalar): Scalar =>
    at(
      auto.gradient(([x, y]: Vector) => mul(mul(square(x as Scalar), y as Scalar), c), [2, 3]),
      0,
    );
  is(derivative(f, 5), 12);
  const bilinear = ([x, y]: Vector): Scalar =>
    at(
      auto.gradient(([a, b]: Vector) => mul(square(a as Scalar), b as Scalar), [x, y] as never),
      0,
    );
  equal(auto.gradient(bilinear, [2, 3]), [6, 4]);
});

test('errors are those of the drivers', () => {
  const of = (run: () => unknown): string => (thrown(run) as Error).message;
  ok(
    /^gradient: expected f to return one number, got an array of length 2\. Use jacobian\(f, x\)\./.test(
      of(() => auto.gradient(((x: Vector) => [x[0], x[1]]) as never, [1, 2])),
    ),
  );
  ok(/^gradient: expected a function/.test(of(() => auto.gradient([1, 2] as never, chain as never))));
  ok(/^hvp: expected v to have the shape of x/.test(of(() => auto.hvp(chain, [1, 2], [1] as never))));
  const own = of(() =>
    auto.gradient(() => {
      throw new Error('of f');
    }, [1, 2]),
  );
  is(own, 'of f');
  not.ok(/recording/.test(own));
});

test.run();
