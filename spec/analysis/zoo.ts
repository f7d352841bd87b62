/** Test functions with many inputs, few inputs, cancellation, quotients, products: what cost bounds must hold for. */
import {
  add,
  cos,
  div,
  dot,
  exp,
  log,
  mul,
  neg,
  type Scalar,
  sigmoid,
  sin,
  sqrt,
  square,
  sub,
  sum,
  sumOfSquares,
} from '../../lib/index.js';

export type Vector = readonly Scalar[];

export interface Animal {
  readonly name: string;
  readonly f: (x: Vector) => Scalar;
  readonly x: readonly number[];
}

const ramp = (n: number, from: number, step: number): number[] => Array.from({ length: n }, (_, i) => from + step * i);
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;

/** (5.108), example 5.14. */
export function ofTheBook(x: Scalar): Scalar {
  const a = square(x);
  const c = add(a, exp(a));
  return add(sqrt(c), cos(c));
}

export function rosenbrock(x: Vector): Scalar {
  const terms = x
    .slice(1)
    .map((next, i) => add(mul(100, square(sub(next, square(at(x, i))))), square(sub(1, at(x, i)))));
  return sum(terms);
}

/** Speelpenning's product: reverse mode's showpiece. */
export function product(x: Vector): Scalar {
  return x.reduce((p, xi) => mul(p, xi));
}

/** Helmholtz energy of a mixed fluid (Griewank and Walther). */
function helmholtz(x: Vector): Scalar {
  const b = x.map((_, i) => 0.02 + 0.001 * i);
  const bx = dot(b, x);
  const mixing = sum(x.map((xi) => mul(xi, log(div(xi, sub(1, bx))))));
  const attraction = sum(x.flatMap((xi, i) => x.map((xj, j) => mul(1 / (1 + i + j), mul(xi, xj)))));
  const ratio = div(add(1, mul(1 + Math.SQRT2, bx)), add(1, mul(1 - Math.SQRT2, bx)));
  return sub(mul(8.3, mixing), mul(div(attraction, mul(Math.sqrt(8), bx)), log(ratio)));
}

function tower(x: Vector): Scalar {
  let power: Scalar = mul(at(x, 0), at(x, 1));
  for (let i = 0; i < 12; i++) power = mul(power, power);
  return power;
}

function horner(x: Vector): Scalar {
  let value: Scalar = 3;
  for (let i = 0; i < 10; i++) value = add(mul(value, at(x, 0)), at(x, 1 + (i % 3)));
  return value;
}

function quotients(x: Vector): Scalar {
  return add(
    x.reduce((q, xi) => div(q, xi)),
    div(sub(at(x, 0), at(x, 1)), add(at(x, 0), at(x, 1))),
  );
}

function waves(x: Vector): Scalar {
  return sum(x.map((xi, i) => mul(sin(mul(i + 1, xi)), exp(neg(square(xi))))));
}

function neuron(x: Vector): Scalar {
  const hidden = ramp(5, 1, 1).map((k) =>
    sigmoid(
      dot(
        x.map((_, i) => k - i / 3),
        x,
      ),
    ),
  );
  return sumOfSquares(hidden.map((h) => sub(0.5, h)));
}

export const ZOO: readonly Animal[] = [
  { name: 'example 5.14', f: (x) => ofTheBook(at(x, 0)), x: [0.7] },
  { name: 'Rosenbrock', f: rosenbrock, x: ramp(20, -1, 0.1) },
  { name: 'Speelpenning', f: product, x: ramp(50, 0.5, 0.02) },
  { name: 'Helmholtz', f: helmholtz, x: ramp(8, 0.1, 0.05) },
  { name: 'tower of squares', f: tower, x: [1.01, 0.99] },
  { name: 'Horner', f: horner, x: [1.1, 2, 3, 4] },
  { name: 'quotients', f: quotients, x: ramp(10, 1.5, 0.3) },
  { name: 'waves', f: waves, x: ramp(10, -0.5, 0.13) },
  { name: 'neuron', f: neuron, x: ramp(6, -0.2, 0.1) },
  { name: 'one product', f: product, x: [2, 3] },
  { name: 'one quotient', f: (x) => div(at(x, 0), at(x, 1)), x: [2, 3] },
  { name: 'one sum', f: (x) => add(at(x, 0), at(x, 1)), x: [2, 3] },
];
