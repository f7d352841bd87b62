/** @jax-js/jax: arrays in single precision, on WebAssembly; what it is given it takes, so what is used twice is `.ref`. */
import { grad, hessian, jacrev, jit, numpy as np } from '@jax-js/jax';

const book = (x) => {
  const a = x.ref.mul(x);
  const u = a.ref.add(np.exp(a));
  return np.sqrt(u.ref).add(np.cos(u));
};

/** As a user of arrays writes it: all terms at once. */
const rosenbrock = (x) => {
  const n = x.shape[0];
  const left = x.ref.slice([0, n - 1]);
  const right = x.slice([1, n]);
  const a = right.sub(left.ref.mul(left.ref));
  const b = np.array(1).sub(left);
  return a.ref.mul(a).mul(100).add(b.ref.mul(b)).sum();
};

const broyden = (x) => {
  const n = x.shape[0];
  const zero = () => np.zeros([1]);
  const before = np.concatenate([zero(), x.ref.slice([0, n - 1])]);
  const after = np.concatenate([x.ref.slice([1, n]), zero()]);
  const own = np.array(3).sub(x.ref.mul(2)).mul(x);
  return own.sub(before).sub(after.mul(2)).add(1);
};

const small = {
  abs: np.abs,
  tail: np.tanh,
  log: (x) => np.log(x.prod()),
  chain: (x) => {
    let y = x.ref;
    for (let i = 0; i < 20_000; i++) y = y.add(x.ref.mul(x.ref));
    x.dispose();
    return y;
  },
  power: (x) => np.power(x, np.array(0)),
  removable: (x) => np.cos(np.sqrt(x)),
  equal: (x) => x.mul(np.array([2, 3])).sum(),
};

/** From an array of JavaScript to one. */
const call = (f) => (x) => f(np.array(x)).js();

export const ways = [
  {
    way: 'jit, WebAssembly',
    precision: 'single',
    lacks: ['branch'],
    derivative: () => call(jit(grad(book))),
    second: () => call(jit(grad(grad(book)))),
    gradient: () => call(jit(grad(rosenbrock))),
    hessian: () => call(jit(hessian(rosenbrock))),
    jacobian: () => call(jit(jacrev(broyden))),
    slopeOf: (name) => call(grad(small[name])),
    gradientOf: (name) => call(grad(small[name])),
    nested: () => call(grad((x) => x.ref.mul(grad((y) => x.add(y))(np.array(1))))),
  },
];
