/** A function is in all lists or in none: what CONTRIBUTING.md says to write for a new one is held here, step by step. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BINARY_RULES, UNARY_RULES } from '../../lib/functions/table.js';
import * as hyperdual from '../../lib/index.js';
import type { BinaryRule, UnaryRule } from '../../lib/scalar/rule.js';
import { FILE, referencesOf } from '../fixtures/write-functions.js';
import { ONE, TWO } from '../support/function-table.js';
import { BINARY, UNARY } from '../support/functions.js';

const table = suite('the table of functions');

const none: string[] = [];
const root = new URL('../../../', import.meta.url);

/** Rows of ordinary code alone. */
const PLAIN = ['fround', 'bitOr', 'bitAnd', 'bitXor', 'shiftLeft', 'shiftRight', 'shiftRightUnsigned', 'imul'];

table('1. every row is in lib/functions/table.ts', async () => {
  const files = ['functions', 'branches'].flatMap((room) => {
    const folder = new URL(`../../lib/${room}/`, import.meta.url);
    return readdirSync(folder).flatMap((file) => (file.endsWith('.js') ? [new URL(file, folder).href] : []));
  });
  const modules = await Promise.all(files.map((file) => import(file)));
  const isRow = (x: unknown): x is UnaryRule | BinaryRule =>
    typeof x === 'object' && x !== null && 'name' in x && ('slope' in x || 'fx' in x);
  const rows = modules.flatMap((module) => Object.values(module)).filter(isRow);
  const listed: readonly unknown[] = [...UNARY_RULES, ...BINARY_RULES];
  assert.equal(
    rows.filter((row) => !listed.includes(row) && !PLAIN.includes(row.name)).map(({ name }) => name),
    none,
  );
});

table('2. lib/index.ts exports the operator of every row, by its name', () => {
  assert.equal(
    [...UNARY, ...BINARY].filter((name) => typeof (hyperdual as Record<string, unknown>)[name] !== 'function'),
    none,
  );
});

table('3. spec/support/function-table.ts has a line for every function, and for no other', () => {
  assert.equal(Object.keys(ONE).sort(), [...UNARY].sort());
  assert.equal(Object.keys(TWO).sort(), [...BINARY].sort());
});

table('4. every function but sums and steps has references, and points of series if it has a row', () => {
  const isStep = (name: string): boolean => ['neg', 'sign', 'floor', 'ceil', 'round', 'trunc'].includes(name);
  assert.equal(
    UNARY.filter((name) => ONE[name]?.reference === undefined && !isStep(name)),
    none,
  );
  assert.equal(
    UNARY_RULES.map(({ name }) => name).filter((name) => ONE[name]?.reference?.series === undefined && !isStep(name)),
    none,
  );
});

table('5. spec/fixtures/elementary.py has the formula, and what it writes is there', () => {
  assert.is(
    readFileSync(FILE, 'utf8'),
    referencesOf(ONE),
    'run: node dist/spec/fixtures/write-functions.js and python3 spec/fixtures/generate.py with the names of the functions',
  );
  const formulas = readFileSync(new URL('spec/fixtures/elementary.py', root), 'utf8');
  for (const name of UNARY.filter((each) => ONE[each]?.reference !== undefined)) {
    assert.ok(formulas.includes(`"${name}": `), `${name} has no formula in spec/fixtures/elementary.py`);
    assert.ok(
      existsSync(new URL(`spec/fixtures/${name}.json`, root)),
      `run: python3 spec/fixtures/generate.py ${name}`,
    );
  }
});

table('CONTRIBUTING.md names the files of a new function, and each is there', () => {
  const text = readFileSync(new URL('CONTRIBUTING.md', root), 'utf8');
  const steps = /## A new function[\s\S]*?(?=\n## )/.exec(text)?.[0] ?? '';
  const files = [...steps.matchAll(/^\d\. \*\*`([^`]+)`/gm)].map(([, file]) => file as string);
  assert.equal(files, [
    'lib/functions/<family>.ts',
    'lib/functions/table.ts',
    'lib/index.ts',
    'spec/support/function-table.ts',
    'spec/fixtures/elementary.py',
  ]);
  for (const file of files.slice(1)) assert.ok(existsSync(new URL(file, root)), file);
});

table.run();
