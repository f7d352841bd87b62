/**
 * Random compositions that are not smooth: kinks, cones, roots and powers with infinite slopes, jumps, inside smooth functions
 * and inside each other. What the law answers there is worked out by spec/fixtures/law.py.
 */
import { type Expression, fieldOf, sizeOf } from './expression.js';
import { rewritten } from './identities.js';
import { add, call, combined, leaf, mul, neg, type Part, place, square, sub } from './leaves.js';
import { Source } from './random.js';

export interface Kinked {
  readonly seed: number;
  readonly point: readonly number[];
  readonly e: Expression;
  /** f at the point, in doubles. */
  readonly value: number;
  /** Whether a jump (floor, ceil, sign, select) is in it. */
  readonly jumps: boolean;
  /** e with the numbers that floor and ceil are at the point, in their place. */
  readonly own: Expression;
}

type E = Expression;
type Kink = (g: E, h: E) => E;

const abs = (a: E): E => call('abs', a);
const sqrt = (a: E): E => call('sqrt', a);

/** 0 where g and h are. */
const KINKS: readonly Kink[] = [
  (g) => abs(g),
  (g) => call('relu', g),
  (g) => neg(call('relu', neg(g))),
  (g, h) => call('max', g, h),
  (g, h) => call('min', g, h),
  (g, h) => call('max', g, h, 0),
  (g) => call('max', g, square(g)),
  (g) => call('clamp', g, -1, 0),
  (g) => call('clamp', g, 0, 0.5),
  (g, h) => call('hypot', g, h),
  (g, h) => call('norm', g, h, mul(2, g)),
  (g) => sqrt(abs(g)),
  (g) => call('cbrt', g),
  (g) => call('cbrt', square(g)),
  (g) => call('pow', abs(g), 1.5),
  (g) => call('pow', abs(g), 0.75),
  (g) => call('pow', abs(g), 2.5),
  (g) => mul(g, abs(g)),
  (g) => square(call('relu', g)),
  (g) => call('pow', call('relu', g), 3),
  (g) => mul(call('sign', g), square(g)),
  (g) => call('acos', sub(1, square(g))),
  (g) => call('asin', call('sin', abs(g))),
  (g, h) => sub(abs(g), abs(h)),
  (g, h) => abs(sub(abs(g), abs(h))),
  (g) => call('relu', sub(abs(g), call('relu', g))),
];

/** Where g >= 0 on one side: the slope of that side, or infinite. */
const ONE_SIDED: readonly Kink[] = [
  (g) => sqrt(g),
  (g) => call('pow', g, 0.5),
  (g) => call('pow', g, 1.5),
  (g) => call('pow', g, 2.5),
  (g) => call('pow', g, 0.3),
  (g) => call('acos', sub(1, g)),
  (g) => call('acosh', add(1, g)),
  (g) => mul(g, sqrt(g)),
  (g) => call('xlogx', g),
  (g) => call('exp', mul(1.5, call('log', g))),
];

const JUMPS: readonly Kink[] = [
  (g) => mul(g, call('floor', g)),
  (g, h) => mul(h, call('ceil', g)),
  (g, h) => mul(h, call('sign', g)),
  (g) => mul(square(g), call('floor', g)),
  (g, h) => call('select', 'lt', g, 0, mul(2, g), h),
  (g, h) => call('select', 'ge', g, 0, square(g), mul(3, h)),
];

const OUTER: readonly ((v: E) => E)[] = [
  (v) => call('sin', add(v, 0.5)),
  (v) => call('exp', v),
  (v) => call('cos', v),
  (v) => square(add(v, 1)),
  (v) => call('tanh', add(v, 0.25)),
  (v) => call('log', add(2, v)),
  (v) => call('div', 1, add(1.5, v)),
];

const MOST_NODES = 90;

function withoutSteps(e: E, point: readonly number[]): E {
  if (typeof e !== 'object') return e;
  if (e[0] === 'floor' || e[0] === 'ceil') return (fieldOf(e)(point) as number) + 0;
  return [e[0], ...e.slice(1).map((a) => withoutSteps(a as E, point))];
}

export function kinkedCase(seed: number): Kinked | undefined {
  const from = new Source(seed);
  const at = place(from);
  const isZero = (e: E): boolean => sizeOf(e) <= MOST_NODES && (fieldOf(e)(at.point) as number) === 0;
  let jumps = false;
  let g: Part = leaf(from, at);
  let h: Part = leaf(from, at);
  // Smooth parts first, sometimes in disguise.
  for (let i = from.below(3); i > 0; i--) {
    const next = from.chance(0.5) ? combined(from, g, h) : rewritten(from, g, h).part;
    if (next.order <= 2 && isZero(next.e)) g = next;
  }
  const kinds = from.next();
  let kink: E;
  if (kinds < 0.15) {
    kink = from.among(JUMPS)(g.e, h.e);
    jumps = true;
  } else if (kinds < 0.4 && g.kind !== 'any') kink = from.among(ONE_SIDED)(g.e, h.e);
  else kink = from.among(KINKS)(g.e, h.e);
  if (!isZero(kink)) return undefined;
  // A kink in a kink, or beside a smooth part.
  if (from.chance(0.4)) {
    const next = from.among(KINKS)(kink, from.chance(0.5) ? h.e : neg(kink));
    if (isZero(next)) kink = next;
  }
  let e = kink;
  if (from.chance(0.5)) {
    h = leaf(from, at);
    e = from.among([add(e, h.e), mul(e, add(2, h.e)), sub(mul(3, h.e), e), mul(add(1, e), call('exp', h.e))]);
  }
  for (let i = from.below(3); i > 0; i--) e = from.among(OUTER)(e);
  const y = fieldOf(e)(at.point) as number;
  if (!Number.isFinite(y)) return undefined;
  return { seed, point: at.point, e, value: y, jumps, own: jumps ? withoutSteps(e, at.point) : e };
}

/** So many cases, from a seed on. */
export function* kinked(count: number, seed: number): Generator<Kinked> {
  let made = 0;
  for (let i = seed; made < count; i++) {
    const one = kinkedCase(i);
    if (one === undefined) continue;
    made++;
    yield one;
  }
}
