/** Ways of writing a part, or a smooth function of it, with kinks, ties, infinite slopes, logarithms of 0 and angles at 0. */
import type { Expression } from './expression.js';
import { add, call, mul, neg, type Part, square, sub } from './leaves.js';
import type { Source } from './random.js';

type E = Expression;
const abs = (a: E): E => call('abs', a);
const relu = (a: E): E => call('relu', a);
const max = (...a: E[]): E => call('max', ...a);
const min = (...a: E[]): E => call('min', ...a);
const sqrt = (a: E): E => call('sqrt', a);
const exp = (a: E): E => call('exp', a);
const log = (a: E): E => call('log', a);
const pow = (a: E, c: number): E => call('pow', a, c);
const acos = (a: E): E => call('acos', a);

/** The median of odd many, by comparators. */
function median(list: readonly E[]): E {
  const sorted = [...list];
  for (let pass = 0; pass < sorted.length; pass++) {
    for (let i = pass % 2; i + 1 < sorted.length; i += 2) {
      const [a, b] = [sorted[i] as E, sorted[i + 1] as E];
      sorted[i] = min(a, b);
      sorted[i + 1] = max(a, b);
    }
  }
  return sorted[(sorted.length - 1) / 2] as E;
}

/** Another way of writing g; h is any other part, or its negative. */
export type Rewriting = (g: E, h: E, from: Source) => E;

type Named = readonly [name: string, rewrite: Rewriting];

const SHARES = [0.3, 0.25, 0.5, 0.125, 0.4, 1 / 3, 0.75] as const;

/** True on both sides, whatever the sign of g. */
export const EVERYWHERE: readonly Named[] = [
  ['cube root of the cube', (g) => call('cbrt', pow(g, 3))],
  ['cube of the cube root', (g) => pow(call('cbrt', g), 3)],
  ['root by its square', (g) => mul(call('cbrt', g), square(call('cbrt', g)))],
  ['both halves', (g) => sub(relu(g), relu(neg(g)))],
  ['sign by abs', (g) => mul(call('sign', g), abs(g))],
  ['max and min', (g, h) => sub(add(max(g, h), min(g, h)), h)],
  ['max of max', (g) => sub(max(g, max(g, 0)), relu(neg(g)))],
  ['relu of relu', (g) => sub(relu(relu(g)), relu(neg(g)))],
  ['clamped on both sides', (g) => sub(call('clamp', g, 0, 2), call('clamp', neg(g), 0, 2))],
  ['median of three', (g) => mul(0.5, median([g, mul(2, g), mul(3, g)]))],
  ['median of five', (g) => mul(0.25, median([mul(8, g), mul(0.5, g), mul(4, g), mul(2, g), mul(16, g)]))],
  ['median with a neighbour', (g, h) => median([g, max(g, h), min(g, h)])],
  ['select by sign', (g) => call('select', 'lt', g, 0, neg(sqrt(square(g))), sqrt(square(g)))],
  ['abs in parts', (g) => mul(0.5, sub(add(abs(g), g), sub(abs(g), g)))],
  ['signed powers', (g, _, from) => signedPowers(g, from.among([0.5, 0.25, 0.75]))],
  ['polar coordinates', (g, h) => mul(call('hypot', g, h), call('cos', call('atan2', h, g)))],
  ['ordinate', (g, h) => mul(call('hypot', g, h), call('sin', call('atan2', g, h)))],
  ['tie of three', (g) => add(max(g, 0, neg(g)), min(g, 0, mul(2, g)))],
];

function signedPowers(g: E, a: number): E {
  return mul(call('sign', g), mul(pow(abs(g), a), pow(abs(g), 1 - a)));
}

/** Where g >= 0 beside the point on one side at least; the other side is outside of the domain. */
export const WHERE_POSITIVE: readonly Named[] = [
  ['square of the root', (g) => square(sqrt(g))],
  ['root by root', (g) => mul(sqrt(g), sqrt(g))],
  ['exp of log', (g) => exp(log(g))],
  ['exp of half a log, squared', (g) => square(exp(mul(0.5, log(g))))],
  ['powers that add up to 1', (g, _, from) => powers(g, from.among(SHARES))],
  ['power of a power', (g, _, from) => powerOfPower(g, from.among([0.5, 0.25, 2 / 3]))],
  ['1 - cos of acos', (g) => sub(1, call('cos', acos(sub(1, g))))],
  ['cosh of acosh', (g) => sub(call('cosh', call('acosh', add(1, g))), 1)],
  ['log-sum-exp with log 0', (g) => call('expm1', call('logSumExp', log(g), 0))],
];

