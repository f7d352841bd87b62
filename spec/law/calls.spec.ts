/**
 * How often f is called: as at any other point where no look is due, two times more where one is, whatever the number of
 * inputs, and once more where forward mode met ties and has to see on a tape whether one feeds another. `hessian`,
 * `reverse.hvp`, and `reverse.gradient` inside of other drivers, take numbers that are fast and do not know which of their
 * parts are there; where they meet what is not finite, they call f once more in a pass, on numbers that know.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as h from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import type { LawField } from '../support/law-modes.js';

const { abs, add, cbrt, cos, div, dot, exp, log, lt, max, mul, neg, norm, pow, relu, sqrt, square, sub, sum } = h;

type Scalar = h.Scalar;
type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

const test = suite('calls of f');

interface Drivers {
  gradient(f: LawField, x: Vector): number[];
  valueAndGradient(f: LawField, x: Vector): { gradient: number[] };
  jacobian(f: (x: Vector) => Vector, x: Vector): number[][];
  hessian(f: LawField, x: Vector): number[][];
  hvp(f: LawField, x: Vector, v: Vector): number[];
}
interface Forward extends Drivers {
  jvp(f: LawField, x: Vector, v: Vector): { tangent: number };
  vhvp(f: LawField, x: Vector, v: Vector): number;
  taylor(f: (t: Scalar) => Scalar, x: number, order: number): number[];
}
const F = h as unknown as Forward;
const R = reverse as unknown as Drivers;

interface Counted {
  readonly name: string;
  /** Calls at an ordinary point of n numbers. */
  readonly ordinary: (n: number) => number;
  readonly order: 1 | 2;
  readonly forward: boolean;
  /** @param outer - told by each call of the outer function, where f is inside of an inner forward driver, once an input. */
  run(f: LawField, x: readonly number[], outer: () => void): unknown;
  readonly countsOuter: boolean;
  /** Calls more at most where something is not finite, for n inputs. */
  readonly notFinite: (n: number) => number;
}

const ones = (x: readonly number[]): number[] => x.map(() => 1);
const once = (): number => 1;
const chunks = (n: number): number => Math.ceil(n / 16);

/** Drivers whose only pass may be taken again. */
const ONCE_MORE = ['hessian', 'reverse hvp', 'reverse over reverse'];

const counted = (name: string, order: 1 | 2, ordinary: (n: number) => number, run: Counted['run']): Counted => ({
  ...{ name, order, ordinary, run },
  forward: !name.startsWith('reverse'),
  countsOuter: name.endsWith('over forward'),
  // Forward over reverse mode: once in each pass, and where f is called on a tape for its ties.
  notFinite: (n) => (name === 'forward over reverse' ? chunks(n) + 1 : Number(ONCE_MORE.includes(name))),
});

const gradientOf =
  (f: LawField, outer: () => void) =>
  (t: Vector): Vector => {
    outer();
    return F.gradient(f, t);
  };

const FIRST: readonly Counted[] = [
  counted('gradient', 1, chunks, (f, x) => F.gradient(f, x)),
  counted('valueAndGradient', 1, chunks, (f, x) => F.valueAndGradient(f, x)),
  counted('jacobian', 1, chunks, (f, x) => F.jacobian((t) => [f(t), sum(t), 3], x)),
  counted('jvp', 1, once, (f, x) => F.jvp(f, x, ones(x))),
  counted('reverse gradient', 1, once, (f, x) => R.gradient(f, x)),
  counted('reverse valueAndGradient', 1, once, (f, x) => R.valueAndGradient(f, x)),
  counted('reverse jacobian', 1, once, (f, x) => R.jacobian((t) => [f(t), sum(t), 3], x)),
];

const SECOND: readonly Counted[] = [
  counted('hessian', 2, once, (f, x) => F.hessian(f, x)),
  counted(
    'hvp',
    2,
    (n) => n,
    (f, x) => F.hvp(f, x, ones(x)),
  ),
  counted('vhvp', 2, once, (f, x) => F.vhvp(f, x, ones(x))),
  counted('reverse hvp', 2, once, (f, x) => R.hvp(f, x, ones(x))),
  counted('forward over reverse', 2, chunks, (f, x) => F.jacobian((t) => R.gradient(f, t), x)),
  counted('reverse over reverse', 2, once, (f, x) => R.jacobian((t) => R.gradient(f, t), x)),
  counted('forward over forward', 2, chunks, (f, x, outer) => F.jacobian(gradientOf(f, outer), x)),
  counted('reverse over forward', 2, once, (f, x, outer) => R.jacobian(gradientOf(f, outer), x)),
];

