/** What the functions of hyperdual/linalg say to input they cannot use. */
import { suite } from 'uvu';
import { is } from 'uvu/assert';
import * as linalg from '../../lib/linalg/index.js';
import { thrown } from '../support/assert.js';

const table = linalg as unknown as Record<string, (...args: unknown[]) => unknown>;

const messages: [call: string, args: readonly unknown[], expected: string][] = [
  [
    'matvec',
    [
      [1, 2],
      [1, 2],
    ],
    'RangeError: matvec: expected A to be a matrix, got an array of length 2. Give an array of rows, each an array of numbers.',
  ],
  [
    'matvec',
    [[[1, 2]], [[1], [2]]],
    'RangeError: matvec: expected x to be a vector, got a 2 x 1 array. Give one array of numbers, without inner brackets.',
  ],
  [
    'matvec',
    [[[1, 2]], [1]],
    'RangeError: matvec: expected x to have as many numbers as A has columns, 2, got 1. Check the shapes.',
  ],
  [
    'matmul',
    [[[1, 2]], [[1, 2]]],
    'RangeError: matmul: expected B to have as many rows as A has columns, 2, got a 1 x 2 array. Check the order of the factors.',
  ],
  [
    'outer',
    [3, [1]],
    'RangeError: outer: expected x to be a vector, got a number. Give one array of numbers, without inner brackets.',
  ],
  [
    'trace',
    [[[1, 2]]],
    'RangeError: trace: expected A to be square, got a 1 x 2 array. trace is defined for as many rows as columns.',
  ],
  [
    'transpose',
    [5],
    'RangeError: transpose: expected A to be a matrix, got a number. Give an array of rows, each an array of numbers.',
  ],
  [
    'kron',
    [[[1]], [1]],
    'RangeError: kron: expected B to be a matrix, got an array of length 1. Give an array of rows, each an array of numbers.',
  ],
  [
    'diag',
    [[[[1]]]],
    'RangeError: diag: expected x to be a matrix, got a 1 x 1 x 1 array. Give an array of rows, each an array of numbers.',
  ],
  ['identity', [2.5], 'RangeError: identity: expected a whole number >= 0, got 2.5. Give the number of rows.'],
  ['norm', [[{ a: 1 }]], 'TypeError: norm: expected x to be an array of numbers, got an array of 1 parts. Use arrays.'],
  [
    'norm',
    [5],
    'TypeError: norm: expected x to be an array of numbers, got a number. Use abs for the size of one number.',
  ],
  ['dot', [[1], [1, 2]], 'RangeError: dot: expected two arrays of one length, got lengths 1 and 2. Check the shapes.'],
  [
    'det',
    [[[1, 2], [3]]],
    'RangeError: det: expected A to be a rectangular array, got an array of 2 rows of lengths 2, 1. Give rows of one length.',
  ],
  [
    'det',
    [
      [
        [1, '2'],
        [3, 4],
      ],
    ],
    'TypeError: det: expected A[0][1] to be a number, an array or a record of numbers, got the string "2". Convert it with Number(...) first.',
  ],
  [
    'det',
    [[]],
    'RangeError: det: expected A to be a matrix, got an array of length 0. Give an array of rows, each an array of numbers.',
  ],
  [
    'logdet',
    [[[1, 2]]],
    'RangeError: logdet: expected A to be square, got a 1 x 2 array. logdet is defined for as many rows as columns.',
  ],
  [
    'inverse',
    [
      [
        [1, 2],
        [2, 4],
      ],
    ],
    'RangeError: inverse: expected A to be invertible, got a singular 2 x 2 array (column 1 depends on the ones before it). Check it for rows or columns that are multiples or sums of others.',
  ],
  [
    'solve',
    [
      [
        [0, 0],
        [0, 1],
      ],
      [1, 1],
    ],
    'RangeError: solve: expected A to be invertible, got a singular 2 x 2 array (column 0 depends on the ones before it). Check it for rows or columns that are multiples or sums of others.',
  ],
  [
    'solve',
    [
      [
        [1, 0],
        [0, 1],
      ],
      [1, 2, 3],
    ],
    'RangeError: solve: expected b to have 2 rows as A has, got 3. Give one number for each row of A.',
  ],
  [
    'solve',
    [
      [
        [1, 0],
        [0, 1],
      ],
      7,
    ],
    'RangeError: solve: expected b to have 2 rows as A has, got a number. Give one number for each row of A.',
  ],
  [
    'solve',
    [[[1]], [[[1]]]],
    'RangeError: solve: expected b to have 1 rows as A has, got 1 x 1 x 1. Give one number for each row of A.',
  ],
  [
    'cholesky',
    [
      [
        [1, 2],
        [3, 9],
      ],
    ],
    'RangeError: cholesky: expected A to be symmetric, got 3 at [1][0] and 2 at [0][1]. Use solve or det for other matrices.',
  ],
  [
    'cholesky',
    [
      [
        [1, 2],
        [2, 1],
      ],
    ],
    'RangeError: cholesky: expected A to be positive definite, got -3 for the square of L[1][1]. Check the signs, or use solve for a matrix that is only invertible.',
  ],
  [
    'einsum',
    ['ij,jk', [[1]], [[1]]],
    "TypeError: einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got the string \"ij,jk\". Write '->' also when the result is a number: 'ii->'.",
  ],
  [
    'einsum',
    ['ij->ik', [[1]]],
    "TypeError: einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got the string \"ij->ik\". Write '->' also when the result is a number: 'ii->'.",
  ],
  [
    'einsum',
    ['i->ii', [1]],
    "TypeError: einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got the string \"i->ii\". Write '->' also when the result is a number: 'ii->'.",
  ],
  [
    'einsum',
    [3, [1]],
    "TypeError: einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got 3. Write '->' also when the result is a number: 'ii->'.",
  ],
  [
    'einsum',
    ['i,i->', [1]],
    "RangeError: einsum: expected 2 operands as in 'i,i->', got 1. Give one for each group of letters.",
  ],
  [
    'einsum',
    ['ij->i', [1]],
    "RangeError: einsum: expected operand 1 of 'ij->i' to have 2 indices, got 1. Give one letter for each index.",
  ],
  [
    'einsum',
    ['i,i->', [1, 2], [1]],
    "RangeError: einsum: expected i in 'i,i->' to have one length, got 2 and 1. Check the order of the letters.",
  ],
  [
    'einsum',
    ['...,...->...', [1, 2], [1, 2, 3]],
    "RangeError: einsum: expected the dots in '...,...->...' to have one length, got 2 and 3. Check the order of the letters.",
  ],
  [
    'einsum',
    ['i->...i', [1]],
    "TypeError: einsum: expected letters like 'ij,jk->ik', each of the result once and among those before the arrow, got the string \"i->...i\". Write '->' also when the result is a number: 'ii->'.",
  ],
  [
    'einsum',
    ['...ij->...', [1]],
    "RangeError: einsum: expected operand 1 of '...ij->...' to have 2 indices, got 1. Give one letter for each index.",
  ],
  [
    'vectorNorm',
    [[1], 0.5],
    'RangeError: vectorNorm: expected p to be a plain number, 1 or greater, got 0.5. Use 1, 2, or Infinity.',
  ],
  [
    'eigvalsh',
    [[[1, 2]]],
    'RangeError: eigvalsh: expected A to be square, got a 1 x 2 array. eigvalsh is defined for as many rows as columns.',
  ],
  [
    'leastSquares',
    [
      [[1], [2]],
      [1, 2, 3],
    ],
    'RangeError: leastSquares: expected b to have 2 rows as A has, got 3. Give one number for each row of A.',
  ],
];

const errors = suite('linalg errors');

messages.forEach(([name, args, expected], i) => {
  errors(`${name}, ${i + 1}`, () => {
    const error = thrown(() => table[name]?.(...args));
    is(`${error.name}: ${error.message}`, expected);
  });
});

errors.run();
