/** Do all modes say the same about one function at one point? */
import { gradient, hessian, type Scalar } from '../../lib/index.js';
import { observed } from '../../lib/look/observe.js';
import { orderBound } from './bounded.js';
import { type Field, type Jet, modesFor } from './modes.js';
import { programs } from './settings.js';

/** What was compared, for the reader of a report. */
export class Tally {
  /** Derivatives that had to agree bit for bit. */
  exact = 0;
  /** Derivatives that had to agree within a rounding bound, because the modes sum in another order. */
  bounded = 0;
  /** Numbers that compiled code repeated. */
  compiled = 0;
  /** Derivatives without a claim: the first derivative is NaN, a bound is infinite, or nobody looks again. */
  open = 0;
  /** Functions left out, because looks at them go deep. */
  deep = 0;
  /** The largest difference as a part of its bound. */
  closest = 0;

  toString(): string {
    return (
      `${this.exact} derivatives bit for bit, ${this.compiled} numbers of compiled code, ${this.bounded} within a rounding bound ` +
      `(the worst at ${this.closest.toFixed(3)} of it), ${this.open} without a claim; ${this.deep} programs left out`
    );
  }
}

/** The first gradient and the first Hessian of each arithmetic, with the name of its mode. */
type References = readonly [gradients: Map<string, [string, Jet]>, hessians: Map<string, [string, Jet]>];

/** Modes that turn on one input, or two, of a function of which the others are plain numbers. */
const ALONE: ReadonlySet<string> = new Set(['derivative', 'hand-made dual', 'derivative of derivative', 'taylor']);

/** Calls of looks to 8 orders. Deeper ones take seconds in nested modes: only where many programs are asked for. */
const SHALLOW = 4;
const isThorough = programs >= 10_000;

const INFINITE = Number.POSITIVE_INFINITY;

const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/**
 * All differences of the modes, in words, none when they agree.
 *
 * The value must be that of the plain function, Object.is. Derivatives of one arithmetic must be Object.is; those of two
 * must have the same NaN and infinities and differ by less than orderBound. Where drivers look again the germs of an outer
 * driver are other numbers than those of the inner one, so there the bound is that of equal orders as well.
 *
 * Where a first derivative is NaN although the value is not (Infinity - Infinity of one-sided slopes) there is no second one
 * to speak of. NaN is no claim where f(x) or a derivative is infinite: to an outer driver the inner one's answer is f(x).
 * Nor is any where a look has met a jump of f: an outer driver tells its sides by the values of the inner answer.
 *
 * @param isCompiled - whether compiled modes take part: they must repeat the modes that they compile, Object.is.
 */
