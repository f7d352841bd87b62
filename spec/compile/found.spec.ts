/** What was wrong once, each by itself: compiled programs give the bits of the function itself there now. */
import { suite } from 'uvu';
import { add, cos, exp, gt, hvp, mul, type Scalar, select, sin, sub, sumOfSquares, tan } from '../../lib/index.js';
import { sameBits } from '../support/engines.js';

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

test.run();