/** The calls of f by one run of the driver (of the outer function, where that is what counts). */
function callsOf(driver: Counted, f: LawField, x: readonly number[]): number {
  let calls = 0;
  let outer = 0;
  driver.run(
    (t) => {
      calls++;
      return f(t);
    },
    x,
    () => outer++,
  );
  return driver.countsOuter ? outer : calls;
}

/** Calls more than at an ordinary point, where all is finite. */
function exactly(drivers: readonly Counted[], what: string, f: LawField, x: readonly number[], due: number): void {
  const known = drivers.map((driver): Counted => ({ ...driver, notFinite: () => 0 }));
  more(known, what, f, x, due);
}

/** Calls more than at an ordinary point, where something is not finite. */
function more(drivers: readonly Counted[], what: string, f: LawField, x: readonly number[], due: number): void {
  for (const driver of drivers) {
    const calls = callsOf(driver, f, x) - driver.ordinary(x.length);
    assert.ok(
      calls >= due && calls <= due + driver.notFinite(x.length),
      `${what}, ${driver.name}, ${x.length} inputs: ${calls} calls more, due ${due}`,
    );
  }
}

const fill = (n: number, x: number): number[] => new Array(n).fill(x);
const SIZES = [2, 20, 50] as const;

test('at an ordinary point: the calls that each driver says', () => {
  const f: LawField = (x) => exp(mul(0.01, dot(x, x)));
  for (const n of [1, ...SIZES]) exactly([...FIRST, ...SECOND], 'ordinary', f, fill(n, 0.5), 0);
  exactly(FIRST, 'ordinary', f, fill(200, 0.5), 0);
});

// ---------------------------------------------------------------------------------------------- where no look is due

test('masks: 0 times what has an infinite slope', () => {
  const f: LawField = (x) => sum(x.map((xi, i) => mul(i % 2, mul(sqrt(add(xi, i % 2)), xi))));
  for (const n of SIZES) more([...FIRST, ...SECOND], 'masked roots', f, fill(n, 0), 0);
  const kink: LawField = (x) => add(mul(abs(at(x, 0)), 0), sum(x));
  for (const n of SIZES) more(SECOND, 'masked kink', kink, fill(n, 0), 0);
});

test('padding: rows of plain zeros, and rows masked to zero', () => {
  const padded: LawField = (x) =>
    sum([norm(x), norm([0, 0, 0]), norm(x.map((xi) => mul(0, xi))), sqrt(mul(0, at(x, 0)))]);
  for (const n of SIZES) exactly([...FIRST, ...SECOND], 'padding', padded, fill(n, 0.5), 0);
});

test('one-hot rows', () => {
  const picked: LawField = (x) =>
    dot(
      x.map((_, i) => Number(i === 1)),
      x.map((xi) => cbrt(xi)),
    );
  for (const n of SIZES) more([...FIRST, ...SECOND], 'one-hot', picked, [0, 8, ...fill(n - 2, 0)], 0);
});

test('zero distances: a point and itself', () => {
  const distances: LawField = (x) => {
    const points = [x.slice(0, 1), x.slice(1, 2)].map(([a]) => [a as Scalar, mul(2, a as Scalar)]);
    return sum(points.flatMap((p) => points.map((q) => norm(p.map((pi, k) => sub(pi, at(q, k)))))));
  };
  for (const n of SIZES) exactly([...FIRST, ...SECOND], 'distances', distances, [...fill(n - 1, 1), 3].reverse(), 0);
});

test('a layer with exact zeros: first slopes are fixed', () => {
  const layer: LawField = (x) => sum(x.map((xi, i) => mul(i - 0.5, relu(xi))));
  const reverseOnly = FIRST.filter(({ forward }) => !forward);
  for (const n of [...SIZES, 200]) more(reverseOnly, 'relu', layer, fill(n, 0), 0);
});

test('one kink, met in every pass of a long gradient, is one', () => {
  const f: LawField = (x) => add(abs(sum(x)), at(x, 0));
  for (const n of [...SIZES, 200]) more(FIRST, 'one kink', f, fill(n, 0), 0);
});

test('an infinite value with infinite slopes', () => {
  const f: LawField = (x) => add(log(at(x, 0)), at(x, 1));
  for (const n of SIZES) more([...FIRST, ...SECOND], 'log 0', f, fill(n, 0), 0);
});

