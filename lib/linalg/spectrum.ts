/**
 * Eigenvalues and eigenvectors with their derivatives, in every mode at once.
 *
 * Jacobi's method finds them for plain numbers, with vectors X that are constants. Then each step, on numbers that carry
 * derivatives, makes X right to more orders (Ogita and Aishima, Japan J. Indust. Appl. Math. 35, 2018): with S = XᵀAX, G = XᵀX,
 * λᵢ = Sᵢᵢ/Gᵢᵢ
 *
 *     X ← X·(I + E),   Eᵢⱼ = (Sᵢⱼ - λⱼ·Gᵢⱼ)/(λⱼ - λᵢ),   Eᵢᵢ = (1 - Gᵢᵢ)/2,
 *
 * and the eigenvalue has an error of the square of that of X: it needs no step for first derivatives, one for second ones. So
 * nothing is said of duals, series or tapes, and a tape never holds the rotations.
 *
 * Equal eigenvalues stay together as a group, an invariant space with Eᵢⱼ = -Gᵢⱼ/2 in it. On the group A is a matrix λ·I + C that is as
 * smooth as A, and how C parts is a kink: each eigenvalue of the group gets the mean slope tr C/k, as max gives to those that tie,
 * and the curvature NaN, so that a second derivative is looked at again. Beside the point C is a germ, which is divided by its largest entry,
 * an infinitesimal, and taken apart as A was (`parted`); so symmetric functions of the eigenvalues have their true derivatives.
 */
import { decide, decideRare, eq, gt } from '../branches/compare.js';
import { atFlatKink } from '../branches/extremes.js';
import { magnitude } from '../branches/kinks.js';
import type { Scalar } from '../scalar/active.js';
import { add, div, mul, sub } from '../scalar/arithmetic.js';
import { called } from '../scalar/called.js';
import { groundOf, isOfProgram, Orders } from '../scalar/orders.js';
import { specialised } from '../scalar/scalar.js';
import { unknownParts } from '../scalar/unknown.js';
import { exact, infinitesimal, isNothing, shownAs, standardOf } from './germs.js';
import { jacobi, type PlainSpectrum } from './jacobi.js';

type Vector = readonly Scalar[];

/** Eigenvalues upwards, and orthonormal vectors in their order. */
export interface Spectrum {
  readonly values: Vector;
  readonly vectors: readonly Vector[];
}

/** A symmetric matrix. */
export interface Problem {
  readonly name: string;
  readonly rows: readonly Vector[];
  /** The numbers that it is made of. */
  readonly entries: Vector;
  /** Its spectrum for plain entries. */
  solve(entries: readonly number[]): PlainSpectrum;
}

/** Steps at most: each makes one more order right at least, and a look goes to 32 of them, in fractions of an order. */
const MOST_STEPS = 64;

/** @param needsVectors - without them the vectors may lack the highest derivatives. */
export function spectrum(problem: Problem, needsVectors: boolean): Spectrum {
  const ground = problem.entries.map(groundOf);
  if (ground.some(isOfProgram)) return carried(problem, inProgram(problem, ground), needsVectors);
  const numbers = ground.map(specialised);
  const shown = problem.solve(numbers);
  if (ground.every((x) => typeof x === 'number')) return carried(problem, shown, needsVectors);
  const standard = ground.map(standardOf);
  const start = standard.every((x, i) => Object.is(x, numbers[i])) ? shown : problem.solve(standard);
  return beside(problem, start, shown, needsVectors);
}

/** The spectrum of a program's numbers: calls in it. It takes the course without ties. */
function inProgram({ name, rows, solve }: Problem, ground: Vector): Spectrum {
  const n = rows.length;
  const flat = called(name, ground, n * (n + 1), (entries) => {
    const { values, vectors } = solve(entries);
    return [...values, ...vectors.flat()];
  });
  const values = flat.slice(0, n);
  for (let i = 1; i < n; i++) decideRare(eq(values[i - 1], values[i]));
  return { values, vectors: values.map((_, i) => flat.slice(n * (i + 1), n * (i + 2))) };
}

