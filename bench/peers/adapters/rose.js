/** rose: traced and compiled to WebAssembly. Functions that it lacks are defined as its README shows. */
import { abs, add, compile, Dual, div, fn, jvp, mul, neg, opaque, Real, sqrt, sub, Vec, vjp } from 'rose';
import { book, broyden, range, rosenbrock, small, unit } from './functions.js';

const exp = opaque([Real], Real, Math.exp);
const sin = opaque([Real], Real, Math.sin);
const cos = opaque([Real], Real, Math.cos);
const log = opaque([Real], Real, Math.log);
exp.jvp = fn([Dual], Dual, ({ re: x, du }) => {
  const y = exp(x);
  return { re: y, du: mul(du, y) };
});
sin.jvp = fn([Dual], Dual, ({ re: x, du }) => ({ re: sin(x), du: mul(du, cos(x)) }));
cos.jvp = fn([Dual], Dual, ({ re: x, du }) => ({ re: cos(x), du: mul(du, neg(sin(x))) }));
log.jvp = fn([Dual], Dual, ({ re: x, du }) => ({ re: log(x), du: div(du, x) }));

const o = { add, sub, mul, number: (x) => x, exp, log, cos, sqrt, abs };

const slope = (f) => (x) => jvp(f)({ re: x, du: 1 }).du;
const real = (f) => fn([Real], Real, f);
const real2 = (f) => fn([Real, Real], Real, f);

/** Its vectors have no length. */
const list = (f, n) => (x) => f(range(n).map((i) => x[i]));

/** A function is defined before the one that differentiates it: not within. */
const gradient = (f, n) => {
  const V = Vec(n, Real);
  const g = fn([V], Real, list(f, n));
  return fn([V], V, (x) => vjp(g)(x).grad(1));
};

/** One sweep for each row. */
const jacobian = (f, n) => {
  const V = Vec(n, Real);
  return fn([V], Vec(n, V), (x) => {
    const { grad } = vjp(f)(x);
    return range(n).map((i) => grad(unit(n, i)));
  });
};

/** The inner function takes x as an argument of its own, with no tangent. */
const nested = () => {
  const inner = real2(add);
  const outer = real((x) => mul(x, jvp(inner)({ re: x, du: 0 }, { re: 1, du: 1 }).du));
  return compile(real(slope(outer)));
};

export const ways = [
  {
    way: 'WebAssembly',
    precision: 'double',
    lacks: ['power', 'tail', 'branch'],
    derivative: () => compile(real(slope(real(book(o))))),
    second: () => compile(real(slope(real(slope(real(book(o))))))),
    gradient: (n) => compile(gradient(rosenbrock(o), n)),
    hessian: (n) => compile(jacobian(gradient(rosenbrock(o), n), n)),
    jacobian: (n) => compile(jacobian(fn([Vec(n, Real)], Vec(n, Real), list(broyden(o), n)), n)),
    slopeOf: (name) => compile(real(slope(real(small[name](o))))),
    gradientOf: (name) => compile(gradient(small[name](o), 2)),
    nested,
  },
];
