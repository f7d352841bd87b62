/** Structures taken apart and put together again. */
import { suite } from 'uvu';
import { equal, instance, is, not } from 'uvu/assert';
import { dual, type Scalar } from '../../lib/index.js';
import {
  describeShape,
  fill,
  flatten,
  isNumber,
  leafPaths,
  leavesLike,
  rebuild,
  sameShape,
} from '../../lib/shape/shape.js';
import { same, thrown } from '../support/assert.js';

const structures: [string, unknown, Scalar[]][] = [
  ['a number', 3, [3]],
  ['an array of length 0', [], []],
  ['an array of length 3', [1, 2, 3], [1, 2, 3]],
  ['a 2 x 0 array', [[], []], []],
  [
    'a 2 x 3 array',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [1, 2, 3, 4, 5, 6],
  ],
  ['a 1 x 2 x 1 array', [[[1], [2]]], [1, 2]],
  ['a record {  }', {}, []],
  ['a record { a, b }', { a: 1, b: [2, 3] }, [1, 2, 3]],
  ['a record { b, a }', { b: { c: 1 }, a: [[2]] }, [1, 2]],
  ['an array of 2 parts', [{ a: 1 }, { b: [2, 3] }], [1, 2, 3]],
  ['an array of 2 parts', [{ a: 1 }, 2], [1, 2]],
  ['an array of 2 parts', [[{ a: 1 }], [{ a: 2 }, { b: 3 }]], [1, 2, 3]],
];

const flattening = suite('flatten, fill');

for (const [name, x, leaves] of structures) {
  flattening(`flatten(${JSON.stringify(x)}) is its numbers in order, and fill puts it together again`, () => {
    const flat = flatten('test', 'x', x);
    same(flat.leaves, leaves);
    is(describeShape(flat.shape), name);
    const again = fill(flat.shape, flat.leaves);
    same(again, x);
    if (typeof x === 'object') not(again === x);
    same(
      fill(
        flat.shape,
        flat.leaves.map((leaf) => (leaf as number) * 10),
      ),
      JSON.parse(JSON.stringify(x), (_, part) => (typeof part === 'number' ? part * 10 : part)),
    );
  });
}

flattening('active numbers are numbers, not records', () => {
  const x = dual(1, 2);
  const flat = flatten('test', 'x', { a: [x, 3] });
  is(flat.leaves[0], x);
  is((fill(flat.shape, flat.leaves) as { a: unknown[] }).a[0], x);
});

flattening('float arrays are arrays of length n', () => {
  for (const x of [Float64Array.of(1, 2), Float32Array.of(1, 2), Float64Array.of(0, 1, 2).subarray(1)]) {
    const flat = flatten('test', 'x', x);
    same(flat, { leaves: [1, 2], shape: { kind: 'tensor', dims: [2] } });
  }
  same(flatten('test', 'x', [Float64Array.of(1), [2]]).shape, { kind: 'tensor', dims: [2, 1] });
});

flattening('special numbers are kept', () => {
  same(flatten('test', 'x', [-0, Number.NaN, Number.POSITIVE_INFINITY]).leaves, [
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ]);
});

flattening('a record with a key __proto__ keeps it as a key', () => {
  const x = JSON.parse('{"__proto__": 3, "a": 4}');
  const flat = flatten('test', 'x', x);
  same(flat.leaves, [3, 4]);
  const again = fill(flat.shape, flat.leaves) as object;
  equal(Object.keys(again), ['__proto__', 'a']);
  is(Object.getPrototypeOf(again), Object.prototype);
});

flattening('names that every object has are names of fields like others, in their order, writable', () => {
  const text = '{"b":1,"toString":2,"constructor":[3],"__proto__":{"__proto__":4},"7":5,"a":6}';
  const x = JSON.parse(text);
  const { shape, leaves } = flatten('test', 'x', x);
  let i = 0;
  for (const again of [fill(shape, leaves), rebuild(shape, () => leaves[i++])] as object[]) {
    is(JSON.stringify(again), JSON.stringify(x));
    for (const { writable, configurable } of Object.values(Object.getOwnPropertyDescriptors(again))) {
      is(writable && configurable, true);
    }
    is(Object.getPrototypeOf(again), Object.prototype);
  }
});

flattening('ranks 0 to 4: no part of what is put together is shared with another', () => {
  const ranks = [
    1,
    [1, 2],
    [
      [1, 2],
      [3, 4],
    ],
    [
      [[1], [2]],
      [[3], [4]],
    ],
    [
      [[[1, 2]], [[3, 4]]],
      [[[5, 6]], [[7, 8]]],
    ],
  ];
  for (const x of [...ranks, { a: ranks[2], b: [{ c: ranks[4] }, { c: ranks[3] }] }]) {
    const { shape, leaves } = flatten('test', 'x', x);
    const parts = (y: unknown): unknown[] =>
      typeof y === 'object' && y !== null ? [y, ...Object.values(y).flatMap(parts)] : [];
    const both = [fill(shape, leaves), fill(shape, leaves)];
    for (const again of both) equal(again, x);
    const all = [leaves, ...both.flatMap(parts)];
    is(new Set(all).size, all.length);
  }
});

flattening('symbols and inherited keys are not part of a record', () => {
  same(flatten('test', 'x', { a: 1, [Symbol('s')]: 2 }).leaves, [1]);
});

