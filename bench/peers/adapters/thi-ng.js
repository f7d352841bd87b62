/** @thi.ng/dual-algebra: dual numbers as arrays, a tangent for each input. */
import { $, abs, add, cos, dual, exp, log, mul, pow, sqrt, sub } from '@thi.ng/dual-algebra';
import { book, broyden, rosenbrock, small } from './functions.js';

/** Its operators want duals of one width, so numbers are made duals of the width that is in use. */
const operators = (n) => {
  const number = (x) => dual(x, n);
  return { add, sub, mul, number, exp, log, cos, sqrt, abs, pow, isPositive: ([x]) => x > 0 };
};

const inputs = (x) => x.map((xi, i) => dual(xi, x.length, i + 1));
const rest = (y) => y.slice(1);

export const ways = [
  {
    way: 'forward',
    precision: 'double',
    lacks: ['tail'],
    derivative: () => (x) => book(operators(1))($(x, 1))[1],
    gradient: (n) => (x) => rest(rosenbrock(operators(n))(inputs(x))),
    jacobian: (n) => (x) => broyden(operators(n))(inputs(x)).map(rest),
    slopeOf: (name) => (x) => small[name](operators(1))($(x, 1))[1],
    gradientOf: (name) => (x) => rest(small[name](operators(2))(inputs(x))),
  },
];
