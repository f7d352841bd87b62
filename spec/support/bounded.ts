/**
 * Running error bounds: how far two right ways of computing one derivative may lie apart, worked out along with f itself.
 *
 * A derivative is a sum of products of the slopes that f meets. Ways that differ only in the order of these sums and
 * products (hyper-dual or nested, H·v or a sum over H, forward or reverse) differ by roundings alone, and each rounding is
 * at most u = 2⁻⁵³ of a term. So `Bounded` carries for each derivative part
 *
 *   size   the sum of the absolute values of its terms: what the roundings are relative to, cancellation or not;
 *   order  the error that the order of summation can make, given the same slopes;
 *   error  the error against the true derivative: `order`, and what the rounding of the values does to the slopes.
 *
 * For c = f(a): size₁ = |f'|·a₁, size₁₂ = |f'|·a₁₂ + |f''|·a₁·a₂, and each error is passed on by the same slopes plus u
 * times the size for each rounding added. An underflow adds at most η = 2⁻¹⁰⁷⁴ instead of u times the size. The bounds are
 * those of first order in u (Higham, Accuracy and Stability of Numerical Algorithms, 2002, sections 3.1 and 3.3).
 *
 * `range` bounds the binary exponent of any product of slopes along a path of f. While it is below 1000 no way of
 * multiplying them overflows or underflows; beyond, one order may give Infinity where another does not.
 */
import { add, div, dual, type HyperDual, hyperdual, isDual, mul, neg, type Scalar, sub } from '../../lib/index.js';
import { Active, type Part } from '../../lib/scalar/active.js';
import { Level } from '../../lib/scalar/level.js';
import { type BinaryRule, binary, jets, type Partials, partials, type UnaryRule } from '../../lib/scalar/rule.js';
import type { Field } from './modes.js';

/** Unit roundoff. */
export const U: number = 2 ** -53;
/** The error of a result that underflows. */
export const ETA: number = 2 ** -1074;
/** Units in the last place that the table's formulas may be wrong by; spec/accuracy measures less. */
export const RULE: number = 64;

/** The bounds of one derivative part. */
export interface PartBound {
  readonly size: number;
  readonly order: number;
  readonly error: number;
}

const NONE: PartBound = { size: 0, order: 0, error: 0 };

export interface Bounds {
  readonly value: number;
  /** Error of the value. */
  readonly error: number;
  readonly p1: PartBound;
  readonly p2: PartBound;
  readonly p12: PartBound;
  readonly range: number;
}

/** A slope times something, where a zero needs no care: 0 · Infinity is 0. */
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

/** All that a function of one or two arguments does to the bounds: its value and its partials to third order. */
interface Local {
  readonly value: number;
  /** By [i], [i][j] and [i][j][k], the arguments. */
  readonly first: readonly number[];
  readonly second: readonly (readonly number[])[];
  readonly third: readonly (readonly (readonly number[])[])[];
  /** Relative error of value and slopes, in units of u. */
  readonly ulps: number;
  /** Absolute error of the slopes where they, or what they are computed from, underflow. */
  readonly eta?: number;
}

function through(local: Local, args: readonly Bounds[]): Bounds {
  const n = args.length;
  const { first, second, third, ulps, eta = ETA } = local;
  const d1 = (i: number): number => Math.abs(first[i] as number);
  const d2 = (i: number, j: number): number => Math.abs((second[i] as readonly number[])[j] as number);
  const d3 = (i: number, j: number, k: number): number =>
    Math.abs(((third[i] as readonly (readonly number[])[])[j] as readonly number[])[k] as number);
  const at = (i: number): Bounds => args[i] as Bounds;
  let error = times(ulps * U, Math.abs(local.value));
  for (let i = 0; i < n; i++) {
    error += times(d1(i), at(i).error);
    for (let j = 0; j < n; j++) error += times(d2(i, j), times(at(i).error, at(j).error)) / 2;
  }
  const partOf = (part: 'p1' | 'p2'): PartBound => {
    let size = 0;
    let order = 0;
    let wrong = 0;
    for (let i = 0; i < n; i++) {
      const p = at(i)[part];
      size += times(d1(i), p.size);
      order += times(d1(i), p.order);
      // A slope may have underflowed: what it should be is less than η, but its factor may be large.
      wrong += times(d1(i), p.error) + times(eta, p.size);
      for (let j = 0; j < n; j++) wrong += times(d2(i, j), times(at(j).error, p.size));
    }
    const rounding = 2 * U * size + ETA;
    return { size, order: order + rounding, error: wrong + rounding + ulps * U * size };
  };
  let size = 0;
  let order = 0;
  let wrong = 0;
  for (let i = 0; i < n; i++) {
    const { p12 } = at(i);
    size += times(d1(i), p12.size);
    order += times(d1(i), p12.order);
    wrong += times(d1(i), p12.error) + times(eta, p12.size);
    for (let j = 0; j < n; j++) {
      const { p1 } = at(i);
      const { p2 } = at(j);
      size += times(d2(i, j), times(p1.size, p2.size));
      order += times(d2(i, j), times(p1.order, p2.size) + times(p1.size, p2.order));
      wrong += times(eta, times(p1.size, p2.size));
      wrong += times(d2(i, j), times(p1.error, p2.size) + times(p1.size, p2.error) + times(at(j).error, p12.size));
      for (let k = 0; k < n; k++) wrong += times(d3(i, j, k), times(at(k).error, times(p1.size, p2.size)));
    }
  }
  const rounding = 6 * U * size + 4 * ETA;
  const p12 = { size, order: order + rounding, error: wrong + rounding + ulps * U * size };
  const exponents = [...first, ...second.flat()].map((d) => (d === 0 ? 0 : Math.abs(Math.log2(Math.abs(d)))));
  return {
    value: local.value,
    error: error + ETA,
    p1: partOf('p1'),
    p2: partOf('p2'),
    p12,
    range: Math.max(...args.map(({ range }) => range)) + Math.max(0, ...exponents),
  };
}

