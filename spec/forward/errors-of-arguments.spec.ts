/** Wrong arguments of every driver, with the exact text of the message. */
import { suite } from 'uvu';
import { ok } from 'uvu/assert';
import { dual } from '../../lib/index.js';
import { thrown } from '../support/assert.js';
import { DRIVERS, type Driver, goodF, goodX } from '../support/drivers.js';
import { anything, plainly, throwsExactly as throws } from '../support/messages.js';

const ofNumber = DRIVERS.filter(({ input }) => input === 'number');
const ofStructure = DRIVERS.filter(({ input }) => input !== 'number');
const withDirection = DRIVERS.filter(({ direction }) => direction);

const first = suite('errors: the function');

/** The call with x, and with a direction where the driver takes one; `f` may be anything. */
const runWith = (driver: Driver, f: unknown, x: unknown): unknown =>
  driver.direction ? driver.run(f, x, x) : driver.run(f, x);

const noFunctions: [unknown, string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [[1, 2], 'an array of length 2'],
  [2, '2'],
  ['sin', 'the string "sin"'],
  [dual(2, 1), 'Dual(2, 1)'],
  [{ a: 1, b: 2 }, 'an object with keys a, b'],
];

function checkFirst(driver: Driver): void {
  for (const [f, shown] of noFunctions) {
    throws(
      () => runWith(driver, f, goodX(driver)),
      TypeError,
      `${driver.name}: expected a function as first argument, got ${shown}. Call ${signature(driver)}.`,
    );
  }
}

for (const driver of DRIVERS.filter(({ direction }) => !direction)) {
  first(`${driver.name}: something else than a function`, () => checkFirst(driver));
}

first('drivers along a direction: something else than a function; the call that they show has the direction', () => {
  for (const driver of withDirection) checkFirst(driver);
});

function signature({ name, direction }: Driver): string {
  return direction ? `${name}(f, x, v)` : `${name}(f, x)`;
}

first('swapped arguments: every driver says that the function comes first', () => {
  for (const driver of DRIVERS) {
    const x = goodX(driver);
    throws(
      () => runWith(driver, x, goodF(driver)),
      TypeError,
      `${driver.name}: expected a function as first argument, got ${
        typeof x === 'number' ? '2' : `an array of length ${(x as []).length}`
      }. Call ${signature(driver)}.`,
    );
  }
});

first('no arguments at all: every driver says that the function comes first', () => {
  for (const driver of DRIVERS) {
    throws(
      () => driver.run(),
      TypeError,
      `${driver.name}: expected a function as first argument, got undefined. Call ${signature(driver)}.`,
    );
  }
});

/** What is said when x was left out, as those do who know drivers that return functions. */
const missing = (name: string): string => `Call ${name}(f, x); the derivative as a function is (x) => ${name}(f, x).`;

const inputs = suite('errors: the input');

for (const driver of ofNumber) {
  const instead = driver.name.startsWith('secondD') || driver.name.startsWith('valueAndS') ? 'hessian' : 'gradient';
  const several = driver.name === 'valueAndDerivative' ? 'valueAndGradient' : instead;

  inputs(`${driver.name}: x that is not one number`, () => {
    const rows: [unknown, string][] = [
      [[1, 2], 'an array of length 2'],
      [Float64Array.of(1), 'an array of length 1'],
      [{ a: 1 }, 'an object with keys a'],
      [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'an object with keys a, b, c, d, ...'],
      ['2', 'the string "2"'],
      [undefined, 'undefined'],
      [null, 'null'],
      [2n, 'the bigint 2n'],
      [true, 'a boolean (true)'],
      [Symbol('s'), 'a symbol (Symbol(s))'],
      [Math.sin, 'a function (sin)'],
      [Promise.resolve(2), 'a promise'],
    ];
    for (const [x, shown] of rows) {
      throws(
        () => driver.run(goodF(driver), x),
        TypeError,
        `${driver.name}: expected x to be one number, got ${shown}. ${
          x === undefined ? missing(driver.name) : `Use ${several}(f, x) for several inputs.`
        }`,
      );
    }
  });
}

