/** What messages call the things that came. */
import { suite } from 'uvu';
import { is } from 'uvu/assert';
import { dual, hyperdual } from '../../lib/index.js';
import { describe, notAScalar } from '../../lib/scalar/scalar.js';

const test = suite('describe');

class Matrix {
  readonly rows: number = 2;
}
const anonymous = new (class {})();

const rows: [unknown, string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [1.5, '1.5'],
  [Number.NaN, 'NaN'],
  [dual(1, 2), 'Dual(1, 2)'],
  [hyperdual(1), 'HyperDual(1, 0, 0, 0)'],
  ['', 'the string ""'],
  ['a "b"', 'the string "a \\"b\\""'],
  [12n, 'the bigint 12n'],
  [true, 'a boolean (true)'],
  [Symbol('s'), 'a symbol (Symbol(s))'],
  [[], 'an array of length 0'],
  [[1, [2]], 'an array of length 2'],
  [Float64Array.of(1), 'an array of length 1'],
  [Float32Array.of(1, 2), 'an array of length 2'],
  [Int8Array.of(1), 'an Int8Array of length 1'],
  [Uint8Array.of(1), 'a Uint8Array of length 1'],
  [Math.sin, 'a function (sin)'],
  [
    (
      () => () =>
        1
    )(),
    'a function',
  ],
  [Promise.resolve(1), 'a promise'],
  [{}, 'an object'],
  [Object.create(null), 'an object'],
  [{ a: 1, b: 2 }, 'an object with keys a, b'],
  [{ a: 1, b: 2, c: 3, d: 4 }, 'an object with keys a, b, c, d'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'an object with keys a, b, c, d, ...'],
  [new Map(), 'a Map'],
  [new Date(0), 'a Date'],
  [new Error('x'), 'an Error'],
  [new Matrix(), 'a Matrix'],
  [anonymous, 'an object'],
];

for (const [x, text] of rows) test(`describe gives '${text}'`, () => is(describe(x), text));

test('a DataView is named', () => is(describe(new DataView(new ArrayBuffer(8))).startsWith('a DataView'), true));

test('notAScalar names the function, what came, and what to do', () => {
  is(
    notAScalar('mul', 'a').message,
    'mul: expected a number or a number made by hyperdual, got the string "a". Check the arguments.',
  );
  is(
    notAScalar('mul', Promise.resolve()).message,
    'mul: expected a number or a number made by hyperdual, got a promise. Await it first: functions to differentiate must be synchronous.',
  );
});

test.run();