/** 0s of the shape of second and third partials in two arguments. */
const NO_SECOND = [
  [0, 0],
  [0, 0],
];
const NO_THIRD = [NO_SECOND, NO_SECOND];

const sumOf = (value: number, a: number, b: number): Local => ({
  value,
  first: [a, b],
  second: NO_SECOND,
  third: NO_THIRD,
  ulps: 1,
});

function quotientOf(q: number, b: number): Local {
  const b2 = b * b;
  return {
    value: q,
    first: [1 / b, q / b],
    second: [
      [0, 1 / b2],
      [1 / b2, (2 * q) / b2],
    ],
    third: [
      [
        [0, 0],
        [0, 2 / b2 / b],
      ],
      [
        [0, 2 / b2 / b],
        [2 / b2 / b, (6 * q) / b2 / b],
      ],
    ],
    ulps: 4,
    // q may be subnormal, and is divided by b twice.
    eta: ETA * (1 + 1 / Math.abs(b) + 2 / b2),
  };
}

const level = new Level('bounded');

/** A number with its bounds; a constant, as x - x is one, is exact. */
function bounded(jet: Scalar, bounds: Bounds): Scalar {
  return typeof jet === 'number' ? jet : new Bounded(jet as HyperDual, bounds);
}

/** A number that goes through f like a hyper-dual (it carries one, for the branches) and keeps the bounds. */
class Bounded extends Active {
  readonly level = level;
  readonly jet: HyperDual;
  readonly bounds: Bounds;

  constructor(jet: HyperDual, bounds: Bounds) {
    super();
    this.jet = jet;
    this.bounds = bounds;
  }

  get primal(): Scalar {
    return this.jet.primal;
  }

  get kind(): string {
    return 'Bounded';
  }

  parts(): readonly Part[] {
    return this.jet.parts();
  }

  add(y: Scalar): Scalar {
    return bounded(
      add(this.jet, jetOf(y)),
      through(sumOf(this.number + numberOf(y), 1, 1), [this.bounds, boundsOf(y)]),
    );
  }

  sub(y: Scalar): Scalar {
    return bounded(
      sub(this.jet, jetOf(y)),
      through(sumOf(this.number - numberOf(y), 1, 1), [this.bounds, boundsOf(y)]),
    );
  }

  rsub(x: Scalar): Scalar {
    return bounded(sub(x, this.jet), through(sumOf(numberOf(x) - this.number, 1, 1), [this.bounds, boundsOf(x)]));
  }

  mul(y: Scalar): Scalar {
    const a = this.number;
    const b = numberOf(y);
    const local: Local = {
      value: a * b,
      first: [b, a],
      second: [
        [0, 1],
        [1, 0],
      ],
      third: NO_THIRD,
      ulps: 1,
    };
    return bounded(mul(this.jet, jetOf(y)), through(local, [this.bounds, boundsOf(y)]));
  }

  div(y: Scalar): Scalar {
    const local = quotientOf(this.number / numberOf(y), numberOf(y));
    return bounded(div(this.jet, jetOf(y)), through(local, [this.bounds, boundsOf(y)]));
  }

  rdiv(x: Scalar): Scalar {
    const local = quotientOf(numberOf(x) / this.number, this.number);
    return bounded(div(x, this.jet), through(local, [boundsOf(x), this.bounds]));
  }

