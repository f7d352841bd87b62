/** Reads the reference values that spec/fixtures/generate.py wrote. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Fixture {
  readonly name: string;
  readonly columns: readonly string[];
  /** Inputs and exact results, correctly rounded; undefined where a derivative does not exist. */
  readonly points: readonly (readonly (number | undefined)[])[];
}

const folder = fileURLToPath(new URL('../../../spec/fixtures/', import.meta.url));

export function readFixture(name: string): Fixture {
  const { columns, points } = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as {
    columns: string[];
    points: (number | string | null)[][];
  };
  return { name, columns, points: points.map((point) => point.map((x) => (x === null ? undefined : Number(x)))) };
}
