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
  softplus,
  sqrt,
  square,
  sub,
  sum,
  sumOfSquares,
  tanh,
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

/** Predator and prey: the sum of both after some steps of Heun's method; x holds the start and the four rates. */
function lotkaVolterra(x: Vector): Scalar {
  const [alpha, beta, delta, gamma] = x.slice(2) as [Scalar, Scalar, Scalar, Scalar];
  const slope = (prey: Scalar, predators: Scalar): readonly [Scalar, Scalar] => [
    mul(prey, sub(alpha, mul(beta, predators))),
    mul(predators, sub(mul(delta, prey), gamma)),
  ];
  const h = 0.1;
  let [prey, predators] = [at(x, 0), at(x, 1)];
  for (let step = 0; step < 10; step++) {
    const [a, b] = slope(prey, predators);
    const [c, d] = slope(add(prey, mul(h, a)), add(predators, mul(h, b)));
    prey = add(prey, mul(h / 2, add(a, c)));
    predators = add(predators, mul(h / 2, add(b, d)));
  }
  return add(prey, predators);
}

/** Two layers of tanh and sigmoid on one input pattern; x holds all weights. */
function network(x: Vector): Scalar {
  const pattern = [0.5, -1, 0.25];
  const hidden = ramp(4, 0, 3).map((from) => tanh(dot(pattern, x.slice(from, from + 3))));
  return square(sub(sigmoid(dot(hidden, x.slice(12, 16))), 0.8));
}

/** The negative log likelihood of a logistic regression: Σ log(1 + e^(-y·w·x)). */
function logisticRegression(x: Vector): Scalar {
  const points = ramp(8, -1.4, 0.4).map((t, i) => ({ features: [1, t, t * t], label: i % 3 === 0 ? 1 : -1 }));
  return sum(points.map(({ features, label }) => softplus(mul(-label, dot(features, x)))));
}

/** Broyden's tridiagonal system as least squares: residuals (3 - 2xᵢ)·xᵢ - xᵢ₋₁ - 2xᵢ₊₁ + 1. */
function broyden(x: Vector): Scalar {
  const residuals = x.map((xi, i) => {
    const left = i === 0 ? 0 : at(x, i - 1);
    const right = i === x.length - 1 ? 0 : mul(2, at(x, i + 1));
    return add(sub(sub(mul(sub(3, mul(2, xi)), xi), left), right), 1);
  });
  return sumOfSquares(residuals);
}

/** Wood's function of four variables. */
function wood(x: Vector): Scalar {
  const [a, b, c, d] = x as [Scalar, Scalar, Scalar, Scalar];
  const valley = mul(100, square(sub(square(a), b)));
  const other = mul(90, square(sub(square(c), d)));
  const cross = mul(19.8, mul(sub(b, 1), sub(d, 1)));
  return sum([valley, square(sub(a, 1)), square(sub(c, 1)), other, square(sub(b, 1)), square(sub(d, 1)), cross]);
}

/** The energy of five charges on a line. */
function charges(x: Vector): Scalar {
  return sum(x.flatMap((xi, i) => x.slice(i + 1).map((xj) => div(1, sqrt(add(square(sub(xi, xj)), 0.01))))));
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
  { name: 'Lotka-Volterra', f: lotkaVolterra, x: [1, 0.5, 1.1, 0.4, 0.1, 0.4] },
  { name: 'network', f: network, x: ramp(16, -0.8, 0.11) },
  { name: 'logistic regression', f: logisticRegression, x: [0.3, -0.2, 0.1] },
  { name: 'Broyden', f: broyden, x: ramp(12, -1.1, 0.1) },
  { name: 'Wood', f: wood, x: [-3, -1, -2.5, -0.5] },
  { name: 'charges', f: charges, x: [0, 0.9, 2.1, 2.8, 4] },
  { name: 'one product', f: product, x: [2, 3] },
  { name: 'one quotient', f: (x) => div(at(x, 0), at(x, 1)), x: [2, 3] },
  { name: 'one sum', f: (x) => add(at(x, 0), at(x, 1)), x: [2, 3] },
];
