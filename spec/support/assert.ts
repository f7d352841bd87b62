/** Assertions that uvu lacks: exact sameness down to -0 and NaN, and distances in units in the last place. */
import * as assert from 'uvu/assert';

/** Same structure, and Object.is at every leaf: tells 0 from -0, and NaN equals NaN. */
export function same(actual: unknown, expected: unknown, message?: string): void {
  const where = difference(actual, expected, '');
  if (where !== undefined) assert.unreachable(`${message === undefined ? '' : `${message}: `}${where}`);
}

/** Where two structures differ, in words: undefined where every leaf is Object.is. */
export function difference(actual: unknown, expected: unknown, path: string): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  const both = typeof actual === 'object' && typeof expected === 'object' && actual !== null && expected !== null;
  if (!both || Array.isArray(actual) !== Array.isArray(expected)) {
    return `expected ${show(expected)}${path === '' ? '' : ` at ${path}`}, got ${show(actual)}`;
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  for (const key of keys) {
    const found = difference(
      (actual as Record<string, unknown>)[key],
      (expected as Record<string, unknown>)[key],
      `${path}[${key}]`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function show(x: unknown): string {
  if (Object.is(x, -0)) return '-0';
  return typeof x === 'number' ? String(x) : (JSON.stringify(x) ?? String(x));
}

const view = new DataView(new ArrayBuffer(8));

/** Doubles in order as integers: neighbours differ by 1. */
function ordinal(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** Distance in units in the last place: 0 for the same number, Infinity when only one of them is NaN. */
export function ulps(actual: number, expected: number): number {
  if (Number.isNaN(actual) || Number.isNaN(expected)) {
    return Number.isNaN(actual) && Number.isNaN(expected) ? 0 : Number.POSITIVE_INFINITY;
  }
  const distance = ordinal(actual) - ordinal(expected);
  return Number(distance < 0n ? -distance : distance);
}

/** Within n units in the last place. */
export function near(actual: number, expected: number, n: number, message = ''): void {
  const distance = ulps(actual, expected);
  assert.ok(
    distance <= n,
    `${message} expected ${show(expected)} within ${n} ulp, got ${show(actual)} (${distance} ulp)`,
  );
}

/** The error that a call throws; fails when it throws none. */
export function thrown(run: () => unknown): Error {
  let error: unknown;
  try {
    run();
  } catch (e) {
    error = e;
  }
  if (!(error instanceof Error)) assert.unreachable('expected the call to throw');
  return error as Error;
}
