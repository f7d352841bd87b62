/** docs/chapter.md and the specs of the chapter say the same; and a difference is found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';
import * as analysis from '../../lib/analysis/index.js';
import * as main from '../../lib/index.js';
import * as linalg from '../../lib/linalg/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { complaints, type Sources } from './table.js';

const table = suite('table of the chapter');

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'spec/chapter');
const files = readdirSync(folder).filter((file) => file.endsWith('.spec.ts') && file !== 'table.spec.ts');
const sources: Sources = {
  document: readFileSync(join(root, 'docs/chapter.md'), 'utf8'),
  specs: new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
  exported: new Set([main, reverse, linalg, analysis].flatMap((entry) => Object.keys(entry))),
};

table('every row has its tests, every test its row, and no number of the chapter is missing', () => {
  equal(complaints(sources), []);
});

const rowOf = (numbers: string): string => {
  const line = sources.document.split('\n').find((candidate) => candidate.startsWith(`| ${numbers} |`));
  ok(line !== undefined, numbers);
  return line as string;
};
const stated = Number(/\*\*(\d+) rows\*\*/.exec(sources.document)?.[1]);

/** What is found in the document with a text replaced. */
function inDocument(text: string, by: string): string[] {
  const document = sources.document.replace(text, () => by);
  ok(document !== sources.document, `the document holds ${text}`);
  return complaints({ ...sources, document });
}

/** What is found with a text of a spec replaced. */
function inSpec(file: string, text: string, by: string): string[] {
  const source = (sources.specs.get(file) as string).replace(text, () => by);
  ok(source !== sources.specs.get(file), `${file} holds ${text}`);
  return complaints({ ...sources, specs: new Map([...sources.specs, [file, source]]) });
}

table('a row too many is found: without a test, and by the number of rows', () => {
  const row = rowOf('(5.4)');
  equal(inDocument(row, `${row}\n${row.replace('(5.4)', '(5.181)')}`), [
    `the document states ${stated} rows and has ${stated + 1}`,
    '(5.181): no test of one-variable.spec.ts has these numbers',
    'the chapter has no equation 5.181',
  ]);
  equal(inDocument(row, `${row}\n${row}`), [
    `the document states ${stated} rows and has ${stated + 1}`,
    '(5.4): 2 rows for the tests of one-variable.spec.ts',
    'two rows have equation 5.4',
  ]);
});

table('a missing row is found, and another number of rows than stated', () => {
  equal(inDocument(`${rowOf('(5.98)')}\n`, ''), [
    `the document states ${stated} rows and has ${stated - 1}`,
    '(5.98): 0 rows for the tests of identities.spec.ts',
    'no row has equation 5.98',
  ]);
  equal(inDocument(`${rowOf('exercise 5.4')}\n`, '').at(-1), 'no row has exercise 5.4');
  equal(inDocument(`${stated} rows`, '7 rows'), [`the document states 7 rows and has ${stated}`]);
  equal(inDocument(`**${stated} rows**`, 'some rows'), [`the document states no number of rows and has ${stated}`]);
});

table('a test that is missing, is not run or has no row is found', () => {
  const file = 'taylor-series.spec.ts';
  const test = "chapter('(5.28): ";
  equal(inSpec(file, test, `// ${test}`), [
    `${file}: not all calls of chapter are tests with a title`,
    `(5.28): no test of ${file} has these numbers`,
  ]);
  equal(inSpec(file, test, "chapter.skip('(5.28): ")[1], `(5.28): no test of ${file} has these numbers`);
  equal(inSpec(file, test, "chapter('(5.29): "), [
    `(5.28): no test of ${file} has these numbers`,
    `(5.29): 0 rows for the tests of ${file}`,
  ]);
  equal(inSpec(file, test, "chapter('power series, ")[0].slice(0, 45), `${file}: no numbers in the titl`);
  equal(inSpec(file, 'chapter.run();', ''), [`${file}: it does not end with chapter.run()`]);
  equal(inSpec(file, 'const chapter = ', "const other = suite('other');\nconst chapter = "), [
    `${file}: it has not one suite`,
  ]);
});

table('a row that cannot be read, names no spec, or a call that is not there, is found', () => {
  const row = rowOf('(5.57), (5.58)');
  equal(inDocument(row, row.replace('vector-fields.spec', 'vectors.spec')), [
    '(5.57), (5.58): there is no spec vectors.spec.ts',
    '(5.57), (5.58): vectors.spec.ts does not use jacobian',
    '(5.57), (5.58): vectors.spec.ts does not use gradient',
    '(5.57), (5.58): vectors.spec.ts does not use vjp',
    '(5.57), (5.58): 0 rows for the tests of vector-fields.spec.ts',
  ]);
  equal(inDocument(row, row.replace('`vjp`', '`hvp`')), ['(5.57), (5.58): vector-fields.spec.ts does not use hvp']);
  equal(inDocument(row, row.replace('`vjp`', '`shapeOf`')), ['(5.57), (5.58): the package exports no shapeOf']);
  equal(inDocument(row, row.replace(/`\w+`/g, '')), ['(5.57), (5.58): the row names no call']);
  equal(inDocument(row, row.replace('(5.57),', '(5.57) and')), [
    '(5.57) and (5.58): no test of vector-fields.spec.ts has these numbers',
    '(5.57), (5.58): 0 rows for the tests of vector-fields.spec.ts',
    "(5.57) and (5.58): '(5.57) and (5.58)' is no number",
    'no row has equation 5.57',
    'no row has equation 5.58',
  ]);
  equal(inDocument(row, `${row} more |`)[0], `no row: ${row} more |`);
});

table.run();
