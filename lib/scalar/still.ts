/**
 * Numbers that stand still while all inputs move.
 *
 * A second look moves all inputs of its driver along a generic path. A number that stays where it is to all orders on that path
 * depends on none of them, whatever its parts were computed to be: cbrt(x + (-x)) is a constant, though the slope of the root is
 * infinite. So a row takes it without parts where it is at a singular point. The same holds for a driver inside of f whose inputs are
 * those of the outer one themselves; not for other inputs, which may stand still while the outer ones move.
 */
import type { Active, BinaryRule, Partials, Scalar, UnaryRule } from './active.js';
import type { Level } from './level.js';
import { jets, ORDER, partials } from './rule.js';
import { innermost, value } from './scalar.js';

/** A level whose numbers start from these inputs. */
export function onPath<L extends Level>(level: L, leaves: readonly Scalar[]): L {
  if (typeof leaves[0] === 'object' && areMoved(leaves)) level.isOnPath = true;
  return level;
}

/** True for inputs of a second look, each another one. */
function areMoved(leaves: readonly Scalar[]): boolean {
  const first = innermost(leaves[0]);
  if (typeof first === 'number' || first.oracle?.isMoved !== true) return false;
  const inner = leaves.map(innermost);
  return inner.every((x) => typeof x !== 'number' && x.oracle?.isMoved) && new Set(inner).size === leaves.length;
}

/** The innermost number of one that depends on no input of its level, nor on one of those that its parts belong to. */
function stillOf(x: Scalar): Scalar | undefined {
  let inner = x;
  while (typeof inner !== 'number' && inner.level.isOnPath) inner = inner.primal;
  return inner !== x && typeof inner !== 'number' ? inner.oracle?.still : undefined;
}

/** Value and derivatives where x stands still at a singular point of the row; undefined elsewhere. */
export function jetsOfStill(rule: UnaryRule, x: Active, n: number): Scalar[] | undefined {
  const still = x.level.isOnPath ? stillOf(x) : undefined;
  if (still === undefined || jets(rule, value(still), ORDER).every(isNumber)) return undefined;
  return jets(rule, still, n);
}

/** The same for a row of two numbers of which one at least stands still. */
export function partialsOfStill(
  rule: BinaryRule,
  x: Scalar,
  y: Scalar,
  n: number,
  needX: boolean,
  needY: boolean,
): Partials | undefined {
  const a = stillOf(x);
  const b = stillOf(y);
  if (a === undefined && b === undefined) return undefined;
  const { f, fx, fy, fxx, fxy, fyy } = partials(rule, value(x), value(y), 2, true, true);
  return [f, fx, fy, fxx, fxy, fyy].every(isNumber) ? undefined : partials(rule, a ?? x, b ?? y, n, needX, needY);
}

function isNumber(x: Scalar): boolean {
  return Number.isFinite(x);
}
