/**
 * hyperdual/special: special functions, with values of a well-kept library and derivatives by rules.
 *
 * @packageDocumentation
 */
export { besselI0, besselI1, besselJ0, besselJ1, besselY0, besselY1 } from './bessel.js';
export { erf, erfc } from './error-function.js';
export { beta, digamma, gamma, logBeta, logGamma, polygamma, trigamma } from './gamma.js';
export { betaI, gammaP, gammaQ } from './incomplete.js';
