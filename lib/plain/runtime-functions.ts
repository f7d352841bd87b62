/** Everything that transformed code calls, by the names that the plugin writes. */
export { running } from '../scalar/level.js';
export { band, bnot, bor, bxor, shl, shr, ushr } from './bits.js';
export {
  concat,
  constructorOf,
  every,
  filter,
  find,
  findIndex,
  findLast,
  findLastIndex,
  includes,
  indexOf,
  join,
  lastIndexOf,
  made,
  some,
  sort,
  toSorted,
  toText,
} from './calls.js';
export { member } from './collections.js';
export {
  branched,
  cge,
  cgt,
  cle,
  clt,
  eq,
  ge,
  gt,
  instance,
  le,
  lt,
  pick,
  seq,
  switched,
  truth,
  type,
} from './comparisons.js';
export { float32, float64, floatsNow } from './floats.js';
export {
  bigint,
  boolean,
  clone,
  fields,
  finite,
  float,
  integer,
  is,
  isArray,
  json,
  list,
  madeFunction,
  nan,
  number,
  object,
  refuse,
  shared,
  string,
} from './globals.js';
export { key, onceKey } from './keys.js';
export { math } from './math.js';
export { entered, notes } from './notes.js';
export { add, dec, div, exp, inc, mul, neg, num, pos, rem, sub, text } from './operators.js';
export { registered } from './scope.js';
