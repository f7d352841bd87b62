/**
 * Bit operators and Math.fround as rows: for ordinary code that is compiled. Whole numbers have slope 0; fround rounds the
 * value and keeps the derivatives.
 */
import type { BinaryRule, UnaryRule } from '../scalar/rule.js';
import { complete } from '../taylor/series.js';

function row(name: string, value: (x: number, y: number) => number): BinaryRule {
  const zero = (): number => 0;
  return { name, value, fx: zero, fy: zero, fxx: zero, fxy: zero, fyy: zero };
}

export const BITS: Readonly<Record<'|' | '&' | '^' | '<<' | '>>' | '>>>' | 'imul', BinaryRule>> = {
  '|': /* @__PURE__ */ row('bitOr', (x, y) => x | y),
  '&': /* @__PURE__ */ row('bitAnd', (x, y) => x & y),
  '^': /* @__PURE__ */ row('bitXor', (x, y) => x ^ y),
  '<<': /* @__PURE__ */ row('shiftLeft', (x, y) => x << y),
  '>>': /* @__PURE__ */ row('shiftRight', (x, y) => x >> y),
  '>>>': /* @__PURE__ */ row('shiftRightUnsigned', (x, y) => x >>> y),
  imul: /* @__PURE__ */ row('imul', Math.imul),
};

export const FROUND: UnaryRule = {
  name: 'fround',
  value: Math.fround,
  slope: () => 1,
  curvature: () => 0,
  third: () => 0,
  series: (x, y) => complete(x, y, (k) => x[k]),
};
