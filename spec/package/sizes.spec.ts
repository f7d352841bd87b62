/** The sizes that the README gives are those of the package: a change of more than 3 % has to be written down. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { is, ok } from 'uvu/assert';
import { IMPORTS, sizeOf, sizeTable } from '../../build/sizes.js';

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
const sizes = suite('sizes');

/** Numbers of the rows, in order. */
const numbersIn = (table: string): number[][] =>
  table
    .split('\n')
    .filter((line) => / kB \|/.test(line))
    .map((line) => [...line.matchAll(/([\d.]+) kB/g)].map(([, n]) => Number(n)));

sizes('of each import are as the README says, within 3 %', async () => {
  const stated = numbersIn(/<!-- sizes -->\n([\s\S]*?)<!-- \/sizes -->/.exec(readme)?.[1] ?? '');
  const measured = numbersIn(await sizeTable());
  is(stated.length, IMPORTS.length);
  stated.forEach((row, i) => {
    row.forEach((kilobytes, k) => {
      const now = (measured[i] as number[])[k] as number;
      ok(Math.abs(now / kilobytes - 1) < 0.03, `${IMPORTS[i]?.[0]}: ${now} kB, not ${kilobytes}: run npm run sizes`);
    });
  });
});

sizes('what is not imported is not in the bundle', async () => {
  const [few, all] = await Promise.all([
    sizeOf(`export { add } from 'hyperdual'`),
    sizeOf(`export * from 'hyperdual'`),
  ]);
  ok(few.gzip < all.gzip / 4, `${few.gzip} of ${all.gzip} bytes`);
});

sizes.run();
