/**
 * Every function in every mode against high-precision reference values, in units in the last place.
 *
 * Writes the table of docs/accuracy.md to out/accuracy.md: medians, worst errors, and where the worst is. With names of functions
 * in HYPERDUAL_FUNCTIONS, of those alone. Derivatives take one mode of three at each point, in turn; the published table is that of
 * HYPERDUAL_ACCURACY_SHARE=1, all modes at all points.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as hyperdual from '../../lib/index.js';
import * as special from '../../lib/special/index.js';
import { readFixture } from './fixtures.js';
import { judge, median, nothingYet, type Worst } from './judge.js';
import { byEachMode, type Operator } from './modes.js';

/** Units in the last place for first and second derivatives. */
const BAR = 8;
const BAR_OF_SPECIAL = 64;

const SHARE = Number(process.env.HYPERDUAL_ACCURACY_SHARE ?? 3);

/** All functions of the library by name. */
const operators: Record<string, unknown> = {
  ...hyperdual,
  ...special,
  gammaPOfTwo: special.gammaP,
  betaIOfThree: special.betaI,
  lambertWBelow: (x: hyperdual.Scalar) => special.lambertW(x, -1),
};

/** The parameters of the functions whose derivatives by each have rows of their own. */
const PARAMETERS: { readonly [name: string]: readonly string[] } = { gammaPOfTwo: ['a'], betaIOfThree: ['a', 'b'] };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const names = readdirSync(`${root}spec/fixtures`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .filter((name) => name in operators)
  .filter((name) => process.env.HYPERDUAL_FUNCTIONS?.split(',').includes(name) ?? true)
  .sort();

const accuracy = suite('accuracy');
const rows: string[] = [];

/** The inputs a column is the derivative by: f2 -> twice by x, fxy -> by x and by y. */
function variables(column: string, columns: readonly string[]): number[] {
  const order = /^f([123])$/.exec(column);
  const letters = order ? 'x'.repeat(Number(order[1])) : column.slice(1);
  return [...letters].map((letter) => columns.indexOf(letter));
}

/** True for the column of the first derivative by an input. */
function isSlope(column: string, i: number, columns: readonly string[]): boolean {
  if (!/^f[1a-z]$/.test(column)) return false;
  const by = variables(column, columns);
  return by.length === 1 && by[0] === i;
}

function measure(name: string): Map<string, Worst> {
  const { columns, points } = readFixture(name);
  const inputs = columns.indexOf('f');
  const f = operators[name] as Operator;
  // gammaP(a, x) has derivatives by x alone: the other columns are parameters.
  const active = [...new Set(columns.slice(inputs + 1).flatMap((column) => variables(column, columns)))];
  const worst = new Map<string, Worst>();
  const of = (key: string): Worst => worst.get(key) ?? (worst.set(key, nothingYet()).get(key) as Worst);
  for (const [p, point] of points.entries()) {
    const args = point.slice(0, inputs) as number[];
    judge(of('f'), hyperdual.value(f(...args)), point[inputs] as number, args);
    for (let c = inputs + 1; c < columns.length; c++) {
      const exact = point[c];
      if (exact === undefined) continue;
      const by = variables(columns[c] as string, columns);
      const slopes = by.map((i) => point[columns.findIndex((name) => isSlope(name, i, columns))]);
      const isOut = by.length > 1 && [exact, ...slopes].some((x) => Math.abs(x as number) === Number.POSITIVE_INFINITY);
      for (const [mode, result] of byEachMode(f, args, by, active, (m) => (m + p) % SHARE === 0)) {
        judge(of(`${by.length} ${mode}`), result, exact, args, isOut);
        for (const letter of PARAMETERS[name]?.filter((letter) => by.includes(columns.indexOf(letter))) ?? [])
          judge(of(`by ${letter} ${by.length}`), result, exact, args, isOut);
      }
    }
  }
  return worst;
}

/** Where the worst error of f, f' and f'' is, as a call. */
function place(name: string, worst: Map<string, Worst>): string {
  const all = [worst.get('f') ?? nothingYet(), worstOf(worst, 1), worstOf(worst, 2)];
  const order = all.findIndex(({ ulps }) => ulps === Math.max(...all.map((w) => w.ulps)));
  const { ulps, at } = all[order] as Worst;
  return ulps === 0 ? '' : `${name}${"'".repeat(order)}(${at.join(', ')})`;
}

/** Median and worst. */
const show = (w: Worst | undefined): string => (w === undefined || w.judged === 0 ? '-' : `${median(w)}, ${w.ulps}`);
const worstOf = (worst: Map<string, Worst>, order: number): Worst =>
  [...worst]
    .filter(([key]) => key.startsWith(`${order} `))
    .reduce((a, [, b]) => (b.judged > 0 && (a.judged === 0 || b.ulps > a.ulps) ? b : a), nothingYet());

for (const name of names) {
  const bar = name in hyperdual ? BAR : BAR_OF_SPECIAL;
  accuracy(`${name}: first and second derivatives within ${bar} ulp in every mode`, () => {
    const worst = measure(name);
    const points = readFixture(name).points.length;
    rows.push(
      `| ${name} | ${points} | ${show(worst.get('f'))} | ${show(worstOf(worst, 1))} | ${show(worstOf(worst, 2))} | ${show(worst.get('3 nested'))} | ${place(name, worst)} |`,
    );
    for (const letter of PARAMETERS[name] ?? []) {
      const [slope, curvature] = [1, 2].map((order) => worst.get(`by ${letter} ${order}`) as Worst);
      rows.push(
        `| ${name} by ${letter} | ${points} | - | ${show(slope)} | ${show(curvature)} | - | ${name}''(${curvature.at.join(', ')}) |`,
      );
    }
    assert.ok(points >= 60, `${name}: only ${points} points`);
    for (const [key, { ulps, at }] of worst) {
      if (/^(1|2|by) /.test(key)) {
        assert.ok(ulps <= bar, `${name} ${key}: ${ulps} ulp at ${at.join(', ')}`);
      } else {
        assert.ok(ulps < 2 ** 60, `${name} ${key}: a normal number is due at ${at.join(', ')}`);
      }
    }
  });
}

accuracy.after(() => {
  const head = [
    "| function | points | f | f' | f'' | f''' | worst of f, f', f'' |",
    '|---|---:|---:|---:|---:|---:|---|',
  ];
  const table = [...head, ...rows, ''].join('\n');
  mkdirSync(`${root}out`, { recursive: true });
  writeFileSync(`${root}out/accuracy.md`, table);
  console.log(table);
});

accuracy.run();