function powers(g: E, a: number): E {
  return mul(pow(g, a), pow(g, 1 - a));
}
function powerOfPower(g: E, a: number): E {
  return pow(pow(g, a), 1 / a);
}

/** Where g >= 0 on both sides. */
export const WHERE_EVEN: readonly Named[] = [
  ['abs', (g) => abs(g)],
  ['relu', (g) => relu(g)],
  ['max with 0', (g) => max(0, g)],
  ['root of the square', (g) => sqrt(square(g))],
  ['length', (g) => call('hypot', g, 0)],
  ['length of one', (g) => call('norm', g)],
  ['length of two', (g) => mul(0.2, call('norm', mul(3, g), mul(4, g)))],
  ['root of the fourth power', (g) => sqrt(sqrt(pow(g, 4)))],
];

/** A function of parts, with its smooth twin; `vanishes` if it is 0 at the point too (then of the kind of g). */
export interface Gadget {
  readonly name: string;
  readonly needs: 'any' | 'positive';
  readonly vanishes: boolean;
  e(g: E, h: E): E;
  s(g: E, h: E): E;
}

const matern52 = (r: E): E => {
  const z = mul(Math.sqrt(5), r);
  return mul(add(add(1, z), mul(1 / 3, square(z))), exp(neg(z)));
};
const matern32 = (r: E): E => mul(add(1, mul(Math.sqrt(3), r)), exp(neg(mul(Math.sqrt(3), r))));
const length = (g: E, h: E): E => call('norm', g, h);
const q = (g: E, h: E): E => add(square(g), square(h));
/** a + b·g + c·g²: what matters where g is 0. */
const upToSecond = (a: number, b: number, c: number, g: E): E => add(a, add(mul(b, g), mul(c, square(g))));

const gadget = (name: string, e: Gadget['e'], s: Gadget['s'], more: Partial<Gadget> = {}): Gadget => ({
  ...{ name, e, s, needs: 'any', vanishes: false },
  ...more,
});
const zero = { vanishes: true };
const positive = { needs: 'positive' } as const;

