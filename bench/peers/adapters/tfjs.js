/** @tensorflow/tfjs: tensors in single precision, reverse mode, on the processor. */
import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');

const book = (x) => {
  const a = x.square();
  const u = a.add(a.exp());
  return u.sqrt().add(u.cos());
};

/** As a user of tensors writes it: all terms at once. */
const rosenbrock = (x) => {
  const n = x.shape[0];
  const left = x.slice([0], [n - 1]);
  const a = x.slice([1], [n - 1]).sub(left.square());
  return a.square().mul(100).add(tf.sub(1, left).square()).sum();
};

const broyden = (x) => {
  const n = x.shape[0];
  const before = x.slice([0], [n - 1]).pad([[1, 0]]);
  const after = x.slice([1], [n - 1]).pad([[0, 1]]);
  return tf.sub(3, x.mul(2)).mul(x).sub(before).sub(after.mul(2)).add(1);
};

const small = {
  abs: tf.abs,
  tail: tf.tanh,
  log: (x) => x.prod().log(),
  branch: (x) => (x.dataSync()[0] > 0 ? x.square() : x.mul(0)),
  chain: (x) => {
    let y = x;
    for (let i = 0; i < 20_000; i++) y = y.add(x.mul(x));
    return y;
  },
  power: (x) => x.pow(0),
  removable: (x) => x.sqrt().cos(),
  equal: (x) => x.mul([2, 3]).sum(),
};

const slope = (f) => (x) => tf.tidy(() => tf.grad(f)(tf.scalar(x)).dataSync()[0]);
const gradient = (f) => (x) => tf.tidy(() => tf.grad(f)(tf.tensor1d(x)).dataSync());

/** One sweep for each row: it has no driver for matrices. */
const rows = (f) => (x) =>
  tf.tidy(() =>
    x.map((_, i) =>
      tf
        .grad((y) => f(y).slice([i], [1]).asScalar())(tf.tensor1d(x))
        .dataSync(),
    ),
  );

export const ways = [
  {
    way: 'tensors, cpu',
    precision: 'single',
    derivative: () => slope(book),
    second: () => slope((x) => tf.grad(book)(x)),
    gradient: () => gradient(rosenbrock),
    hessian: () => rows((x) => tf.grad(rosenbrock)(x)),
    jacobian: () => rows(broyden),
    slopeOf: (name) => slope(small[name]),
    gradientOf: (name) => gradient(small[name]),
    nested: () => slope((x) => x.mul(tf.grad((y) => x.add(y))(tf.scalar(1)))),
  },
];
