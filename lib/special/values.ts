// Values of the special functions: plain numbers in, plain numbers out. No derivative rules here.
//
// gamma ... gammaQ, betaI take their approximations from ./stdlib.js (a library's functions, flattened);
// what is written out below is what that library lacks or bounds too narrowly: the ends of gamma's range,
// polygamma, the modified Bessel functions, and the order-2 functions second derivatives need.
import * as std from './stdlib.js';

/** Γ(x). NaN at the negative integers; ±Infinity at ±0. */
export function gamma(x: number): number {
  return x > 171.6 || x < -170 ? gammaEnds(x) : std.gamma(x);
}

// The library stops short of both ends of the range.
function gammaEnds(x: number): number {
  if (x > 0) return x < 171.63 ? (x - 1) * std.gamma(x - 1) : Infinity;
  if (x < -184 || x === Math.floor(x)) return std.gamma(x);
  let p = x;
  for (let k = 1; k < 15; k++) p *= x + k;
  return std.gamma(x + 15) / p;
}

/** log|Γ(x)|. Infinity at the poles and at ±Infinity. */
export function logGamma(x: number): number {
  return x === -Infinity ? Infinity : std.logGamma(x);
}

/** ψ(x) = Γ'(x)/Γ(x). NaN at the negative integers; ∓Infinity at ±0. */
export function digamma(x: number): number {
  return x === 0 ? -1 / x : std.digamma(x);
}

/** ψ'(x). Infinity at the poles. */
export function trigamma(x: number): number {
  if (x <= 0 && x === Math.floor(x)) return x === -Infinity ? Number.NaN : Infinity;
  return std.trigamma(x);
}

/** ψ⁽ⁿ⁾(x), the n-th derivative of ψ, for whole n >= 0. For odd n Infinity at the poles, for even n NaN. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n === 1) return trigamma(x);
  if (!(n >= 0 && n === Math.floor(n)) || Number.isNaN(x) || x === -Infinity) return Number.NaN;
  const s = n + 1;
  const odd = n % 2 === 1;
  let f = odd ? 1 : -1;
  for (let k = 2; k <= n; k++) f *= k;
  if (x >= 0.5) return f * hurwitz(s, x);
  // Σ (x+k)^-s over k >= 0: the part on the left of the nearest integer is folded to the right.
  const m = -Math.round(x);
  const r = x + m;
  if (r === 0) return odd ? Infinity : m === 0 ? -1 / x : Number.NaN;
  let sum = hurwitz(s, 1 + r);
  if (m > 0) {
    const left = hurwitz(s, 1 - r) - hurwitz(s, m + 1 - r);
    sum += odd ? left : -left;
  }
  return f * (r ** -s + sum);
}

// B_2j / (2j)!
const EULER_MACLAURIN: readonly number[] = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15,
  -2.174868698558062e-16, 5.5090028283602295e-18, -1.3954464685812522e-19,
];

// Σ (q+k)^-s over k >= 0, for q >= 1/2 and whole s >= 3: terms, then Euler-Maclaurin.
function hurwitz(s: number, q: number): number {
  if (q === Infinity) return 0;
  const n = Math.max(0, Math.ceil(9 + s / 2 - q));
  const b = q + n;
  const w = 1 / (b * b);
  // (s)_(2j-1) b^-(2j-1)
  let c = s / b;
  let rest = 0;
  for (let j = 0; j < EULER_MACLAURIN.length; j++) {
    const t = c * (EULER_MACLAURIN[j] as number);
    rest += t;
    if (Math.abs(t) < 1e-18) break;
    const k = s + 2 * j + 1;
    c *= k * (k + 1) * w;
  }
  let sum = b ** -s * (b / (s - 1) + 0.5 + rest);
  for (let k = n - 1; k >= 0; k--) sum += (q + k) ** -s;
  return sum;
}

/** The error function. */
export function erf(x: number): number {
  return std.erf(x);
}

/** 1 - erf(x). */
export function erfc(x: number): number {
  return std.erfc(x);
}

