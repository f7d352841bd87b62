/** Tridiagonal Jacobians of 10 000 unknowns: their nonzeros, compiled and eager, against hand-written code. */
import { add, exp, mul, type Scalar, square, sub } from 'hyperdual';
import { compiledSparseJacobian, sparseJacobian } from 'hyperdual/sparse';
import { subject, type Task } from '../case.js';
import { broyden, point } from '../workloads.js';

const N = 10_000;
const x = Float64Array.from(point(N));
const values = new Float64Array(3 * N - 2);

/** r_i = exp(x_i) - x_i·x_(i-1) - x_i·x_(i+1)²: no entry of its Jacobian is constant. */
function reaction(u: readonly Scalar[]): Scalar[] {
  const n = u.length;
  return u.map((ui, i) => {
    let r: Scalar = exp(ui);
    if (i > 0) r = sub(r, mul(ui, u[i - 1]));
    return i < n - 1 ? sub(r, mul(ui, square(u[i + 1]))) : r;
  });
}

/** The same with a square in place of the exponential, which takes most of the time on both sides. */
function quadratic(u: readonly Scalar[]): Scalar[] {
  const n = u.length;
  return u.map((ui, i) => {
    const r = sub(square(ui), i > 0 ? mul(ui, u[i - 1]) : 0);
    return i < n - 1 ? add(r, mul(ui, square(u[i + 1]))) : r;
  });
}

/** Column by column: the entry above the diagonal, on it, below it. */
function broydenByHand(u: Float64Array, out: Float64Array): Float64Array {
  const n = u.length;
  let k = 0;
  for (let j = 0; j < n; j++) {
    if (j > 0) out[k++] = -2;
    out[k++] = 3 - 4 * u[j];
    if (j < n - 1) out[k++] = -1;
  }
  return out;
}

function reactionByHand(u: Float64Array, out: Float64Array): Float64Array {
  const n = u.length;
  out[0] = Math.exp(u[0]) - u[1] * u[1];
  out[1] = -u[1];
  let k = 2;
  for (let j = 1; j < n - 1; j++) {
    out[k] = -2 * u[j - 1] * u[j];
    out[k + 1] = Math.exp(u[j]) - u[j - 1] - u[j + 1] * u[j + 1];
    out[k + 2] = -u[j + 1];
    k += 3;
  }
  out[k] = -2 * u[n - 2] * u[n - 1];
  out[k + 1] = Math.exp(u[n - 1]) - u[n - 2];
  return out;
}

function quadraticByHand(u: Float64Array, out: Float64Array): Float64Array {
  const n = u.length;
  out[0] = 2 * u[0] + u[1] * u[1];
  out[1] = -u[1];
  let k = 2;
  for (let j = 1; j < n - 1; j++) {
    out[k] = 2 * u[j - 1] * u[j];
    out[k + 1] = 2 * u[j] - u[j - 1] + u[j + 1] * u[j + 1];
    out[k + 2] = -u[j + 1];
    k += 3;
  }
  out[k] = 2 * u[n - 2] * u[n - 1];
  out[k + 1] = 2 * u[n - 1] - u[n - 2];
  return out;
}

type Field = (u: readonly Scalar[]) => Scalar[];
type ByHand = (u: Float64Array, out: Float64Array) => Float64Array;

function byHand(f: ByHand): Task['byHand'] {
  return {
    result: () => f(x, values),
    loop: (runs) => {
      let sum = 0;
      for (let i = 0; i < runs; i++) sum += f(x, values)[N];
      return sum;
    },
  };
}

function compiled(name: string, f: Field, hand: ByHand): Task {
  const J = compiledSparseJacobian(f, x);
  J.input.set(x);
  return {
    name: `${name}, compiled, in place`,
    library: {
      result: () => {
        J.run();
        return J.matrix.values;
      },
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) {
          J.run();
          sum += J.matrix.values[N];
        }
        return sum;
      },
    },
    byHand: byHand(hand),
  };
}

function eager(name: string, f: Field, hand: ByHand): Task {
  const J = sparseJacobian(f, x);
  return {
    name: `${name}, eager, one call of f`,
    library: {
      result: () => J.at(x).values,
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += J.at(x).values[N];
        return sum;
      },
    },
    byHand: byHand(hand),
  };
}

await subject('sparse', [
  compiled('tridiagonal Jacobian of Broyden, n = 10 000', broyden, broydenByHand),
  compiled('tridiagonal Jacobian of squares, n = 10 000', quadratic, quadraticByHand),
  compiled('tridiagonal Jacobian of a reaction, n = 10 000', reaction, reactionByHand),
  eager('tridiagonal Jacobian of squares, n = 10 000', quadratic, quadraticByHand),
]);