// --------------------------------------------------------------------------------------------------- where one is due

test('slopes that are not finite: two calls more, whatever n', () => {
  const f: LawField = (x) => add(square(sqrt(at(x, 0))), sum(x));
  for (const n of [...SIZES, 200]) more(FIRST, 'square of a root', f, fill(n, 0), 2);
  for (const n of [1, ...SIZES]) more(SECOND, 'square of a root', f, fill(n, 0), 2);
  const all: LawField = (x) => sum(x.map((xi) => cbrt(pow(xi, 3))));
  for (const n of [...SIZES, 200]) more(FIRST, 'cube roots', all, fill(n, 0), 2);
});

test('curvature at kinks: two calls more, whatever n', () => {
  for (const n of [1, ...SIZES]) {
    more(SECOND, 'norm²', (x) => square(norm(x)), fill(n, 0), 2);
    more(SECOND, 'abs', (x) => abs(sum(x)), fill(n, 0), 2);
    const squares: LawField = (x) => sum(x.map((xi) => square(abs(xi))));
    // Of two kinks and more a forward driver of first order asks a tape once whether one feeds another.
    const asksTape = ({ name }: Counted): boolean => n > 1 && name.startsWith('forward over');
    more(SECOND.filter(asksTape), 'squares of abs', squares, fill(n, 0), 3);
    more(
      SECOND.filter((driver) => !asksTape(driver)),
      'squares of abs',
      squares,
      fill(n, 0),
      2,
    );
  }
});

test('one side outside of the domain, or throwing: both are tried', () => {
  const root: LawField = (x) => sum(x.map((xi) => cos(sqrt(xi))));
  for (const n of [...SIZES, 200]) more(FIRST, 'roots', root, fill(n, 0), 2);
  const throwing: LawField = (x) => {
    if (lt(at(x, 0), 0) === true) throw new Error('outside');
    return root(x);
  };
  for (const n of [...SIZES, 200]) more(FIRST, 'throwing', throwing, fill(n, 0), 2);
  for (const n of [1, ...SIZES]) more(SECOND, 'throwing', throwing, fill(n, 0), 2);
});

test('two ties: forward mode calls f once more, on a tape, to see whether one feeds the other', () => {
  const apart: LawField = (x) => add(abs(at(x, 0)), relu(at(x, 1)));
  const feeding: LawField = (x) => sub(relu(relu(at(x, 0))), relu(neg(at(x, 0))));
  const triple: LawField = (x) => add(max(at(x, 0), at(x, 1), 0), abs(at(x, 0)));
  const forward = FIRST.filter((driver) => driver.forward);
  const backward = FIRST.filter((driver) => !driver.forward);
  for (const n of [...SIZES, 200]) {
    more(forward, 'two ties apart', apart, fill(n, 0), 1);
    more(backward, 'two ties apart', apart, fill(n, 0), 0);
    more(forward, 'a tie in a tie', feeding, fill(n, 0), 3);
    more(backward, 'a tie in a tie', feeding, fill(n, 0), 2);
    more(forward, 'a tie of three and another', triple, fill(n, 0), 3);
    more(backward, 'a tie of three and another', triple, fill(n, 0), 2);
  }
  // Ties of inputs that are never turned on together: all modes look at the same points.
  const far: LawField = (x) => add(max(at(x, 0), at(x, 1), 0), abs(at(x, x.length - 1)));
  for (const n of [20, 50]) {
    more(forward, 'a tie of three and another far away', far, fill(n, 0), 3);
    more(backward, 'a tie of three and another far away', far, fill(n, 0), 2);
  }
});

test('drivers of one number, and series', () => {
  const run = (driver: (f: (x: Scalar) => Scalar, x: number) => unknown, f: (x: Scalar) => Scalar): number => {
    let calls = 0;
    driver((t) => {
      calls++;
      return f(t);
    }, 0);
    return calls;
  };
  const root = (x: Scalar): Scalar => square(sqrt(x));
  const smooth = (x: Scalar): Scalar => cos(x);
  const drivers: readonly ((f: (x: Scalar) => Scalar, x: number) => unknown)[] = [
    h.derivative,
    h.valueAndDerivative,
    h.secondDerivative,
    h.valueAndSecondDerivative,
    (f, x) => F.taylor(f, x, 1),
    (f, x) => F.taylor(f, x, 5),
    (f, x) => h.derivatives(f, x, 3),
    (f, x) => h.nthDerivative(f, x, 3),
    (f, x) => h.derivative((s: Scalar) => h.derivative(f, s), x),
  ];
  drivers.forEach((driver, i) => {
    assert.is(run(driver, smooth), 1, `driver ${i} at an ordinary point`);
    assert.is(run(driver, root), 3, `driver ${i} at a singular point`);
  });
});