/** B(a, b) = Γ(a)Γ(b)/Γ(a+b). Negative arguments are taken where Γ is finite. */
export function beta(a: number, b: number): number {
  if (!(a < 0 || b < 0)) return std.beta(a, b);
  const c = a + b;
  const ga = gamma(a);
  const gb = gamma(b);
  const gc = gamma(c);
  if (Number.isNaN(ga) || Number.isNaN(gb)) return Number.NaN;
  if (c <= 0 && c === Math.floor(c)) return 0;
  const cl = Math.abs(a) > Math.abs(b) ? b - (c - a) : a - (c - b);
  const v = (Math.abs(ga) > Math.abs(gb) ? gb * (ga / gc) : ga * (gb / gc)) * (1 - cl * std.digamma(c));
  if (Number.isFinite(v) && v !== 0 && Math.abs(gc) > 1e-290) return v;
  return gammaSign(a) * gammaSign(b) * gammaSign(c) * Math.exp(logGamma(a) + logGamma(b) - logGamma(c));
}

function gammaSign(x: number): number {
  return x < 0 && Math.floor(x) % 2 !== 0 ? -1 : 1;
}

/** log|B(a, b)|. */
export function logBeta(a: number, b: number): number {
  if (a < 0 || b < 0) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const s = Math.min(a, b);
  const l = Math.max(a, b);
  if (s > 0 && s < 1e-290 && l < Infinity) return Math.log((s + l) / l) - Math.log(s);
  return l < 10 ? Math.log(std.beta(a, b)) : std.logBeta(a, b);
}

/** P(a, x), the regularised lower incomplete gamma function, a > 0, x >= 0. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === Infinity || (a < 1e-200 && x > 0)) return 1;
  return std.gammaInc(x, a, true, false);
}

/** Q(a, x) = 1 - P(a, x). */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === Infinity) return 0;
  // For tiny a proportional to a.
  if (a < 1e-200) return x === 0 ? 1 : std.gammaInc(x, 1e-200, true, true) * (a * 1e200);
  return std.gammaInc(x, a, true, true);
}

/** ∂P(a, x)/∂x = x^(a-1) e^-x / Γ(a) = -∂Q(a, x)/∂x. */
export function gammaPDerivative(a: number, x: number): number {
  if (!(a > 0 && x >= 0 && a < Infinity)) return Number.NaN;
  if (x === 0) return a < 1 ? Infinity : a === 1 ? 1 : 0;
  return x === Infinity ? 0 : std.gammaPrefix(a, x) / x;
}

const pair = [0, 0];

/** I_x(a, b), the regularised incomplete beta function, 0 <= x <= 1, 0 < a, b < 1e15. */
export function betaI(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && a < 1e15 && b < 1e15 && x >= 0 && x <= 1)) return Number.NaN;
  // For tiny a and b their ratio alone counts.
  const s = a < 1e-150 && b < 1e-150 ? 1e100 : 1;
  return std.betaInc(x, a * s, b * s, true, false, pair, 1, 0)[0] as number;
}

/** ∂I_x(a, b)/∂x = x^(a-1) (1-x)^(b-1) / B(a, b). */
export function betaIDerivative(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && a < 1e15 && b < 1e15 && x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0) return a < 1 ? Infinity : a === 1 ? b : 0;
  if (x === 1) return b < 1 ? Infinity : b === 1 ? a : 0;
  const y = 1 - x;
  // 1 - x = y + (1 - y - x): the rounding of y is made good.
  return (std.betaPrefix(a, b, x, y, true) / x / y) * (1 - (1 - y - x) / y);
}

/** Bessel functions of the first and second kind. Y is NaN for x < 0 and -Infinity at 0. */
export function besselJ0(x: number): number {
  return std.besselJ0(x);
}

export function besselJ1(x: number): number {
  return std.besselJ1(x);
}

export function besselY0(x: number): number {
  return std.besselY0(x);
}

export function besselY1(x: number): number {
  return std.besselY1(x);
}

