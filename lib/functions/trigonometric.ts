/** Circular functions and their inverses; angles in radians. */

import { cases, decide, eq, gt, lt } from '../branches/compare.js';
import { isFar, magnitude } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { active, add, type Binary, byRule, div, mul, neg, sub, type Unary } from '../scalar/arithmetic.js';
import type { Content } from '../scalar/parts.js';
import { type BinaryRule, binary, type Series, type UnaryRule } from '../scalar/rule.js';
import { innermost, operand } from '../scalar/scalar.js';
import { arcus, oscillation, tangent } from '../taylor/recurrences/circular.js';
import { angleSeries } from '../taylor/recurrences/polar.js';
import { sincSeries } from '../taylor/recurrences/removable.js';
import { complete, head } from '../taylor/series.js';
import { type DoubleDouble, dividedBy, negated, sumOf } from './double-double.js';
import { PRECISE_ANGLE, preciseSinCos } from './double-double-functions.js';
import { polarPoint, scaled } from './lengths.js';
import { sqrt, square } from './roots.js';

/**
 * Sine. Any x, in radians; NaN at ±Infinity.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(sin, 0); // => { value: 0, derivative: 1 }
 */
export const sin: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.sin(x) : x?.applySin === undefined ? anySin(x) : x.applySin()) as Unary;

export const SIN: UnaryRule = {
  name: 'sin',
  facts: { flops: 8, zero: 'odd' },
  value: Math.sin,
  slope: (x) => cos(x),
  curvature: (_, y) => neg(y),
  third: (_x, _y, slope) => neg(slope),
  series: (x, y, slope) => oscillation(x, y, slope, -1),
};

const anySin = /* @__PURE__ */ byRule(SIN);

/**
 * Cosine. Any x, in radians; NaN at ±Infinity.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * secondDerivative(cos, 0); // => -1
 */
export const cos: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.cos(x) : x?.applyCos === undefined ? anyCos(x) : x.applyCos()) as Unary;

export const COS: UnaryRule = {
  name: 'cos',
  facts: { flops: 8, zero: 'even' },
  value: Math.cos,
  slope: (x) => neg(sin(x)),
  curvature: (_, y) => neg(y),
  third: (_x, _y, slope) => neg(slope),
  series: (x, y, slope) => oscillation(x, y, slope, -1),
};

const anyCos = /* @__PURE__ */ byRule(COS);

/**
 * Tangent. Any x, in radians; NaN at ±Infinity. No double is a pole.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(tan, 0); // => { value: 0, derivative: 1 }
 */
export const tan: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.tan(x) : active('tan', x).unary(TAN)) as Unary;

export const TAN: UnaryRule = {
  name: 'tan',
  facts: { flops: 8, zero: 'odd' },
  value: Math.tan,
  slope: (_, y) => add(1, square(y)),
  curvature: (_x, y, slope) => mul(mul(2, y), slope),
  third: (_x, y, slope) => mul(mul(2, slope), add(slope, mul(2, square(y)))),
  series: (x, y, slope) => tangent(x, y, slope, 1),
};

/**
 * Arc sine of -1 <= x <= 1, NaN elsewhere. Slope +Infinity at ±1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(asin, 1); // => { value: 1.5707963267948966, derivative: Infinity }
 */
export const asin: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.asin(x) : active('asin', x).unary(ASIN)) as Unary;

export const ASIN: UnaryRule = {
  name: 'asin',
  facts: { flops: 8, zero: 'odd' },
  value: Math.asin,
  slope: (x) => div(1, sqrt(oneMinusSquare(x))),
  // x/(1-x²)^(3/2)
  curvature: (x, _, slope) => div(mul(x, slope), oneMinusSquare(x)),
  // (1+2x²)/(1-x²)^(5/2)
  third: (x, _y, slope) => div(mul(add(1, mul(2, square(x))), slope), square(oneMinusSquare(x))),
  series: (x, y, slope) => arcus(x, y, slope, -0.5, oneMinusSquare(head(x)), -1, 1),
  beside: (x, s) => (Math.abs(s) !== 1 ? undefined : s > 0 ? nearOne(x) : neg(nearOne(neg(x)))),
};

/**
 * Arc cosine of -1 <= x <= 1, NaN elsewhere. Slope -Infinity at ±1.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(acos, 0); // => -1
 */
export const acos: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.acos(x) : active('acos', x).unary(ACOS)) as Unary;

export const ACOS: UnaryRule = {
  name: 'acos',
  facts: { flops: 8, zero: 'even', isNotNegative: true },
  value: Math.acos,
  slope: (x) => neg(div(1, sqrt(oneMinusSquare(x)))),
  curvature: (x, _, slope) => div(mul(x, slope), oneMinusSquare(x)),
  third: (x, _y, slope) => div(mul(add(1, mul(2, square(x))), slope), square(oneMinusSquare(x))),
  series: (x, y, slope) => arcus(x, y, slope, -0.5, oneMinusSquare(head(x)), -1, 1),
  beside: (x, s) => (Math.abs(s) !== 1 ? undefined : s > 0 ? fromOne(x) : sub(Math.PI, fromOne(neg(x)))),
};

