'use derivatives';
/**
 * An aircraft that turns at a rate nobody knows, and a radar that sees its range and bearing.
 *
 * The state is [x, y, vx, vy, ω]: metres, metres per second, and the rate of turn in radians per second. The model is the
 * nearly coordinated turn of Bar-Shalom, Li and Kirubarajan, chapter 11. Everything is written once, in ordinary
 * code: the simulation runs it on numbers, the filters on numbers that carry derivatives.
 */
import { sinc } from 'hyperdual';
import { matmul, transpose } from 'hyperdual/linalg';

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

/** A function of vectors, as the filters take it. */
export type VectorFunction = (x: Vector) => number[];

/** Numbers in a state. */
export const STATES = 5;

/** Seconds between two scans of the radar. */
export const PERIOD = 2;

const DEGREE = Math.PI / 180;

/** Standard deviations of the radar: metres and radians. */
export const RANGE_ERROR = 15;
export const BEARING_ERROR: number = 1.5 * DEGREE;

/** What the radar reports. */
export interface Scan {
  /** Metres. */
  readonly range: number;
  /** Radians, counterclockwise from the x axis. */
  readonly bearing: number;
}

/**
 * The state one period later, on a circle run through at ω: with a = ω·T the velocity turns by a, and the place moves by
 *
 *     T·sin(a)/a along the velocity   and   T·(1 - cos(a))/a across it.
 *
 * Both quotients are 0/0 in straight flight, which is where the tracker starts. With sinc(a) = sin(a)/a, and
 * (1 - cos(a))/a = sin(a/2)·sinc(a/2), they and their derivatives are right for every ω.
 */
export function move([x, y, vx, vy, turn]: Vector): number[] {
  const angle = turn * PERIOD;
  const half = 0.5 * angle;
  const along = PERIOD * sinc(angle);
  const across = PERIOD * (Math.sin(half) * sinc(half));
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x + (along * vx - across * vy), y + (across * vx + along * vy), c * vx - s * vy, s * vx + c * vy, turn];
}

/** Standard deviations of what the pilot does in a period: acceleration in m/s², change of the rate of turn. */
const ACCELERATION = 1;
const TURNING = 0.3 * DEGREE * Math.sqrt(PERIOD);

/** The state changes by this matrix times three standard Gaussians in each period, besides `move`. */
export const DISTURBANCE: Matrix = [
  [(PERIOD ** 2 / 2) * ACCELERATION, 0, 0],
  [0, (PERIOD ** 2 / 2) * ACCELERATION, 0],
  [PERIOD * ACCELERATION, 0, 0],
  [0, PERIOD * ACCELERATION, 0],
  [0, 0, TURNING],
];

/** The covariance of that change. */
export const PROCESS_NOISE: Matrix = matmul(DISTURBANCE, transpose(DISTURBANCE));

export const RADAR_NOISE: Matrix = [
  [RANGE_ERROR ** 2, 0],
  [0, BEARING_ERROR ** 2],
];

/**
 * What the radar at the origin sees of a state: the range, and the bearing from a given direction on.
 *
 * With the direction of the scan itself for zero no difference of two bearings meets the jump at ±180°.
 */
export function seenFrom(direction: number): VectorFunction {
  const [c, s] = [Math.cos(direction), Math.sin(direction)];
  return ([x, y]) => [Math.hypot(x, y), Math.atan2(c * y - s * x, c * x + s * y)];
}

/** A scan as the filters compare it with `seenFrom(bearing)`. */
export function observed({ range }: Scan): Vector {
  return [range, 0];
}
