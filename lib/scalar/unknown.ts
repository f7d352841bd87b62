/** Numbers whose derivatives are not known. */
import type { Scalar } from './active.js';
import type { UnaryRule } from './rule.js';

/** 0 whose derivative parts are NaN, wherever x has any. */
export function unknownParts(x: Scalar): Scalar {
  return typeof x === 'number' ? 0 : x.unary(UNKNOWN);
}

const UNKNOWN: UnaryRule = {
  name: 'unknown',
  value: () => 0,
  slope: () => Number.NaN,
  curvature: () => Number.NaN,
  third: () => Number.NaN,
  series: (x, y) => {
    for (let k = y.length; k < x.length; k++) y.push(Number.NaN);
  },
};