for (const driver of ofStructure) {
  const f = goodF(driver);

  inputs(`${driver.name}: things in x that are not numbers are named by their place`, () => {
    const rows: [unknown, string, string, string][] = [
      [null, 'x', 'null', plainly],
      ['2', 'x', 'the string "2"', 'Convert it with Number(...) first.'],
      [[1, '2'], 'x[1]', 'the string "2"', 'Convert it with Number(...) first.'],
      [[1, 2, null], 'x[2]', 'null', plainly],
      [[1, 2n], 'x[1]', 'the bigint 2n', plainly],
      [[[1], [2], [true]], 'x[2][0]', 'a boolean (true)', plainly],
      [{ mass: '3' }, 'x.mass', 'the string "3"', 'Convert it with Number(...) first.'],
      [{ a: { b: [1, [null]] } }, 'x.a.b[1][0]', 'null', plainly],
      [[{ a: 1 }, { a: Math.sin }], 'x[1].a', 'a function (sin)', plainly],
      [{ f: () => 1 }, 'x.f', 'a function (f)', plainly],
      [[1, Symbol('s')], 'x[1]', 'a symbol (Symbol(s))', plainly],
      [[Promise.resolve(1)], 'x[0]', 'a promise', 'Await it first: functions to differentiate must be synchronous.'],
    ];
    for (const [x, where, shown, remedy] of rows) {
      const v = driver.direction ? [1] : [];
      throws(
        () => driver.run(f, x, ...v),
        TypeError,
        `${driver.name}: expected ${where} to be ${anything}, got ${shown}. ${remedy}`,
      );
    }
  });
}

for (const driver of withDirection) {
  inputs(`${driver.name}: v of another shape than x`, () => {
    const rows: [unknown, unknown, string, string][] = [
      [[1, 2], [1], 'an array of length 2', 'an array of length 1'],
      [[1, 2], [1, 2, 3], 'an array of length 2', 'an array of length 3'],
      [[1, 2], 1, 'an array of length 2', 'a number'],
      [2, [1], 'a number', 'an array of length 1'],
      [[[1, 2]], [1, 2], 'a 1 x 2 array', 'an array of length 2'],
      [{ a: 1, b: 2 }, { a: 1 }, 'a record { a, b }', 'a record { a }'],
      [{ a: 1, b: 2 }, { b: 1, c: 2 }, 'a record { a, b }', 'a record { b, c }'],
      [[{ a: 1 }], [1], 'an array of 1 parts', 'an array of length 1'],
      [[{ a: 1 }], { a: 1 }, 'an array of 1 parts', 'a record { a }'],
      [[], [1], 'an array of length 0', 'an array of length 1'],
    ];
    for (const [x, v, one, other] of rows) {
      throws(
        () => driver.run(() => 1, x, v),
        RangeError,
        `${driver.name}: expected v to have the shape of x, ${one}, got ${other}. Give one number of v for each of x.`,
      );
    }
  });

  inputs(`${driver.name}: v that holds something else`, () => {
    throws(
      () => driver.run(goodF(driver), [1, 2], [1, 'a']),
      TypeError,
      `${driver.name}: expected v[1] to be ${anything}, got the string "a". Convert it with Number(...) first.`,
    );
  });
}

inputs('x that is undefined, or has holes: every driver that takes arrays names the place', () => {
  for (const driver of ofStructure) {
    for (const [x, where] of [
      [undefined, 'x'],
      // biome-ignore lint/suspicious/noSparseArray: the hole is what is checked
      [[1, , 3], 'x[1]'],
      [{ a: undefined }, 'x.a'],
    ] as const) {
      throws(
        () => driver.run(goodF(driver), x, 1),
        TypeError,
        `${driver.name}: expected ${where} to be ${anything}, got undefined. ${where === 'x' ? missing(driver.name) : plainly}`,
      );
    }
  }
});

inputs('v that is missing: every driver that takes one says so', () => {
  for (const driver of withDirection) {
    throws(
      () => driver.run(goodF(driver), [1, 2]),
      TypeError,
      `${driver.name}: expected v to be ${anything}, got undefined. ${plainly}`,
    );
  }
});

inputs('typed arrays of bigints, and instances of classes, are named in the message', () => {
  for (const driver of ofStructure) {
    for (const [x, name] of [
      [BigInt64Array.of(1n, 2n), 'BigInt64Array'],
      [[new Date(0)], 'a Date'],
      [new Map([['a', 1]]), 'a Map'],
    ] as const) {
      const { message } = thrown(() => driver.run(goodF(driver), x, 1));
      ok(message.startsWith(`${driver.name}: expected x`) && message.includes(name), message);
    }
  }
});

inputs('curl: x that does not hold three numbers', () => {
  const curl = DRIVERS.find(({ name }) => name === 'curl') as Driver;
  for (const [x, n] of [
    [[1, 2], 2],
    [[1, 2, 3, 4], 4],
    [5, 1],
    [{ a: 1 }, 1],
    [[], 0],
  ] as const) {
    throws(
      () => curl.run((t: unknown) => t, x),
      RangeError,
      `curl: expected x to hold 3 numbers, got ${n}. curl is defined in space only.`,
    );
  }
});

first.run();
inputs.run();
