// Values of the Bessel functions of any whole order n >= 0: plain numbers in, plain numbers out.
//
// Orders 0 and 1 of J and Y come from ./stdlib.js, those of I are written out below. Higher orders, which the derivatives
// need, follow by the power series or by the recurrence C_(k+1) = (2k/x)·C_k - C_(k-1) (A&S 9.1.27, I: 9.6.26), whichever
// is stable.
import * as std from './stdlib.js';

const TWO_OVER_PI = 0.6366197723675814;
/** log 2 - γ. */
const LOG_2_LESS_GAMMA = 0.11593151565841245;

/** J_n(x). */
export function besselJ(n: number, x: number): number {
  if (n === 0) return std.besselJ0(x);
  if (n === 1) return std.besselJ1(x);
  const a = Math.abs(x);
  // Up to here the terms of the series decrease from the first.
  if (!(a > 2 * Math.sqrt(n + 1))) return series(n, x, -0.25 * x * x);
  if (a === Infinity) return 0;
  let [lower, v] = [std.besselJ0(a), std.besselJ1(a)];
  for (let k = 1; k < n; k++) [lower, v] = [v, ((2 * k) / a) * v - lower];
  return signed(n, x, v);
}

/** Y_n(x): NaN for x < 0, -Infinity at 0. */
export function besselY(n: number, x: number): number {
  if (n === 0) return x < 1e-300 && x > 0 ? TWO_OVER_PI * (Math.log(x) - LOG_2_LESS_GAMMA) : std.besselY0(x);
  // Below 1e-9 the first term is all there is.
  let v = x < 1e-9 && x >= 0 ? -TWO_OVER_PI / Math.abs(x) : std.besselY1(x);
  if (x === Infinity) return 0;
  let lower = n > 1 ? std.besselY0(x) : 0;
  // Once a value has left the range, the others of higher order have.
  for (let k = 1; k < n && v !== -Infinity; k++) [lower, v] = [v, (2 * k * v) / x - lower];
  return v;
}

/** I_n(x). */
export function besselI(n: number, x: number): number {
  const a = Math.abs(x);
  if (a > 750) return signed(n, x, Infinity);
  // All terms are positive. The recurrence loses some e^(n²/2x) of accuracy.
  if (a <= Math.max(8, n * n)) {
    const q = 0.25 * x * x;
    if (n === 0) return horner(I0_SMALL, q);
    return n === 1 ? 0.5 * x * horner(I1_SMALL, q) : series(n, x, q);
  }
  let lower = clenshaw(I0_LARGE, a);
  if (n === 0) return grown(lower, a);
  let v = clenshaw(I1_LARGE, a);
  for (let k = 1; k < n; k++) [lower, v] = [v, lower - ((2 * k) / a) * v];
  return signed(n, x, grown(v, a));
}

/** The function of |x|, for x: functions of odd order are odd. */
function signed(n: number, x: number, v: number): number {
  return n % 2 === 1 && x < 0 ? -v : v;
}

/** (x/2)^n/n! · Σ q^k / (k!·(n+1)...(n+k)). */
function series(n: number, x: number, q: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; Math.abs(term) > 1e-17 * sum; k++) {
    term *= q / (k * (n + k));
    sum += term;
  }
  for (let k = 1; k <= n; k++) sum *= (0.5 * x) / k;
  return sum;
}

// Modified Bessel functions. |x| <= 8: I_n = (x/2)^n Σ (x²/4)^k / (k! (k+n)!); here the first coefficients.
// |x| > 8: √x e^-x I_n(x) as a Chebyshev series in 16/x - 1.
const I0_SMALL: readonly number[] = [
  1.0, 1.0, 0.25, 0.027777777777777776, 0.001736111111111111, 6.944444444444444e-5, 1.9290123456790124e-6,
  3.936759889140842e-8, 6.151187326782565e-10, 7.594058428126624e-12, 7.594058428126623e-14, 6.276081345559193e-16,
  4.358389823304995e-18, 2.5789288895295828e-20, 1.3157800456783586e-22, 5.8479113141260385e-25, 2.2843403570804838e-27,
  7.904291893012054e-30, 2.4395962632753253e-32, 6.757884385804225e-35, 1.6894710964510564e-37, 3.8310002187098785e-40,
];
const I1_SMALL: readonly number[] = [
  1.0, 0.5, 0.08333333333333333, 0.006944444444444444, 0.00034722222222222224, 1.1574074074074073e-5,
  2.755731922398589e-7, 4.920949861426052e-9, 6.834652585313961e-11, 7.594058428126623e-13, 6.903689480115112e-15,
  5.230067787965994e-17, 3.352607556388458e-19, 1.842092063949702e-21, 8.771866971189057e-24, 3.654944571328774e-26,
  1.3437296218120491e-28, 4.391273273895586e-31, 1.2839980333028028e-33, 3.3789421929021126e-36, 8.045100459290744e-39,
  1.7413637357772174e-41,
];
const I0_LARGE: readonly number[] = [
  0.4022452055070544, 0.0033691164782556943, 6.889758346916825e-5, 2.8913705208347567e-6, 2.0489185894690638e-7,
  2.266668990498178e-8, 3.3962320257083865e-9, 4.94060238822497e-10, 1.1889147107846439e-11, -3.1499165279632416e-11,
  -1.3215811840447713e-11, -1.7941785315068062e-12, 7.180124451383666e-13, 3.8527783827421426e-13, 1.54008621752141e-14,
  -4.150569347287222e-14, -9.554846698828307e-15, 3.8116806693526224e-15, 1.7725601330565263e-15,
  -3.425485619677219e-16, -2.8276239805165836e-16, 3.461222867697461e-17, 4.46562142029676e-17, -4.830504485944182e-18,
  -7.233180487874754e-18,
];
const I1_LARGE: readonly number[] = [
  0.38928811750914005, -0.009761097491361469, -0.00011058893876262371, -3.882564808877691e-6, -2.512236237870209e-7,
  -2.6314688468895196e-8, -3.835380385964237e-9, -5.589743462196584e-10, -1.8974958123505413e-11,
  3.2526035830154884e-11, 1.4125807436613782e-11, 2.0356285441470896e-12, -7.198551776245908e-13,
  -4.0835511110921974e-13, -2.1015418427726643e-14, 4.272440016711951e-14, 1.0420276984128802e-14,
  -3.8144030724370075e-15, -1.8803547755107825e-15, 3.3082023109209285e-16, 2.96262899764595e-16,
  -3.209525921993424e-17, -4.6503053684893586e-17, 4.414348323071708e-18, 7.517296310842105e-18,
];

function horner(c: readonly number[], q: number): number {
  let v = 0;
  for (let k = c.length - 1; k >= 0; k--) v = v * q + c[k];
  return v;
}

function clenshaw(c: readonly number[], a: number): number {
  const t = 32 / a - 2;
  let b0 = 0;
  let b1 = 0;
  for (let k = c.length - 1; k > 0; k--) {
    const b = t * b0 - b1 + c[k];
    b1 = b0;
    b0 = b;
  }
  return (0.5 * t * b0 - b1 + c[0]) / Math.sqrt(a);
}

// v e^a, also where e^a alone would overflow
function grown(v: number, a: number): number {
  if (a < 700) return v * Math.exp(a);
  const h = Math.exp(a / 2);
  return v * h * h;
}
