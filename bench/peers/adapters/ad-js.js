/** ad.js: forward and reverse mode by operators, nested at will; a third engine without higher derivatives. */
import load from 'ad.js';
import { book, broyden, rosenbrock, small } from './functions.js';

const make = (way, ad, drivers) => {
  const o = {
    ...{ add: ad.add, sub: ad.sub, mul: ad.mul, number: (x) => x, pow: ad.maths.pow, isPositive: (x) => ad.gt(x, 0) },
    ...{ exp: ad.maths.exp, log: ad.maths.log, cos: ad.maths.cos, sqrt: ad.maths.sqrt, tanh: ad.maths.tanh },
    abs: ad.maths.abs,
  };
  const { slope, gradient, isNested } = drivers(ad);
  return {
    way,
    precision: 'double',
    derivative: () => slope(book(o)),
    second: isNested && (() => slope((x) => slope(book(o))(x))),
    gradient: () => gradient(rosenbrock(o)),
    hessian: isNested && ((n) => (x) => x.map((_, i) => gradient((y) => gradient(rosenbrock(o))(y)[i])(x).slice(0, n))),
    jacobian: () => (x) => x.map((_, i) => gradient((y) => broyden(o)(y)[i])(x)),
    slopeOf: (name) => slope(small[name](o)),
    gradientOf: (name) => gradient(small[name](o)),
    nested: () => slope((x) => o.mul(x, slope((y) => o.add(x, y))(1))),
  };
};

export const ways = [
  make('forward', load({}), (ad) => ({ slope: ad.derivativeF, gradient: ad.gradientF, isNested: true })),
  make('reverse', load({}), (ad) => ({ slope: ad.derivativeR, gradient: ad.gradientR, isNested: true })),
];
