/** What the compiler must refuse. This file is compiled, not run: an expectation that is not needed fails the build. */
import {
  add,
  curl,
  derivative,
  directionalDerivative,
  dual,
  gradient,
  hessian,
  hvp,
  hyperdual,
  jacobian,
  jvp,
  laplacian,
  max,
  mul,
  type Scalar,
  secondDerivative,
  select,
  sin,
  square,
  sum,
  value,
  valueAndGradient,
  vhvp,
} from '../../lib/index.js';

declare const scalar: Scalar;
declare const scalars: Scalar[];
declare const numbers: number[];
const product = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(x, y);

export function nativeOperators(): void {
  // @ts-expect-error: + would drop the derivative
  const plus = scalar + 1;
  // @ts-expect-error: - would drop the derivative
  const minus = 1 - scalar;
  // @ts-expect-error: * would drop the derivative
  const times = scalar * scalar;
  // @ts-expect-error: / would drop the derivative
  const ratio = scalar / 2;
  // @ts-expect-error: ** would drop the derivative
  const power = scalar ** 2;
  // @ts-expect-error: < compares nothing
  const less = scalar < 1;
  // @ts-expect-error: Math knows plain numbers only
  const sine = Math.sin(scalar);
  // @ts-expect-error: a typed array holds plain numbers only
  const floats = Float64Array.of(scalar);
  // @ts-expect-error: a Scalar is no number
  const plain: number = scalar;
  void [plus, minus, times, ratio, power, less, sine, floats, plain];
  // @ts-expect-error: x * x in a function to differentiate
  derivative((x) => x * x, 3);
}

export function operators(): void {
  // @ts-expect-error: a string
  add('1', 2);
  // @ts-expect-error: an argument is missing
  mul(scalar);
  // @ts-expect-error: undefined
  sin(undefined);
  // @ts-expect-error: a list goes to sum
  add([1, 2]);
  // @ts-expect-error: numbers go in brackets
  sum(1, 2);
  // @ts-expect-error: max of one
  max(1);
  // @ts-expect-error: null
  value(null);
  // @ts-expect-error: a part that is a string
  dual(1, '2');
  // @ts-expect-error: a part that is a bigint
  hyperdual(1n);
  // @ts-expect-error: branches are functions
  select(true, 1, 2);
  const one = (): number => 1;
  // @ts-expect-error: a Scalar is no condition
  select(scalar, one, one);
  // @ts-expect-error: the result of Scalars is no number
  const n: number = add(scalar, 1);
  void n;
}

export function functions(): void {
  // @ts-expect-error: swapped arguments
  derivative(3, sin);
  // @ts-expect-error: swapped arguments
  gradient([1, 2], product);
  // @ts-expect-error: no function
  gradient(undefined, [1, 2]);
  // @ts-expect-error: x is missing
  gradient(product);
  // @ts-expect-error: f returns an array
  derivative((x) => [x], 3);
  // @ts-expect-error: f returns an array
  gradient(([x]) => [x], [1]);
  // @ts-expect-error: f returns an array
  valueAndGradient(([x]) => [x], [1]);
  // @ts-expect-error: f returns an array
  laplacian(([x]) => [x], [1]);
  // @ts-expect-error: f returns nothing
  derivative((x) => void square(x), 3);
  // @ts-expect-error: f returns a string
  gradient(() => 'x', [1]);
  // @ts-expect-error: f is asynchronous
  derivative(async (x: Scalar) => x, 3);
  // @ts-expect-error: f returns a string
  jacobian(() => 'x', [1]);
  // @ts-expect-error: f returns nothing
  hessian((x) => void x, [1]);
  // @ts-expect-error: f takes plain numbers only
  derivative((x: number) => x, 3);
  // @ts-expect-error: f takes two arguments
  gradient((x: Scalar, y: Scalar) => mul(x, y), [1, 2]);
  // @ts-expect-error: f takes three numbers, x has two
  gradient(([x, , z]: readonly [Scalar, Scalar, Scalar]) => mul(x, z), [1, 2]);
  // @ts-expect-error: no such parameter in the record
  gradient(({ mass }: { mass: Scalar }) => mass, { weight: 1 });
}

export function inputs(): void {
  // @ts-expect-error: a string as number
  derivative(sin, '3');
  // @ts-expect-error: an array for a function of one number
  derivative(sin, [3]);
  // @ts-expect-error: an array for a function of one number
  secondDerivative(sin, numbers);
  // @ts-expect-error: a string in the array
  gradient(() => 1, [1, '2']);
  // @ts-expect-error: a string in the record
  gradient(() => 1, { a: '2' });
  // @ts-expect-error: a bigint in the matrix
  hessian(() => 1, [[1n]]);
  // @ts-expect-error: null in the array
  jacobian(() => 1, [null]);
  // @ts-expect-error: undefined in the array
  laplacian(() => 1, [undefined]);
  // @ts-expect-error: a Date
  gradient(() => 1, { when: new Date() });
  // @ts-expect-error: a function
  gradient(() => 1, [() => 1]);
  // @ts-expect-error: integers beyond 2^53
  gradient(() => 1, BigInt64Array.of(1n));
  // @ts-expect-error: a string
  curl((x) => x, 'xyz');
}

export function directions(): void {
  // @ts-expect-error: v is missing
  jvp(product, [2, 3]);
  // @ts-expect-error: v is too short
  jvp(([x, y]) => mul(x, y), [2, 3], [1]);
  // @ts-expect-error: v is too long
  hvp(([x, y]) => mul(x, y), [2, 3], [1, 0, 0]);
  // @ts-expect-error: v is a number, x an array
  vhvp(([x, y]) => mul(x, y), [2, 3], 1);
  // @ts-expect-error: v is an array, x a number
  directionalDerivative((x) => square(x), 3, [1]);
  // @ts-expect-error: v lacks a key
  hvp(({ a, b }) => mul(a, b), { a: 1, b: 2 }, { a: 1 });
  // @ts-expect-error: v holds a string
  jvp(([x]) => x, [1], ['1']);
}

export function results(): void {
  const row = gradient(([x, y]) => mul(x, y), [2, 3]);
  // @ts-expect-error: the row has two entries
  row[2];
  const h = hessian(([x, y]) => mul(x, y), [2, 3]);
  // @ts-expect-error: the Hessian is 2 x 2
  h[2];
  const record = gradient(({ a }) => square(a), { a: 1 });
  // @ts-expect-error: no such parameter
  record.b;
  // @ts-expect-error: an input of Scalars gives Scalars
  const entry: number | undefined = gradient((x) => sum(x), scalars)[0];
  void entry;
}
