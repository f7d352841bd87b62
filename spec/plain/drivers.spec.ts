/** Each driver of ordinary code gives what the driver of the same purpose gives for the function by operators. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareModes, moments } from '../../lib/analysis/index.js';
import * as forward from '../../lib/index.js';
import { add, exp, mul, type Scalar, sin } from '../../lib/index.js';
import * as plain from '../../lib/plain/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { both } from './load.js';

type F1 = (x: number) => number;
type FN = (x: number[]) => number;
type FV = (x: number[]) => number[];

const { f: curve } = both<F1>('(x) => Math.sin(x) * Math.exp(x) + x');
const byOperators = (x: Scalar): Scalar => add(mul(sin(x), exp(x)), x);
const { f: field } = both<FN>('([a, b, c]) => a * b * Math.sin(c) + Math.exp(a)');
const fieldByOperators = ([a, b, c]: readonly Scalar[]): Scalar =>
  add(mul(mul(a as Scalar, b as Scalar), sin(c as Scalar)), exp(a as Scalar));
const { f: flow } = both<FV>('([a, b, c]) => [a * b, Math.sin(c) * a, Math.exp(b) + c]');
const flowByOperators = ([a, b, c]: readonly Scalar[]): Scalar[] => [
  mul(a as Scalar, b as Scalar),
  mul(sin(c as Scalar), a as Scalar),
  add(exp(b as Scalar), c as Scalar),
];

const drivers = suite('drivers');
const x = [1.5, -0.5, 0.75];
const v = [1, 2, -1];

/** Drivers by the arguments after f. */
const cases: readonly (readonly [name: string, ...args: unknown[]])[] = [
  ['derivative', 0.7],
  ['secondDerivative', 0.7],
  ['valueAndDerivative', 0.7],
  ['valueAndSecondDerivative', 0.7],
  ['derivatives', 0.7, 5],
  ['nthDerivative', 0.7, 4],
  ['taylor', 0.7, 5],
  ['gradient', x],
  ['valueAndGradient', x],
  ['hessian', x],
  ['valueGradientAndHessian', x],
  ['hvp', x, v],
  ['vhvp', x, v],
  ['laplacian', x],
  ['directionalDerivative', x, v],
  ['jacobian', x],
  ['valueAndJacobian', x],
  ['jvp', x, v],
  ['divergence', x],
  ['curl', x],
];

type Driver = (f: unknown, ...args: unknown[]) => unknown;

for (const [name, ...args] of cases) {
  drivers(name, () => {
    const of = (module: object): Driver => module[name as keyof object];
    const isVector = ['jacobian', 'valueAndJacobian', 'jvp', 'divergence', 'curl'].includes(name);
    const [f, g] =
      typeof args[0] === 'number'
        ? [curve, byOperators]
        : isVector
          ? [flow, flowByOperators]
          : [field, fieldByOperators];
    assert.equal(of(plain)(f, ...args), of(forward)(g, ...args));
    const before = plain.configure({ check: false });
    assert.equal(of(plain)(f, ...args), of(forward)(g, ...args));
    plain.configure(before);
  });
}

drivers('reverse mode', () => {
  assert.equal(plain.reverseGradient(field, x), reverse.gradient(fieldByOperators, x));
  assert.equal(plain.reverseValueAndGradient(field, x), reverse.valueAndGradient(fieldByOperators, x));
  assert.equal(plain.reverseJacobian(flow, x), reverse.jacobian(flowByOperators, x));
  assert.equal(plain.reverseValueAndJacobian(flow, x), reverse.valueAndJacobian(flowByOperators, x));
  assert.equal(plain.reverseHessian(field, x), reverse.hessian(fieldByOperators, x));
  assert.equal(plain.reverseValueGradientAndHessian(field, x), reverse.valueGradientAndHessian(fieldByOperators, x));
  assert.equal(plain.reverseHvp(field, x, v), reverse.hvp(fieldByOperators, x, v));
  assert.equal(plain.vjp(flow, x, v), reverse.vjp(flowByOperators, x, v));
  const [p, q] = [plain.pullback(flow, x), reverse.pullback(flowByOperators, x)];
  assert.equal([p.value, p.pullback(v)], [q.value, q.pullback(v)]);
});