/** The derivatives that the entries carry, from the spectrum of their values. */
function carried(problem: Problem, start: Spectrum, needsVectors: boolean): Spectrum {
  const { rows, entries } = problem;
  const orders = new Orders(entries).total;
  if (orders === 0) return start;
  const groups = groupsOf(start.values);
  let X = start.vectors;
  const steps = stepsFor(orders, groups.length === X.length, needsVectors);
  for (let step = 0; step < steps; step++) X = moved(X, corrections(rows, X, groups, partsOf));
  const values = start.values.slice();
  const vectors = X.slice();
  for (const group of groups) {
    const C = block(rows, X, group, steps > 0);
    if (group.length === 1) {
      values[group[0]] = add(values[group[0]], partsOf(C[0][0]));
      continue;
    }
    const [level, spread] = [meanOf(C), spreadOf(C)];
    const change = add(partsOf(level), atFlatKink(spread, group.length));
    for (const i of group) values[i] = add(values[i], change);
    if (!needsVectors) continue;
    const unknown = entries.reduce<Scalar>((total, x) => add(total, unknownParts(x)), 0);
    for (const i of group) vectors[i] = X[i].map((x) => add(x, unknown));
  }
  return { values, vectors };
}

/** How many steps make the derivatives right: a step doubles the orders, or with groups adds one. */
function stepsFor(orders: number, isSimple: boolean, needsVectors: boolean): number {
  for (let steps = 0; ; steps++) {
    const right = isSimple ? 2 ** steps : steps + 1;
    if ((needsVectors ? right : 2 * right - 1) >= orders + (needsVectors ? 1 : 0)) return steps;
  }
}

/**
 * Beside a point, where the entries are germs.
 *
 * @param start - the spectrum of the standard parts.
 * @param shown - that of the values at the point, which are to be seen.
 */
function beside(problem: Problem, start: PlainSpectrum, shown: PlainSpectrum, needsVectors: boolean): Spectrum {
  const { name, rows, entries } = problem;
  const groups = groupsOf(start.values);
  let X = settled(
    rows.map((row) => row.map(groundOf)),
    start.vectors,
    groups,
  );
  const steps = stepsFor(new Orders(entries).total, groups.length === X.length, needsVectors);
  for (let step = 0; step < steps; step++) X = moved(X, corrections(rows, X, groups, partsOf));
  const values: Scalar[] = [];
  const vectors: Vector[] = [];
  const take = (i: number, value: Scalar, vector: Vector, isKnown: boolean): void => {
    values[i] = shownAs(value, shown.values[i], start.values[i]);
    vectors[i] = vector.map((x, k) => shownAs(x, shown.vectors[i][k], isKnown ? start.vectors[i][k] : undefined));
  };
  for (const group of groups) {
    const C = block(rows, X, group, true);
    if (group.length === 1) {
      take(group[0], C[0][0], X[group[0]], true);
      continue;
    }
    const level = meanOf(C);
    const rest = C.map((row, i) => row.map((x, j) => infinitesimal(i === j ? sub(x, level) : x)));
    const inner = parted(name, rest, needsVectors);
    group.forEach((i, j) => {
      // A tie that lasts to all orders is none.
      if (inner === undefined) {
        take(i, level, X[i], true);
        return;
      }
      const w = inner.vectors[j];
      const vector = X[i].map((_, k) => total(group.map((g, l) => mul(X[g][k], w[l]))));
      take(i, add(level, inner.values[j]), vector, false);
    });
  }
  return { values, vectors };
}

/** Steps on the germs alone. Each corrects the errors of those before, so the bounds are those of the last. */
function settled(
  A: readonly Vector[],
  start: readonly Vector[],
  groups: readonly (readonly number[])[],
): readonly Vector[] {
  let X = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    X = X.map((x) => x.map(exact));
    const E = corrections(A, X, groups, (x) => x);
    X = moved(X, E);
    if (E.every((row) => row.every((x) => isNothing(x, SETTLED)))) break;
  }
  return X;
}

/** What a step leaves is nothing where it is this small beside what it is the difference of. */
const SETTLED = 2 ** -44;

/** Of coefficients that come out of differences of others: wider than for those that are given. */
const TIES_BESIDE = 2 ** -40;

/** The spectrum of an infinitesimal matrix, undefined where it is 0 to all known orders. */
function parted(name: string, C: readonly Vector[], needsVectors: boolean): Spectrum | undefined {
  let largest: Scalar = 0;
  for (const x of C.flat().map(groundOf)) {
    // Clearly larger: of two that are equal to all known orders nothing is asked.
    if (!isNothing(x, 0) && decide(gt(magnitude(x), mul(1.001, largest)))) largest = magnitude(x);
  }
  if (largest === 0) return undefined;
  const scale = largest;
  const rows = C.map((row) => row.map((x) => div(x, scale)));
  const n = rows.length;
  const solve = (list: readonly number[]): PlainSpectrum =>
    jacobi(
      rows.map((_, i) => list.slice(n * i, n * (i + 1))),
      TIES_BESIDE,
    );
  const problem: Problem = { name, rows, entries: rows.flat(), solve };
  const start = solve(problem.entries.map(groundOf).map(standardOf));
  const { values, vectors } = beside(problem, start, start, needsVectors);
  return { values: values.map((x) => mul(scale, x)), vectors };
}

