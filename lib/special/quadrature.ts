/** Integrals of e^(-E(s))·p(s) over s >= 0 by the rule of Gauss and Legendre, panel by panel. */

const POINTS = 16;
/** e^-E is nothing beside 1. */
const END = 45;

let rule: { readonly nodes: readonly number[]; readonly weights: readonly number[] } | undefined;

/** Nodes and weights on [0, 1], by Newton's method on the Legendre polynomial. */
function gaussLegendre(): NonNullable<typeof rule> {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < POINTS; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (POINTS + 0.5));
    let slope = 1;
    for (let step = 0; step < 6; step++) {
      let [lower, p] = [1, x];
      for (let k = 2; k <= POINTS; k++) [lower, p] = [p, ((2 * k - 1) * x * p - (k - 1) * lower) / k];
      slope = (POINTS * (x * p - lower)) / (x * x - 1);
      x -= p / slope;
    }
    nodes.push(0.5 * (1 - x));
    weights.push(1 / ((1 - x) * (1 + x) * slope * slope));
  }
  return { nodes, weights };
}

/**
 * ∫ e^(-E(s))·p(s) ds from 0 to Infinity, where E is convex and rises from 0, and p is a polynomial in s and slower.
 *
 * @param reach - so far E may change at a rate of 1 in s; beyond it is nearly linear, and panels grow with s.
 * @param calm - so far it is linear too.
 */
export function integral(e: (s: number) => number, p: (s: number) => number, reach: number, calm: number = 0): number {
  rule ??= gaussLegendre();
  const end = endOf(e);
  const most = Math.min(1, end / 4);
  let sum = 0;
  for (let from = 0; from < end; ) {
    const wanted =
      from < calm ? Math.min(Math.max(most, from), Math.max(most, calm - from)) : from < reach ? most : from;
    const length = Math.min(end - from, wanted);
    let panel = 0;
    for (let i = 0; i < POINTS; i++) {
      const s = from + length * rule.nodes[i];
      panel += rule.weights[i] * Math.exp(-e(s)) * p(s);
    }
    sum += length * panel;
    from += length;
  }
  return sum;
}

/** About where E is END. */
function endOf(e: (s: number) => number): number {
  let high = 1;
  while (e(high) < END && high < 1e300) high *= 2;
  while (e(high / 2) > END && high > 1e-300) high /= 2;
  let low = high / 2;
  for (let i = 0; i < 5; i++) {
    const middle = 0.5 * (low + high);
    if (e(middle) < END) low = middle;
    else high = middle;
  }
  return high;
}

/** ∫ f from low to high, by so many equal panels. */
export function over(low: number, high: number, panels: number, f: (t: number) => number): number {
  rule ??= gaussLegendre();
  const length = (high - low) / panels;
  let sum = 0;
  for (let j = 0; j < panels; j++) {
    for (let i = 0; i < POINTS; i++) sum += rule.weights[i] * f(low + length * (j + rule.nodes[i]));
  }
  return length * sum;
}
