/** A row whose value is not a function of Math carries it as a formula too, for modes that need operators: the same bits. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import { same } from '../support/assert.js';

const formulas = suite('formulas');

const POINTS = [
  0,
  5e-324,
  1e-310,
  1e-300,
  1e-17,
  0.1,
  0.5,
  1,
  1.5,
  2,
  3,
  40,
  700,
  709.9,
  1e5,
  1e160,
  1.7e308,
  Infinity,
].flatMap((x) => [x, -x]);

for (const { name, value, formula } of UNARY_RULES) {
  if (formula === undefined) continue;
  formulas(`${name}: the formula is the value`, () => {
    for (const x of [...POINTS, Number.NaN]) same(formula(x), value(x), `${name}(${x})`);
  });
}

for (const { name, value, formula } of BINARY_RULES) {
  if (formula === undefined) continue;
  formulas(`${name}: the formula is the value`, () => {
    for (const x of POINTS) for (const y of POINTS) same(formula(x, y), value(x, y), `${name}(${x}, ${y})`);
  });
}

formulas('a row without a formula has a value of Math, or one that is documented as its own', () => {
  const ofMath = new Set(Object.getOwnPropertyNames(Math));
  const others = [...UNARY_RULES, ...BINARY_RULES].filter(
    ({ formula, name }) => formula === undefined && !ofMath.has(name),
  );
  // 2 ** x and x % y are native operators.
  assert.equal(
    others.map(({ name }) => name),
    ['exp2', 'mod'],
  );
});

formulas.run();
