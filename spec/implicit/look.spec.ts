/** Solutions at singular points: the law holds through them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import { fixedPoint, linearSolve, root } from '../../lib/implicit/index.js';
import {
  abs,
  add,
  derivative,
  derivatives,
  dual,
  gradient,
  hessian,
  max,
  mul,
  norm,
  type Scalar,
  secondDerivative,
  sqrt,
  square,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { close, type Vector } from './problems.js';

const look = suite('second look');

const cubeRoot = (a: Scalar): Scalar => root((x: Scalar, c: Scalar) => sub(mul(x, square(x)), c), 1, a);

look('kinks and infinite slopes behind a solution', () => {
  const smooth = (a: Scalar): Scalar => square(abs(sub(cubeRoot(a), 2)));
  const closed = 2 / 144;
  close([derivative(smooth, 8), secondDerivative(smooth, 8)], [0, closed], 1e-13);
  const length = ([a, b]: Vector): Scalar => square(norm([sub(cubeRoot(a as Scalar), 2), b as Scalar]));
  for (const { hessian: of } of [{ hessian }, reverse]) close(of(length, [8, 0]), [[closed, 0], [0, 2]], 1e-13); // biome-ignore format: a matrix
});

look('infinite slopes before a solution: p moves by roots of an infinitesimal', () => {
  const f = (a: Scalar): Scalar => square(root((x: Scalar, c: Scalar) => sub(add(x, square(x)), sqrt(c)), 0.1, a));
  close(derivative(f, 0), 1, 1e-13);
  const inside = (a: Scalar): Scalar => square(linearSolve([[2]], [sqrt(a)])[0] as Scalar);
  close(derivative(inside, 0), 0.25, 1e-13);
});

/** x = p/3 above 0 and p below: 2x + |x| = p. */
const kinked = (p: Scalar): Scalar => root((x: Scalar, c: Scalar) => sub(add(mul(2, x), abs(x)), c), 1, p);

look('a kink of f at the solution: the middle of the slopes on both sides, not the slope of the middle', () => {
  close([derivative(kinked, 1), derivative(kinked, -1)], [1 / 3, 1], 1e-15);
  close(derivative(kinked, 0), 2 / 3, 1e-15);
  close(
    reverse.gradient(([p]: Vector) => kinked(p as Scalar), [0]),
    [2 / 3],
    1e-15,
  );
  // Smooth again: 2x + |x| of it.
  const back = (p: Scalar): Scalar => add(mul(2, kinked(p)), abs(kinked(p)));
  close(derivatives(back, 0, 2), [0, 1, 0], 1e-15);
  // By hand nobody looks.
  assert.equal(String(kinked(dual(0, 1))), 'Dual(0, NaN)');
});

look('a kink of f by its parameter alone', () => {
  const f = (p: Scalar): Scalar => root((x: Scalar, c: Scalar) => sub(add(x, square(x)), max(c, mul(3, c))), 1, p);
  close(derivative(f, 0), 2, 1e-15);
});

look('compiled: the program gives up at kinks that the solution meets, and the function answers', () => {
  const g = compile(
    (p) => [derivative(kinked, p), secondDerivative((q: Scalar) => square(abs(sub(cubeRoot(q), 2))), p)],
    1,
  );
  for (const p of [1, -1, 0, 8])
    assert.equal(g(p), [derivative(kinked, p), secondDerivative((q: Scalar) => square(abs(sub(cubeRoot(q), 2))), p)]);
  close(g(0)[0], 2 / 3, 1e-15);
});

look('where the Jacobian is singular derivatives are NaN, and the value stays', () => {
  const fold = (p: Scalar): Scalar =>
    root(
      (x: Scalar, c: Scalar) => sub(square(x), c),
      () => 0,
      p,
    );
  assert.equal(derivatives(fold, 0, 2), [0, Number.NaN, Number.NaN]);
  assert.equal(
    gradient(([p]: Vector) => fold(p as Scalar), [0]),
    [Number.NaN],
  );
  assert.equal(
    reverse.gradient(([p]: Vector) => fold(p as Scalar), [0]),
    [Number.NaN],
  );
  // Infinite slopes of f are no Jacobian either.
  const steep = (p: Scalar): Scalar =>
    fixedPoint(
      (x: Scalar, c: Scalar) => add(sqrt(x), c),
      () => 0,
      p,
    );
  assert.is(Number.isNaN(derivative(steep, 0)), true);
  const compiled = compile(
    (p) =>
      derivative(
        (q: Scalar) =>
          root(
            (x: Scalar, c: Scalar) => sub(square(x), c),
            (c: number) => Math.sqrt(c),
            q,
          ),
        p,
      ),
    1,
  );
  assert.equal([compiled(4), compiled(0)], [0.25, Number.NaN]);
});

look('a solution whose f has caught numbers of a second look', () => {
  const f = (a: Scalar): Scalar => square(abs(root((x: Scalar) => sub(add(x, mul(x, square(x))), a), 0.5)));
  close(derivatives(f, 0, 2), [0, 0, 2], 1e-14);
});

look.run();
