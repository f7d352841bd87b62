/** What random programs have found, each by itself: all modes agree there now. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  abs,
  add,
  atan2,
  cbrt,
  div,
  hypot,
  max,
  mul,
  norm,
  pow,
  type Scalar,
  softplus,
  square,
  sub,
  tanh,
} from '../../lib/index.js';
import { disagreements, Tally } from '../support/agreement.js';
import type { Field } from '../support/modes.js';

const test = suite('found by random programs');

const at = (x: Scalar | undefined): Scalar => x as Scalar;

const FOUND: readonly [what: string, f: Field, point: readonly number[]][] = [
  [
    'a part that is NaN in an outer level leaves the digits of the inner one',
    ([x, y]) => {
      const v = add(at(y), cbrt(at(x)));
      return div(v, add(1, square(v)));
    },
    [0, 1.3],
  ],
  ['a part that is 0 is divided by 0 inside another level', ([x]) => div(add(1, mul(0, at(x))), 0), [1]],
  ['a constant over a cube at 0', ([x]) => div(softplus(pow(at(x), 3)), pow(at(x), 3)), [0]],
  ['a NaN of second order decides no kink', ([x]) => abs(atan2(mul(at(x), at(x)), mul(at(x), at(x)))), [0]],
  [
    'a difference of two parts that are infinite decides no tie',
    ([x]) => {
      const v = hypot(at(x), at(x));
      return max(v, v);
    },
    [5e-324],
  ],
  [
    'a tie that is decided anew, of a length whose curvature cancels',
    ([x]) => {
      const v = hypot(at(x), at(x));
      const u = mul(2, pow(softplus(v), tanh(v)));
      return max(hypot(u, v), u);
    },
    [1e-308],
  ],
  ['Infinity - Infinity in the value, 1 - 1 in the tangent', ([x]) => sub(at(x), at(x)), [Number.POSITIVE_INFINITY]],
  ['a length with one input twice, on an axis', ([x, y]) => norm([at(y), at(x), 1e-300, at(x)]), [0, -0.5]],
  ['a NaN among the arguments of a tie', ([x, y]) => max(at(x), mul(at(y), Number.NaN)), [0, 1]],
  ['a product that is NaN by an argument that is not', ([x, y]) => div(mul(at(x), at(y)), at(y)), [-0, -0]],
];

for (const [what, f, point] of FOUND) {
  test(what, () => assert.equal(disagreements(f, point, new Tally()), []));
}

test.run();
