/** nerdamer-prime: formulas in strings, differentiated by symbols, made into functions of numbers. */
import { createRequire } from 'node:module';
import { book, broyden, range, rosenbrock, small } from './functions.js';

const require = createRequire(import.meta.url);
const nerdamer = require('nerdamer-prime');
require('nerdamer-prime/Calculus');

const call = (name) => (x) => `${name}(${x})`;

const o = {
  add: (x, y) => `(${x} + ${y})`,
  sub: (x, y) => `(${x} - ${y})`,
  mul: (x, y) => `(${x} * ${y})`,
  pow: (x, y) => `(${x} ^ ${y})`,
  number: String,
  ...Object.fromEntries(['exp', 'log', 'cos', 'sqrt', 'tanh', 'abs'].map((name) => [name, call(name)])),
};

// Names in the order of the alphabet, so that x10 does not come before x2.
const names = (n) => range(n).map((i) => `x${String(i).padStart(4, '0')}`);

const by = (formula, name) => nerdamer.diff(formula, name);
const slope = (formula) => by(formula, 'x').buildFunction(['x']);
const partials = (formula, n) => names(n).map((name) => by(formula, name).buildFunction(names(n)));

export const ways = [
  {
    way: 'symbolic',
    precision: 'double',
    lacks: ['branch'],
    derivative: () => slope(book(o)('x')),
    second: () => nerdamer.diff(book(o)('x'), 'x', 2).buildFunction(['x']),
    gradient: (n) => {
      const all = partials(rosenbrock(o)(names(n)), n);
      return (x) => all.map((g) => g(...x));
    },
    hessian: (n) => {
      const formula = rosenbrock(o)(names(n));
      const rows = names(n).map((name) => partials(by(formula, name).toString(), n));
      return (x) => rows.map((row) => row.map((h) => h(...x)));
    },
    jacobian: (n) => {
      const rows = broyden(o)(names(n)).map((r) => partials(r, n));
      return (x) => rows.map((row) => row.map((j) => j(...x)));
    },
    slopeOf: (name) => slope(small[name](o)('x')),
    gradientOf: (name) => {
      const all = partials(small[name](o)(names(2)), 2);
      return (x) => all.map((g) => g(...x));
    },
    nested: () => slope(`x * (${by('x + y', 'y')})`),
  },
];
