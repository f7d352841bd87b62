'use derivatives';
/** Figure 5.5: a linear map scales areas by |det J|; a nonlinear one by |det J| of the place, here r for polar coordinates. */
import { det } from 'hyperdual/linalg';
import { jacobian } from 'hyperdual/plain';
import { BLUE, draw, INK, type Layer, label, type Panel, panel, RED } from '../output/figure.js';
import { type Axis, arrow, axis, type Interval, outline, type Point } from './plane.js';

export type PlaneMap = (x: Point) => [number, number];

/** The map of (5.59)-(5.65): y₁ = -2x₁ + x₂, y₂ = x₁ + x₂. */
export const linearMap: PlaneMap = ([x1, x2]) => [-2 * x1 + x2, x1 + x2];

/** (r, φ) to (r cos φ, r sin φ). */
export const polarMap: PlaneMap = ([r, phi]) => [r * Math.cos(phi), r * Math.sin(phi)];

/** A rectangle with its lower left corner, and what a map makes of it. */
export interface Mapped {
  readonly rectangle: readonly Point[];
  readonly area: number;
  /** The image, as a polygon of many corners. */
  readonly image: readonly Point[];
  readonly imageArea: number;
  /** At the corner: its columns span the parallelogram. */
  readonly jacobian: readonly (readonly number[])[];
  readonly determinant: number;
  /** The image under the map linearized at the corner. */
  readonly parallelogram: readonly Point[];
  readonly parallelogramArea: number;
}

export function mapped(map: PlaneMap, [a, b]: Point, [width, height]: Point): Mapped {
  const rectangle: Point[] = [
    [a, b],
    [a + width, b],
    [a + width, b + height],
    [a, b + height],
  ];
  const image = sides(rectangle, 64).map(map);
  const J = jacobian(map, [a, b]);
  const [x0, y0] = map([a, b]);
  const parallelogram = rectangle.map(([x, y]): Point => {
    const moved = J.map(([by1, by2]) => by1 * (x - a) + by2 * (y - b));
    return [x0 + moved[0], y0 + moved[1]];
  });
  return {
    rectangle,
    area: width * height,
    image,
    imageArea: Math.abs(signedArea(image)),
    jacobian: J,
    determinant: det(J),
    parallelogram,
    parallelogramArea: Math.abs(signedArea(parallelogram)),
  };
}

/** Points on the sides of a polygon, so many on each. */
function sides(corners: readonly Point[], n: number): Point[] {
  return corners.flatMap(([px, py], i) => {
    const [qx, qy] = corners[(i + 1) % corners.length];
    return Array.from({ length: n }, (_, k): Point => [px + ((qx - px) * k) / n, py + ((qy - py) * k) / n]);
  });
}

/** Half the sum of x_i·y_(i+1) - x_(i+1)·y_i: the area of a polygon, negative when it runs clockwise. */
export function signedArea(corners: readonly Point[]): number {
  return corners.reduce((total, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    return total + 0.5 * (x * nextY - nextX * y);
  }, 0);
}

/** The unit square of the figure. */
export const unitSquare: Mapped = mapped(linearMap, [0, 0], [1, 1]);

/** Two rectangles of one size in the plane of r and φ. */
export const polarCells: readonly Mapped[] = [1, 2].map((r) => mapped(polarMap, [r, 0.2], [0.6, 0.6]));

export function areaFigure(): Promise<string> {
  return draw(
    'The Jacobian as a scaling factor of areas',
    ['Dashed: the image under the map linearized at the lower left corner.'],
    [linearPanels(), polarPanels()],
    40,
  );
}

const DASHED = { strokeDash: [5, 4], color: RED };

function linearPanels(): Panel[] {
  // Both with 84 pixels a unit, so that areas can be compared by eye.
  const [wide, high]: Interval[] = [
    [-2.3, 1.7],
    [-0.3, 2.3],
  ];
  const before = [axis('x', 'x₁', wide), axis('y', 'x₂', high)] as const;
  const after = [axis('x', 'y₁', wide), axis('y', 'y₂', high)] as const;
  const { rectangle, area, parallelogram, parallelogramArea, jacobian: J } = unitSquare;
  const [c1, c2] = [0, 1].map((j): Point => [J[0][j], J[1][j]]);
  const name = ([x, y]: Point, axes: readonly [Axis, Axis], text: string, color = INK): Layer =>
    label([{ x, y }], ...axes, color, text, { dx: 0, fontSize: 14 });
  return [
    panel(336, 218, 'the unit square, of area 1', [
      outline(rectangle, ...before, BLUE, { fill: BLUE, fillOpacity: 0.2 }),
      ...arrow([0, 0], [1, 0], ...before, BLUE),
      ...arrow([0, 0], [0, 1], ...before, BLUE),
      name([1.08, 0], before, 'b₁', BLUE),
      name([-0.06, 1.16], before, 'b₂', BLUE),
      name([0.5, 0.5], before, area.toFixed(0)),
    ]),
    panel(336, 218, 'y₁ = -2x₁ + x₂, y₂ = x₁ + x₂', [
      outline(parallelogram, ...after, BLUE, { fill: BLUE, fillOpacity: 0.2 }),
      ...arrow([0, 0], c1, ...after, BLUE),
      ...arrow([0, 0], c2, ...after, BLUE),
      name([c1[0] - 0.2, c1[1] + 0.22], after, 'c₁', BLUE),
      name([c2[0] + 0.1, c2[1]], after, 'c₂', BLUE),
      name([-0.85, 1], after, `${parallelogramArea.toFixed(0)} = |det J|`),
    ]),
  ];
}

function polarPanels(): Panel[] {
  const [wide, high]: Interval[] = [
    [0, 3],
    [0, 1.95],
  ];
  const before = [axis('x', 'r', wide), axis('y', 'φ', high)] as const;
  const after = [axis('x', 'y₁', wide), axis('y', 'y₂', high)] as const;
  // A place well inside the square, and where the map takes it.
  const within = ([corner]: readonly Point[]): Point => [corner[0] + 0.35, corner[1] + 0.22];
  const name = ([x, y]: Point, axes: readonly [Axis, Axis], text: string): Layer =>
    label([{ x, y }], ...axes, INK, text, { dx: 0, align: 'center', fontSize: 14 });
  return [
    panel(
      336,
      218,
      `two squares of area ${polarCells[0].area.toFixed(2)}`,
      polarCells.flatMap(({ rectangle, area }) => [
        outline(rectangle, ...before, BLUE, { fill: BLUE, fillOpacity: 0.2 }),
        name(within(rectangle), before, area.toFixed(2)),
      ]),
    ),
    panel(
      336,
      218,
      'y₁ = r cos φ, y₂ = r sin φ',
      polarCells.flatMap(({ rectangle, image, imageArea, parallelogram, determinant }) => [
        outline(image, ...after, BLUE, { fill: BLUE, fillOpacity: 0.2 }),
        outline(parallelogram, ...after, RED, DASHED),
        name(polarMap(within(rectangle)), after, imageArea.toFixed(2)),
        label(
          [{ x: parallelogram[0][0], y: parallelogram[0][1] }],
          ...after,
          RED,
          `det J = ${determinant.toFixed(0)}`,
          { dx: -4, dy: 14, fontSize: 13 },
        ),
      ]),
    ),
  ];
}
