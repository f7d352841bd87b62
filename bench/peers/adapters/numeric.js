/** numeric: differences with a step of its own choice. */
import numeric from 'numeric';
import { book, rosenbrock, small } from './functions.js';

const o = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  number: (x) => x,
  pow: Math.pow,
  isPositive: (x) => x > 0,
  abs: Math.abs,
  exp: Math.exp,
  log: Math.log,
  cos: Math.cos,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
};

export const ways = [
  {
    way: 'gradient',
    precision: 'differences',
    derivative: () => (x) => numeric.gradient(([t]) => book(o)(t), [x])[0],
    gradient: () => (x) => numeric.gradient(rosenbrock(o), x),
    slopeOf: (name) => (x) => numeric.gradient(([t]) => small[name](o)(t), [x])[0],
    gradientOf: (name) => (x) => numeric.gradient(small[name](o), x),
    nested: () => (x) => numeric.gradient(([t]) => t * numeric.gradient(([y]) => t + y, [1])[0], [x])[0],
  },
];
