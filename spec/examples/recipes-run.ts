/** Runs the recipes in a process whose packages are transformed, and prints what was claimed and what came. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entriesOf } from '../../build/entries.js';
import { examplesOfMarkdown, type Outcome, run } from '../support/examples.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = new URL('../../', import.meta.url);
const addresses = new Map(
  entriesOf(root).map(({ specifier, source }) => [specifier, new URL(source.replace(/\.ts$/, '.js'), built).href]),
);

interface Recipe {
  readonly place: string;
  /** What the code claims. */
  readonly claims: number;
  readonly outcomes: readonly Outcome[];
  readonly error?: string;
}

for (const example of examplesOfMarkdown('docs/recipes.md', readFileSync(join(root, 'docs/recipes.md'), 'utf8'))) {
  const claims = example.code.match(/\/\/ =>/g)?.length ?? 0;
  let recipe: Recipe;
  try {
    recipe = { place: example.place, claims, outcomes: await run(example, { addresses, names: new Map() }) };
  } catch (error) {
    recipe = { place: example.place, claims, outcomes: [], error: String((error as Error).stack) };
  }
  process.stdout.write(`${JSON.stringify(recipe)}\n`);
}
