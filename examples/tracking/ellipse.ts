/** The regions that beliefs stand for, as closed lines to draw. */
import { cholesky } from 'hyperdual/linalg';
import { quantile } from './chi-square.js';
import type { Belief } from './gaussian.js';
import type { Vector } from './model.js';

const CORNERS = 72;

/** The line around the 95 % region of the first two numbers: m + L·(cos, sin)·r with r² the 95 % point of χ². */
export function ellipse({ mean: [x, y], covariance: [[xx, xy], [yx, yy]] }: Belief): Vector[] {
  const L = cholesky([
    [xx, xy],
    [yx, yy],
  ]);
  const radius = Math.sqrt(quantile(0.95, 2));
  return Array.from({ length: CORNERS + 1 }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS;
    const [c, s] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [x + L[0][0] * c, y + L[1][0] * c + L[1][1] * s];
  });
}

/** A point as seen from the origin: metres to the right of a line of sight, and metres beyond a range along it. */
export function alongSight([x, y]: Vector, direction: number, range: number): Vector {
  const [c, s] = [Math.cos(direction), Math.sin(direction)];
  return [s * x - c * y, c * x + s * y - range];
}
