// Germs Σ a·ε^q + O(ε^N): numbers beside a point, ε > 0 infinitesimal, with real exponents. They stand at the core, so all modes
// run on them unchanged. What lies behind N is unknown. (Those of the library have error bounds besides.)
import { apply, isOf } from './number.js';
import { sub } from './rules.js';
import { taylor } from './series.js';

/** How many orders above the first are kept. */
const DEPTH = 6;

/** An expansion from its terms [q, a] in any order. Of a sum that cancels, but for roundings, nothing is known: NaN. */
function gather(list, end = Infinity) {
  const sums = new Map();
  for (const [q, a] of list) {
    const [sum, size] = sums.get(round(q)) ?? [0, 0];
    sums.set(round(q), [sum + a, size + Math.abs(a)]);
  }
  const isKnown = ([sum, size]) => sum === 0 || (Number.isFinite(sum) && Math.abs(sum) > 1e-13 * size);
  if (![...sums.values()].every(isKnown)) return { terms: [[0, NaN]], end: Infinity };
  const terms = [...sums].map(([q, [a]]) => [q, a]).filter(([q, a]) => a !== 0 && q < end);
  terms.sort(([p], [q]) => p - q);
  const n = terms.filter(([q]) => q <= terms[0][0] + DEPTH).length;
  return { terms: terms.slice(0, n), end: terms[n]?.[0] ?? end };
}
const round = (q) => Math.round(q * 5040) / 5040;
const term = (q, a) => gather([[q, a]]);
const lead = ({ terms, end }) => terms[0]?.[0] ?? end;
const plus = (x, y) => gather([...x.terms, ...y.terms], Math.min(x.end, y.end));
function times(x, y) {
  const terms = x.terms.flatMap(([p, a]) => y.terms.map(([q, b]) => [p + q, a * b]));
  return gather(terms, Math.min(x.end + lead(y), y.end + lead(x)));
}
/** c₀ + c₁d + c₂d² + ... for an infinitesimal d. */
function compose(coefficients, d) {
  if (!(lead(d) > 0)) return term(0, NaN);
  const n = Math.floor(DEPTH / lead(d));
  const y = coefficients(n).reduceRight((sum, c) => plus(times(sum, d), term(0, c)), term(0, 0));
  return gather(y.terms, Math.min(y.end, (n + 1) * lead(d)));
}
/** (a·ε^q)^p · (1 + d)^p. */
function power(x, p) {
  if (x.terms.length === 0) return x.end === Infinity && p > 0 ? x : term(0, NaN);
  const [[q, a], ...rest] = x.terms;
  const d = rest.map(([r, b]) => [r - q, b / a]);
  return times(
    compose((n) => binomials(p, n), gather(d, x.end - q)),
    term(p * q, a ** p),
  );
}
function binomials(p, n) {
  const c = [1];
  for (let k = 0; k < n; k++) c.push((c[k] * (p - k)) / (k + 1));
  return c;
}
/** Any other function, by its Taylor coefficients at the standard part. */
function smooth(rule, x) {
  const s = standard(x);
  return compose((n) => taylor((t) => apply(rule, [t]), s, n), plus(x, term(0, -s)));
}
function standard(x) {
  const [q, a] = x.terms[0] ?? [1, x.end > 0 ? 0 : NaN];
  return q > 0 ? 0 * a : q < 0 ? a * Infinity : a;
}
const OPERATIONS = {
  add: plus,
  times,
  over: (x, y) => times(x, power(y, -1)),
  tie: (x) => x,
  half: () => term(0, 0.5),
};

const germ = (level, x) => ({
  level,
  primal: standard(x),
  x,
  isBeside: true,
  apply(rule, args) {
    const { name, exponent, formula } = rule;
    if (formula !== undefined) return formula(...args);
    const [a, b] = args.map((y) => (isOf(level, y) ? y.x : term(0, y)));
    if (name in OPERATIONS) return germ(level, OPERATIONS[name](a, b));
    return germ(level, exponent === undefined ? smooth(rule, a) : power(a, exponent));
  },
  /** Numbers that are alike as far as they are known are equal. */
  order: (a, b) => Math.sign(Object(sub(a, b)).x?.terms[0]?.[1] ?? 0),
});

/** The number x + step·ε. */
export const beside = (level, x, step) => germ(level, plus(term(0, x), term(1, step)));
