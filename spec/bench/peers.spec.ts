/**
 * The peers side by side: what is wrong is found and not timed. Runs rose, which the project has anyway, differences and
 * hyperdual itself; `npm run peers -- --quick` runs all of them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { growth, spread } from '../../bench/peers/chart.js';
import type { Adapter, Outcome, Way } from '../../bench/peers/kinds.js';
import { differencesTo, type Known, knownOf } from '../../bench/peers/known.js';
import { errorOf, outcomeOf } from '../../bench/peers/outcome.js';
import { crossing, page } from '../../bench/peers/page.js';
import { markdownTable } from '../../bench/peers/table.js';
import { families, flat } from '../../bench/peers/tasks.js';
import { ofTheBook } from '../../bench/workloads.js';
import { packageRoot } from '../../examples/output/package-root.js';
import { derivative, secondDerivative } from '../../lib/index.js';

const peers = suite('bench/peers');
const known = JSON.parse(readFileSync(join(packageRoot, 'bench/peers/known.json'), 'utf8')) as Known;

/** Deep formulas and programs of 20,000 operations take seconds that tell nothing about results. */
const few = Object.values(families('few'))
  .flat()
  .filter(({ name }) => name !== 'chain');

const outcomesOf = async (way: Way): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const task of few) outcomes.push(await outcomeOf(way, task, 0));
  return outcomes;
};

const SOURCES: readonly (readonly [name: string, file: string])[] = [
  ['hyperdual', new URL('../../bench/peers/own.js', import.meta.url).href],
  ['finite differences', join(packageRoot, 'bench/peers/adapters/differences.js')],
  ['rose', join(packageRoot, 'bench/peers/adapters/rose.js')],
];

for (const [name, file] of SOURCES) {
  peers(`${name}: the known results`, async () => {
    const { ways } = (await import(file)) as Adapter;
    for (const way of ways) {
      const outcomes = await outcomesOf(way);
      assert.is(outcomes.length, few.length);
      assert.equal(differencesTo(known, [{ name, way: way.way, outcomes }]), []);
      if (name === 'hyperdual') {
        const bad = outcomes.filter(({ status }) => status !== 'right' && status !== 'cannot');
        assert.equal(bad, [], 'of ours nothing is wrong');
      }
    }
  });
}

const wayOf = (derivative: (x: number) => number): Way => ({
  way: 'test',
  precision: 'double',
  derivative: () => derivative,
});
const task = families('few').derivative[0];

peers('a wrong result is not timed, a right one is; what throws and what is missing is told', async () => {
  const wrong = await outcomeOf(
    wayOf((x) => derivative(ofTheBook, x) * (1 + 1e-9)),
    task,
    20,
  );
  assert.is(wrong.status, 'wrong');
  assert.is(wrong.ratio, undefined);
  assert.match(String(wrong.note), /^-1\.874 instead of -1\.874$/);
  const right = await outcomeOf(
    wayOf((x) => derivative(ofTheBook, x)),
    task,
    20,
  );
  assert.is(right.status, 'right');
  assert.ok(Number(right.ratio) > 0 && Number(right.time) > 0 && Number(right.setup) > 0);
  const thrown = await outcomeOf(
    wayOf(() => {
      throw new RangeError('no');
    }),
    task,
    20,
  );
  assert.equal([thrown.status, thrown.note], ['throws', 'RangeError: no']);
  assert.is((await outcomeOf({ way: 'test', precision: 'double' }, task, 20)).status, 'cannot');
  assert.ok(Number.isNaN(errorOf([1], [1, 2])));
  assert.ok(Number.isNaN(errorOf([1, Number.NaN, 3], [1, 2, 3])));
  assert.is(errorOf([1, 3], [1, 4]), 0.25);
});

peers('what is due by hand is what the library says', () => {
  assert.ok(Math.abs(families('few').second[0].due[0] - secondDerivative(ofTheBook, 0.7)) < 1e-12);
  assert.equal(flat([[1, 2], Float64Array.of(3), 4]), [1, 2, 3, 4]);
});

peers('the quick run tells a result that has changed, and only results', () => {
  const of = (status: Outcome['status'], note?: string) => [
    { name: 'p', way: 'w', outcomes: [{ task: 't', n: 5, status, ...(note === undefined ? {} : { note }) }] },
  ];
  const before = knownOf(of('right'));
  assert.equal(differencesTo(before, of('right')), []);
  assert.equal(differencesTo(before, of('wrong', '1 instead of 2')), [
    'p, w, t 5: wrong: 1 instead of 2, known as right',
  ]);
  assert.equal(differencesTo(before, of('gave up')), []);
  assert.equal(differencesTo({}, of('right')), ['p, w, t 5: right, known as not known']);
});

peers('the page names what is wrong and draws what grows', async () => {
  const outcomes: Outcome[] = [
    { task: 'gradient', n: 10, status: 'right', ratio: 12, time: 1e-3, setup: 3, error: 1e-14 },
    { task: 'gradient', n: 100, status: 'right', ratio: 340, time: 1e-2, setup: 30, error: 1e-14 },
    { task: 'equal', status: 'wrong', note: '2 instead of 3' },
    { task: 'chain', status: 'throws', note: 'RangeError: "deep" <b>' },
  ];
  const machine = { node: 'v20', cpu: 'none', date: 'today' };
  const peer = { name: 'ad.js', version: '1', way: 'forward', precision: 'double' as const, outcomes };
  const html = await page({ machine, peers: [peer] });
  for (const part of ['>340<', 'wrong: 2 instead of 3', '&quot;deep&quot; &lt;b>', 'ad.js, forward', '<svg'])
    assert.ok(html.includes(part), part);
  assert.not.match(html, /undefined|NaN|https?:\/\/(?!www\.w3\.org)/);
  assert.match(await growth('title', 'times f', []), /<svg/);
  const lines = markdownTable([peer]).split('\n');
  assert.is(lines[0].split('|').length, lines[2].split('|').length);
  assert.is(lines[2], '| ad.js, forward | – | – | 12 | 340 | – | – | – | – | – | equal inputs |');
});

peers('the modes cross where one takes the time of the other', () => {
  const of = (way: string, times: readonly number[]) => ({
    ...{ name: 'hyperdual', version: '1', way, precision: 'double' as const },
    outcomes: times.map((time, i): Outcome => ({ task: 'jacobian', n: 10 * (i + 1), status: 'right', time })),
  });
  const curves = crossing([of('forward', [2, 3, 4]), of('reverse', [1, 3])]);
  assert.equal(
    curves.map(({ name, points }) => [name, points]),
    [
      ['hyperdual: gradient (one output)', []],
      ['hyperdual: Hessian', []],
      [
        'hyperdual: Jacobian (n outputs)',
        [
          { n: 10, y: 2 },
          { n: 20, y: 1 },
        ],
      ],
    ],
  );
  assert.equal(crossing([of('forward', [1])]), []);
});

peers('names at the ends of lines keep apart, in the order of the lines', () => {
  const ys = [10, 10.1, 9.9, 1000, 1];
  const places = spread(ys, [0.5, 2000]);
  const pixels = places.map((y) => (Math.log(y) / Math.log(4000)) * 330).sort((a, b) => a - b);
  pixels.slice(1).forEach((y, i) => {
    assert.ok(y - pixels[i] >= 14.9, `${pixels}`);
  });
  assert.ok(places[1] > places[0] && places[0] > places[2] && places[3] > places[1] && places[4] < places[2]);
});

peers.run();
