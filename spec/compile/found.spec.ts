/** What was wrong once, each by itself: compiled programs give the bits of the function itself there now. */
import { suite } from 'uvu';
import { is, ok, throws } from 'uvu/assert';
import { withoutDeadCode } from '../../lib/compile/passes/dead-code.js';
import { Executable } from '../../lib/compile/run/executable.js';
import { trace } from '../../lib/compile/trace/trace.js';
import {
  abs,
  add,
  ceil,
  clamp,
  cos,
  defineFunction,
  derivative,
  div,
  dot,
  exp,
  gradient,
  gt,
  hvp,
  log,
  lt,
  max,
  min,
  mod,
  mul,
  type Scalar,
  select,
  sin,
  sinc,
  sqrt,
  square,
  sub,
  sum,
  sumOfSquares,
  tan,
  tanh,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { enginesOf, sameBits, timesAgain } from '../support/engines.js';

type Vector = readonly Scalar[];
const NAN = Number.NaN;

const test = suite('found in compiled programs');

const at = (x: Scalar | undefined): Scalar => x as Scalar;

test('a choice that is a result, and is used once more, keeps its value', () => {
  const f = ([x, y]: Vector): Vector => {
    const chosen = select(
      gt(at(x), 0),
      () => mul(sin(at(x)), cos(at(y))),
      () => mul(exp(at(x)), tan(at(y))),
    );
    const later = sub(mul(at(x), at(y)), add(at(x), at(y)));
    return [chosen, mul(later, later), add(chosen, later)];
  };
  sameBits(f, [[[1, 2]], [[-1, 2]]]);
});

test('an input that makes the value NaN is noticed where only the derivative is asked for', () => {
  const f = ([x, y]: Vector): Scalar => sumOfSquares([at(x), at(y)]);
  sameBits((x: Vector) => hvp(f, x, [1, -1.5]), [[[1, 2]], [[1, NAN]], [[NAN, 1]]]);
});

test('a NaN in a branch that no choice is left of is noticed', () => {
  const tangent = (x: Vector): unknown => hvp(([a, b]: Vector) => max(at(a), at(b)), x, [1, -1.5]);
  sameBits(tangent, [[[1, 2]], [[NAN, 2]], [[2, NAN]], [[2, 2]]]);
  const slope = ([x, y]: Vector): unknown =>
    gradient(
      ([t]: Vector) =>
        select(
          gt(at(x), 0),
          () => add(sin(at(t)), log(at(y))),
          () => sin(at(t)),
        ),
      [1],
    );
  sameBits(slope, [[[1, 2]], [[1, -1]], [[-1, -1]], [[-1, 2]]]);
});

test('1/sqrt(-0) is -Infinity, whose logarithm is NaN', () => {
  const slope = ([x, y]: Vector): unknown => derivative((t) => add(sin(t), log(div(1, sqrt(at(x))))), at(y));
  sameBits(slope, [[[1, 1]], [[-0, 1]], [[0, 1]], [[-1, 1]]]);
});

test('a slope of 0 times an infinite constant is 0 before the program runs, too', () => {
  const f = ([x]: Vector): Scalar => ceil(mul(Number.POSITIVE_INFINITY, at(x)));
  sameBits((x: Vector) => reverse.gradient(f, x), [[[1]], [[-1]], [[0]], [[NAN]]]);
});

test('reverse mode in reverse mode adds up what comes back from a branch in the same order', () => {
  const f = ([x, y]: Vector): Scalar => {
    const m = max(at(x), at(y));
    return dot([sinc(at(x)), m], [m, at(y)]);
  };
  const twice = (x: Vector): unknown => reverse.gradient((y: Vector) => sum(reverse.gradient(f, y)), x);
  sameBits(twice, [[[0.5, 0.42604077234864235]], [[0.25, 0.75]], [[3, -0]]]);
});

test('a kink that is decided by second-order parts is decided by those of all inputs at once, as in the driver itself', () => {
  const twice =
    (f: (x: Vector) => Scalar) =>
    (x: Vector): unknown =>
      gradient((y: Vector) => sum(gradient(f, y)), x);
  const points = [[[0, 0]], [[0, -3]], [[1, 1]], [[-0, NAN]]];
  sameBits(
    twice(([x, y]) => max(at(x), square(at(y)))),
    points,
  );
  sameBits(
    twice(([x, y]) => abs(add(at(y), square(at(x))))),
    points,
  );
  sameBits(
    twice(([x, y]) => abs(mod(at(y), add(1, square(at(x)))))),
    points,
  );
});

test('a constant that is NaN is noticed where only the derivative is asked for', () => {
  const slope = (f: (x: Scalar) => Scalar) => (x: Scalar) => derivative(f, x);
  sameBits(
    slope((x) => max(x, NAN)),
    [[1], [-1], [NAN]],
  );
  sameBits(
    slope((x) =>
      select(
        gt(x, 0),
        () => add(x, max(abs(x), NAN)),
        () => x,
      ),
    ),
    [[1], [-1]],
  );
});

test('a kink in a branch that is not taken does not decide how the derivatives of the others are computed', () => {
  const f = ([x]: Vector): Scalar => {
    const u = tanh(div(mul(4, at(x)), add(1, square(at(x)))));
    return select(
      lt(u, u),
      () => min(u, u),
      () => add(div(at(x), add(1, square(at(x)))), u),
    );
  };
  sameBits((x: Vector) => reverse.hessian(f, x), [[[0.3125]], [[-1]], [[0]], [[2.5]]]);
});

test('an example at a kink compiles the program for all other points', () => {
  const f = ([x, y]: Vector): Scalar => abs(mul(at(x), sin(at(y))));
  const hessian = (x: Vector): unknown => reverse.hessian(f, x);
  is(timesAgain(hessian, [[[1, 2]], [[-1, 2]]]), 0);
  // The first point is the example.
  is(timesAgain(hessian, [[[0, 0]], [[1, 2]], [[-1, 2]], [[3, -2]]]), 1);
});

test('what a short branch computes for two others is there before them in every order', () => {
  const f = ([x, y]: Vector): Scalar => clamp(square(sub(at(x), at(y))), 0, 1);
  sameBits((x: Vector) => reverse.hessian(f, x), [[[0.3125, 1]], [[0, 0]], [[1, 1]], [[0, 1]], [[NAN, 1]]]);
});

test('a module that the engine refuses is interpreted', () => {
  const f = ([x, y]: Vector): Scalar => mul(at(x), log(at(y)));
  const program = withoutDeadCode(trace(f, [[1, 2]]));
  const runner = new Executable(program, Uint8Array.of(0, 0x61, 0x73, 0x6d, 9), 'webassembly', f);
  ok(/^interpreter: CompileError: .+/.test(runner.engine), runner.engine);
  for (const point of [
    [3, 2],
    [0, 0],
    [1, -1],
  ]) {
    runner.input.set(point);
    runner.run();
    is(Object.is(runner.output[0], f(point)), true);
  }
});

test('a magnitude that is its operand keeps the sign of zero away', () => {
  sameBits((x: Scalar) => abs(add(sqrt(x), 0)), [[1], [-0], [0], [4]]);
  sameBits((x: Scalar) => div(1, abs(add(sqrt(x), 0))), [[1], [-0], [0], [4]]);
  sameBits((x: Scalar) => abs(sub(0, mul(-1, sqrt(x)))), [[1], [-0], [0], [4]]);
});

test('a function that throws outside of its domain is not heard of in branches that are not taken', () => {
  const risky = defineFunction({
    name: 'risky',
    value: (x) => {
      if (x < 0) throw new RangeError('negative');
      return Math.sqrt(x);
    },
    slope: (_, y) => div(0.5, y),
  });
  const guarded = ([x]: Vector): Scalar =>
    select(
      lt(at(x), 0),
      () => 0,
      () => risky(at(x)),
    );
  sameBits(guarded, [[[2]], [[-1]], [[0]], [[NAN]]]);
  sameBits((x: Vector) => gradient(guarded, x), [[[2]], [[-1]], [[0]]]);
  for (const { name, results } of enginesOf(([x]: Vector) => risky(at(x)), [[1]])) {
    if (name === 'second interpreter') continue;
    throws(() => results([[[-1]]]), /negative/, name);
  }
});

test.run();
