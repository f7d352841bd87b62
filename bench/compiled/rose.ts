/** The tasks with rose, as its README shows: traced, differentiated in reverse (the function of one number: forward). */
import { add, compile, Dual, fn, jvp, mul, neg, opaque, Real, sqrt, sub, Vec, vjp } from 'rose';
import type { Callable } from './task.js';

type Vector = number[];

// It has no such functions: a value, and the derivative by its own operators.
const exp = opaque([Real], Real, Math.exp);
const sin = opaque([Real], Real, Math.sin);
const cos = opaque([Real], Real, Math.cos);
exp.jvp = fn([Dual], Dual, ({ re: x, du }) => {
  const y = exp(x);
  return { re: y, du: mul(du, y) };
});
sin.jvp = fn([Dual], Dual, ({ re: x, du }) => ({ re: sin(x), du: mul(du, cos(x)) }));
cos.jvp = fn([Dual], Dual, ({ re: x, du }) => ({ re: cos(x), du: mul(du, neg(sin(x))) }));

export async function ofTheBook(): Promise<Callable<number>> {
  const f = fn([Real], Real, (x) => {
    const a = mul(x, x);
    const u = add(a, exp(a));
    return add(sqrt(u), cos(u));
  });
  return { call: await compile(fn([Real], Real, (x) => jvp(f)({ re: x, du: 1 }).du)) };
}

export async function rosenbrockGradient(n: number): Promise<Callable<Vector>> {
  return callable(await compile(gradientOfRosenbrock(n)));
}

export async function rosenbrockHessian(n: number): Promise<Callable<Vector>> {
  return callable(await compile(jacobian(gradientOfRosenbrock(n), n)));
}

export async function broydenJacobian(n: number): Promise<Callable<Vector>> {
  const V = Vec(n, Real);
  const f = fn([V], V, (x) =>
    Array.from({ length: n }, (_, i) => {
      let r: Real = mul(sub(3, mul(2, x[i])), x[i]);
      if (i > 0) r = sub(r, x[i - 1]);
      if (i < n - 1) r = sub(r, mul(2, x[i + 1]));
      return add(r, 1);
    }),
  );
  return callable(await compile(jacobian(f, n)));
}

function gradientOfRosenbrock(n: number) {
  const V = Vec(n, Real);
  const f = fn([V], Real, (x) => {
    let total: Real = 0;
    for (let i = 0; i + 1 < n; i++) {
      const a = sub(x[i + 1], mul(x[i], x[i]));
      const b = sub(1, x[i]);
      total = add(total, add(mul(100, mul(a, a)), mul(b, b)));
    }
    return total;
  });
  return fn([V], V, (x) => vjp(f)(x).grad(1));
}

/** One sweep for each row. */
function jacobian(f: ReturnType<typeof gradientOfRosenbrock>, n: number) {
  const V = Vec(n, Real);
  return fn([V], Vec(n, V), (x) => {
    const { grad } = vjp(f)(x);
    return Array.from({ length: n }, (_, i) => grad(unit(n, i)));
  });
}

// It takes and gives ordinary arrays, which its types do not say.

function unit(n: number, i: number): never {
  return Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)) as never;
}

function callable(call: unknown): Callable<Vector> {
  return { call: call as (x: Vector) => unknown };
}
