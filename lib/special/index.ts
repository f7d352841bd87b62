/**
 * hyperdual/special: special functions, with values of a well-kept library and derivatives by rules.
 *
 * @packageDocumentation
 */
export { besselI0, besselI1, besselJ0, besselJ1, besselY0, besselY1 } from './bessel.js';
export { besselI, besselJ, besselK, besselY } from './bessel-order.js';
export { beta, logBeta } from './beta.js';
export { specialFunction } from './by-name.js';
export { erf, erfc } from './error-function.js';
export { expIntegralE1, expIntegralEi } from './exponential-integral.js';
export { digamma, gamma, logGamma, polygamma, trigamma } from './gamma.js';
export { betaI, gammaP, gammaQ } from './incomplete.js';
export { lambertW } from './lambert-w.js';
export {
  besselI0e,
  besselI1e,
  besselK0,
  besselK0e,
  besselK1,
  besselK1e,
  logBesselI0,
} from './modified-bessel.js';
export { logNormalCdf, normalCdf, normalPdf, normalQuantile } from './normal.js';
export { erfcInv, erfcx, erfInv, logErfc } from './tails.js';
export { zeta } from './zeta.js';
