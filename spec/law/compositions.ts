/**
 * Random compositions that are smooth by construction: kinks, ties, roots, powers, logarithms and angles at their singular
 * points, inside each other and inside smooth functions, each with the smooth expression that it equals.
 */
import { type Expression, fieldOf, sizeOf } from './expression.js';
import { GADGETS, rewritten } from './identities.js';
import { add, call, combined, leaf, mul, neg, type Part, type Place, place, square, sub } from './leaves.js';
import { Source } from './random.js';

export interface Composition {
  readonly seed: number;
  readonly point: readonly number[];
  /** Under test. */
  readonly e: Expression;
  /** Smooth, with the same value, gradient and Hessian at the point. */
  readonly s: Expression;
  /** The rewritings in it, from the inside out. */
  readonly names: readonly string[];
  /** How many of them lie inside each other. */
  readonly depth: number;
}

/** Larger ones are not made: they would be slow, and no harder. */
const MOST_NODES = 90;

/** A part or a value, and how it was made. */
interface Made {
  readonly part: Part;
  readonly names: readonly string[];
  readonly depth: number;
}

const valueAt = (e: Expression, { point }: Place): number => fieldOf(e)(point) as number;

const isGood = (part: Part, at: Place): boolean => sizeOf(part.e) <= MOST_NODES && valueAt(part.e, at) === 0;

const joined = (a: Made, b: Made, part: Part, names: readonly string[] = []): Made => ({
  part,
  names: [...a.names, ...b.names, ...names],
  depth: Math.max(a.depth, b.depth) + (names.length > 0 ? 1 : 0),
});

/** One step: g written otherwise, or combined with another part. */
function step(from: Source, at: Place, g: Made, h: Made): Made {
  const roll = from.next();
  if (roll < 0.6) {
    const { part, name } = rewritten(from, g.part, h.part);
    // h comes and goes, but what it is made of is in the expression too.
    return isGood(part, at) ? { part, names: [...g.names, name], depth: Math.max(g.depth, h.depth) + 1 } : g;
  }
  if (roll < 0.82) {
    const part = combined(from, g.part, h.part);
    return isGood(part, at) ? joined(g, h, part) : g;
  }
  const chosen = from.among(GADGETS.filter(({ vanishes, needs }) => vanishes && fits(needs, g.part)));
  const order = chosen.needs === 'positive' ? g.part.order : 2 * Math.max(g.part.order, h.part.order);
  if (order > 4) return g;
  const part: Part = {
    e: chosen.e(g.part.e, h.part.e),
    s: chosen.s(g.part.s, h.part.s),
    kind: chosen.needs === 'positive' ? g.part.kind : 'any',
    order,
  };
  return isGood(part, at) ? joined(g, h, part, [chosen.name]) : g;
}

const fits = (needs: 'any' | 'positive', part: Part): boolean => needs === 'any' || part.kind !== 'any';

/** A number that need not be 0. */
function numberOf(from: Source, g: Made, h: Made): Made {
  const usable = GADGETS.filter(({ vanishes, needs }) => !vanishes && fits(needs, g.part));
  if (from.chance(0.6)) {
    const chosen = from.among(usable);
    const part = { ...g.part, e: chosen.e(g.part.e, h.part.e), s: chosen.s(g.part.s, h.part.s) };
    return joined(g, h, part, [chosen.name]);
  }
  const outer = from.among(SMOOTH);
  return { ...g, part: { ...g.part, e: outer(g.part.e), s: outer(g.part.s) } };
}

const SMOOTH: readonly ((v: Expression) => Expression)[] = [
  (v) => call('sin', v),
  (v) => call('cos', add(v, 0.5)),
  (v) => call('exp', v),
  (v) => call('tanh', add(v, 0.25)),
  (v) => call('sigmoid', mul(2, v)),
  (v) => square(add(v, 1)),
  (v) => call('log', add(2, square(v))),
  (v) => call('sqrt', add(1, square(v))),
  (v) => call('div', 1, add(1.5, square(v))),
  (v) => call('pow', add(3, call('sin', v)), 1.5),
];

const MIX: readonly ((a: Expression, b: Expression) => Expression)[] = [
  add,
  sub,
  mul,
  (a, b) => call('div', a, add(2, square(b))),
  (a, b) => add(a, mul(0.5, mul(a, b))),
  (a, b) => call('exp', sub(call('sin', a), mul(0.25, b))),
];

/** The same case for the same seed. Undefined where f is not finite. */
export function composition(seed: number): Composition | undefined {
  const from = new Source(seed);
  const at = place(from);
  const fresh = (): Made => ({ part: leaf(from, at), names: [], depth: 0 });
  let g = fresh();
  let h = fresh();
  const steps = 2 + from.below(4);
  for (let i = 0; i < steps; i++) {
    if (from.chance(0.35)) h = step(from, at, h, fresh());
    g = step(from, at, g, h);
  }
  let f = numberOf(from, g, h);
  if (from.chance(0.5)) {
    const other = from.chance(0.5) ? numberOf(from, h, g) : h;
    const mix = from.among(MIX);
    f = joined(f, other, { ...f.part, e: mix(f.part.e, other.part.e), s: mix(f.part.s, other.part.s) });
  }
  for (let i = from.below(3); i > 0; i--) {
    const outer = from.among(SMOOTH);
    f = { ...f, part: { ...f.part, e: outer(f.part.e), s: outer(f.part.s) } };
  }
  if (from.chance(0.1)) f = { ...f, part: { ...f.part, e: neg(f.part.e), s: neg(f.part.s) } };
  const { e, s } = f.part;
  const y = valueAt(e, at);
  if (!Number.isFinite(y) || f.names.length === 0 || sizeOf(e) > 2 * MOST_NODES) return undefined;
  if (Math.abs(y - valueAt(s, at)) > 1e-12 * (1 + Math.abs(y))) {
    throw new Error(`composition ${seed}: ${y} is not the value ${valueAt(s, at)} of its smooth twin`);
  }
  return { seed, point: at.point, e, s, names: f.names, depth: f.depth };
}

/** So many compositions, from a seed on. */
export function* compositions(count: number, seed: number): Generator<Composition> {
  let made = 0;
  for (let i = seed; made < count; i++) {
    const one = composition(i);
    if (one === undefined) continue;
    made++;
    yield one;
  }
}
