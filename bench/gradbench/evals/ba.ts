/**
 * Bundle adjustment (ADBench): a point through a camera with rotation (Rodrigues), centre, focal length, principal point and
 * radial distortion, against where it was seen. The sum of squares of the residuals, its gradient by one camera and all weights.
 */
import { type Eval, eager, list, normal, overRows, randomNumbers, type Vector, whole } from '../case.js';

export const ba: Eval = {
  name: 'ba',
  cases: (hd) => {
    const { add, cos, div, mul, sin, sqrt, square, sub } = hd.op;
    const dot = (a: Vector, b: Vector) => a.map((x, i) => mul(x, b[i])).reduce((s, t) => add(s, t));
    const cross = (a: Vector, b: Vector) =>
      [0, 1, 2].map((i) => {
        const [j, k] = [(i + 1) % 3, (i + 2) % 3];
        return sub(mul(a[j], b[k]), mul(a[k], b[j]));
      });
    const rotate = (r: Vector, x: Vector) => {
      const theta = sqrt(dot(r, r));
      const axis = r.map((ri) => div(ri, theta));
      const [c, s] = [cos(theta), sin(theta)];
      const turned = cross(axis, x);
      const along = mul(dot(axis, x), sub(1, c));
      return x.map((xi, i) => add(add(mul(xi, c), mul(turned[i], s)), mul(axis[i], along)));
    };
    /** Camera: rotation 3, centre 3, focal length, principal point 2, distortion 2; the row: point 3, weight, feature 2. */
    const term = (camera: Vector, row: Vector) => {
      const point = rotate(
        camera.slice(0, 3),
        row.slice(0, 3).map((xi, i) => sub(xi, camera[3 + i])),
      );
      const flat = [div(point[0], point[2]), div(point[1], point[2])];
      const r2 = dot(flat, flat);
      const stretch = add(1, add(mul(camera[9], r2), mul(camera[10], square(r2))));
      const w = row[3];
      const errors = flat.map((p, i) => mul(w, sub(add(mul(mul(p, stretch), camera[6]), camera[7 + i]), row[4 + i])));
      return add(dot(errors, errors), square(sub(1, square(w))));
    };
    return [100, 10_000].map((n) => {
      const random = randomNumbers(3);
      const x = [0.1, -0.2, 0.3, 0.5, -0.25, -5, 800, 320, 240, 1e-2, 1e-3];
      const rows = Float64Array.from(
        list(n, () => [
          normal(random),
          normal(random),
          normal(random),
          1 + 0.1 * random(),
          640 * random(),
          480 * random(),
        ]).flat(),
      );
      const f = (camera: Vector) =>
        list(n, (i) => term(camera, Array.from(rows.subarray(6 * i, 6 * i + 6)))).reduce((a, b) => add(a, b));
      const ways = [eager(hd, f), overRows(hd, term, x, rows, 6)];
      return { size: `${n} observations`, x, ways: n <= 100 ? [...ways, whole(hd, f, x)] : ways };
    });
  },
};
