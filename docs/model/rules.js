// The rule table: every function with its value and its slopes, once for all modes.
import { apply, core, order, value } from './number.js';

const row = (rule) => {
  return (...x) => apply(rule, x);
};

// Arithmetic as it is, of which changes are made. A zero that was computed is a number, and 0·Infinity is NaN.
export const add = row({ name: 'add', value: (x, y) => x + y, slopes: () => [1, 1] });
export const times = row({ name: 'times', value: (x, y) => x * y, slopes: (x, y) => [y, x] });
export const over = row({
  name: 'over',
  value: (x, y) => x / y,
  slopes: (x, y) => [ratio(1, y), ratio(neg(over(x, y)), y)],
});
export const total = (list) => list.reduce((x, y) => add(x, y));
/** What a slope makes of a change t of its argument: slope · t, or factor · (t / divisor). */
export const along = (slope, t) =>
  slope.divisor === undefined ? times(slope, t) : times(slope.factor, over(t, slope.divisor));
const ratio = (factor, divisor) => ({ factor, divisor });

// Arithmetic of users. The plain number 0 times a number is the constant 0: masks and padding have no slope.
const isNumber = (x) => Number.isFinite(value(x));
const isMask = (x, y) => (x === 0 || y === 0) && isNumber(x) && isNumber(y);
export const mul = (x, y) => (isMask(x, y) ? value(x) * value(y) : times(x, y));
export const div = (x, y) => (x === 0 && Math.abs(value(y)) > 0 ? 0 / value(y) : over(x, y));
export const sub = (x, y) => (Object.is(x, y) && isNumber(x) ? 0 : add(x, neg(y)));
export const neg = (x) => times(-1, x);

export const square = row({ name: 'square', value: (x) => x * x, slopes: (x) => [mul(2, x)], exponent: 2 });
const twice = (x) => mul(2, add(x, 0)); // + 0 makes 0 of -0, where the slope is +Infinity too.
export const sqrt = row({ name: 'sqrt', value: Math.sqrt, slopes: (x) => [ratio(1, twice(sqrt(x)))], exponent: 0.5 });
const power = (p) => row({ name: 'pow', value: (x) => x ** p, slopes: (x) => [mul(p, pow(x, p - 1))], exponent: p });
export const pow = (x, p) => (p === 0 ? 1 : p === 1 ? x : power(p)(x));
export const exp = row({ name: 'exp', value: Math.exp, slopes: (x) => [exp(x)] });
export const log = row({ name: 'log', value: Math.log, slopes: (x) => [ratio(1, notNegative(x))] });
const notNegative = (x) => add(x, order(x, 0) < 0 ? NaN : 0);
export const sin = row({ name: 'sin', value: Math.sin, slopes: (x) => [cos(x)] });
export const cos = row({ name: 'cos', value: Math.cos, slopes: (x) => [neg(sin(x))] });
export const atan = row({ name: 'atan', value: Math.atan, slopes: (x) => [ratio(1, add(1, square(x)))] });
export const sinh = row({ name: 'sinh', value: Math.sinh, slopes: (x) => [cosh(x)] });
export const cosh = row({ name: 'cosh', value: Math.cosh, slopes: (x) => [sinh(x)] });
// The slope of asin is a row itself, with a formula of its own for what comes next: 1/√w, differentiated as it stands, would
// have no digit right near 0.
export const asin = row({ name: 'asin', value: Math.asin, slopes: (x) => [asin1(x)] });
const w = (x) => mul(sub(1, x), add(1, x));
const formula = (x) => div(1, sqrt(w(x)));
const asin1 = row({ name: 'asin1', value: formula, formula, slopes: (x) => [div(mul(x, asin1(x)), w(x))] });

// Kinks: there the slope is the middle of both sides and the curvature NaN, which asks for a second look (law.js).
export const met = { kinks: 0 };
const curvature = (x) => (core(x).isBeside ? 0 : NaN);
const half = row({ name: 'half', value: () => 0.5, slopes: (x, y) => [curvature(x), curvature(y)] });
const tie = row({ name: 'tie', value: Math.max, slopes: (x, y) => [half(x, y), half(x, y)] });
// What is chosen is a number of its own: reverse mode adds up in it what comes back before it goes on inside.
const chosen = (x) => times(1, x);
export function max(x, y) {
  const sign = order(x, y);
  if (sign === 0) met.kinks++;
  return sign === 0 ? tie(x, y) : sign > 0 ? chosen(x) : sign < 0 ? chosen(y) : times(NaN, add(x, y));
}
export const min = (x, y) => neg(max(neg(x), neg(y)));
export const abs = (x) => max(x, neg(x));
export const select = (condition, then, otherwise) => chosen(condition ? then() : otherwise());