// ------------------------------------------------------------------------------------- f that is no function of x alone

const close = (actual: readonly number[], due: readonly number[], what: string): void => {
  due.forEach((d, i) => {
    assert.ok(Math.abs((actual[i] as number) - d) <= 1e-14, `${what}: due ${d}, got ${actual[i]}`);
  });
};

test('f that throws on one side has the slope of the other; on both, NaN, and nothing is thrown', () => {
  const right: LawField = ([x]) => {
    if (lt(x as Scalar, 0) === true) throw new RangeError('left');
    return cos(sqrt(x as Scalar));
  };
  const left: LawField = ([x]) => {
    if (lt(0, x as Scalar) === true) throw new RangeError('right');
    return cos(sqrt(neg(x as Scalar)));
  };
  const nowhere: LawField = ([x]) => {
    if (h.eq(x as Scalar, 0) !== true) throw new RangeError('beside');
    return square(sqrt(x as Scalar));
  };
  for (const drivers of [F, R]) {
    close(drivers.gradient(right, [0]), [-0.5], 'right');
    close(drivers.gradient(left, [0]), [0.5], 'left');
    close(drivers.hessian(right, [0]).flat(), [1 / 12], 'right');
    assert.ok(Number.isNaN(drivers.gradient(nowhere, [0])[0]), 'nowhere');
  }
});

test('what f throws at x itself is thrown', () => {
  const f: LawField = () => {
    throw new RangeError('always');
  };
  assert.throws(() => F.gradient(f, [0]), /always/);
  assert.throws(() => R.gradient(f, [0]), /always/);
});

test('inputs that must move in different directions, or by less than others', () => {
  const quadrant: LawField = ([x, y]) => mul(cos(sqrt(x as Scalar)), cos(sqrt(neg(y as Scalar))));
  // |y| <= x: cos sqrt(x - y)·cos sqrt(x + y) = 1 - x + ...
  const wedge: LawField = ([x, y]) =>
    mul(cos(sqrt(sub(x as Scalar, y as Scalar))), cos(sqrt(add(x as Scalar, y as Scalar))));
  for (const drivers of [F, R]) {
    close(drivers.gradient(quadrant, [0, 0]), [-0.5, 0.5], 'quadrant');
    close(drivers.gradient(wedge, [0, 0]), [-1, 0], 'wedge');
  }
});

test('f that is random, or keeps state: NaN stays where another look would be needed, and only there', () => {
  const shaken: LawField = ([x]) => add(Math.random(), square(sqrt(x as Scalar)));
  let calls = 0;
  const counting: LawField = ([x]) => add(calls++, square(sqrt(x as Scalar)));
  const smooth: LawField = ([x]) => mul(2, add(Math.random(), x as Scalar));
  for (const drivers of [F, R]) {
    assert.ok(Number.isNaN(drivers.gradient(shaken, [0])[0]), 'random');
    assert.ok(Number.isNaN(drivers.gradient(counting, [0])[0]), 'counting');
    assert.ok(Number.isNaN(drivers.hessian(counting, [0]).flat()[0]), 'counting, second order');
    close(drivers.gradient(smooth, [0]), [2], 'random, at an ordinary point');
  }
});

test('a side beyond a jump is left out where the other has the value of f', () => {
  const f: LawField = ([x]) => add(h.floor(x as Scalar), cbrt(pow(x as Scalar, 3)));
  const g: LawField = ([x]) => mul(add(1, h.ceil(x as Scalar)), cbrt(pow(x as Scalar, 3)));
  for (const drivers of [F, R]) {
    close(drivers.gradient(f, [0]), [1], 'floor');
    // Continuous: a kink with slopes 1 and 2.
    close(drivers.gradient(g, [0]), [1.5], 'ceil');
    close(drivers.hessian(f, [0]).flat(), [0], 'floor');
  }
});

test('a quotient by what is exactly zero beside: 0 times a finite number, not of an infinite one', () => {
  const f: LawField = ([x]) => mul(0, div(1, x as Scalar));
  for (const drivers of [F, R]) assert.ok(Number.isNaN(drivers.gradient(f, [0])[0]), '0·Infinity');
});

test.run();
