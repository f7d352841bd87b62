/**
 * Hand tracking (ADBench): bones posed by three angles each, a mesh skinned by them, and its distance to observed points. The
 * published model is a file; this one has a hand's tree of 5 fingers with 3 bones each, and a random mesh of as many vertices.
 */
import { type Eval, eager, list, randomNumbers, type Vector, whole } from '../case.js';

const BONES = 16;
/** The wrist, then three bones of each finger. */
const parentOf = (bone: number): number => (bone === 0 ? -1 : (bone - 1) % 3 === 0 ? 0 : bone - 1);

export const ht: Eval = {
  name: 'ht',
  cases: (hd) => {
    const { add, cos, mul, sin, square, sub } = hd.op;
    const product = (a: readonly Vector[], b: readonly Vector[]): Vector[] =>
      a.map((row) => list(4, (j) => row.map((x, k) => mul(x, (b[k] as Vector)[j])).reduce((s, t) => add(s, t))));
    /** Rotations about x, y and z, and a shift. */
    const posed = ([rx, ry, rz]: Vector, [tx, ty, tz]: Vector): Vector[] => {
      const [cx, sx, cy, sy, cz, sz] = [cos(rx), sin(rx), cos(ry), sin(ry), cos(rz), sin(rz)];
      return [
        [mul(cy, cz), sub(mul(mul(sx, sy), cz), mul(cx, sz)), add(mul(mul(cx, sy), cz), mul(sx, sz)), tx],
        [mul(cy, sz), add(mul(mul(sx, sy), sz), mul(cx, cz)), sub(mul(mul(cx, sy), sz), mul(sx, cz)), ty],
        [mul(-1, sy), mul(sx, cy), mul(cx, cy), tz],
        [0, 0, 0, 1],
      ];
    };
    return [20, 100].map((vertices) => {
      const random = randomNumbers(17);
      const x = list(3 * BONES + 3, () => 0.4 * (random() - 0.5));
      const offsets = list(BONES, (b) => (b === 0 ? [0, 0, 0] : [random() - 0.5, 1 + random(), random() - 0.5]));
      const mesh = list(vertices, () => ({
        place: [random(), 2 * random(), random(), 1],
        bones: list(2, () => Math.floor(BONES * random())),
        weight: random(),
        seen: [random(), 3 * random(), random()],
      }));
      const f = (theta: Vector) => {
        const poses: Vector[][] = [];
        for (let b = 0; b < BONES; b++) {
          const own = posed(theta.slice(3 * b, 3 * b + 3), offsets[b] as Vector);
          const parent = parentOf(b);
          poses.push(parent < 0 ? own : product(poses[parent] as Vector[], own));
        }
        const shift = theta.slice(3 * BONES);
        const errors = mesh.flatMap(({ place, bones, weight, seen }) =>
          list(3, (i) => {
            const [one, other] = bones.map((b) =>
              ((poses[b] as Vector[])[i] as Vector)
                .map((p, k) => mul(p, place[k] as number))
                .reduce((s, t) => add(s, t)),
            ) as [Vector[0], Vector[0]];
            const skinned = add(mul(weight, one), mul(1 - weight, other));
            return square(sub(seen[i] as number, add(skinned, shift[i])));
          }),
        );
        return errors.reduce((s, t) => add(s, t));
      };
      return { size: `${vertices} vertices`, x, ways: [eager(hd, f), whole(hd, f, x)] };
    });
  },
};
