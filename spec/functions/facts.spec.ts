/** The facts of each row of the table, held against values: nothing is stated that is not so, and nothing left out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import { FIELD, type Operation } from '../../lib/scalar/facts.js';
import { type BinaryRule, jets, partials, type UnaryRule } from '../../lib/scalar/rule.js';
import { same } from '../support/assert.js';
import { binaryNamed, unaryNamed } from '../support/functions.js';

type Row = (UnaryRule | BinaryRule) & { readonly value: (x: number, y: number) => number };

const facts = suite('facts');

const POINTS = [
  5e-324,
  1e-310,
  1e-160,
  1e-8,
  0.3,
  0.5,
  1,
  1.5,
  2,
  2.5,
  3,
  7.3,
  40,
  745.2,
  1e8,
  1e160,
  1.7e308,
  Infinity,
].flatMap((x) => [x, -x]);
const ZEROS = [0, -0];
const GRID = [-2.5, -2, -1.5, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 1.5, 2, 2.5];
const ALL = [...ZEROS, ...POINTS, Number.NaN];

const arity = (row: Operation): number => ((BINARY_RULES as readonly Operation[]).includes(row) ? 2 : 1);
const pairsFor = (row: Operation): (readonly [number, number])[] =>
  ALL.flatMap((x) => (arity(row) === 1 ? [[x, 0] as const] : ALL.map((y) => [x, y] as const)));

const ROWS: readonly Row[] = [...UNARY_RULES, ...BINARY_RULES];

for (const row of ROWS) {
  const { name, value } = row;

  facts(`${name}: its facts are stated`, () => {
    assert.ok(
      row.facts !== undefined,
      `${name} has no facts: write facts: { flops: 8 } into its row, and what else is so`,
    );
  });

  facts(`${name}: even or odd at 0`, () => {
    const isEven =
      arity(row) === 1
        ? Object.is(value(0, 0), value(-0, 0))
        : POINTS.every((x) => Object.is(value(x, 0), value(x, -0)) && Object.is(value(0, x), value(-0, x))) &&
          ZEROS.every((x) => ZEROS.every((y) => Object.is(value(x, y), value(0, 0))));
    const isOdd = arity(row) === 1 && ZEROS.every((x) => Object.is(value(x, 0), x));
    assert.is(row.facts?.zero, isEven ? 'even' : isOdd ? 'odd' : undefined);
  });

  facts(`${name}: never below 0 and never -0, or not`, () => {
    const isNotNegative = pairsFor(row).every(([x, y]) => !(value(x, y) < 0) && !Object.is(value(x, y), -0));
    assert.is(row.facts?.isNotNegative, isNotNegative ? true : undefined);
  });

  facts(`${name}: constant or linear between its kinks and jumps, or neither`, () => {
    const at = [-2.3, -0.7, 0.3, 0.8, 1.9];
    const orders = [1, 2].map((order) =>
      at.flatMap((x) =>
        arity(row) === 1
          ? [jets(row as UnaryRule, x, 2)[order]]
          : at.flatMap((y) => {
              const p = partials(row as BinaryRule, x, y + 0.01, 2, true, true);
              return order === 1 ? [p.fx, p.fy] : [p.fxx, p.fxy, p.fyy];
            }),
      ),
    );
    const [isConstant, isLinear] = orders.map((all) => all.every((d) => Number.isNaN(d) || (d as number) === 0));
    assert.is(row.facts?.pieces, isConstant ? 'constant' : isLinear ? 'linear' : undefined);
  });

  facts(`${name}: the value that is written is the value`, () => {
    if (row.facts?.written === undefined) return;
    const [call] = [evaluator(row)];
    for (const [x, y] of pairsFor(row)) same(call(x, y), value(x, y), `${name}(${x}, ${y})`);
  });

  facts(`${name}: an instruction has the bits of the value, and costs less than a call`, () => {
    const instruction = row.facts?.instruction;
    assert.is(row.facts?.flops === 8, instruction === undefined && !['square', 'reciprocal', 'mod'].includes(name));
    if (instruction === undefined) return;
    const f = compile(
      ([x, y]) => (arity(row) === 1 ? unaryNamed(name as never)(x) : binaryNamed(name as never)(x, y)),
      [0, 0],
    );
    assert.is(f.operations.byName[instruction], 1);
    for (const [x, y] of pairsFor(row)) same(f([x, y]), value(x, y), `${name}(${x}, ${y})`);
  });

  facts(`${name}: what a step adds on each side`, () => {
    const { stepAt } = row as UnaryRule;
    assert.is(stepAt !== undefined, row.facts?.pieces === 'constant');
    if (stepAt === undefined) return;
    for (const x of GRID)
      for (const side of [-1, 1]) assert.is(value(x, 0) + stepAt(x, side), value(x + side * 2 ** -20, 0) + 0);
  });

  facts(`${name}: what is met is met`, () => {
    const grid =
      arity(row) === 1 ? GRID.map((x) => [x, 0] as const) : GRID.flatMap((x) => GRID.map((y) => [x, y] as const));
    for (const [x, y] of grid) {
      const along = [beside((t) => value(t, y), x), ...(arity(row) === 1 ? [] : [beside((t) => value(x, t), y)])];
      const due = along.find((met) => met === 'jump') ?? along.find((met) => met === 'kink');
      assert.is((row.meets as BinaryRule['meets'])?.(x, y), due, `${name} at ${x}, ${y}`);
    }
  });
}

facts('every instruction is that of one function', () => {
  const all = ROWS.flatMap((row) => row.facts?.instruction ?? []);
  assert.equal([...all].sort(), ['abs', 'ceil', 'floor', 'max', 'round', 'sign', 'sqrt', 'trunc']);
});

for (const operation of Object.values(FIELD)) {
  facts(`${operation.name}: the value that is written is the value`, () => {
    const call = evaluator(operation);
    const f = operation.name === 'neg' ? (x: number) => unaryNamed('neg')(x) : binaryNamed(operation.name as 'add');
    for (const x of ALL) for (const y of ALL) same(call(x, y), f(x, y), `${operation.name}(${x}, ${y})`);
  });
}

/** What one-sided differences say: the rows have no slope between 100 and infinity, nor other kinks this narrow, on the grid. */
function beside(f: (x: number) => number, x: number): 'kink' | 'jump' | undefined {
  const h = 2 ** -20;
  const [left, y, right] = [f(x - h), f(x), f(x + h)];
  if (![left, y, right].every(Number.isFinite)) return undefined;
  if (Math.abs(left - y) >= 0.2 || Math.abs(right - y) >= 0.2) return 'jump';
  const [down, up] = [(y - left) / h, (right - y) / h];
  if (Math.max(Math.abs(down), Math.abs(up)) > 100) return undefined;
  return Math.abs(up - down) > 1e-3 * (1 + Math.abs(up) + Math.abs(down)) ? 'kink' : undefined;
}

/** What is written, read as JavaScript. */
function evaluator({ name, facts }: Operation): (x: number, y: number) => number {
  const text = facts?.written?.('x', 'y') ?? `Math.${name}(x, y)`;
  return new Function('x', 'y', `return ${text.replace('·', '*').replace('²', ' ** 2')}`) as (
    x: number,
    y: number,
  ) => number;
}

facts.run();
