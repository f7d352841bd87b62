/**
 * On which side of a kink a number is whose value lies on it.
 *
 * Where all first-order parts vanish, a number g touches the kink, and the quadratic form D²g decides, if it is semidefinite:
 * then it has the sign of its values along single directions, D²g(u, u). A mixed part D²g(u, v) has any sign, as in
 *
 *     (x - y)² at x = y:   ∂²/∂x² = 2,  ∂²/∂x∂y = -2,  ∂²/∂y² = 2
 *
 * but for a semidefinite form it vanishes where D²g(u, u) or D²g(v, v) does. So numbers that show mixed parts alone (a dual
 * number inside another one, a hyper-dual number along two directions) cannot tell; their levels are told, and the driver
 * computes once more with numbers that show their curvature. Where the curvatures along u and v have both signs, or both are
 * 0 and D²g(u, v) is not, |g| has no second derivative: g changes sides, and the sign is 0. Then |xy| is |x|·|y| at 0, and
 * what is even in x, as |xy|, has a mixed derivative that is odd in x, 0.
 */
import type { Active, Scalar } from '../scalar/active.js';
import type { Level } from '../scalar/level.js';
import { decide, decideRare, eq, gt, le, lt, select } from './compare.js';
import { greatest, least } from './extremes.js';

/** A plain number inside another one. */
interface Inside {
  readonly part: Scalar;
  readonly order: number;
  /** Those it is a derivative of, at least of order 1. */
  readonly levels: readonly Level[];
}

/**
 * The sign of a number whose value is 0 on both sides of the point: 0 where it changes sign, or cannot be told.
 *
 * The lowest order with a part that is not 0 decides; an odd order changes sign. Levels whose numbers do not show all that
 * decides, or show the parts of several directions at once, are told.
 */
export function signNearZero(x: Active): Scalar {
  const all = new Set<Level>();
  const parts = partsOf(x, all);
  const order = parts.reduce((most, part) => Math.max(most, part.order), 0);
  let whole = order;
  for (const { hiddenOrder } of all) whole += hiddenOrder;
  if (whole > 1) tellOfKink(x, all, parts);
  // No even order above 0: the number can only change sign.
  return order < 2 ? 0 : signFrom(0, order, x, parts);
}

function partsOf(x: Active, all: Set<Level>): Inside[] {
  const list: Inside[] = [];
  const visit = (part: Scalar, order: number, levels: readonly Level[]): void => {
    if (typeof part === 'number' || part.unknown !== undefined) {
      list.push({ part, order, levels });
      return;
    }
    all.add(part.level);
    const inside = [...levels, part.level];
    for (const p of part.parts()) visit(p.part, order + p.order, p.order === 0 ? levels : inside);
  };
  visit(x, 0, []);
  return list;
}

/** The sign by the parts of an order and, where they are 0, of those beyond. */
function signFrom(order: number, last: number, x: Active, parts: readonly Inside[]): Scalar {
  if (order > last) return 0;
  const here = parts.filter((part) => part.order === order);
  const beyond = (): Scalar => signFrom(order + 1, last, x, parts);
  // The value is 0, or NaN, which decides nothing.
  if (order === 0 || order % 2 === 1) return ifZero(here, beyond, () => 0);
  if (order > 2) return signOf(here, beyond);
  tellOfCurvature(x, parts);
  const alone = here.filter(tellsSide);
  const mixed = here.filter((part) => !tellsSide(part));
  return signOf(alone, () => ifZero(mixed, beyond, () => 0));
}

/**
 * True for a part of second order along one direction. One of a level that does not show its curvature counts as such: the
 * level is told, or belongs to numbers made by hand, whose directions nobody knows.
 */
function tellsSide({ levels }: Inside): boolean {
  return levels.length === 1 || levels.some(({ showsCurvature }) => !showsCurvature);
}

/** One of two answers, the first where all parts are 0. */
function ifZero(parts: readonly Inside[], then: () => Scalar, otherwise: () => Scalar): Scalar {
  const check =
    (i: number): (() => Scalar) =>
    () =>
      i === parts.length ? then() : select(eq((parts[i] as Inside).part, 0), check(i + 1), otherwise);
  return check(0)();
}

/** 1 where no part is below 0, -1 where none is above, 0 where parts have both signs; `zero()` where all are 0. */
function signOf(parts: readonly Inside[], zero: () => Scalar): Scalar {
  if (parts.length === 0) return zero();
  const numbers = parts.map(({ part }) => part);
  const [low, high] = [least(numbers), greatest(numbers)];
  return select(
    eq(low, 0),
    () => select(eq(high, 0), zero, () => 1),
    () =>
      select(
        gt(low, 0),
        () => 1,
        () =>
          select(
            le(high, 0),
            () => -1,
            () => 0,
          ),
      ),
  );
}

/** Numbers that do not show all their parts, or show those of several directions at once. */
function tellOfKink(x: Active, levels: ReadonlySet<Level>, parts: readonly Inside[]): void {
  for (const level of levels) {
    // A function being compiled comes here for numbers that are not at the kink, too.
    if (level.watchesKinks && decideRare(eq(x, 0))) {
      level.meetKink(parts.some(({ part, order }) => order === 1 && !decide(eq(part, 0))));
    }
  }
}

/** Numbers that do not show their curvature, where they have mixed parts. */
function tellOfCurvature(x: Active, parts: readonly Inside[]): void {
  const blind = new Map<number, Level>();
  for (const level of parts.flatMap(({ levels }) => levels)) {
    if (!level.showsCurvature && !level.watchesKinks) blind.set(level.id, level);
  }
  for (const [id, level] of blind) {
    const own = parts.filter(({ order, levels }) => order > 1 && levels.some((other) => other.id === id));
    const tell = (): Scalar => {
      if (decideRare(eq(x, 0))) level.missCurvature();
      return 0;
    };
    // A part that is NaN decides nothing.
    const look = ({ part }: Inside, next: () => Scalar): Scalar =>
      select(gt(part, 0), tell, () => select(lt(part, 0), tell, next));
    own.reduceRight<() => Scalar>(
      (next, part) => () => look(part, next),
      () => 0,
    )();
  }
}
