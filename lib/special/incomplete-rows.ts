/** Rows of the incomplete functions in their parameters: each derivative is a row of numbers, whose slopes are the next ones. */
import type { Active, Scalar } from '../scalar/active.js';
import { add, div, mul, neg, sub } from '../scalar/arithmetic.js';
import { isOfLevel } from '../scalar/relation.js';
import { type BinaryRule, binary, type UnaryRule } from '../scalar/rule.js';
import { innermost, specialised, value } from '../scalar/scalar.js';
import { betaByShapes, betaDensityByShapes } from './beta-parameter-values.js';
import { gammaByShape, gammaDensityByShape } from './gamma-parameter-values.js';
import { betaSlopes, gammaFamily } from './incomplete-families.js';
import { betaOfGerm, gammaBeside, isBesideZero, isGerm } from './incomplete-germs.js';
import * as values from './values.js';

/** Derivatives by x that the families of densities write out. */
const WRITTEN = 3;

const gammaRows = new Map<string, BinaryRule>();

/** ∂ʲ/∂aʲ ∂ᵐ/∂xᵐ of P or Q. */
export function gammaRow(name: 'gammaP' | 'gammaQ', j: number, m: number): BinaryRule {
  const key = j + m === 0 ? name : `${name}, derivative ${j} ${m}`;
  let row = gammaRows.get(key);
  if (row === undefined) {
    const next = (i: number, k: number) => (a: Scalar, x: Scalar) => binary(gammaRow(name, j + i, m + k), a, x);
    row = {
      name: key,
      value: (a, x) => gammaValue(name, j, m, a, x),
      fx: next(1, 0),
      fy: next(0, 1),
      fxx: next(2, 0),
      fxy: next(1, 1),
      fyy: next(0, 2),
      beside: (a, x, sa, sx) => (isBesideZero(sx) && sa > 0 ? ofGerm(name, j, m, a, x) : undefined),
      partial: (i, k, a, x) => gammaValue(name, j + i, m + k, a, x),
    };
    gammaRows.set(key, row);
  }
  return row;
}

/** Beside x = 0. */
export function ofGerm(name: 'gammaP' | 'gammaQ', j: number, m: number, a: Scalar, x: Scalar): Scalar {
  const p = gammaBeside(j, m, a, x);
  return name === 'gammaP' ? p : j + m === 0 ? sub(1, p) : neg(p);
}

/** Its value. */
export function gammaValue(name: 'gammaP' | 'gammaQ', j: number, m: number, a: number, x: number): number {
  if (j + m === 0) return name === 'gammaP' ? values.gammaP(a, x) : values.gammaQ(a, x);
  const sign = name === 'gammaP' ? 1 : -1;
  if (m === 0) return sign * gammaByShape(j, a, x);
  if (j > 0 || m > WRITTEN) return sign * gammaDensityByShape(j, m, a, x);
  return sign * (gammaFamily(a)(1, m - 1, x) as number);
}

/** ∂ᵐ/∂xᵐ ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I_x(a, b) for plain numbers. */
export function betaValue(m: number, i: number, k: number, x: number, a: number, b: number): number {
  if (m + i + k === 0) return values.betaI(x, a, b);
  if (m === 0) return betaByShapes(i, k, x, a, b);
  if (i + k > 0 || m > WRITTEN) return betaDensityByShapes(m, i, k, x, a, b);
  return betaSlopes(a, b)(m - 1, x) as number;
}

/** A number without parts. */
const isBare = (x: Scalar): boolean => innermost(x) === x;

/**
 * ∂ᵐ/∂xᵐ ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I_x(a, b). With plain numbers for x it is a function of two numbers; otherwise the expansion about the
 * value of x in the level outside: Σ ∂ʲ/∂xʲ·dʲ/j!, whose d = x - value is nothing from a power on.
 */
export function betaDerivative(m: number, i: number, k: number, x: Scalar, a: Scalar, b: Scalar): Scalar {
  if (typeof x === 'number' && typeof a === 'number' && typeof b === 'number') return betaValue(m, i, k, x, a, b);
  if (isBare(x)) {
    if (isBare(a) && isBare(b)) {
      const call = [x, a, b]
        .map((z) => (typeof z === 'number' ? undefined : z.oracle))
        .find((o) => o?.call !== undefined);
      if (call !== undefined) return called(m, i, k, call, [x, a, b]);
    }
    if (typeof x === 'number' || x.oracle?.call !== undefined) return binary(betaRowsAt(x)(m, i, k), a, b);
    if (isGerm(x)) return betaOfGerm(m, i, k, x, a, b, (n, s) => betaDerivative(n, i, k, s, a, b));
  }
  return expanded(m, i, k, x as Active, a, b);
}

