/** simplegrad: a graph, made into JavaScript by `new Function`; the user zeroes the gradients between calls. */
import { ValueStorage, Variable } from 'simplegrad';
import { book, broyden, range, rosenbrock, small } from './functions.js';

const operators = (storage) => {
  // Its subtraction wants a graph on the left.
  const isGraph = (x) => typeof x !== 'number';
  const number = (x) => x;
  return {
    number,
    add: (x, y) => (isGraph(x) ? x.add(y) : y.add(x)),
    sub: (x, y) => (isGraph(x) ? x.sub(y) : y.mul(-1).add(x)),
    mul: (x, y) => (isGraph(x) ? x.mul(y) : y.mul(x)),
    exp: (x) => x.exp(),
    log: (x) => x.log(),
    cos: (x) => x.cos(),
    abs: (x) => x.abs(),
    tanh: (x) => x.tanh(),
    pow: (x, y) => x.pow(y),
    sqrt: (x) => x.pow(0.5),
    storage,
  };
};

/** All slopes of one output of n inputs; its arrays are cleared by hand, which its README does not say. */
const gradientOf = (f, n) => {
  const storage = new ValueStorage();
  const inputs = range(n).map(() => new Variable(storage));
  const y = f(operators(storage))(inputs);
  y.compile();
  return (x) => {
    storage.gv.fill(0);
    for (let i = 0; i < n; i++) inputs[i].setValue(x[i]);
    y.forward();
    y.setGradient(1);
    y.backward();
    return inputs.map((input) => input.getGradient());
  };
};

const slopeOf = (f) => {
  const g = gradientOf(
    (o) =>
      ([x]) =>
        f(o)(x),
    1,
  );
  return (x) => g([x])[0];
};

export const ways = [
  {
    way: 'compiled to JavaScript',
    precision: 'double',
    lacks: ['branch'],
    derivative: () => slopeOf(book),
    gradient: (n) => gradientOf(rosenbrock, n),
    jacobian: (n) => {
      const rows = range(n).map((i) => gradientOf((o) => (x) => broyden(o)(x)[i], n));
      return (x) => rows.map((row) => row(x));
    },
    slopeOf: (name) => slopeOf(small[name]),
    gradientOf: (name) => gradientOf(small[name], 2),
  },
];
