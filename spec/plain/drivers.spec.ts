/** Each driver of ordinary code gives what the driver of the same purpose gives for the function by operators. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
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
  plain.configure(before);
});

drivers.run();
