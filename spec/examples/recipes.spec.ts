/** The recipes run as they stand, packages transformed, and their results are those that they claim. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { holds, type Outcome } from '../support/examples.js';

interface Recipe {
  readonly place: string;
  readonly claims: number;
  readonly outcomes: readonly Outcome[];
  readonly error?: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = fileURLToPath(new URL('recipes-run.js', import.meta.url));
const recipes: Recipe[] = execFileSync(process.execPath, ['--import', 'unplugin-hyperdual/register', program], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recipe);

const test = suite('recipes');

for (const { place, claims, outcomes, error } of recipes) {
  test(place, () => {
    is(error, undefined);
    ok(claims > 0 && outcomes.length === claims, `${outcomes.length} of ${claims} claims were reached`);
    for (const outcome of outcomes) ok(holds(outcome), `claimed ${outcome.expected}, got ${outcome.actual}`);
  });
}

test('all were found', () => {
  is(recipes.length, 7);
});

test.run();
