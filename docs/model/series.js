// Taylor series c₀ + c₁t + c₂t² + ... As y = f(x(t)) has y' = f'(x)·x', it follows to order n from the slope to order n - 1, a
// number of the same kind. (The library has a recurrence for each row instead, which costs less.)
import { isOf, newLevel, opened } from './number.js';
import { add, div, mul, sub, total } from './rules.js';

const series = (level, c) => ({
  level,
  primal: c[0],
  c,
  apply(rule, args) {
    const y = [opened(level, rule, args).f];
    if (c.length === 1) return series(level, y);
    const slopes = rule.slopes(...args.map((x) => (isOf(level, x) ? series(level, x.c.slice(0, -1)) : x)));
    const changes = args.flatMap((x, i) => (isOf(level, x) ? [through(level, slopes[i], derivative(x.c))] : []));
    for (let k = 1; k < c.length; k++) y[k] = div(total(changes.map((d) => d[k - 1])), k);
    return series(level, y);
  },
});
const derivative = (c) => c.map((ck, k) => mul(k, ck)).slice(1);
function through(level, slope, t) {
  const of = (x) => (isOf(level, x) ? x.c : [x]);
  if (slope.divisor === undefined) return product(of(slope), t);
  return product(of(slope.factor), quotient(t, of(slope.divisor)));
}
const sum = (a, b, k, from) => a.slice(from, k + 1).reduce((y, aj, j) => add(y, mul(aj, b[k - j - from])), 0);
const product = (a, b) => b.map((_, k) => sum(a, b, k, 0));
function quotient(a, b) {
  const q = [];
  for (const [k, ak] of a.entries()) q[k] = div(sub(ak, sum(b, q, k, 1)), b[0]);
  return q;
}

/** The coefficients of f(x + t) to order n. */
export function taylor(f, x, n) {
  const level = newLevel();
  const zeros = new Array(n).fill(0);
  const y = f(series(level, [x, 1, ...zeros].slice(0, n + 1)));
  return isOf(level, y) ? y.c : [y, ...zeros];
}
