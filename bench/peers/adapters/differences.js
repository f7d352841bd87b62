/** Central differences, as anybody writes them in five lines: the step that is best for smooth functions of size 1. */
import { book, broyden, plain as o, range, rosenbrock, small } from './functions.js';

const H = Math.cbrt(Number.EPSILON);
/** For second differences. */
const H2 = Number.EPSILON ** 0.25;

const slope = (f, x) => (f(x + H) - f(x - H)) / (2 * H);

const shifted = (x, i, h) => x.map((xi, j) => (i === j ? xi + h : xi));

const partials = (f, x) => x.map((_, i) => (f(shifted(x, i, H)) - f(shifted(x, i, -H))) / (2 * H));

export const ways = [
  {
    way: 'central',
    precision: 'differences',
    derivative: () => (x) => slope(book(o), x),
    second: () => (x) => (book(o)(x + H2) - 2 * book(o)(x) + book(o)(x - H2)) / (H2 * H2),
    gradient: () => (x) => partials(rosenbrock(o), x),
    hessian: () => (x) => {
      const f = rosenbrock(o);
      return range(x.length).map((i) =>
        range(x.length).map((j) => {
          const at = (a, b) => f(shifted(shifted(x, i, a), j, b));
          return (at(H2, H2) - at(H2, -H2) - at(-H2, H2) + at(-H2, -H2)) / (4 * H2 * H2);
        }),
      );
    },
    jacobian: () => (x) => {
      const columns = range(x.length).map((j) => {
        const [a, b] = [broyden(o)(shifted(x, j, H)), broyden(o)(shifted(x, j, -H))];
        return a.map((ai, i) => (ai - b[i]) / (2 * H));
      });
      return range(x.length).map((i) => columns.map((column) => column[i]));
    },
    slopeOf: (name) => (x) => slope(small[name](o), x),
    gradientOf: (name) => (x) => partials(small[name](o), x),
    nested: () => (x) => slope((t) => t * slope((y) => t + y, 1), x),
  },
];
