/** Arguments of compiled functions in every structure, and the messages for those that do not fit. */
import { suite } from 'uvu';
import { equal, instance, is } from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import type { Scalar } from '../../lib/index.js';
import { flatten } from '../../lib/shape/shape.js';
import { same, thrown } from '../support/assert.js';

type Any = (...x: never[]) => unknown;

interface Called {
  (...x: unknown[]): unknown;
  readonly input: Float64Array;
  readonly output: Float64Array;
  map(...x: unknown[]): Float64Array;
}

/** A function of one structure or several that gives all numbers, in order. */
function numbersOf(...examples: unknown[]): Called {
  const f = (...x: unknown[]): Scalar[] => x.flatMap((part) => flatten('numbersOf', 'x', part).leaves);
  return (compile as unknown as (f: Any, ...examples: unknown[]) => Called)(f as Any, ...examples);
}

const test = suite('arguments of compiled functions');

const rank4 = [[[[1], [2]]], [[[-0], [Number.NaN]]]];
const party = {
  names: [
    [1, 2],
    [3, 4],
  ],
  of: [
    { a: 5, b: [6] },
    { a: -0, b: [7] },
  ],
  none: {},
};

for (const x of [
  5,
  -0,
  [],
  [1, -0, Number.NaN],
  [[], []],
  [
    [1, 2],
    [3, -0],
  ],
  [[[1, 2]], [[3, 4]]],
  rank4,
  party,
  [party, party],
]) {
  test(`${JSON.stringify(x)}: the numbers go in exactly, by a call and by map`, () => {
    const g = numbersOf(x);
    const { leaves } = flatten('test', 'x', x);
    same(g(x), leaves);
    same([...g.input], leaves);
    same([...g.map([x, x])], [...leaves, ...leaves]);
  });
}

test('several arguments of different structures', () => {
  const g = numbersOf(
    1,
    [
      [1, 2],
      [3, 4],
    ],
    party,
    [],
    [1, 2],
    3,
  );
  const twice = {
    ...party,
    names: [
      [10, 20],
      [30, 40],
    ],
  };
  same(
    g(
      9,
      [
        [8, -0],
        [6, 5],
      ],
      twice,
      [],
      Float64Array.of(4, 3),
      2,
    ),
    [...[9, 8, -0, 6, 5, 10, 20, 30, 40, 5, 6, -0, 7, 4, 3, 2]],
  );
  is(
    thrown(() => g(9, [[8, 7], [6]], twice, [], [4, 3], 2)).message,
    'compiled function: expected argument 2 to have the shape of its example, a 2 x 2 array, got an array of 2 rows of lengths ' +
      '2, 1. Give one number of argument 2 for each of its example.',
  );
});

test('float arrays, also as rows, and those that are the memory of the program itself', () => {
  const g = numbersOf([
    [1, 2],
    [3, 4],
  ]);
  same(g([Float64Array.of(1, 2), [3, 4]]), [1, 2, 3, 4]);
  same(g([Float32Array.of(1, 2), Float64Array.of(3, 4)]), [1, 2, 3, 4]);
  same(g([g.input.subarray(2), g.input.subarray(0, 2)]), [3, 4, 1, 2]);
  same(g([g.output.subarray(2), g.output.subarray(0, 2)]), [1, 2, 3, 4]);
  const shifted = new Float64Array(g.input.buffer, g.input.byteOffset + 8, 2);
  same(g([[1, 2], shifted]), [1, 2, 2, 3]);
  const several = numbersOf([1, 2], [1, 2]);
  several([1, 2], [3, 4]);
  same(several(several.input.subarray(2), several.input.subarray(0, 2)), [3, 4, 1, 2]);
});

test('records without a prototype, and keys that are integers or __proto__', () => {
  same(numbersOf({ a: 1, b: 2 })(Object.assign(Object.create(null), { a: 3, b: 4 })), [3, 4]);
  same(numbersOf({ b: 1, 2: 5, 1: 6 })({ 1: 7, b: 8, 2: 9 }), [7, 9, 8]);
  const odd = '{"__proto__": [3], "constructor": 4}';
  const g = numbersOf(JSON.parse(odd));
  same(g(JSON.parse(odd.replace('3', '5'))), [5, 4]);
  instance(
    thrown(() => g({ constructor: 4 })),
    RangeError,
  );
});

test('what an argument inherits is no part of it', () => {
  const g = numbersOf({ a: 1, b: 2 });
  class Point {
    a = 1;
    b = 2;
  }
  for (const x of [new Point(), Object.create({ a: 1, b: 2 })])
    instance(
      thrown(() => g(x)),
      TypeError,
    );
  Object.defineProperty(Object.prototype, 'b', { value: 7, enumerable: true, configurable: true });
  try {
    instance(
      thrown(() => g({ a: 1 })),
      RangeError,
    );
  } finally {
    delete (Object.prototype as { b?: number }).b;
  }
});

