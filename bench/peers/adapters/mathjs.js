/** mathjs: formulas in strings, differentiated by symbols, compiled to JavaScript. */
import { derivative, simplify } from 'mathjs';
import { book, broyden, range, rosenbrock, small } from './functions.js';

const call = (name) => (x) => `${name}(${x})`;

const o = {
  add: (x, y) => `(${x} + ${y})`,
  sub: (x, y) => `(${x} - ${y})`,
  mul: (x, y) => `(${x} * ${y})`,
  pow: (x, y) => `(${x} ^ ${y})`,
  number: String,
  ...Object.fromEntries(['exp', 'log', 'cos', 'sqrt', 'tanh', 'abs'].map((name) => [name, call(name)])),
};

const names = (n) => range(n).map((i) => `x${i}`);
const scope = (x) => Object.fromEntries(x.map((xi, i) => [`x${i}`, xi]));

/** Its default simplification takes seconds for ten variables; without it the formulas are the same functions. */
const by = (formula, name) => derivative(formula, name, { simplify: false });

const slope = (formula) => {
  const compiled = by(formula, 'x').compile();
  return (x) => compiled.evaluate({ x });
};

const partials = (formula, n) => names(n).map((name) => by(formula, name));

export const ways = [
  {
    way: 'symbolic',
    precision: 'double',
    lacks: ['branch'],
    derivative: () => slope(book(o)('x')),
    second: () => slope(by(book(o)('x'), 'x')),
    gradient: (n) => {
      const compiled = partials(rosenbrock(o)(names(n)), n).map((formula) => formula.compile());
      return (x) => compiled.map((c) => c.evaluate(scope(x)));
    },
    hessian: (n) => {
      const rows = partials(rosenbrock(o)(names(n)), n).map((g) => partials(simplify(g), n).map((h) => h.compile()));
      return (x) => rows.map((row) => row.map((c) => c.evaluate(scope(x))));
    },
    jacobian: (n) => {
      const rows = broyden(o)(names(n)).map((r) => partials(r, n).map((formula) => formula.compile()));
      return (x) => rows.map((row) => row.map((c) => c.evaluate(scope(x))));
    },
    slopeOf: (name) => slope(small[name](o)('x')),
    gradientOf: (name) => {
      const compiled = partials(small[name](o)(names(2)), 2).map((formula) => formula.compile());
      return (x) => compiled.map((c) => c.evaluate(scope(x)));
    },
    nested: () => slope(`x * (${by('x + y', 'y')})`),
  },
];
