/**
 * How far a program stays one smooth function: where finite differences say something about its derivative.
 *
 * Each function of the program that has a kink, a jump, a pole or a period says how far its arguments are from it, and the
 * sizes of their derivatives (bounded.ts) turn that into a distance in the input.
 */
import { type Scalar, value } from '../../lib/index.js';
import { boundedInputs, boundsOf } from '../support/bounded.js';
import { type Program, run } from './programs.js';

/** How fast an argument moves with the input: the sizes of its first and its second derivative. */
interface Motion {
  readonly first: number;
  readonly second: number;
}

/** Steps of the input to the nearest point that is not smooth, for arguments that move so. */
type Distance = (args: readonly number[], motions: readonly Motion[]) => number;

/** Steps to go a distance: at first order, and at second order where the first vanishes. */
function steps(distance: number, { first, second }: Motion): number {
  const straight = first === 0 ? Number.POSITIVE_INFINITY : distance / first;
  const curved = second === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(distance / second);
  return Math.min(straight, curved);
}

/** A special point of the argument. */
const from =
  (...points: number[]): Distance =>
  ([x], [motion]) =>
    Math.min(...points.map((point) => steps(Math.abs((x as number) - point), motion as Motion)));

/** Points at all integers, shifted. */
const integers =
  (shift: number): Distance =>
  ([x], [motion]) => {
    const part = ((((x as number) - shift) % 1) + 1) % 1;
    return steps(Math.min(part, 1 - part), motion as Motion);
  };

const both = (a: Motion, b: Motion, factor = 1): Motion => ({
  first: a.first + factor * b.first,
  second: a.second + factor * b.second,
});

/** All pairs of arguments that change order. */
const ties: Distance = (args, motions) => {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < args.length; i++) {
    for (let j = 0; j < i; j++) {
      const gap = Math.abs((args[i] as number) - (args[j] as number));
      least = Math.min(least, steps(gap, both(motions[i] as Motion, motions[j] as Motion)));
    }
  }
  return least;
};

/** A length is smooth while one argument stays away from 0. */
const origin: Distance = (args, motions) => Math.max(...args.map((x, i) => steps(Math.abs(x), motions[i] as Motion)));

const period: Distance = (_, [motion]) => steps(0.5, motion as Motion);

const DISTANCES: Readonly<Record<string, Distance>> = {
  ...Object.fromEntries(['lt', 'le', 'gt', 'ge', 'eq', 'max', 'min', 'clamp'].map((name) => [name, ties])),
  ...Object.fromEntries(['abs', 'relu', 'sign', 'sqrt', 'cbrt', 'log', 'log2', 'log10'].map((name) => [name, from(0)])),
  ...Object.fromEntries(['xlogx', 'reciprocal', 'pow'].map((name) => [name, from(0)])),
  ...Object.fromEntries(['asin', 'acos', 'atanh', 'acosh'].map((name) => [name, from(1, -1)])),
  ...Object.fromEntries(['log1p', 'log1prel'].map((name) => [name, from(-1)])),
  ...Object.fromEntries(['sin', 'cos', 'tan', 'sinc'].map((name) => [name, period])),
  ...Object.fromEntries(['hypot', 'norm'].map((name) => [name, origin])),
  floor: integers(0),
  ceil: integers(0),
  trunc: integers(0),
  round: integers(0.5),
  div: ([, y], [, motion]) => steps(Math.abs(y as number), motion as Motion),
  mod: ([x, y], [byX, byY]) => {
    const q = (x as number) / (y as number);
    const part = ((q % 1) + 1) % 1;
    return steps(Math.min(part, 1 - part) * Math.abs(y as number), both(byX as Motion, byY as Motion, Math.abs(q)));
  },
  // The cut along the negative axis, and the origin.
  atan2: ([y, x], [byY, byX]) => {
    const toCut = steps(Math.abs(y as number), byY as Motion);
    return (x as number) > 0 ? Math.max(toCut, steps(x as number, byX as Motion)) : toCut;
  },
};

/** The step in inputs i and j within which the program is smooth, to second order: 0 at a kink. */
export function smoothStep(program: Program, point: readonly number[], i: number, j: number = i): number {
  const direction = (k: number): number[] => point.map((_, l) => Number(k === l));
  let least = Number.POSITIVE_INFINITY;
  run(program, boundedInputs(point, direction(i), direction(j)), (name, args) => {
    const distance = DISTANCES[name];
    if (distance === undefined) return;
    const bounds = args.map(boundsOf);
    const motions = bounds.map(({ p1, p2, p12 }) => ({ first: Math.max(p1.size, p2.size), second: p12.size }));
    const found = distance(
      bounds.map((b) => b.value),
      motions,
    );
    least = Math.min(least, Number.isNaN(found) ? 0 : found);
  });
  return least;
}

/** On which side of everything a program's arguments are: equal at two points of one smooth piece. */
export function side(program: Program, point: readonly number[]): string {
  const sides: string[] = [];
  run(program, point, (name, args) => {
    const xs = args.map((x: Scalar) => value(x));
    const order = xs.flatMap((x, i) => xs.slice(0, i).map((y) => Math.sign(x - y)));
    if (DISTANCES[name] === ties) sides.push(order.join(' '));
    else if (name in ROUNDED)
      sides.push(String((ROUNDED[name] as (x: number, y: number) => number)(xs[0] as number, xs[1] as number)));
    else if (name in DISTANCES && DISTANCES[name] !== period) sides.push(xs.map(Math.sign).join(' '));
  });
  return sides.join();
}

const ROUNDED: Readonly<Record<string, (x: number, y: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  round: Math.round,
  mod: (x, y) => Math.trunc(x / y),
};
