/** Reports, tables and files: what the programs write. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Table from 'cli-table3';
import { packageRoot } from './package-root.js';

/**
 * A table with borders; a letter for each column says to which side it is aligned.
 *
 * Drawn by cli-table3: it measures the width of β and ₀ right, and is small (0.4 MB).
 */
export function table(head: string[], rows: string[][], align: string): string {
  const colAligns = [...align].map((letter) => (letter === 'r' ? 'right' : 'left'));
  const drawn = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  drawn.push(...rows);
  return drawn.toString();
}

/** A part of the report, on the output. */
export function print(text: string): void {
  console.log(`${text}\n`);
}

/** What the program is doing, to the error stream, so that the report can be redirected to a file. */
export function progress(text: string): void {
  console.error(text);
}

/** Writes pictures to a folder of `out`, and says so. */
export async function writePictures(name: string, pictures: Record<string, Promise<string>>): Promise<void> {
  const folder = join(packageRoot, 'out', name);
  mkdirSync(folder, { recursive: true });
  for (const [file, picture] of Object.entries(pictures)) writeFileSync(join(folder, file), await picture);
  print(`Pictures: ${Object.keys(pictures).join(', ')} in ${relative(process.cwd(), folder)}`);
}