drivers('the mode chosen', () => {
  const { auto } = forward;
  assert.equal(plain.auto.gradient(field, x), auto.gradient(fieldByOperators, x));
  assert.equal(plain.auto.valueAndGradient(field, x), auto.valueAndGradient(fieldByOperators, x));
  assert.equal(plain.auto.jacobian(flow, x), auto.jacobian(flowByOperators, x));
  assert.equal(plain.auto.valueAndJacobian(flow, x), auto.valueAndJacobian(flowByOperators, x));
  assert.equal(plain.auto.hessian(field, x), auto.hessian(fieldByOperators, x));
  assert.equal(plain.auto.valueGradientAndHessian(field, x), auto.valueGradientAndHessian(fieldByOperators, x));
  assert.equal(plain.auto.hvp(field, x, v), auto.hvp(fieldByOperators, x, v));
});

drivers('Taylor polynomials and series of several variables', () => {
  const [p, q] = [plain.taylorPolynomial(curve, 0.7, 4), forward.taylorPolynomial(byOperators, 0.7, 4)];
  assert.equal(p.coefficients, q.coefficients);
  const [m, n] = [plain.multivariateTaylor(field, x, 3), forward.multivariateTaylor(fieldByOperators, x, 3)];
  assert.equal(JSON.stringify(m), JSON.stringify(n));
});

drivers('linearize', () => {
  const [p, q] = [plain.linearize(flow, x), forward.linearize(flowByOperators, x)];
  assert.equal(p.value, q.value);
  const [pAny, qAny] = [p, q] as unknown as [Record<string, unknown>, Record<string, unknown>];
  const methods = Object.keys(qAny).filter((name) => typeof qAny[name] === 'function');
  assert.equal(Object.keys(pAny).sort(), Object.keys(qAny).sort());
  for (const method of methods) {
    const call = (line: Record<string, unknown>): unknown => (line[method] as (v: unknown) => unknown)(v);
    assert.equal(call(pAny), call(qAny), method);
  }
});

drivers('reports of hyperdual/analysis', () => {
  const covariance = [1, 2, 3].map((variance, i) => [0, 1, 2].map((j) => (i === j ? variance : 0)));
  for (const order of [1, 2] as const) {
    assert.equal(
      plain.moments(flow, x, covariance, { order }),
      moments(flowByOperators, x as [number, number, number], covariance as never, { order }),
    );
  }
  const [p, q] = [
    plain.compareModes(field, x, { budget: 0 }),
    compareModes(fieldByOperators, x as [number, number, number], { budget: 0 }),
  ];
  assert.equal([p.mode, p.forward, p.reverse], [q.mode, q.forward, q.reverse]);
});

drivers('accessors of classes have no derivatives of their own, and say so', () => {
  class Sheet {
    width: number;
    height: number;
    constructor(width: number, height: number) {
      this.width = width;
      this.height = height;
    }
    get name(): string {
      return 'sheet';
    }
  }
  const Turned = both<(C: typeof Sheet) => new (w: number, h: number) => Sheet & { readonly area: number }>(
    '(C) => class extends C { get area() { return this.width * this.height; } get half() { return 0.5 * this.area; } set half(a) {} }',
  ).f(Sheet);
  type Turned = InstanceType<typeof Turned>;
  const { f } = both<(s: Turned) => number>('(s) => s.area * s.width');
  const sheet = new Turned(2, 3);
  const due = { width: 12, height: 4 };
  for (const check of [true, false]) {
    const before = plain.configure({ check });
    const [forwards, backwards] = [plain.gradient(f, sheet), plain.reverseGradient(f, sheet)];
    for (const found of [forwards, backwards, plain.valueAndGradient(f, sheet).gradient]) {
      assert.equal(found, due);
      assert.throws(() => found.area, /area: expected a field of the class, got an accessor.* Read width, height/);
    }
    // Directions and points may be instances, or records with or without the accessors.
    for (const direction of [
      new Turned(1, 10),
      { width: 1, height: 10, area: 7, name: 'x' },
      { width: 1, height: 10 },
    ]) {
      assert.is(plain.directionalDerivative(f, sheet, direction as Turned), 52);
      assert.is(plain.linearize(f, sheet).tangent(direction as Turned), 52);
    }
    assert.equal(plain.hessian(f, sheet).width, { width: 6, height: 4 });
    assert.throws(() => plain.hessian(f, sheet).width.area, /got an accessor/);
    // What f returns.
    const { f: scaled } = both<(C: typeof Turned) => (t: number) => Turned>('(C) => (t) => new C(t * t, 3 * t)');
    const J = plain.jacobian(scaled(Turned), 2);
    assert.equal(J, { width: 4, height: 3 });
    assert.throws(() => J.area, /got an accessor/);
    plain.configure(before);
  }
  const g = plain.compile((s: Turned) => plain.gradient(f, s), sheet);
  assert.equal(g(sheet), due);
  assert.equal(g({ width: 2, height: 3, area: 6 } as Turned), due);
  assert.throws(() => g(sheet).area, /got an accessor/);
  // Many points may be instances as well.
  const points = [sheet, new Turned(1, 1)];
  assert.equal(Array.from(g.map(points)), [12, 4, 2, 1]);
  assert.equal(g.sum(points), { width: 14, height: 5 });
});

