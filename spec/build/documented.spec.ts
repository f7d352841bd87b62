/** Every public symbol has a doc comment, and every member of it: editors show them, and JSR counts them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { equal } from 'uvu/assert';
import { undocumented, undocumentedIn } from '../../build/undocumented.js';

const documented = suite('doc comments');

documented('all that the entries export, and the members of its types', () => {
  equal(undocumented(fileURLToPath(new URL('../../../', import.meta.url))), []);
});

documented('what has none is found: symbols, members, those of unions; what is inherited or private is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'documented-'));
  const file = join(folder, 'x.ts');
  writeFileSync(
    join(folder, 'y.ts'),
    `export const bare = 1;
/** Told. */
export const told = 1;
`,
  );
  writeFileSync(
    file,
    `/** Base. */
export interface Base {
  /** Told. */
  a: number;
  b: number;
  [key: string]: number;
}
/** More. */
export interface More extends Base { a: 1; b: 2; c: 3 }
/** One or the other. */
export type Either = {
  /** Told. */
  a: 1;
} | ({ d: 1 } & Base);
export class Open {
  private e = 1;
  #f = 1;
  constructor() {}
  /** Told. */
  g(x: 1): void;
  g(x: 2): void;
  g(x: unknown): void {}
  h(): void {}
}
/** Told. */
export function i(x: 1): 1;
export function i(x: 2): 2;
export function i(x: unknown): unknown { return x; }
export function j(): void {}
export { bare, told } from './y.js';
/** A namespace. */
export * as k from './y.js';
`,
  );
  const names = undocumentedIn([file], { noLib: true, types: [] }).map(({ name }) => name);
  equal(names.sort(), ['Base.b', 'Either.d', 'More.b', 'More.c', 'Open', 'Open.h', 'bare', 'j']);
  rmSync(folder, { recursive: true });
});

documented.run();
