/** A bit of everything, run by each engine on the package as it is installed. Prints one line of JSON. */
import { derivative, exp, gradient, hessian, mul, pow, sin, square, sub, sum, taylor } from 'hyperdual';
import { checkGradient, sensitivity } from 'hyperdual/analysis';
import { compile, instantiate } from 'hyperdual/compile';
import { solve } from 'hyperdual/linalg';
import * as reverse from 'hyperdual/reverse';
import { gamma } from 'hyperdual/special';

const banana = (x: readonly Parameters<typeof sin>[0][]) =>
  sum(x.slice(1).map((y, i) => mul(100, square(sub(y, square(x[i] ?? 0))))));
const x = [0.5, 2, -1];
const forward = gradient(banana, x);
const g = compile((at) => reverse.gradient(banana, at), [1, 1, 1]);

const results = {
  derivative: derivative((t) => mul(exp(t), sin(t)), 0.7),
  forward,
  reverse: reverse.gradient(banana, x),
  compiled: g(x),
  revived: instantiate(g.wasm)(x as never),
  map: Array.from(g.map([x, x])),
  hessian: hessian(banana, x),
  taylor: taylor((t) => pow(t, 2.5), 1, 4),
  gamma: derivative(gamma, 3),
  solved: solve(
    [
      [2, 1],
      [1, 3],
    ],
    [3, 5],
  ),
  sensitivity: sensitivity(({ a, b }) => mul(a, square(b)), { a: 2, b: 3 }).of('y', 'b').elasticity,
  checked: checkGradient(banana, x).passed,
};

console.log(JSON.stringify({ engine: g.engine, results }));
