/** Rows of the incomplete functions in their parameters: each derivative is a row of numbers, whose slopes are the next ones. */
import type { Active, Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import { type BinaryRule, binary } from '../scalar/rule.js';
import { innermost, specialised } from '../scalar/scalar.js';
import { betaSlopes, gammaFamily } from './incomplete-families.js';
import * as parameters from './parameter-values.js';
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
    };
    gammaRows.set(key, row);
  }
  return row;
}

/** Its value. */
export function gammaValue(name: 'gammaP' | 'gammaQ', j: number, m: number, a: number, x: number): number {
  if (j + m === 0) return name === 'gammaP' ? values.gammaP(a, x) : values.gammaQ(a, x);
  const sign = name === 'gammaP' ? 1 : -1;
  if (m === 0) return sign * parameters.gammaByShape(j, a, x);
  if (j > 0 || m > WRITTEN) return sign * parameters.gammaDensityByShape(j, m, a, x);
  return sign * (gammaFamily(a)(1, m - 1, x) as number);
}

/** ∂ᵐ/∂xᵐ ∂ⁱ/∂aⁱ ∂ᵏ/∂bᵏ of I_x(a, b) for plain numbers. */
export function betaValue(m: number, i: number, k: number, x: number, a: number, b: number): number {
  if (m + i + k === 0) return values.betaI(x, a, b);
  if (m === 0) return parameters.betaByShapes(i, k, x, a, b);
  if (i + k > 0 || m > WRITTEN) return parameters.betaDensityByShapes(m, i, k, x, a, b);
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
        ...(typeof x === 'number' ? {} : { formula: (a: Scalar, b: Scalar) => betaDerivative(m, i, k, x, a, b) }),
      };
      known.set(key, row);
    }
    return row;
  };
  return of;
}

function expanded(m: number, i: number, k: number, x: Active, a: Scalar, b: Scalar): Scalar {
  // Of a germ all orders count.
  if (x.oracle?.hasOrders === true) return x.oracle.constant?.(Number.NaN) ?? Number.NaN;
  const isInner = isBare(x);
  const value = isInner ? specialised(x) : x.primal;
  const order = isInner ? 2 : Math.max(x.level.derivativeOrder, ...x.parts().map((part) => part.order));
  const d = sub(x, value);
  let sum = betaDerivative(m, i, k, value, a, b);
  let power: Scalar = 1;
  for (let j = 1; j <= order; j++) {
    power = div(mul(power, d), j);
    sum = add(sum, mul(betaDerivative(m + j, i, k, value, a, b), power));
  }
  return sum;
}
