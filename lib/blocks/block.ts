/**
 * Functions of many numbers with rules of their own: a list of numbers to a list of numbers, of which every kind of number
 * asks for what it carries along.
 *
 *     dual numbers      f(x) + J·x' ε                        one product with the Jacobian (push)
 *     bundles           the same for each lane
 *     hyper-duals       dual numbers of dual numbers
 *     variables         f(x); when the sweep is here, x̄ += wᵀJ   one product from the left (pull)
 *
 * The products are blocks themselves, or formulas in operator functions, so that modes nest.
 */
import { Bundle, type BundleLevel } from '../numbers/bundle.js';
import { Dual } from '../numbers/dual.js';
import { FlatDual } from '../numbers/flat-dual.js';
import { HyperDual } from '../numbers/hyperdual.js';
import type { Active, Content, Scalar } from '../scalar/active.js';
import { PassLevel } from '../scalar/given-up.js';
import { type Level, passingLevel, shared } from '../scalar/level.js';
import { numberOf } from '../scalar/parts.js';
import { isOfLevel, outermost } from '../scalar/relation.js';
import { isNumbers } from '../scalar/scalar.js';
import { FlatVariable } from '../tape/flat-variable.js';
import { type TapeLevel, Variable } from '../tape/variable.js';
import { asCalls } from './calls.js';
import type { Block, List } from './rule.js';

/** A block of numbers of any kind. */
export function apply(block: Block, x: List): List {
  let outer: Active | undefined;
  for (const xi of x) if (typeof xi !== 'number') outer = outermost(outer ?? 0, xi);
  if (outer === undefined) return block.value(x as readonly number[]);
  if (outer.oracle === undefined) {
    const { level } = outer;
    // Numbers of a pass that knows nothing of blocks: the driver takes others.
    if (level instanceof PassLevel) return level.giveUp();
    const lower = x.map((xi) => (isOfLevel(xi, level) ? xi.primal : xi));
    if (!lower.every(isInnermost) && block.hasStops === true) return block.formula(x);
    if (outer instanceof Variable && block.pull !== undefined) return onTape(block, outer, x, lower);
    if (block.push !== undefined) {
      if (outer instanceof Dual) return onDuals(block, level, x, lower);
      if (outer instanceof Bundle) return onBundles(block, outer.level, x, lower);
      if (outer instanceof HyperDual) return onHyperDuals(block, level, x);
    }
  }
  const isProgram = outer.oracle?.demandFinite !== undefined;
  if (!isProgram || block.isCalled !== true) return block.formula(x);
  if (block.hasStops === true) outer.oracle?.stop?.();
  return asCalls(block, x, outer.level);
}

function isInnermost(x: Scalar): boolean {
  return typeof x === 'number' || x.oracle !== undefined;
}

function onDuals(block: Block, level: Level, x: List, lower: List): List {
  const tangents = x.map((xi) => (isOfLevel<Dual>(xi, level) ? xi.tangent : 0));
  const values = apply(block, lower);
  const changes = pushed(block, lower, tangents);
  const flat = flatLevel(x, level, FlatDual);
  return values.map((y, i) => {
    const change = changes[i];
    return flat !== undefined && typeof y === 'number' && typeof change === 'number'
      ? new FlatDual(flat, y, change)
      : new Dual(level.mixed, y, change);
  });
}

function onBundles(block: Block, level: BundleLevel, x: List, lower: List): List {
  const lanes = x.map((xi) => (isOfLevel<Bundle>(xi, level) ? xi.tangents() : undefined));
  const values = apply(block, lower);
  const changes = Array.from({ length: level.width }, (_, lane): readonly Content[] => {
    const tangents = lanes.map((tangents) => tangents?.[lane] ?? null);
    if (tangents.every((t) => t === null)) return values.map(() => null);
    return pushed(block, lower, tangents.map(numberOf));
  });
  return values.map((y, i) => {
    const tangents = changes.map((lane) => lane[i]);
    return new Bundle(level.mixed as BundleLevel, y, tangents);
  });
}

/** a + a₁ε₁ + a₂ε₂ + a₁₂ε₁ε₂ as (a + a₁ε₁) + (a₂ + a₁₂ε₁)ε₂. */
function onHyperDuals(block: Block, level: Level, x: List): List {
  const [inner, outer] = [shared(passingLevel(block.name)), passingLevel(block.name)];
  const nested = x.map((xi) => {
    if (!isOfLevel<HyperDual>(xi, level)) return xi;
    const [a, b] = [new Dual(inner.mixed, xi.primal, xi.eps1), new Dual(inner.mixed, xi.eps2, xi.eps12)];
    return new Dual(outer.mixed, a, b);
  });
  const parts = (y: Scalar, of: Level): readonly [Scalar, Scalar] =>
    isOfLevel<Dual>(y, of) ? [y.primal, y.tangent] : [y, 0];
  return apply(block, nested).map((y) => {
    const [a, b] = parts(y, outer);
    const [[f, eps1], [eps2, eps12]] = [parts(a, inner), parts(b, inner)];
    return new HyperDual(level.mixed, f, eps1, eps2, eps12);
  });
}

function onTape(block: Block, outer: Variable, x: List, lower: List): List {
  const { level } = outer;
  const flat = flatLevel(x, level, FlatVariable) as TapeLevel | undefined;
  const recorded = isNumbers(lower) ? block.record?.(lower) : undefined;
  const values = recorded?.values ?? apply(block, lower);
  const indices = x.map((xi) => (isOfLevel<Variable>(xi, level) ? xi.index : -1));
  const first = level.tape.block(indices, values.length, (cotangents) => {
    const w = cotangents.map(numberOf);
    return recorded !== undefined && isNumbers(w) ? recorded.pull(w) : (block.pull?.(lower, w) ?? []);
  });
  return values.map((y, i) =>
    flat !== undefined && typeof y === 'number'
      ? new FlatVariable(flat, y, first + i)
      : new Variable(level.mixed as TapeLevel, y, first + i),
  );
}

/** The level that numbers of plain parts have, where there is one among these; others have its twin, see Level. */
function flatLevel(x: List, level: Level, flat: { readonly prototype: object }): Level | undefined {
  const one = x.find((xi) => isOfLevel(xi, level) && Object.getPrototypeOf(xi) === flat.prototype);
  return typeof one === 'object' ? one.level : undefined;
}

function pushed(block: Block, x: List, tangents: List): List {
  return block.push?.(x, tangents) ?? [];
}
