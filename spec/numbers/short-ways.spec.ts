/** The short ways of numbers with plain parts give what the universal classes give, which go by the table. */
import { suite } from 'uvu';
import {
  add,
  cos,
  derivative,
  div,
  exp,
  gradient,
  log,
  mul,
  reciprocal,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import { Dual } from '../../lib/numbers/dual.js';
import { FlatBundle } from '../../lib/numbers/flat-bundle.js';
import { FlatDual } from '../../lib/numbers/flat-dual.js';
import { FlatHyperDual } from '../../lib/numbers/flat-hyperdual.js';
import * as reverse from '../../lib/reverse/index.js';
import type { Active } from '../../lib/scalar/active.js';
import { Level } from '../../lib/scalar/level.js';
import { FlatVariable } from '../../lib/tape/flat-variable.js';
import { same, thrown } from '../support/assert.js';

const level = new Level('test');
const infinity = Number.POSITIVE_INFINITY;

const VALUES = [0, -0, 1, -1, 0.3, -2.5, 7e5, 1e-310, 1e200, -1e200, Number.MAX_VALUE, infinity, -infinity, Number.NaN];
const TANGENTS = [0, -0, 1, -2.5, 1e300, infinity, -infinity, Number.NaN];

/** Primal and tangent; 0 for a tangent that is -0, whose sign is not part of the contract. */
function parts(x: Scalar): number[] {
  const { primal, tangent } = x as Dual;
  return [primal as number, (tangent as number) + 0];
}

const short = suite('short ways');

for (const f of [square, reciprocal, sqrt, exp, log, sin, cos]) {
  const name = `apply${f.name[0]?.toUpperCase()}${f.name.slice(1)}`;

  short(`${name}: the bits of the row, at singular points and for any tangent`, () => {
    same(name in FlatDual.prototype, true);
    for (const primal of VALUES) {
      for (const tangent of TANGENTS) {
        const flat = f(new FlatDual(level, primal, tangent));
        same(flat instanceof FlatDual, true);
        same(parts(flat), parts(f(new Dual(level.mixed, primal, tangent))), `${f.name}(${primal} + ${tangent}ε)`);
      }
    }
  });
}

for (const [operator, peer] of [
  [add, 'addPeer'],
  [sub, 'subPeer'],
  [mul, 'mulPeer'],
  [div, 'divPeer'],
] as const) {
  short(`${peer}: the bits of the universal class`, () => {
    for (const a of VALUES) {
      for (const b of VALUES) {
        for (const da of TANGENTS) {
          for (const db of TANGENTS) {
            const flat = operator(new FlatDual(level, a, da), new FlatDual(level, b, db));
            const universal = operator(new Dual(level.mixed, a, da), new Dual(level.mixed, b, db));
            same(parts(flat), parts(universal), `${operator.name}(${a} + ${da}ε, ${b} + ${db}ε)`);
          }
        }
      }
    }
  });
}

const FIELD = ['add', 'sub', 'rsub', 'mul', 'div', 'rdiv', 'neg'];
const PEERS = ['addPeer', 'subPeer', 'mulPeer', 'divPeer'];
const FUNCTIONS = ['Square', 'Reciprocal', 'Sqrt', 'Exp', 'Log', 'Sin', 'Cos'].map((name) => `apply${name}`);

for (const [flat, others] of [
  [FlatDual, [...FUNCTIONS, 'timesOver']],
  [FlatBundle, ['over', 'partials', 'tangent', 'tangents']],
  [FlatHyperDual, ['again', 'applyRatio', 'over']],
  [FlatVariable, []],
] as const) {
  // One that is lost would be the method of the base: the same numbers, several times slower.
  short(`${flat.name} has its own methods for all that is hot`, () => {
    const own = Object.getOwnPropertyNames(flat.prototype).filter((name) => name !== 'constructor');
    same(own.sort(), [...FIELD, ...PEERS, 'joined', 'unary', ...others].sort());
  });
}

short('the methods add, sub, mul and div of two numbers of one class do what the operators do', () => {
  const byMethods = (x: Scalar, y: Scalar): Scalar => {
    const [a, b] = [x, y] as [Active, Active];
    return ((a.mul(b) as Active).add(a.div(b)) as Active).sub(b);
  };
  const byOperators = (x: Scalar, y: Scalar): Scalar => sub(add(mul(x, y), div(x, y)), y);
  for (const slopes of [gradient, reverse.gradient]) {
    same(
      slopes(([x, y]) => byMethods(x, y), [3, 0.7]),
      slopes(([x, y]) => byOperators(x, y), [3, 0.7]),
    );
  }
  for (const slope of [derivative, secondDerivative]) {
    same(
      slope((x) => byMethods(x, exp(x)), 0.7),
      slope((x) => byOperators(x, exp(x)), 0.7),
    );
  }
});

short('numbers of other libraries, which have methods too, are not taken for numbers of this one', () => {
  const decimal = { add: () => 1, plus: () => 1, mul: () => 1, times: () => 1, exp: () => 1, sqrt: () => 1 };
  for (const operator of [add, mul]) {
    same(thrown(() => operator(decimal as never, decimal as never)) instanceof TypeError, true);
    same(thrown(() => operator(2, decimal as never)) instanceof TypeError, true);
  }
  for (const f of [exp, sqrt]) same(thrown(() => f(decimal as never)) instanceof TypeError, true);
});

short.run();
