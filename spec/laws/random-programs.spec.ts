/** Random programs over all functions: every mode agrees with every other, and with finite differences. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { disagreements, Tally } from '../support/agreement.js';
import type { Field } from '../support/modes.js';
import { programs as budget, holds, repetitions, seed } from '../support/settings.js';
import { Comparisons, gradientAgainstDifferences, hessianAgainstDifferences } from './against-differences.js';
import { cases } from './generator.js';
import { type Program, run } from './programs.js';

const test = suite('random programs');

const STATEMENTS = 12;
const RUNS = Math.ceil(budget / repetitions(13, 9));

/** One program in so many is compiled too: that takes as long as all other modes together for many programs. */
const COMPILED_SHARE = 20;

test('all modes agree: values and derivatives, bit for bit where the arithmetic is the same', () => {
  const tally = new Tally();
  const kinds = { finite: 0, infinite: 0, NaN: 0 };
  const started = performance.now();
  let compiled = 0;
  // Shrinking goes to 0, where all modes take part.
  const examples = fc.tuple(cases({ statements: STATEMENTS }), fc.nat({ max: COMPILED_SHARE - 1 }));
  holds(
    RUNS,
    examples,
    ([
      {
        programs: [program],
        point,
      },
      place,
    ]) => {
      const f: Field = (x) => run(program as Program, x);
      const y = f(point) as number;
      kinds[Number.isNaN(y) ? 'NaN' : Number.isFinite(y) ? 'finite' : 'infinite']++;
      if (place === 0) compiled++;
      assert.equal(disagreements(f, point, tally, place === 0), []);
    },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${RUNS} random programs, ${compiled} of them compiled, seed ${seed}, ${seconds} s; ` +
      `values: ${JSON.stringify(kinds)}; ${tally}`,
  );
});

function report(what: string, runs: number, comparisons: Comparisons): void {
  console.log(`${what}, ${runs} random programs: ${comparisons}`);
  assert.ok(comparisons.informative > runs / 20, 'too few comparisons say anything');
}

test("gradients agree with Ridders' differences within their error estimate", () => {
  const runs = Math.ceil(budget / 5);
  const comparisons = new Comparisons();
  holds(runs, cases({ statements: STATEMENTS, regular: true }), ({ programs: [program], point }) =>
    gradientAgainstDifferences(program as Program, point, comparisons),
  );
  report('gradients against differences of values', runs, comparisons);
});

test("Hessians agree with Ridders' differences of gradients within their error estimate", () => {
  const runs = Math.ceil(budget / 20);
  const comparisons = new Comparisons();
  holds(runs, cases({ statements: STATEMENTS, regular: true }), ({ programs: [program], point }) =>
    hessianAgainstDifferences(program as Program, point, comparisons),
  );
  report('Hessians against differences of gradients', runs, comparisons);
});

test.run();