drivers('instances with private fields cannot be given: the message says so', () => {
  class Hidden {
    #x = 1;
    k: number;
    constructor(k: number) {
      this.k = k;
    }
    get product(): number {
      return this.#x * this.k;
    }
  }
  for (const driver of [plain.gradient, plain.reverseGradient]) {
    assert.throws(
      () => driver((h: Hidden) => h.product, new Hidden(2)),
      /expected the instances in x to have public fields only, got private ones.*#x/,
    );
  }
});

drivers('checks against differences', () => {
  assert.is(plain.checkGradient(field, x).passed, true);
  assert.is(plain.checkJacobian(flow, x).passed, true);
  assert.is(plain.checkHessian(field, x).passed, true);
});

drivers('structures within structures', () => {
  class Point {
    readonly name = 'point';
    x: number;
    y: number;
    constructor(x: number, y: number) {
      this.x = x;
      this.y = y;
    }
    get length(): number {
      return this.x;
    }
  }
  const { f } = both<(p: { points: Point[]; weights: Float64Array; unit: string }) => number>(
    '({ points, weights, unit }) => points.reduce((sum, p, i) => sum + p.x * p.y * weights[i], unit === "m" ? 0 : 1)',
  );
  const found = plain.gradient(f, {
    points: [new Point(2, 3), new Point(4, 5)],
    weights: new Float64Array([1, 10]),
    unit: 'm',
  });
  assert.equal(found, {
    points: [
      { x: 3, y: 2 },
      { x: 50, y: 40 },
    ],
    weights: [6, 20],
  });
  const { f: vector } = both<(t: number) => Point>('(Point => (t) => new Point(t * t, 3 * t))');
  assert.equal(plain.jacobian((vector as unknown as (c: unknown) => (t: number) => Point)(Point), 2), { x: 4, y: 3 });
});

drivers('what holds no number is refused', () => {
  assert.throws(() => plain.gradient(field, 'x' as never), /gradient: expected x to be a number or to hold some, got/);
  assert.throws(() => plain.gradient(field, [new Date(0)] as never), /expected x to be a number or to hold some/);
  assert.throws(() => plain.derivative(7 as never, 1), /derivative: expected/);
  assert.throws(() => plain.configure(1 as never), /configure: expected settings, got 1/);
});

drivers('what is not transformed is named', () => {
  const before = plain.configure({ check: false });
  assert.throws(() => plain.derivative((x) => x * x, 2), /the derivative would be lost at .*is not transformed/);
  // Of drivers in drivers, and in compiled functions, the innermost knows the place.
  const square = (x: number): number => x * x;
  for (const work of [
    () => plain.derivative((x) => plain.derivative(square, x), 2),
    () => plain.compile((x: number) => plain.derivative(square, x), 2),
  ]) {
    assert.throws(
      work,
      (error: Error) => error.message.split('would be lost at').length === 2 && /\(square\)/.test(error.message),
    );
  }
  plain.configure(before);
});

drivers.run();
