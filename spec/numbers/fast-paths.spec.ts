/** The ways that were made for speed are taken: nothing of an ordinary call falls back on a universal class. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  add,
  cos,
  derivative,
  div,
  exp,
  gradient,
  log,
  mul,
  neg,
  reciprocal,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
  tan,
} from '../../lib/index.js';
import { Bundle } from '../../lib/numbers/bundle.js';
import { Dual } from '../../lib/numbers/dual.js';
import { FlatBundle } from '../../lib/numbers/flat-bundle.js';
import { FlatDual } from '../../lib/numbers/flat-dual.js';
import { FlatHyperDual } from '../../lib/numbers/flat-hyperdual.js';
import { HyperDual } from '../../lib/numbers/hyperdual.js';
import * as reverse from '../../lib/reverse/index.js';
import type { Active } from '../../lib/scalar/active.js';
import { FlatVariable } from '../../lib/tape/flat-variable.js';
import { Tape } from '../../lib/tape/tape.js';
import { Variable } from '../../lib/tape/variable.js';

const test = suite('fast paths');

/** How often methods of a class itself, not of those behind it, are called. */
function callsOf(prototype: object, names: readonly string[], run: () => unknown): string[] {
  const table = prototype as Record<string, (...args: unknown[]) => unknown>;
  const called: string[] = [];
  const before = new Map(names.filter((name) => Object.hasOwn(table, name)).map((name) => [name, table[name]]));
  for (const [name, method] of before) {
    table[name] = function (this: unknown, ...args) {
      called.push(name);
      return method.apply(this, args);
    };
  }
  try {
    run();
  } finally {
    for (const [name, method] of before) table[name] = method;
  }
  return called;
}

const METHODS = ['add', 'sub', 'rsub', 'mul', 'div', 'rdiv', 'neg', 'unary', 'jets', 'timesOver'];

/** Every operation on two numbers of one class. */
const ofTwo = (x: Scalar, y: Scalar): Scalar => div(mul(add(x, y), sub(x, y)), y);
/** And on one of them and a plain number. */
const ofOne = (x: Scalar): Scalar =>
  tan(neg(sub(add(1, x), div(div(sub(3, mul(2, sub(mul(x, 2), 1))), add(x, 4)), div(2, div(x, 3))))));

const drivers: readonly [string, object, object, (f: (x: Scalar, y: Scalar) => Scalar) => unknown][] = [
  ['dual', FlatDual.prototype, Dual.prototype, (f) => derivative((t: Scalar) => f(t, sin(t)), 0.7)],
  [
    'hyper-dual',
    FlatHyperDual.prototype,
    HyperDual.prototype,
    (f) => secondDerivative((t: Scalar) => f(t, sin(t)), 0.7),
  ],
  ['bundle', FlatBundle.prototype, Bundle.prototype, (f) => gradient(([x, y]) => f(x, y), [0.7, 0.3])],
  ['variable', FlatVariable.prototype, Variable.prototype, (f) => reverse.gradient(([x, y]) => f(x, y), [0.7, 0.3])],
];

for (const [name, flat, universal, drive] of drivers) {
  test(`${name}: plain parts stay in native arithmetic`, () => {
    const program = (x: Scalar, y: Scalar): Scalar => ofOne(ofTwo(x, y));
    assert.equal(
      callsOf(universal, METHODS, () => drive(program)),
      [],
    );
  });
  test(`${name}: their methods, which parts of other numbers go by, stay in native arithmetic too`, () => {
    const byMethods = (x: Scalar, y: Scalar): Scalar => {
      const [a, b] = [x, y] as [Active, Active];
      return ((a.add(b) as Active).mul(a.sub(b)) as Active).div(b);
    };
    assert.equal(
      callsOf(universal, METHODS, () => drive(byMethods)),
      [],
    );
  });
  test(`${name}: two numbers of one class meet by the short way`, () => {
    assert.equal(
      callsOf(flat, ['add', 'sub', 'mul', 'div'], () => drive(ofTwo)),
      [],
    );
  });
}

test('the commonest functions of a dual number are methods', () => {
  const all = (x: Scalar): Scalar => square(reciprocal(sqrt(exp(log(sin(cos(x)))))));
  assert.equal(
    callsOf(FlatDual.prototype, ['unary'], () => derivative(all, 0.7)),
    [],
  );
});

test('a sweep over finite partials is one over floats', () => {
  const f = ([x, y]: readonly Scalar[]): Scalar => ofOne(ofTwo(x, y));
  assert.equal(
    callsOf(Tape.prototype, ['scalars'], () => reverse.gradient(f as never, [0.7, 0.3] as never)),
    [],
  );
});

test.run();