  neg(): Scalar {
    return bounded(neg(this.jet), { ...this.bounds, value: -this.bounds.value });
  }

  joined(): Scalar {
    return this;
  }

  merge(x: Scalar, y: Scalar, choose: (a: Scalar, b: Scalar) => Scalar): Scalar {
    return choose(x, y);
  }

  unary(rule: UnaryRule): Scalar {
    const [value, d1, d2, d3] = jets(rule, this.number, 3) as [number, number, number, number];
    const local = { value, first: [d1], second: [[d2]], third: [[[d3]]], ulps: RULE };
    return bounded(this.jet.unary(rule), through(local, [this.bounds]));
  }

  jets(): Scalar[] {
    throw new Error('bounded: a driver inside f is not supported');
  }

  partials(rule: BinaryRule, x: Scalar, y: Scalar, n: number): Partials {
    if (n > 0) throw new Error('bounded: a driver inside f is not supported');
    const local = binaryLocal(rule, numberOf(x), numberOf(y));
    const f = bounded(binary(rule, jetOf(x), jetOf(y)), through(local, [boundsOf(x), boundsOf(y)]));
    return { f, fx: 0, fy: 0, fxx: 0, fxy: 0, fyy: 0 };
  }

  private get number(): number {
    return this.bounds.value;
  }
}

/** The third partials by differentiating the second ones. */
function binaryLocal(rule: BinaryRule, x: number, y: number): Local {
  const p = partials(rule, x, y, 2, true, true) as unknown as Record<string, number>;
  const byX = partials(rule, dual(x, 1), y, 2, true, true);
  const byY = partials(rule, x, dual(y, 1), 2, true, true);
  const slope = (part: Scalar): number => (isDual(part) ? (part.tangent as number) : 0);
  const [xxx, xxy, xyy] = [slope(byX.fxx), slope(byX.fxy), slope(byX.fyy)];
  const yyy = slope(byY.fyy);
  return {
    value: p.f as number,
    first: [p.fx as number, p.fy as number],
    second: [
      [p.fxx as number, p.fxy as number],
      [p.fxy as number, p.fyy as number],
    ],
    third: [
      [
        [xxx, xxy],
        [xxy, xyy],
      ],
      [
        [xxy, xyy],
        [xyy, yyy],
      ],
    ],
    ulps: RULE,
  };
}

const jetOf = (x: Scalar): Scalar => (x instanceof Bounded ? x.jet : x);
const numberOf = (x: Scalar): number => (x instanceof Bounded ? x.bounds.value : (x as number));

/** The bounds of a number that came from boundedInputs; a plain number has none. */
export function boundsOf(x: Scalar): Bounds {
  if (x instanceof Bounded) return x.bounds;
  return { value: x as number, error: 0, p1: NONE, p2: NONE, p12: NONE, range: 0 };
}

/** Inputs that go through f and keep the bounds along two directions u and v. */
export function boundedInputs(x: readonly number[], u: readonly number[], v: readonly number[]): Scalar[] {
  const start = (size: number): PartBound => ({ size: Math.abs(size), order: 0, error: 0 });
  return x.map((xi, i) => {
    const [e1, e2] = [u[i] as number, v[i] as number];
    const bounds = { value: xi, error: 0, p1: start(e1), p2: start(e2), p12: NONE, range: 0 };
    return new Bounded(hyperdual(xi, e1, e2, 0) as HyperDual, bounds);
  });
}

/** The bounds of f at x; p1 and p2 are those of f'·u and f'·v, p12 those of uᵀf''v. */
export function boundsAlong(f: Field, x: readonly number[], u: readonly number[], v: readonly number[]): Bounds {
  return boundsOf(f(boundedInputs(x, u, v)));
}

/** The range past which one order of multiplying slopes may overflow where another does not. */
const SAFE_RANGE = 1000;

/**
 * How far two ways may differ in f'·u, or in uᵀf''v, when they meet the same slopes and sum in another order.
 *
 * @returns Infinity where no claim can be made: an infinite slope, or products that may leave the range on one way only.
 */
export function orderBound(f: Field, x: readonly number[], u: readonly number[], v?: readonly number[]): number {
  const bounds = boundsAlong(f, x, u, v ?? u);
  const { size, order } = v === undefined ? bounds.p1 : bounds.p12;
  // Each way is within `order` of the exact sum; the rest is for the terms of second order in u.
  return Number.isFinite(size) && bounds.range < SAFE_RANGE ? 2.01 * order : Number.POSITIVE_INFINITY;
}
