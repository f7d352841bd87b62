/** The tasks, with what is due: derivatives written by hand, which are the yardstick of the times too. */
import { broydenJacobian, derivativeOfTheBook, rosenbrockGradient, rosenbrockHessian } from '../by-hand.js';
import type { Loop } from '../measure.js';
import { point } from '../workloads.js';
import type { Numbers, Way } from './kinds.js';

export interface Task {
  readonly name: string;
  readonly title: string;
  readonly n?: number;
  /** The call, or undefined where the way has none. */
  setup(way: Way): ReturnType<NonNullable<Way['derivative']>> | undefined;
  readonly x: unknown;
  /** What is right; several answers for a slope at a kink. */
  readonly due: readonly number[];
  isRight?(got: readonly number[]): boolean;
  /** The same by hand; without one nothing is timed. */
  readonly byHand?: Loop;
}

const STEP = 1e-9;

function secondDerivativeOfTheBook(x: number): number {
  const b = Math.exp(x * x);
  const u = x * x + b;
  const slope = 2 * x * (1 + b);
  const curvature = 2 * (1 + b) + 4 * x * x * b;
  const root = Math.sqrt(u);
  return (
    curvature / (2 * root) - (slope * slope) / (4 * root * u) - Math.sin(u) * curvature - Math.cos(u) * slope * slope
  );
}

/** Each run at another x: at one x the engine could compute the result once. */
function loopOf(f: (x: number) => number): Loop {
  return (runs) => {
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += f(0.7 + i * STEP);
    return sum;
  };
}

type ByHand = (x: readonly number[], out: Float64Array) => Float64Array;

function growing(name: 'gradient' | 'hessian' | 'jacobian', title: string, size: (n: number) => number, hand: ByHand) {
  return (n: number): Task => {
    const x = point(n);
    const out = new Float64Array(size(n));
    return {
      name,
      title,
      n,
      setup: (way) => way[name]?.(n) as ReturnType<Task['setup']>,
      x,
      due: [...hand(x, out)],
      byHand: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) {
          x[0] = 0.4 + i * STEP;
          sum += hand(x, out)[out.length - 1];
        }
        return sum;
      },
    };
  };
}

const gradient = growing('gradient', 'gradient of Rosenbrock’s function', (n) => n, rosenbrockGradient);
const hessian = growing('hessian', 'Hessian of Rosenbrock’s function', (n) => n * n, rosenbrockHessian);
const jacobian = growing('jacobian', 'Jacobian of Broyden’s residuals', (n) => n * n, broydenJacobian);

const slope = (name: string, title: string, x: number, due: number, more: Partial<Task> = {}): Task => ({
  name,
  title,
  setup: (way) => (way.lacks?.includes(name) ? undefined : way.slopeOf?.(name)),
  x,
  due: [due],
  ...more,
});

const pair = (name: string, title: string, x: readonly number[], due: readonly number[]): Task => ({
  name,
  title,
  setup: (way) => way.gradientOf?.(name) as ReturnType<Task['setup']>,
  x,
  due,
});

/** By family; the tasks of a family are done in one process, from small to large. */
export function families(sizes: 'all' | 'few'): Readonly<Record<string, readonly Task[]>> {
  const either = (few: number, ...all: number[]): number[] => (sizes === 'all' ? all : [few]);
  return {
    derivative: [
      {
        name: 'derivative',
        title: 'derivative of √u + cos u, u = x² + exp x²',
        setup: (way) => way.derivative?.(1),
        x: 0.7,
        due: [derivativeOfTheBook(0.7)],
        byHand: loopOf(derivativeOfTheBook),
      },
    ],
    second: [
      {
        name: 'second',
        title: 'second derivative of the same',
        setup: (way) => way.second?.(1),
        x: 0.7,
        due: [secondDerivativeOfTheBook(0.7)],
        byHand: loopOf(secondDerivativeOfTheBook),
      },
    ],
    // From 2 on: that is where the modes cross.
    gradient: either(10, 2, 4, 10, 30, 100, 300, 1000).map(gradient),
    hessian: either(5, 5, 10, 20, 40).map(hessian),
    jacobian: either(10, 10, 20, 50, 100).map(jacobian),
    small: [
      pair('equal', '∇(2a + 3b) at two equal inputs', [1, 1], [2, 3]),
      pair('log', '∇ log(a·b)', [2, 1], [0.5, 1]),
      { name: 'nested', title: 'd/dx (x · d/dy (x + y))', setup: (way) => way.nested?.(1), x: 1, due: [1] },
      slope('branch', 'x > 0 ? x² : 0', 3, 6),
      slope('power', 'x to the power 0, at 0', 0, 0),
      slope('abs', '|x| at 0: any slope of −1 to 1', 0, 0, { isRight: ([s]) => Math.abs(s) <= 1 }),
      slope('tail', 'tanh at 20', 20, 1 / Math.cosh(20) ** 2),
      slope('removable', 'cos √x at 0, which is smooth', 0, -0.5),
      slope('chain', 'a sum of 20,000 terms', 1, 40_001),
    ],
  };
}

/** All numbers of a result, in order. */
export function flat(x: Numbers): number[] {
  return typeof x === 'number' ? [x] : Array.from(x as ArrayLike<Numbers>).flatMap(flat);
}