const EXAMPLE = 'Give one number of x for each of its example.';
const vector = [1, 2, 3];
const matrix = [
  [1, 2],
  [3, 4],
];
const record = { a: 1, b: [2, 3] };
const holey = [1, 2, 3];
delete holey[1];

const misfits: readonly (readonly [
  example: unknown,
  x: unknown,
  kind: typeof TypeError | typeof RangeError,
  message: string,
])[] = [
  [1, [1], RangeError, `expected x to have the shape of its example, a number, got an array of length 1. ${EXAMPLE}`],
  [
    vector,
    1,
    RangeError,
    `expected x to have the shape of its example, an array of length 3, got a number. ${EXAMPLE}`,
  ],
  [
    vector,
    [1, 2],
    RangeError,
    `expected x to have the shape of its example, an array of length 3, got an array of length 2. ${EXAMPLE}`,
  ],
  [
    vector,
    [1, 2, 3, 4],
    RangeError,
    `expected x to have the shape of its example, an array of length 3, got an array of length 4. ${EXAMPLE}`,
  ],
  [
    vector,
    holey,
    TypeError,
    'expected x[1] to be a number, an array or a record of numbers, got undefined. Give plain numbers, or arrays and records of them.',
  ],
  [
    vector,
    [1, '2', 3],
    TypeError,
    'expected x[1] to be a number, an array or a record of numbers, got the string "2". Convert it with Number(...) first.',
  ],
  [
    vector,
    Float64Array.of(1, 2),
    RangeError,
    `expected x to have the shape of its example, an array of length 3, got an array of length 2. ${EXAMPLE}`,
  ],
  [
    matrix,
    [[1, 2]],
    RangeError,
    `expected x to have the shape of its example, a 2 x 2 array, got a 1 x 2 array. ${EXAMPLE}`,
  ],
  [
    matrix,
    [[1, 2], [3]],
    RangeError,
    `expected x to have the shape of its example, a 2 x 2 array, got an array of 2 rows of lengths 2, 1. ${EXAMPLE}`,
  ],
  [
    matrix,
    [
      [1, 2],
      [3, '4'],
    ],
    TypeError,
    'expected x[1][1] to be a number, an array or a record of numbers, got the string "4". Convert it with Number(...) first.',
  ],
  [
    matrix,
    new Array(2),
    TypeError,
    'expected x[0] to be a number, an array or a record of numbers, got undefined. Give plain numbers, or arrays and records of them.',
  ],
  [
    record,
    { b: [2, 3], c: 1 },
    RangeError,
    `expected x to have the shape of its example, a record { a, b }, got a record { b, c }. ${EXAMPLE}`,
  ],
  [
    record,
    { a: 1 },
    RangeError,
    `expected x to have the shape of its example, a record { a, b }, got a record { a }. ${EXAMPLE}`,
  ],
  [
    record,
    { a: 1, b: [2, 3], c: 4 },
    RangeError,
    `expected x to have the shape of its example, a record { a, b }, got a record { a, b, c }. ${EXAMPLE}`,
  ],
  [
    record,
    { a: 1, b: [2, null] },
    TypeError,
    'expected x.b[1] to be a number, an array or a record of numbers, got null. Give plain numbers, or arrays and records of them.',
  ],
  [
    [record, record],
    [record],
    RangeError,
    `expected x to have the shape of its example, an array of 2 parts, got an array of 1 parts. ${EXAMPLE}`,
  ],
];

for (const [example, x, kind, message] of misfits) {
  test(`for ${JSON.stringify(example)}: ${message}`, () => {
    const g = numbersOf(example);
    for (let i = 0; i < 3; i++) {
      const error = thrown(() => g(x));
      instance(error, kind);
      is(error.message, `compiled function: ${message}`);
      same(g(example), flatten('test', 'x', example).leaves);
    }
    const inMap = thrown(() => g.map([example, x]));
    instance(inMap, kind);
    is(inMap.message, `map: ${message.replaceAll(/\bx\b(?! \d)/g, 'points[1]')}`);
  });
}

test('a call from within the reading of an argument', () => {
  const g = numbersOf({ a: 1, b: 2, c: [3] });
  const plain = { a: 7, b: 8, c: [9] };
  const asking = {
    a: 1,
    get b() {
      return (g(plain) as number[])[2] as number;
    },
    c: [4],
  };
  equal(g(asking), [1, 9, 4]);
  const several = numbersOf([1, 2], { a: 1, b: 2 });
  const first = {
    a: 5,
    get b() {
      return (several([70, 80], { a: 90, b: 100 }) as number[])[1] as number;
    },
  };
  equal(several([3, 4], first), [3, 4, 5, 80]);
  const list = [1, 2];
  Object.defineProperty(list, 1, { get: () => (numbers([20, 30]) as number[])[0] });
  const numbers = numbersOf([1, 2]);
  equal(numbers(list), [1, 20]);
});

test.run();