export const GADGETS: readonly Gadget[] = [
  gadget(
    'cos of abs',
    (g) => call('cos', abs(g)),
    (g) => call('cos', g),
  ),
  gadget(
    'cosh of abs',
    (g) => call('cosh', abs(g)),
    (g) => call('cosh', g),
  ),
  gadget(
    'sinc of abs',
    (g) => call('sinc', abs(g)),
    (g) => call('sinc', g),
  ),
  gadget(
    'Gaussian of abs',
    (g) => exp(neg(square(abs(g)))),
    (g) => exp(neg(square(g))),
  ),
  gadget(
    'Matern 5/2',
    (g) => matern52(abs(g)),
    (g) => upToSecond(1, 0, -5 / 6, g),
  ),
  gadget(
    'Matern 3/2',
    (g) => matern32(abs(g)),
    (g) => upToSecond(1, 0, -1.5, g),
  ),
  gadget(
    'stable softplus',
    (g) => add(max(g, 0), call('log1p', exp(neg(abs(g))))),
    (g) => call('softplus', g),
  ),
  gadget(
    'stable logistic loss',
    (g) => add(sub(max(g, 0), g), call('log1p', exp(neg(abs(g))))),
    (g) => call('softplus', neg(g)),
  ),
  gadget(
    'stable sigmoid',
    (g) => call('select', 'ge', g, 0, call('div', 1, add(1, exp(neg(g)))), call('div', exp(g), add(1, exp(g)))),
    (g) => call('sigmoid', g),
  ),
  gadget(
    'log-sum-exp by its greatest',
    (g, h) => add(max(g, h), log(add(exp(sub(g, max(g, h))), exp(sub(h, max(g, h)))))),
    (g, h) => log(add(exp(g), exp(h))),
  ),
  gadget(
    'cos of the length',
    (g, h) => call('cos', length(g, h)),
    (g, h) => upToSecond(1, -0.5, 1 / 24, q(g, h)),
  ),
  gadget(
    'Matern 5/2 of the length',
    (g, h) => matern52(length(g, h)),
    (g, h) => upToSecond(1, -5 / 6, 0, q(g, h)),
  ),
  gadget(
    'Gaussian of the length',
    (g, h) => exp(mul(-0.5, square(length(g, h)))),
    (g, h) => exp(mul(-0.5, q(g, h))),
  ),
  gadget('length squared', (g, h) => square(length(g, h)), q, zero),
  gadget(
    'max by min',
    (g, h) => mul(max(g, h), min(g, h)),
    (g, h) => mul(g, h),
    zero,
  ),
  gadget(
    'range squared',
    (g, h) => square(sub(max(g, h), min(g, h))),
    (g, h) => square(sub(g, h)),
    zero,
  ),
  gadget('squares of max and min', (g, h) => add(square(max(g, h)), square(min(g, h))), q, zero),
  gadget('sum of max and min', (g, h) => add(max(g, h), min(g, h)), add, zero),
  gadget(
    'abs by abs',
    (g) => mul(abs(g), abs(mul(2, g))),
    (g) => mul(2, square(g)),
    zero,
  ),
  gadget('root of the fourth', (g) => sqrt(pow(g, 4)), square, zero),
  gadget('cube root of the sixth', (g) => call('cbrt', pow(g, 6)), square, zero),
  gadget('sign, itself, abs', (g) => mul(mul(call('sign', g), g), abs(g)), square, zero),
  gadget(
    'abs by tanh of abs',
    (g) => mul(abs(g), call('tanh', abs(g))),
    (g) => mul(g, call('tanh', g)),
    zero,
  ),
  gadget(
    'length of squares',
    (g) => call('hypot', square(g), square(mul(2, g))),
    (g) => mul(Math.sqrt(17), square(g)),
    zero,
  ),
  gadget(
    'cos of a root',
    (g) => call('cos', sqrt(g)),
    (g) => upToSecond(1, -0.5, 1 / 24, g),
    positive,
  ),
  gadget(
    'cosh of a root',
    (g) => call('cosh', sqrt(g)),
    (g) => upToSecond(1, 0.5, 1 / 24, g),
    positive,
  ),
  gadget(
    'sinc of a root',
    (g) => call('sinc', sqrt(g)),
    (g) => upToSecond(1, -1 / 6, 1 / 120, g),
    positive,
  ),
  gadget(
    'two exponentials of a root',
    (g) => add(exp(sqrt(g)), exp(neg(sqrt(g)))),
    (g) => upToSecond(2, 1, 1 / 12, g),
    positive,
  ),
  gadget(
    'tanh of a log',
    (g) => call('tanh', log(g)),
    (g) => call('div', sub(square(g), 1), add(square(g), 1)),
    positive,
  ),
  gadget(
    'log-sum-exp with log 0',
    (g, h) => call('logSumExp', log(g), h),
    (g, h) => log(add(g, exp(h))),
    positive,
  ),
  gadget(
    'sigmoid of a log',
    (g) => call('sigmoid', log(g)),
    (g) => call('div', g, add(1, g)),
    { ...positive, ...zero },
  ),
  gadget(
    'softplus of a log',
    (g) => call('softplus', log(g)),
    (g) => call('log1p', g),
    { ...positive, ...zero },
  ),
  gadget(
    'acos squared',
    (g) => square(acos(sub(1, g))),
    (g) => upToSecond(0, 2, 1 / 3, g),
    { ...positive, ...zero },
  ),
  gadget(
    'acosh squared',
    (g) => square(call('acosh', add(1, g))),
    (g) => upToSecond(0, 2, -1 / 3, g),
    { ...positive, ...zero },
  ),
  gadget(
    'root by sine',
    (g) => mul(sqrt(g), call('sin', sqrt(g))),
    (g) => upToSecond(0, 1, -1 / 6, g),
    { ...positive, ...zero },
  ),
  gadget(
    'root by tanh',
    (g) => mul(sqrt(g), call('tanh', sqrt(g))),
    (g) => upToSecond(0, 1, -1 / 3, g),
    { ...positive, ...zero },
  ),
  gadget(
    'root by cube root',
    (g) => square(mul(call('cbrt', g), pow(g, 1 / 6))),
    (g) => g,
    { ...positive, ...zero },
  ),
];

/** A part rewritten, in one of the ways that are true of its kind. */
export function rewritten(from: Source, g: Part, h: Part): { readonly part: Part; readonly name: string } {
  // What doubles the order of a zero again and again asks for more orders than a look has.
  const lists = [
    EVERYWHERE,
    ...(g.kind === 'any' ? [] : [WHERE_POSITIVE]),
    ...(g.kind === 'even' && g.order <= 2 ? [WHERE_EVEN] : []),
  ];
  const [name, rewrite] = from.among(from.among(lists));
  const other = from.chance(0.2) ? neg(g.e) : from.chance(0.3) ? mul(2, g.e) : h.e;
  return { part: { ...g, e: rewrite(g.e, other, from) }, name };
}