/** The recurrence of a function with slope c/(1 + x²) or c/√(1 + x²), with x scaled so that its square is in range. */
export function onePlusSquareBelow(x: Series, y: Content[], slope: Scalar, a: -1 | -0.5): void {
  // At infinity every derivative is 0, where the recurrence divides infinite squares.
  if (decide(eq(magnitude(innermost(head(x))), Number.POSITIVE_INFINITY))) {
    complete(x, y, () => 0);
    return;
  }
  const { s, x: u } = scaled(head(x), 1);
  const d0 = add(mul(s, s), mul(u, u));
  arcus(x, y, a === -1 ? div(s, d0) : div(slope, s), a, d0, 1, s);
}

/** 1 - x², which cancels near ±1, as a product. */
export function oneMinusSquare(x: Scalar): Scalar {
  return mul(sub(1, x), add(1, x));
}

/**
 * Arc tangent. Any x; from -π/2 to π/2.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * derivative(atan, 1); // => 0.5
 */
export const atan: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? Math.atan(x) : active('atan', x).unary(ATAN)) as Unary;

export const ATAN: UnaryRule = {
  name: 'atan',
  facts: { flops: 8, zero: 'odd' },
  value: Math.atan,
  slope: (x) => div(1, add(1, square(x))),
  ratio: (x) => {
    const far = isFar(x, FAR);
    return {
      factor: cases([[far, () => div(1, x)]], 1),
      divisor: cases([[far, x]], () => add(1, square(x))),
    };
  },
  // -2x/(1+x²)², in an order that neither overflows nor underflows: (x·s)·s.
  curvature: (x, _, slope) => mul(-2, mul(overOnePlusSquare(x, slope), slope)),
  // (6x²-2)/(1+x²)³
  third: (x, _y, slope) => mul(mul(2, slope), sub(mul(3, square(overOnePlusSquare(x, slope))), square(slope))),
  series: (x, y, slope) => onePlusSquareBelow(x, y, slope, -1),
  beside: (x, s) => (Math.abs(s) < SQUARES ? undefined : sub((Math.sign(s) * Math.PI) / 2, atan(div(1, x)))),
};

/** acos x near 1: 2·asin √((1-x)/2). */
function fromOne(x: Scalar): Scalar {
  return mul(2, asin(sqrt(mul(0.5, sub(1, x)))));
}

function nearOne(x: Scalar): Scalar {
  return sub(Math.PI / 2, fromOne(x));
}

/** Past this, squares leave the doubles. */
export const SQUARES = 1e100;

/** From here on 1 + x² is x². */
const FAR = 1e8;

/** x/(1+x²) from the slope of atan: 1/x far out. */
function overOnePlusSquare(x: Scalar, slope: Scalar): Scalar {
  return cases([[isFar(x, FAR), () => div(1, x)]], () => mul(x, slope));
}

/**
 * Angle of the point (x, y), from -π to π; the ordinate y comes first, as in Math.atan2. A jump where y = 0 and x < 0. No
 * derivative at the origin: NaN.
 *
 * @throws {TypeError} when x or y is neither a number nor a Scalar.
 * @example
 * gradient(([y, x]) => atan2(y, x), [0, 2]); // => [0.5, 0]
 */
export const atan2: Binary = ((y: Scalar, x: Scalar): Scalar =>
  typeof y === 'number' && typeof x === 'number' ? Math.atan2(y, x) : angle(y, x)) as Binary;

/** Where the squares of a point leave the range: the angle by quotients, with the value of atan2. */
function angle(y: Scalar, x: Scalar): Scalar {
  operand('atan2', y);
  operand('atan2', x);
  if (innermost(y) === y && innermost(x) === x) return binary(ATAN2, y, x);
  const [b, a] = [magnitude(y), magnitude(x)];
  const isSteep = gt(b, a);
  const size = cases([[isSteep, b]], a);
  const near = (): Scalar => binary(ATAN2, y, x);
  const far = (): Scalar => {
    const z = cases([[isSteep, () => neg(atan(div(x, y)))]], () => atan(div(y, x)));
    const v = innermost(z);
    // v - z has the value 0, and subtracting 0 keeps a -0.
    return sub(atan2(innermost(y), innermost(x)), sub(v, z));
  };
  const small = (): Scalar =>
    cases(
      [
        [gt(size, 1e-60), near],
        [() => eq(size, 0), near],
      ],
      far,
    );
  return cases(
    [
      [lt(size, 1e60), small],
      [() => lt(size, Number.POSITIVE_INFINITY), far],
    ],
    near,
  );
}

/** In the rule's names the first argument, the ordinate, is x. */
export const ATAN2: BinaryRule = {
  name: 'atan2',
  facts: { flops: 8 },
  value: Math.atan2,
  fx: (y, x) => onCircle(y, x, (_, a) => a),
  fy: (y, x) => onCircle(y, x, (b) => neg(b)),
  fxx: (y, x) => onCircle(y, x, (b, a, d) => mul(-2, mul(div(b, d), a)), 2),
  fxy: (y, x) => onCircle(y, x, (b, a, d) => mul(div(sub(b, a), d), add(b, a)), 2),
  fyy: (y, x) => onCircle(y, x, (b, a, d) => mul(2, mul(div(b, d), a)), 2),
  series: (y, x, f) => angleSeries(x, y, f, polarPoint(head(x), head(y))),
  meets: (y, x) => (y === 0 && x <= 0 ? 'jump' : undefined),
};

