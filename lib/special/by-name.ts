/** The functions that compiled programs call, by the names that tell all their parameters. */

import { derivative as ofOrder } from './bessel-order-values.js';
import { besselI, besselJ, besselY } from './bessel-values.js';
import { LIFT } from './density.js';
import { expIntegralE1, expIntegralEi } from './exponential-integral-values.js';
import { betaValue, gammaValue } from './incomplete-rows.js';
import { type Branch, lambertW, onePlusLambertW, twoPlusLambertW } from './lambert-w-values.js';
import * as modified from './modified-values.js';
import { normalPdf } from './normal.js';
import * as tails from './tail-values.js';
import * as values from './values.js';
import { zeta } from './zeta-values.js';

type Value = (x: number, y: number, z: number) => number;

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
  logErfc: tails.logErfc,
  normalPdf: (x) => normalPdf(x),
  normalCdf: tails.normalCdf,
  logNormalCdf: tails.logNormalCdf,
  normalQuantile: tails.normalQuantile,
  expIntegralE1,
  expIntegralEi,
  gammaP: values.gammaP,
  gammaQ: values.gammaQ,
  betaI: values.betaI,
};

/** Functions whose derivatives of every order are functions like them: see family.ts. */
const WITH_DERIVATIVES: { readonly [name: string]: (n: number, x: number) => number } = {
  erfcx: tails.erfcx,
  zeta,
  besselK0: (n, x) => modified.derivativeOfK(0, n, x),
  besselK1: (n, x) => modified.derivativeOfK(1, n, x),
  besselK0e: (n, x) => modified.scaledK(0, n, x),
  besselK1e: (n, x) => modified.scaledK(1, n, x),
  besselI0e: (n, x) => modified.scaledI(0, n, x),
  besselI1e: (n, x) => modified.scaledI(1, n, x),
  logBesselI0: modified.logI0,
};

type Made = (...parameters: number[]) => Value;

/** Families: the parts of the name around the parameters, and what they make. */
const FAMILIES: readonly (readonly [pattern: RegExp, make: Made])[] = [
  [/^polygamma\((.+)\)$/, (n) => (x) => values.polygamma(n, x)],
  [/^lambertW\((0|-1)\)$/, (branch) => (x) => lambertW(x, branch as Branch)],
  [/^1 \+ lambertW\((0|-1)\)$/, (branch) => (x) => onePlusLambertW(x, branch as Branch)],
  [/^2 \+ lambertW\((0|-1)\)$/, (branch) => (x) => twoPlusLambertW(x, branch as Branch)],
  [/^besselI(\d+)$/, (n) => (x) => besselI(n, x)],
  [/^besselJ(\d+)$/, (n) => (x) => besselJ(n, x)],
  [/^besselY(\d+)$/, (n) => (x) => besselY(n, x)],
  [
    /^besselI\((\S+)\)(?:, derivative (\d+))?$/,
    (v, n = 0) =>
      (x) =>
        ofOrder('I', v, n, x),
  ],
  [
    /^besselJ\((\S+)\)(?:, derivative (\d+))?$/,
    (v, n = 0) =>
      (x) =>
        ofOrder('J', v, n, x),
  ],
  [
    /^besselK\((\S+)\)(?:, derivative (\d+))?$/,
    (v, n = 0) =>
      (x) =>
        ofOrder('K', v, n, x),
  ],
  [
    /^besselY\((\S+)\)(?:, derivative (\d+))?$/,
    (v, n = 0) =>
      (x) =>
        ofOrder('Y', v, n, x),
  ],
  [
    /^polygamma(?:, derivative (\d+))?$/,
    (k = 0) =>
      (n, x) =>
        values.polygamma(n + k, x),
  ],
  [
    /^besselI(?:, derivative (\d+))?$/,
    (n = 0) =>
      (v, x) =>
        ofOrder('I', v, n, x),
  ],
  [
    /^besselJ(?:, derivative (\d+))?$/,
    (n = 0) =>
      (v, x) =>
        ofOrder('J', v, n, x),
  ],
  [
    /^besselK(?:, derivative (\d+))?$/,
    (n = 0) =>
      (v, x) =>
        ofOrder('K', v, n, x),
  ],
  [
    /^besselY(?:, derivative (\d+))?$/,
    (n = 0) =>
      (v, x) =>
        ofOrder('Y', v, n, x),
  ],
  [/^gammaP, derivative (\d+) (\d+)$/, (j, m) => (a, x) => gammaValue('gammaP', j, m, a, x)],
  [/^gammaQ, derivative (\d+) (\d+)$/, (j, m) => (a, x) => gammaValue('gammaQ', j, m, a, x)],
  [/^betaI, derivative (\d+) (\d+) (\d+)$/, (m, i, k) => (x, a, b) => betaValue(m, i, k, x, a, b)],
  [/^gammaP\((\S+)\)$/, (a) => (x) => values.gammaP(a, x)],
  [/^gammaQ\((\S+)\)$/, (a) => (x) => values.gammaQ(a, x)],
  [/^incomplete gamma\((\S+)\): x\^\(a-(\d+)\)$/, (a, k) => (x) => values.gammaDensity(a, k, x, 1)],
  [/^incomplete gamma\((\S+)\): x\^\(a-(\d+)\) lifted$/, (a, k) => (x) => values.gammaDensity(a, k, x, LIFT)],
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
 * instantiate(g.wasm, specialFunction)(2); // => -0.064471624737201...
 */
export function specialFunction(name: string): Value | undefined {
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name];
  const [, base, order = '0'] = /^(\w+)(?:, derivative (\d+))?$/.exec(name) ?? [];
  if (base !== undefined && Object.hasOwn(WITH_DERIVATIVES, base)) {
    const value = WITH_DERIVATIVES[base];
    return (x) => value(Number(order), x);
  }
  for (const [pattern, make] of FAMILIES) {
    const parameters = pattern.exec(name)?.slice(1);
    if (parameters !== undefined) return make(...parameters.filter((part) => part !== undefined).map(Number));
  }
  return undefined;
}
