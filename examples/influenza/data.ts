/** The data file: comment lines, a header, then one day a line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../output/package-root.js';

export interface Outbreak {
  readonly days: readonly number[];
  /** Boys confined to bed on these days. */
  readonly inBed: readonly number[];
}

/** This example's folder in the sources. */
export const sourceFolder: string = join(packageRoot, 'examples', 'influenza');

export function readOutbreak(file: string = join(sourceFolder, 'data.csv')): Outbreak {
  const [header, ...rows] = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (header !== 'day,in_bed') throw new Error(`${file}: expected the columns day,in_bed, got ${header}`);
  const numbers = rows.map((row) => row.split(',').map(Number));
  const bad = numbers.findIndex((row, day) => row.length !== 2 || row[0] !== day || !Number.isFinite(row[1]));
  if (bad >= 0) throw new Error(`${file}: expected one line for each day from 0 on, got ${rows[bad]}`);
  return { days: numbers.map(([day]) => day), inBed: numbers.map(([, count]) => count) };
}
