/** Taylor polynomials of figure 5.4. */
import { taylor } from 'hyperdual/plain';

/** f⁽ᵏ⁾(x0)/k! for k = 0 ... degree. */
export function coefficientsAt(f: (t: number) => number, x0: number, degree: number): readonly number[] {
  return taylor(f, x0, degree);
}

/** By Horner's rule. */
export function evaluated(coefficients: readonly number[], x0: number, t: number): number {
  return coefficients.reduceRight((sum, c) => sum * (t - x0) + c, 0);
}

/** Where it is as good as f itself to the eye: within 1 % of the range of f, about x0. */
export function trusted(
  f: (t: number) => number,
  coefficients: readonly number[],
  x0: number,
  [from, to]: readonly [number, number],
  tolerance: number,
): [number, number] {
  const reach = (end: number): number => {
    const steps = 200;
    for (let k = 1; k <= steps; k++) {
      const t = x0 + ((end - x0) * k) / steps;
      if (!(Math.abs(evaluated(coefficients, x0, t) - f(t)) <= tolerance)) return x0 + ((end - x0) * (k - 1)) / steps;
    }
    return end;
  };
  return [reach(from), reach(to)];
}

/** As a reader writes it: 1 + 2·(x − 0.5) − … */
export function written(coefficients: readonly number[], x0: number): string {
  const power = x0 === 0 ? 'x' : `(x ${x0 < 0 ? '+' : '−'} ${Number(Math.abs(x0).toPrecision(3))})`;
  const terms = coefficients.flatMap((c, k) => {
    if (c === 0) return [];
    const size = String(Number(Math.abs(c).toPrecision(4)));
    const factor = k === 0 ? size : `${size === '1' ? '' : `${size}·`}${power}${k === 1 ? '' : superscript(k)}`;
    return [`${c < 0 ? '− ' : '+ '}${factor}`];
  });
  return terms.length === 0 ? '0' : terms.join(' ').replace(/^\+ /, '').replace(/^− /, '−');
}

function superscript(k: number): string {
  return [...String(k)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

/** A range that holds most of the numbers, with room. */
export function rangeOf(list: readonly number[]): [number, number] {
  const finite = list.filter((x) => Number.isFinite(x)).sort((a, b) => a - b);
  if (finite.length === 0) return [-1, 1];
  const [low, high] = [finite[Math.floor(0.02 * (finite.length - 1))], finite[Math.ceil(0.98 * (finite.length - 1))]];
  const room = 0.12 * (high - low) || 1;
  return [low - room, high + room];
}