/** numerator/r², times 1/r for each order past the first, for a point scaled into range; 0 at infinity. */
function onCircle(
  y: Scalar,
  x: Scalar,
  numerator: (y: Scalar, x: Scalar, d: Scalar) => Scalar,
  order: 1 | 2 = 1,
): Scalar {
  const u = scaled(x, y);
  const d = add(square(u.x), square(u.y));
  return cases([[eq(d, Number.POSITIVE_INFINITY), 0]], () => {
    const once = mul(div(numerator(u.y, u.x, d), d), u.s);
    return order === 1 ? once : mul(once, u.s);
  });
}

/**
 * sin(x)/x, 1 at 0, smooth everywhere. Any x; 0 at ±Infinity.
 *
 * @throws {TypeError} when x is neither a number nor a Scalar.
 * @example
 * valueAndDerivative(sinc, 0); // => { value: 1, derivative: 0 }
 * secondDerivative(sinc, 0); // => -0.333...
 */
export const sinc: Unary = ((x: Scalar): Scalar =>
  typeof x === 'number' ? valueOfSinc(x) : active('sinc', x).unary(SINC)) as Unary;

function valueOfSinc(x: number): number {
  return x === 0 ? 1 : Math.abs(x) === Number.POSITIVE_INFINITY ? 0 : Math.sin(x) / x;
}

export const SINC: UnaryRule = {
  name: 'sinc',
  facts: { flops: 8, zero: 'even' },
  value: valueOfSinc,
  slope: (x, y) => sincDerivative(1, x, () => div(sub(cos(x), y), x)),
  // From the equation y'' + 2y'/x + y = 0.
  curvature: (x, y, slope) => sincDerivative(2, x, () => neg(add(y, div(mul(2, slope), x)))),
  third: (x, _y, slope, curvature) =>
    sincDerivative(3, x, () => neg(add(slope, div(mul(2, sub(curvature, div(slope, x))), x)))),
  series: (x, y) => sincSeries(x, y, sin(head(x)), cos(head(x))),
  formula: (x) =>
    cases(
      [
        [eq(x, 0), 1],
        [() => eq(magnitude(x), Number.POSITIVE_INFINITY), 0],
      ],
      () => div(sin(x), x),
    ),
};

/**
 * The kth derivative of sin(x)/x: near 0 its series Σ (-1)^i x^(2i)/(2i+1)! term by term, elsewhere the closed form.
 *
 * The closed form subtracts; where little is left of 1/|x|, its size between the zeros, it is done in two pieces.
 */
function sincDerivative(k: 1 | 2 | 3, x: Scalar, closed: () => Scalar): Scalar {
  const x2 = square(x);
  const beyond = (): Scalar => {
    const plain = closed();
    const precise = (): Scalar => cases([[lt(magnitude(x), PRECISE_ANGLE), () => preciseSinc(k, x)]], plain);
    return cases([[lt(mul(magnitude(plain), magnitude(x)), 0.25), precise]], plain);
  };
  return cases(
    [
      [lt(x2, 4), () => sincNear(k, x, x2)],
      [() => eq(magnitude(x), Number.POSITIVE_INFINITY), 0],
    ],
    beyond,
  );
}

/** (x·cos x - sin x)/x² and on from there, in two pieces. */
function preciseSinc(k: 1 | 2 | 3, x: Scalar): Scalar {
  const { sin: s, cos: c } = preciseSinCos(x);
  const y = dividedBy(s, x);
  const first = dividedBy(sumOf(c, negated(y)), x);
  if (k === 1) return add(first.high, first.low);
  const twice = (a: DoubleDouble): DoubleDouble => ({ high: mul(2, a.high), low: mul(2, a.low) });
  const second = negated(sumOf(y, dividedBy(twice(first), x)));
  if (k === 2) return add(second.high, second.low);
  const third = negated(sumOf(first, dividedBy(twice(sumOf(second, negated(dividedBy(first, x)))), x)));
  return add(third.high, third.low);
}

/** Powers 2i >= k of the series, differentiated k times: coefficient (2i)!/((2i-k)!·(2i+1)!) of x^(2i-k). */
function sincNear(k: number, x: Scalar, x2: Scalar): Scalar {
  let sum: Scalar = 0;
  for (let i = 16; 2 * i >= k; i--) sum = add(mul(sum, x2), sincCoefficient(i, k));
  return k % 2 === 0 ? sum : mul(sum, x);
}

function sincCoefficient(i: number, k: number): number {
  let c = i % 2 === 0 ? 1 : -1;
  for (let j = 2 * i; j > 2 * i - k; j--) c *= j;
  for (let j = 2; j <= 2 * i + 1; j++) c /= j;
  return c;
}