/** Indices of equal values, which stand side by side. */
function groupsOf(values: Vector): number[][] {
  const groups: number[][] = [];
  values.forEach((x, i) => {
    if (i > 0 && x === values[i - 1]) groups[groups.length - 1].push(i);
    else groups.push([i]);
  });
  return groups;
}

/** E, by columns. */
function corrections(
  A: readonly Vector[],
  X: readonly Vector[],
  groups: readonly (readonly number[])[],
  kept: (x: Scalar) => Scalar,
): Scalar[][] {
  const AX = X.map((x) => A.map((row) => dot(row, x)));
  const S = X.map((x, i) => AX.map((y, j) => (j < i ? 0 : dot(x, y))));
  const G = X.map((x, i) => X.map((y, j) => (j < i ? 0 : dot(x, y))));
  const upper = (M: readonly Vector[], i: number, j: number): Scalar => (i < j ? M[i][j] : M[j][i]);
  const lambda = S.map((row, i) => div(row[i], G[i][i]));
  const groupOf = X.map((_, i) => groups.findIndex((group) => group.includes(i)));
  return X.map((_, j) =>
    X.map((_, i) => {
      const g = upper(G, i, j);
      if (i === j) return kept(mul(0.5, sub(1, g)));
      if (groupOf[i] === groupOf[j]) return kept(mul(-0.5, g));
      return kept(div(sub(upper(S, i, j), mul(lambda[j], g)), sub(lambda[j], lambda[i])));
    }),
  );
}

/** X·(I + E). */
function moved(X: readonly Vector[], E: readonly Vector[]): Vector[] {
  return X.map((x, j) => x.map((xk, k) => add(xk, total(X.map((y, i) => mul(y[k], E[j][i]))))));
}

/** A on the space of a group, XᵀAX: of vectors that are orthonormal to half of the orders, as if they were so to all. */
function block(A: readonly Vector[], X: readonly Vector[], group: readonly number[], isMoved: boolean): Scalar[][] {
  if (!isMoved) return group.map((i) => group.map((j) => form(A, X[i], X[j])));
  const AX = group.map((i) => A.map((row) => dot(row, X[i])));
  const S = group.map((i) => AX.map((y) => dot(X[i], y)));
  const R = group.map((i) => group.map((j) => sub(i === j ? 1 : 0, dot(X[i], X[j]))));
  // (I + R/2)·S·(I + R/2), without the square of R.
  return S.map((row, i) =>
    row.map((s, j) => {
      const twice = total(group.flatMap((_, k) => [mul(R[i][k], S[k][j]), mul(S[i][k], R[k][j])]));
      return add(s, mul(0.5, twice));
    }),
  );
}

/** xᵀAy by the entries on and below the diagonal of a symmetric A, for constants x and y. */
function form(A: readonly Vector[], x: Vector, y: Vector): Scalar {
  const terms: Scalar[] = [];
  A.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const weight = i === j ? mul(x[i], y[i]) : add(mul(x[i], y[j]), mul(x[j], y[i]));
      terms.push(mul(weight, row[j]));
    }
  });
  return total(terms);
}

function dot(x: Vector, y: Vector): Scalar {
  return total(x.map((xi, i) => mul(xi, y[i])));
}

function total(terms: Vector): Scalar {
  return terms.reduce<Scalar>((sum, x) => add(sum, x), 0);
}

/** A number as it differs from its value. */
function partsOf(x: Scalar): Scalar {
  const ground = groundOf(x);
  return x === ground ? 0 : sub(x, ground);
}

function meanOf(C: readonly Vector[]): Scalar {
  return mul(1 / C.length, total(C.map((row, i) => row[i])));
}

/** A number that moves with all that parts the eigenvalues of C, by weights that do not cancel. */
function spreadOf(C: readonly Vector[]): Scalar {
  const terms = C.flatMap((row, i) =>
    row.slice(0, i + 1).map((x, j) => mul(1 / (1 + i + C.length * j), i === j ? sub(x, C[0][0]) : x)),
  );
  return total(terms.slice(1));
}