flattening('an array of many rows of numbers and one that holds numbers of an early kind only', () => {
  const error = thrown(() => flatten('test', 'x', [1, 2, 'a']));
  instance(error, TypeError);
  is(
    error.message,
    'test: expected x[2] to be a number, an array or a record of numbers, got the string "a". Convert it with Number(...) first.',
  );
});

flattening('100,000 numbers in one array and in rows', () => {
  const x = Array.from({ length: 1e5 }, (_, i) => i);
  const flat = flatten('test', 'x', x);
  is(flat.leaves.length, 1e5);
  equal(fill(flat.shape, flat.leaves), x);
  const rows = Array.from({ length: 1000 }, (_, i) => [i, i + 1]);
  equal(flatten('test', 'x', rows).shape, { kind: 'tensor', dims: [1000, 2] });
});

const shapes = suite('shapes');

shapes('sameShape is true exactly for structures of the same form', () => {
  const all = structures.map(([, x]) => flatten('test', 'x', x).shape);
  all.forEach((a, i) => {
    all.forEach((b, j) => {
      is(sameShape(a, b), i === j, `${JSON.stringify(structures[i]?.[1])} and ${JSON.stringify(structures[j]?.[1])}`);
    });
  });
});

shapes('arrays of rows of different lengths are lists of parts', () => {
  const { leaves, shape } = flatten('test', 'x', [[1], [2, 3], [[4]]]);
  same(leaves, [1, 2, 3, 4]);
  is(describeShape(shape), 'an array of 3 parts');
  same(fill(shape, leaves), [[1], [2, 3], [[4]]]);
  equal(leafPaths(shape), ['[0][0]', '[1][0]', '[1][1]', '[2][0][0]']);
  is(describeShape(flatten('test', 'x', [[1], [], [2, 3]]).shape), 'an array of 3 rows of lengths 1, 0, 2');
  is(describeShape(flatten('test', 'x', [1, [2]]).shape), 'an array of 2 parts');
  const long = Array.from({ length: 8 }, (_, i) => new Array(i).fill(0));
  is(describeShape(flatten('test', 'x', long).shape), 'an array of 8 rows of lengths 0, 1, 2, 3, 4, 5, ...');
});

shapes('sameShape compares keys, their order, and the parts below', () => {
  const shapeOf = (x: unknown) => flatten('test', 'x', x).shape;
  is(sameShape(shapeOf({ a: 1, b: 2 }), shapeOf({ a: 3, b: 4 })), true);
  is(sameShape(shapeOf({ a: 1, b: 2 }), shapeOf({ a: 1, c: 2 })), false);
  is(sameShape(shapeOf({ a: 1, b: 2 }), shapeOf({ b: 2, a: 1 })), false);
  is(sameShape(shapeOf({ a: 1 }), shapeOf({ a: [1] })), false);
  is(sameShape(shapeOf([{ a: 1 }]), shapeOf([{ a: 5 }])), true);
  is(sameShape(shapeOf([{ a: 1 }]), shapeOf([{ b: 1 }])), false);
  is(sameShape(shapeOf([{ a: 1 }]), shapeOf([{ a: 1 }, { a: 1 }])), false);
});

shapes('isNumber is true for one number only', () => {
  for (const [, x] of structures) is(isNumber(flatten('test', 'x', x).shape), x === 3);
});

shapes('rebuild asks for the contents in the order of the leaves', () => {
  let i = 0;
  equal(
    rebuild(flatten('test', 'x', { a: [0, 0], b: [{ c: 0 }] }).shape, () => `leaf ${i++}`),
    { a: ['leaf 0', 'leaf 1'], b: [{ c: 'leaf 2' }] },
  );
});

shapes('leafPaths names the place of each number', () => {
  const paths = (x: unknown) => leafPaths(flatten('test', 'x', x).shape);
  equal(paths(3), ['']);
  equal(paths([1, 2]), ['[0]', '[1]']);
  equal(paths([[1], [2]]), ['[0][0]', '[1][0]']);
  equal(paths({ a: 1, b: [{ c: [2, 3] }] }), ['.a', '.b[0].c[0]', '.b[0].c[1]']);
  equal(paths([]), []);
});

shapes('what does not fit is named by its place, the outermost where names differ', () => {
  const message = (v: unknown, x: unknown): string => {
    const { shape } = flatten('test', 'x', x);
    return thrown(() => leavesLike('test', 'v', v, shape, 'x')).message.replace(/^test: expected (.*)\. Give.*$/, '$1');
  };
  const part = 'to have the shape of the same part of x, a number, got an array of length 1';
  is(message({ a: [1, 2], b: [3] }, { a: [1, 2], b: 3 }), `v.b ${part}`);
  is(message([1, [2, { a: [3], b: 1 }]], [1, [2, { b: 1, a: 3 }]]), `v[1][1].a ${part}`);
  is(message({ a: 1, c: 2 }, { a: 1, b: 2 }), 'v to have the shape of x, a record { a, b }, got a record { a, c }');
  is(message([1, { a: 2, c: 2 }], [1, { a: 2, b: 2 }]).slice(0, 12), 'v[1] to have');
  equal(
    leavesLike(
      'test',
      'v',
      { b: 1, a: [{ d: 2, c: 3 }] },
      flatten('test', 'x', { a: [{ c: 9, d: 9 }], b: 9 }).shape,
      'x',
    ),
    [3, 2, 1],
  );
});

flattening.run();
shapes.run();
