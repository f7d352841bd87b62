/** The functions that compiled programs call, by the names that tell all their parameters. */

import { besselI, besselJ, besselY } from './bessel-values.js';
import { LIFT } from './density.js';
import { expIntegralE1, expIntegralEi } from './exponential-integral-values.js';
import { type Branch, lambertW, onePlusLambertW, twoPlusLambertW } from './lambert-w-values.js';
import { normalPdf } from './normal.js';
import * as tails from './tail-values.js';
import * as values from './values.js';
import { zeta } from './zeta-values.js';

type Value = (x: number, y: number) => number;

const PLAIN: { readonly [name: string]: Value } = {
  gamma: values.gamma,
  'gamma scaled': values.gammaScaled,
  logGamma: values.logGamma,
  digamma: values.digamma,
  trigamma: values.trigamma,
  beta: values.beta,
  logBeta: values.logBeta,
  erf: values.erf,
  erfc: values.erfc,
  erfInv: tails.erfInv,
  erfcInv: tails.erfcInv,
  erfcx: (x) => tails.erfcx(0, x),
  logErfc: tails.logErfc,
  normalPdf: (x) => normalPdf(x),
  normalCdf: tails.normalCdf,
  logNormalCdf: tails.logNormalCdf,
  normalQuantile: tails.normalQuantile,
  expIntegralE1,
  expIntegralEi,
  zeta: (x) => zeta(0, x),
};

type Made = (...parameters: number[]) => Value;

/** Families: the parts of the name around the parameters, and what they make. */
const FAMILIES: readonly (readonly [pattern: RegExp, make: Made])[] = [
  [/^polygamma\((.+)\)$/, (n) => (x) => values.polygamma(n, x)],
  [/^erfcx, derivative (\d+)$/, (n) => (x) => tails.erfcx(n, x)],
  [/^zeta, derivative (\d+)$/, (n) => (x) => zeta(n, x)],
  [/^lambertW\((0|-1)\)$/, (branch) => (x) => lambertW(x, branch as Branch)],
  [/^1 \+ lambertW\((0|-1)\)$/, (branch) => (x) => onePlusLambertW(x, branch as Branch)],
  [/^2 \+ lambertW\((0|-1)\)$/, (branch) => (x) => twoPlusLambertW(x, branch as Branch)],
  [/^besselI(\d+)$/, (n) => (x) => besselI(n, x)],
  [/^besselJ(\d+)$/, (n) => (x) => besselJ(n, x)],
  [/^besselY(\d+)$/, (n) => (x) => besselY(n, x)],
  [/^gammaP\((\S+)\)$/, (a) => (x) => values.gammaP(a, x)],
  [/^gammaQ\((\S+)\)$/, (a) => (x) => values.gammaQ(a, x)],
  [/^gamma[PQ]\((\S+)\): x\^\(a-(\d+)\)$/, (a, k) => (x) => values.gammaDensity(a, k, x, 1)],
  [/^gamma[PQ]\((\S+)\): x\^\(a-(\d+)\) lifted$/, (a, k) => (x) => values.gammaDensity(a, k, x, LIFT)],
  [/^betaI\((\S+), (\S+)\)$/, (a, b) => (x) => values.betaI(x, a, b)],
  [/^betaI\((\S+), (\S+)\): x\^\(a-(\d+)\)$/, (a, b, k) => (x) => values.betaDensity(a, b, k, x, 1)],
  [/^betaI\((\S+), (\S+)\): x\^\(a-(\d+)\) lifted$/, (a, b, k) => (x) => values.betaDensity(a, b, k, x, LIFT)],
];

/**
 * The special function that a compiled program calls by a name: those of this entry, and those that their derivatives are made of.
 *
 * @param name - as in the error of `instantiate` that misses it: `besselJ2`, `polygamma(2)`, `gammaP(2.5)`.
 * @returns the function of plain numbers; undefined for any other name.
 * @example
 * const g = compile((x) => derivative(besselJ1, x), 1);
 * instantiate(g.wasm, specialFunction)(2); // => -0.06447162473720102
 */
export function specialFunction(name: string): Value | undefined {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  for (const [pattern, make] of FAMILIES) {
    const parameters = pattern.exec(name)?.slice(1).map(Number);
    if (parameters !== undefined) return make(...parameters);
  }
  return undefined;
}
