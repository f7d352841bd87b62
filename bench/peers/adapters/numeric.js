/** numeric: differences with a step of its own choice. */
import numeric from 'numeric';
import { book, plain as o, rosenbrock, small } from './functions.js';

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