function called(
  m: number,
  i: number,
  k: number,
  oracle: NonNullable<Active['oracle']>,
  args: readonly [Scalar, Scalar, Scalar],
): Scalar {
  const key = 64 * (64 * m + i) + k;
  let value = betaValues.get(key);
  if (value === undefined) {
    value = (x, a, b) => betaValue(m, i, k, x, a, b);
    betaValues.set(key, value);
  }
  const name = m + i + k === 0 ? 'betaI' : `betaI, derivative ${m} ${i} ${k}`;
  return (oracle.call as NonNullable<typeof oracle.call>)(name, value, args);
}

/** Equal calls of a program have to be one function. */
const betaValues = new Map<number, (x: number, a: number, b: number) => number>();

/** The rows for one x: power series recognise a function by its row. */
type BetaRows = (m: number, i: number, k: number) => BinaryRule;

let latest: { readonly x: Scalar; readonly rows: BetaRows } | undefined;

function betaRowsAt(x: Scalar): BetaRows {
  if (latest === undefined || !Object.is(latest.x, x)) latest = { x, rows: newBetaRows(x) };
  return latest.rows;
}

function newBetaRows(x: Scalar): BetaRows {
  const known = new Map<number, BinaryRule>();
  const of: BetaRows = (m, i, k) => {
    const key = 64 * (64 * m + i) + k;
    let row = known.get(key);
    if (row === undefined) {
      const next = (p: number, q: number) => (a: Scalar, b: Scalar) => {
        const isCall = isBare(a) && isBare(b);
        return isCall ? betaDerivative(m, i + p, k + q, x, a, b) : binary(of(m, i + p, k + q), a, b);
      };
      row = {
        name: 'betaI',
        value: (a, b) => betaValue(m, i, k, x as number, a, b),
        fx: next(1, 0),
        fy: next(0, 1),
        fxx: next(2, 0),
        fxy: next(1, 1),
        fyy: next(0, 2),
        ...(typeof x === 'number' ? { partial: (p, q, a, b) => betaValue(m, i + p, k + q, x, a, b) } : {}),
        ...(typeof x === 'number' ? {} : { formula: (a: Scalar, b: Scalar) => betaDerivative(m, i, k, x, a, b) }),
      };
      known.set(key, row);
    }
    return row;
  };
  return of;
}

/**
 * For plain parts of first or second order: what depends on x alone, what depends on a and b, and the products of both. So a slope that
 * is infinite meets only the parts that there are.
 */
function byParts(m: number, i: number, k: number, x: Active, a: Scalar, b: Scalar): Scalar | undefined {
  const { level } = x;
  const x0 = x.primal;
  const isPlain = (z: Scalar): boolean => isOfLevel<Active>(z, level) && typeof z.primal === 'number';
  if (!isPlain(x) || ![a, b].every((z) => typeof z === 'number' || isPlain(z)) || orderOf(x) > 2) return undefined;
  const [a0, b0] = [value(a), value(b)];
  const change: UnaryRule = {
    name: 'betaI by x',
    value: () => 0,
    slope: (t) => betaDerivative(m + 1, i, k, t, a0, b0),
    curvature: (t) => betaDerivative(m + 2, i, k, t, a0, b0),
    third: (t) => betaDerivative(m + 3, i, k, t, a0, b0),
  };
  const still = typeof a === 'number' && typeof b === 'number' ? 0 : binary(betaRowsAt(x0)(m, i, k), a, b);
  const mixed = [a, b].map((z, j) => {
    if (typeof z === 'number') return 0;
    const product: BinaryRule = {
      name: 'betaI by two',
      value: () => 0,
      fx: () => 0,
      fy: () => 0,
      fxx: () => 0,
      fxy: () => betaDerivative(m + 1, i + (j === 0 ? 1 : 0), k + j, x0, a0, b0),
      fyy: () => 0,
    };
    return binary(product, x, z);
  });
  return [x.unary(change), ...mixed].reduce(add, still);
}

function orderOf(x: Active): number {
  return Math.max(x.level.derivativeOrder, ...x.parts().map((part) => part.order));
}

function expanded(m: number, i: number, k: number, x: Active, a: Scalar, b: Scalar): Scalar {
  const isInner = isBare(x);
  const parts = isInner ? undefined : byParts(m, i, k, x, a, b);
  if (parts !== undefined) return parts;
  const x0 = isInner ? specialised(x) : x.primal;
  const order = isInner ? 2 : orderOf(x);
  const d = sub(x, x0);
  let sum = betaDerivative(m, i, k, x0, a, b);
  let power: Scalar = 1;
  for (let j = 1; j <= order; j++) {
    power = div(mul(power, d), j);
    sum = add(sum, mul(betaDerivative(m + j, i, k, x0, a, b), power));
  }
  return sum;
}
