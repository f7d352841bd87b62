/**
 * What a change does to the sizes of bundles: `node dist/build/size-report.js write base.json`, and after the change
 * `node dist/build/size-report.js compare base.json`, which prints a table in Markdown.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IMPORTS, sizeOf } from './sizes.js';

/** Bytes by gzip of what is imported. */
export type Sizes = Readonly<Record<string, number>>;

export async function sizes(): Promise<Sizes> {
  const rows = await Promise.all(IMPORTS.map(async ([shown, code]) => [shown, (await sizeOf(code)).gzip] as const));
  return Object.fromEntries(rows);
}

/** A line for each import that changed by a hundredth or more; a sentence where none did. */
export function sizeReport(before: Sizes, after: Sizes): string {
  const kilo = (bytes: number | undefined): string => (bytes === undefined ? '-' : `${(bytes / 1000).toFixed(1)} kB`);
  const rows = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [b, a] = [before[name], after[name]];
    const change = b === undefined || a === undefined ? Number.NaN : a / b - 1;
    if (Math.abs(change) < 0.01) return [];
    const sign = change > 0 ? '+' : '';
    const percent = Number.isNaN(change) ? (b === undefined ? 'new' : 'gone') : `${sign}${(100 * change).toFixed(1)} %`;
    return [`| ${name} | ${kilo(b)} | ${kilo(a)} | ${percent} |`];
  });
  if (rows.length === 0) return 'Sizes of bundles: none changed by 1 % or more.';
  return ['| import, by gzip | before | after | change |', '|---|---:|---:|---:|', ...rows].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, file] = process.argv;
  if (what === 'write') writeFileSync(file, JSON.stringify(await sizes(), undefined, 2));
  else console.log(sizeReport(JSON.parse(readFileSync(file, 'utf8')) as Sizes, await sizes()));
}
