/** What f must not return, for every driver, with the exact text of the message. */
import { suite } from 'uvu';
import { ok } from 'uvu/assert';
import { jacobian, mul, type Scalar } from '../../lib/index.js';
import { call, DRIVERS, goodX } from '../support/drivers.js';
import { anything, plainly, throwsExactly as throws } from '../support/messages.js';

const toNumber = DRIVERS.filter(({ output }) => output === 'number');
const toStructure = DRIVERS.filter(({ output }) => output !== 'number');

const results = suite('errors: what f returns');

for (const driver of toNumber) {
  results(`${driver.name}: f that returns arrays or records: the driver to use`, () => {
    const rows: [unknown, string][] = [
      [[1, 2], 'an array of length 2'],
      [[], 'an array of length 0'],
      [[[1, 2]], 'a 1 x 2 array'],
      [Float64Array.of(1, 2, 3), 'an array of length 3'],
      [{ a: 1, b: 2 }, 'a record { a, b }'],
      [[{ a: 1 }, { b: 2 }], 'an array of 2 parts'],
    ];
    for (const [y, shown] of rows) {
      throws(
        () => call(driver, () => y, goodX(driver)),
        TypeError,
        `${driver.name}: expected f to return one number, got ${shown}. Use ${driver.instead}.`,
      );
    }
    throws(
      () => call(driver, (x: Scalar) => [x], driver.input === 'number' ? 2 : [2]),
      TypeError,
      driver.input === 'number'
        ? `${driver.name}: expected f to return one number, got an array of length 1. Use ${driver.instead}.`
        : `${driver.name}: expected f to return one number, got a 1 x 1 array. Use ${driver.instead}.`,
    );
  });

  results(`${driver.name}: f that returns no number`, () => {
    const made = 'Return a number made with the operators.';
    const rows: [unknown, string, string][] = [
      [undefined, 'undefined', 'Return the result from f.'],
      [null, 'null', made],
      ['3', 'the string "3"', made],
      [3n, 'the bigint 3n', made],
      [false, 'a boolean (false)', made],
      [Math.sin, 'a function (sin)', made],
      [Promise.resolve(3), 'a promise', 'Functions to differentiate must be synchronous: await before, not inside.'],
    ];
    for (const [y, shown, remedy] of rows) {
      throws(
        () => call(driver, () => y, goodX(driver)),
        TypeError,
        `${driver.name}: expected f to return a number, got ${shown}. ${remedy}`,
      );
    }
    throws(
      () => call(driver, () => ({ a: '1' }), goodX(driver)),
      TypeError,
      `${driver.name}: expected f(x).a to be ${anything}, got the string "1". Convert it with Number(...) first.`,
    );
  });
}

for (const driver of toStructure) {
  results(`${driver.name}: things in f(x) that are not numbers are named by their place`, () => {
    const forgotten = 'Return the result from f, and check the indices.';
    const rows: [unknown, string, string, string][] = [
      [undefined, 'f(x)', 'undefined', forgotten],
      [[1, undefined, 2], 'f(x)[1]', 'undefined', forgotten],
      [null, 'f(x)', 'null', plainly],
      [[1, [2n]], 'f(x)[1][0]', 'the bigint 2n', plainly],
      [{ a: [{ b: 's' }] }, 'f(x).a[0].b', 'the string "s"', 'Convert it with Number(...) first.'],
      [Promise.resolve([1]), 'f(x)', 'a promise', 'Await it first: functions to differentiate must be synchronous.'],
    ];
    for (const [y, where, shown, remedy] of rows) {
      throws(
        () => call(driver, () => y, goodX(driver)),
        TypeError,
        `${driver.name}: expected ${where} to be ${anything}, got ${shown}. ${remedy}`,
      );
    }
  });
}

for (const driver of DRIVERS.filter(({ output }) => output === 'square')) {
  results(`${driver.name}: f(x) with another count of numbers than x`, () => {
    for (const [y, shown] of [
      [[1], 'an array of length 1'],
      [7, 'a number'],
      [{ a: 1, b: 2, c: 3, d: 4 }, 'a record { a, b, c, d }'],
      [[[1, 2]], 'a 1 x 2 array'],
    ] as const) {
      throws(
        () => driver.run(() => y, [1, 2, 3]),
        RangeError,
        `${driver.name}: expected f to return as many numbers as x holds, 3, got ${shown}. Use jacobian(f, x) for other shapes.`,
      );
    }
  });
}

results('f that returns another shape in a later pass', () => {
  const x = Array.from({ length: 20 }, (_, i) => i);
  let pass = 0;
  throws(
    () => jacobian((t: readonly Scalar[]): Scalar[] => t.slice(0, ++pass), x),
    RangeError,
    'jacobian: expected f to return one shape in every pass, got an array of length 1 and then an array of length 2. ' +
      'Let the shape depend on nothing that f changes.',
  );
});

const passed = suite('no errors');

passed('NaN and infinities pass through every driver as numbers', () => {
  for (const driver of DRIVERS) {
    ok(Number.isNaN(driver.of((t) => mul(t, mul(t, t)), Number.NaN)), driver.name);
    ok(!Number.isFinite(driver.of((t) => mul(t, mul(t, t)), Number.POSITIVE_INFINITY)), driver.name);
  }
});

results.run();
passed.run();