/** J₂, needed by second derivatives: J₀'' = (J₂-J₀)/2 and J₁'' = J₂/x - J₁. */
export function besselJ2(x: number): number {
  const a = Math.abs(x);
  if (a > 3) return a === Infinity ? 0 : (2 * std.besselJ1(a)) / a - std.besselJ0(a);
  const q = -0.25 * x * x;
  let v = 0;
  for (let k = 15; k >= 0; k--) v = v * q + (I2_SMALL[k] as number);
  return 0.25 * x * x * v;
}

/** Y₂: Y₀'' = (Y₂-Y₀)/2 and Y₁'' = Y₂/x - Y₁. */
export function besselY2(x: number): number {
  if (x === 0) return -Infinity;
  return x === Infinity ? 0 : (2 * std.besselY1(x)) / x - std.besselY0(x);
}

// Modified Bessel functions. |x| <= 8: I_n = (x/2)^n Σ (x²/4)^k / (k! (k+n)!), all terms positive.
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
const I2_SMALL: readonly number[] = [
  0.5, 0.16666666666666666, 0.020833333333333332, 0.001388888888888889, 5.787037037037037e-5, 1.6534391534391535e-6,
  3.444664902998236e-8, 5.467722068251169e-10, 6.834652585313961e-12, 6.903689480115112e-14, 5.753074566762594e-16,
  4.023129067666149e-18, 2.3947196831346127e-20, 1.228061375966468e-22, 5.482416856993161e-25, 2.1499673948992786e-27,
  7.465164565622496e-30, 2.311196459945045e-32, 6.419990166514014e-35, 1.609020091858149e-37, 3.6568638451321564e-40,
  7.57114667729225e-43,
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
  for (let k = c.length - 1; k >= 0; k--) v = v * q + (c[k] as number);
  return v;
}

function clenshaw(c: readonly number[], a: number): number {
  const t = 32 / a - 2;
  let b0 = 0;
  let b1 = 0;
  for (let k = c.length - 1; k > 0; k--) {
    const b = t * b0 - b1 + (c[k] as number);
    b1 = b0;
    b0 = b;
  }
  return (0.5 * t * b0 - b1 + (c[0] as number)) / Math.sqrt(a);
}

// v e^a, also where e^a alone would overflow
function grown(v: number, a: number): number {
  if (a < 700) return v * Math.exp(a);
  const h = Math.exp(a / 2);
  return v * h * h;
}

/** I₀(x) e^-|x|. */
export function besselI0e(x: number): number {
  const a = Math.abs(x);
  return a <= 8 ? horner(I0_SMALL, 0.25 * x * x) * Math.exp(-a) : clenshaw(I0_LARGE, a);
}

/** I₁(x) e^-|x|. */
export function besselI1e(x: number): number {
  const a = Math.abs(x);
  if (a <= 8) return 0.5 * x * horner(I1_SMALL, 0.25 * x * x) * Math.exp(-a);
  return Math.sign(x) * clenshaw(I1_LARGE, a);
}

/** The modified Bessel functions of the first kind. */
export function besselI0(x: number): number {
  const a = Math.abs(x);
  if (a > 750) return Infinity;
  return a <= 8 ? horner(I0_SMALL, 0.25 * x * x) : grown(clenshaw(I0_LARGE, a), a);
}

export function besselI1(x: number): number {
  const a = Math.abs(x);
  if (a > 750) return Math.sign(x) * Infinity;
  return a <= 8 ? 0.5 * x * horner(I1_SMALL, 0.25 * x * x) : Math.sign(x) * grown(clenshaw(I1_LARGE, a), a);
}

/** I₂: I₀'' = (I₂+I₀)/2 and I₁'' = I₁ - I₂/x. */
export function besselI2(x: number): number {
  const a = Math.abs(x);
  if (a > 750) return Infinity;
  if (a <= 8) return 0.25 * x * x * horner(I2_SMALL, 0.25 * x * x);
  return grown(clenshaw(I0_LARGE, a) - (2 * clenshaw(I1_LARGE, a)) / a, a);
}
