/** Example 5.14 of the book: one input, three elementary functions. */
import { derivative, type Scalar, valueAndDerivative, valueAndSecondDerivative } from 'hyperdual';
import { compile } from 'hyperdual/compile';
import { ofTheBook } from '../../workloads.js';
import type { Task } from '../task.js';

const POINTS = [0.7, 0.45, -0.3, 0.9, 0.62, -0.81, 0.2, 0.55];

const numbers = {
  points: POINTS,
  flat: (x: number): number[] => [x],
};

export const derivativeOfTheBook: Task<number> = {
  ...numbers,
  name: '(a)',
  outputs: 1,
  byHand: (input, output) => {
    const x = input[0];
    const a = x * x;
    const b = Math.exp(a);
    const u = a + b;
    output[0] = 2 * x * (1 / (2 * Math.sqrt(u)) - Math.sin(u)) * (1 + b);
  },
  compile: () => {
    const g = compile((x: Scalar) => derivative(ofTheBook, x), 0);
    return { program: g, call: (x) => g(x) };
  },
  eager: (x) => derivative(ofTheBook, x),
  pick: (result: number) => result,
  rose: async () => (await import('../rose.js')).ofTheBook(),
};

export const firstOrderOfTheBook: Task<number> = {
  ...numbers,
  name: 'W1 d1',
  outputs: 2,
  byHand: (input, output) => {
    const x = input[0];
    const a = x * x;
    const b = Math.exp(a);
    const u = a + b;
    const root = Math.sqrt(u);
    output[0] = root + Math.cos(u);
    output[1] = 2 * x * (1 + b) * (0.5 / root - Math.sin(u));
  },
  compile: () => {
    const g = compile((x: Scalar) => valueAndDerivative(ofTheBook, x), 0);
    return { program: g, call: (x) => g(x) };
  },
  eager: (x) => valueAndDerivative(ofTheBook, x),
  pick: (result: { derivative: number }) => result.derivative,
};

export const secondOrderOfTheBook: Task<number> = {
  ...numbers,
  name: 'W1 d2',
  outputs: 3,
  byHand: (input, output) => {
    const x = input[0];
    const a = x * x;
    const b = Math.exp(a);
    const u = a + b;
    const root = Math.sqrt(u);
    const sin = Math.sin(u);
    const cos = Math.cos(u);
    const du = 2 * x * (1 + b);
    const slope = 0.5 / root - sin;
    output[0] = root + cos;
    output[1] = slope * du;
    // f'' = φ''·u'² + φ'·u'', u'' = 2(1 + b) + 4x²b
    output[2] = (-0.25 / (u * root) - cos) * du * du + slope * (2 * (1 + b) + 4 * a * b);
  },
  compile: () => {
    const g = compile((x: Scalar) => valueAndSecondDerivative(ofTheBook, x), 0);
    return { program: g, call: (x) => g(x) };
  },
  eager: (x) => valueAndSecondDerivative(ofTheBook, x),
  pick: (result: { derivative: number }) => result.derivative,
};