export function disagreements(f: Field, x: readonly number[], tally: Tally, isCompiled = true): string[] {
  const n = x.length;
  const plain = f(x) as number;
  const found: string[] = [];
  const together: References = [new Map(), new Map()];
  const alone: References = [new Map(), new Map()];
  const unit = (i: number): number[] => x.map((_, j) => Number(i === j));
  const compare = (what: string, first: string, a: number, second: string, b: number, bound?: () => number): void => {
    if (bound === undefined) tally.exact++;
    if (Object.is(a, b)) return;
    if (looked.jumps) {
      tally.open++;
      return;
    }
    if (bound !== undefined) {
      const most = bound();
      if (most === Number.POSITIVE_INFINITY) {
        tally.open++;
        return;
      }
      tally.bounded++;
      const distance = Math.abs(a - b);
      if (distance <= most) tally.closest = Math.max(tally.closest, distance / most);
      else found.push(`${what}: ${first} ${show(a)}, ${second} ${show(b)}, ${distance} apart, bound ${most}`);
      return;
    }
    found.push(`${what}: ${first} ${show(a)}, ${second} ${show(b)}`);
  };
  const jets = new Map<string, Jet>();
  const looked = looks(f, x);
  if (looked.calls > SHALLOW && !isThorough) {
    tally.deep++;
    return [];
  }
  const isLimit = looked.first || looked.second;
  for (const mode of modesFor(n)) {
    if (mode.compiles !== undefined && !isCompiled) continue;
    const jet = mode.on(f, n)(x);
    jets.set(mode.name, jet);
    if (mode.compiles !== undefined) {
      const eager = jets.get(mode.compiles) as Jet;
      tally.compiled += 1 + (n * n + 3 * n) / 2;
      const difference = firstDifference(jet, eager);
      if (difference !== undefined) found.push(`${mode.name}, ${mode.compiles}: ${difference}`);
      continue;
    }
    if (!Object.is(jet.value, plain)) found.push(`value: plain ${show(plain)}, ${mode.name} ${show(jet.value)}`);
    // Where drivers look again, a function of one input alone is looked at along that input, not along the direction of all.
    const isAlone = n > 1 && (looked.first || looked.second) && ALONE.has(mode.name);
    const [gradients, hessians] = isAlone ? alone : together;
    const reference = gradients.get(mode.gradientArithmetic);
    const [first] = gradients.values();
    const [name, base] = reference ?? first ?? [mode.name, jet];
    for (let i = 0; i < n; i++) {
      const [a, b] = [base.gradient[i] as number, jet.gradient[i] as number];
      // Behind numbers made by hand there is no driver that could look again, and their parts that are 0 are numbers.
      if (mode.isHandMade === true && (looked.first || Number.isNaN(b))) {
        tally.open++;
        continue;
      }
      if (!Number.isFinite(plain) && (Number.isNaN(a) || Number.isNaN(b))) {
        tally.open++;
        continue;
      }
      const bound =
        isLimit || (reference === undefined && first !== undefined)
          ? () => orderBound(f, x, unit(i)) + ofLimits(isLimit, a, b)
          : undefined;
      compare(`derivative by x${i}`, name, a, mode.name, b, bound);
    }
    if (reference === undefined) gradients.set(mode.gradientArithmetic, [mode.name, jet]);
    if (jet.hessian === undefined || mode.hessianArithmetic === undefined) continue;
    const referenceH = hessians.get(mode.hessianArithmetic);
    const [firstH] = hessians.values();
    const [nameH, baseH] = referenceH ?? firstH ?? [mode.name, jet];
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        const isOpen = Number.isNaN(jet.gradient[i]) || Number.isNaN(jet.gradient[j]);
        if (isOpen && !Number.isNaN(plain)) {
          tally.open++;
          continue;
        }
        const a = (baseH.hessian as number[][])[i]?.[j] as number;
        const b = (jet.hessian as number[][])[i]?.[j] as number;
        // To an outer driver the inner one's answer is the value.
        const isRegular =
          [plain, jet.gradient[i], jet.gradient[j]].every(Number.isFinite) &&
          ![a, b].some((x) => Math.abs(x) === INFINITE);
        if (!isRegular && (Number.isNaN(a) || Number.isNaN(b))) {
          tally.open++;
          continue;
        }
        if (mode.isHandMade === true && (looked.second || Number.isNaN(b))) {
          tally.open++;
          continue;
        }
        const other = referenceH === undefined && firstH !== undefined;
        const bound = other || isLimit ? () => orderBound(f, x, unit(i), unit(j)) + ofLimits(isLimit, a, b) : undefined;
        compare(`derivative by x${i} and x${j}`, nameH, a, mode.name, b, bound);
      }
    }
    if (referenceH === undefined) hessians.set(mode.hessianArithmetic, [mode.name, jet]);
  }
  return found;
}

/** Slopes beside the point, of which the bounds at the point know nothing: to what counts as equal among germs. */
const ofLimits = (isLimit: boolean, a: number, b: number): number =>
  isLimit && Number.isFinite(a - b) ? 1e-11 * Math.max(Math.abs(a), Math.abs(b)) : 0;

/** Whether a call of a driver looks again. */
export function isLooking(call: () => unknown): boolean {
  let looked = false;
  observed(call, () => {
    looked = true;
  });
  return looked;
}

/** Whether drivers of first and of second order look again, whether f jumps there, and how many calls a look takes. */
export function looks(
  f: Field,
  x: readonly number[],
): { first: boolean; second: boolean; jumps: boolean; calls: number } {
  let jumps = false;
  let calls = 0;
  const isSeen = (call: () => unknown): boolean => {
    let looked = false;
    observed(call, (record) => {
      looked = true;
      jumps ||= record.jumps;
      calls = Math.max(calls, record.calls);
    });
    return looked;
  };
  const first = isSeen(() => gradient((t: readonly Scalar[]) => f(t), x));
  const second = isSeen(() => hessian((t: readonly Scalar[]) => f(t), x));
  return { first, second, jumps, calls };
}

/** Where two jets are not the same, Object.is; the second may know more. */
export function firstDifference(jet: Jet, eager: Jet): string | undefined {
  if (!Object.is(jet.value, eager.value)) return `value ${show(jet.value)}, ${show(eager.value)}`;
  for (let i = 0; i < jet.gradient.length; i++) {
    const [a, b] = [jet.gradient[i] as number, eager.gradient[i] as number];
    if (!Object.is(a, b)) return `derivative by x${i} ${show(a)}, ${show(b)}`;
    for (let j = 0; j < (jet.hessian?.length ?? 0); j++) {
      const [c, d] = [jet.hessian?.[i]?.[j] as number, eager.hessian?.[i]?.[j] as number];
      if (!Object.is(c, d)) return `derivative by x${i} and x${j} ${show(c)}, ${show(d)}`;
    }
  }
  return undefined;
}
