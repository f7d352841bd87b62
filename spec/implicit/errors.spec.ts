/** What goes wrong, and what the messages say. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { argmin, fixedPoint, linearSolve, root } from '../../lib/implicit/index.js';
import { abs, add, atan, cos, derivative, exp, log, mul, neg, type Scalar, sin, square, sub } from '../../lib/index.js';
import { jacobianPattern } from '../../lib/sparse/index.js';
import { thrown } from '../support/assert.js';
import { close, type Vector } from './problems.js';

const errors = suite('errors');

const fails = (run: () => unknown, kind: ErrorConstructor, message: RegExp): void => {
  const error = thrown(run);
  assert.instance(error, kind);
  assert.match(error.message, message);
};

const squareIs = (x: Scalar, c: Scalar): Scalar => sub(square(x), c);

errors('a solution that is none: how large the residual is, how far a Newton step goes', () => {
  fails(
    () => root(squareIs, () => 1.5, 2),
    RangeError,
    /root: expected the solver to return a solution, got one with a residual of 0.25, from which a Newton step goes 0.0556 further/,
  );
  fails(() => derivative((c: Scalar) => root(squareIs, () => 1.5, c), 2), RangeError, /tolerance/);
  close(
    derivative((c: Scalar) => root(squareIs, () => 1.5, c, { tolerance: 0.1 }), 2),
    1 / 3,
    1e-15,
  );
  fails(
    () =>
      fixedPoint(
        (x: Scalar, c: Scalar) => mul(c, cos(x)),
        () => 0.7,
        1,
      ),
    RangeError,
    /fixedPoint: expected the solver/,
  );
  fails(
    () =>
      argmin(
        (x: Scalar, c: Scalar) => square(sub(x, c)),
        () => 0,
        1,
      ),
    RangeError,
    /argmin: expected the solver .* residual of 2/,
  );
  // Where the Jacobian is singular the residual itself counts.
  fails(
    () =>
      root(
        (x: Scalar, c: Scalar) => sub(mul(0, x), c),
        () => 0,
        1,
      ),
    RangeError,
    /goes 1 further/,
  );
});

errors('tolerance is a number above 0', () => {
  for (const tolerance of [0, -1, Number.NaN, '1' as never]) {
    fails(
      () => root(squareIs, 1, 2, { tolerance }),
      RangeError,
      /root: expected tolerance to be a number above 0, got/,
    );
  }
});

errors('a pattern that holds for every x has no value to solve for; one of the course at x does', () => {
  const solutions = (p: Vector): Scalar[] => p.map((pi) => root(squareIs, 1, pi));
  fails(
    () => jacobianPattern(solutions as never, [1, 2] as never),
    TypeError,
    /jacobianPattern: expected f to do the same for every x, .*scope: 'local'/,
  );
  assert.is(String(jacobianPattern(solutions as never, [1, 2] as never, { scope: 'local' })), '* .\n. *');
});

errors("Newton's method says why it does not go on", () => {
  fails(
    () => root((x: Scalar, c: Scalar) => add(square(x), c), 1, 1),
    RangeError,
    /no step along Newton's direction leads on|Jacobian is singular/,
  );
  fails(
    () => root(squareIs, 0, 2),
    RangeError,
    /got to 0.000 in step 0, where its Jacobian is singular. Give a start that is nearer, or a solver of your own: root\(f, \(p\) => solution, p\)/,
  );
  fails(() => root((x: Scalar, c: Scalar) => sub(log(x), c), -1, 2), RangeError, /f is not finite/);
  fails(
    () => root((x: Scalar, c: Scalar) => sub(mul(c, exp(neg(x))), 0), 1, 1),
    RangeError,
    /root: expected Newton's method to converge/,
  );
  const six = [1, 2, 3, 4, 5, 6];
  fails(
    () => root((x: Vector, c: Scalar) => x.map((xi) => add(square(xi), c)), six as Scalar[], 1),
    RangeError,
    /, \.\.\. in step/,
  );
  // A derivative that is not finite where f is.
  fails(
    () => root((x: Scalar, c: Scalar) => sub(add(exp(mul(2e2, x)), mul(x, 1e300)), mul(c, 1e308)), 1.6, 1),
    RangeError,
    /root: expected/,
  );
});

errors('a minimum has to be one', () => {
  fails(
    () => argmin((x: Scalar, c: Scalar) => neg(square(sub(x, c))), 0, 0),
    RangeError,
    /argmin: expected a minimum, got to a point where the slopes are 0/,
  );
  fails(
    () => argmin((x: Scalar, c: Scalar) => mul(c, x), 0, 1),
    RangeError,
    /argmin: expected Newton's method to converge/,
  );
  fails(() => argmin(((x: Vector) => x) as never, [1, 2], 1), TypeError, /argmin: expected f to return one number/);
  fails(() => argmin((x: Scalar, c: Scalar) => log(sub(x, c)), 0, 1), RangeError, /not finite/);
});

errors('hills between the start and the minimum', () => {
  const f = (x: Scalar, c: Scalar): Scalar => add(mul(0.01, square(sub(x, c))), sin(x));
  const x = argmin(f, 1.5, 0.5);
  assert.ok(derivative((t: Scalar) => f(t, 0.5), x) ** 2 < 1e-24);
  assert.ok(f(x, 0.5) < f(1.5, 0.5));
  const banana = ([x, y]: Vector, c: Scalar): Scalar =>
    add(mul(100, square(sub(y as Scalar, square(x as Scalar)))), square(sub(c, x as Scalar)));
  close(argmin(banana, [-1.2, 1] as Scalar[], 1), [1, 1], 1e-14);
});

errors('damping: steps that would go too far', () => {
  close(
    root((x: Scalar, c: Scalar) => sub(mul(20, log(add(1, square(x)))), c), 0.01, 2),
    Math.sqrt(Math.exp(0.1) - 1),
    1e-14,
  );
  // Newton's method alone runs away from a start further than 1.39.
  close(
    root((x: Scalar, c: Scalar) => sub(atan(x), c), 3, 0.5),
    Math.tan(0.5),
    1e-15,
  );
});

errors('units do not matter: a solution of 1e-9 to its last digits', () => {
  close(
    root((x: Scalar, c: Scalar) => sub(mul(x, exp(mul(1e9, x))), c), 0, 1e-9),
    5.671432904097839e-10,
    1e-15,
  );
});

errors('shapes and arguments', () => {
  fails(
    () => root(1 as never, 1, 2),
    TypeError,
    /root: expected a function as first argument, got 1. Call root\(f, x0, p\)/,
  );
  fails(
    () => root(squareIs, 'x' as never, 2),
    TypeError,
    /root: expected x0 to be a number, an array or a record of numbers/,
  );
  fails(
    () => root(squareIs, 1, 'p' as never),
    TypeError,
    /root: expected p to be a number, an array or a record of numbers/,
  );
  fails(() => root(squareIs, [] as never, 2), RangeError, /root: expected x0 to hold at least one number, got none/);
  fails(
    () => root(squareIs, (() => []) as never, 2),
    RangeError,
    /root: expected the solution to hold at least one number/,
  );
  fails(() => root(squareIs, (() => 'x') as never, 2), TypeError, /root: expected the solution to be a number/);
  fails(
    () => root(([x]: Vector, c: Scalar) => [squareIs(x as Scalar, c), 0], [1] as Scalar[], 2),
    RangeError,
    /root: expected f\(x, p\) to hold as many numbers as x, 1, got 2/,
  );
  fails(
    () => fixedPoint((([x]: Vector) => x) as never, [1] as never, 2),
    RangeError,
    /fixedPoint: expected g\(x, p\) to have the shape of x/,
  );
  fails(() => linearSolve([[1, 2]], [1]), RangeError, /linearSolve: expected A to be square/);
  fails(() => linearSolve([[1, 2], [2, 4]], [1, 2]), RangeError, /linearSolve: expected A to be invertible, got a singular 2 x 2 array/); // biome-ignore format: a matrix
  fails(() => linearSolve([[1]], [1, 2]), RangeError, /linearSolve: expected b to have 1 rows as A has, got 2/);
  fails(() => linearSolve([[1]], 1 as never), RangeError, /got a number/);
});

errors('a fixed point to which the iteration does not lead', () => {
  // x ← 3 - x² runs away; x ← |x| + 1 has no fixed point.
  close(
    fixedPoint((x: Scalar, c: Scalar) => sub(c, square(x)), 1.5, 3),
    (Math.sqrt(13) - 1) / 2,
    1e-15,
  );
  fails(
    () => fixedPoint((x: Scalar, c: Scalar) => add(abs(x), c), 1, 1),
    RangeError,
    /fixedPoint: expected Newton's method/,
  );
});

errors.run();
