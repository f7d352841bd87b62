/**
 * Classes that get their base by a call, `inherit(FlatDual, Dual)`, in a form that bundlers can leave out.
 *
 * A call that stands alone keeps its class, and all that the class names, in every bundle: `add` alone took 24 kB.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** `export const X = inherit(class X {...}, Base)`, marked as pure, on the same lines. @throws {Error} for another form. */
export function pureClasses(text: string, file: string): string {
  return [...text.matchAll(/^inherit\((\w+), (\w+)\);$/gm)].reduce((shorter, [call, name, base]) => {
    const head =
      new RegExp(`export class ${name}( implements \\w+)? \\{`).exec(shorter)?.[0] ?? `export class ${name} {`;
    const start = shorter.indexOf(head);
    const end = shorter.indexOf('\n}\n', start);
    if (start < 0 || end < 0) throw new Error(`${file}: expected ${head} ... } before ${call}`);
    const body = shorter.slice(start + head.length, end);
    const rest = shorter.slice(end + 2).replace(call, '');
    const before = shorter.slice(0, start);
    return `${before}export const ${name} = /* @__PURE__ */ inherit(${head.replace('export ', '')}${body}\n}, ${base});${rest}`;
  }, text);
}

export const pureClassesPlugin: Plugin = {
  name: 'pure-classes',
  setup(build) {
    build.onLoad({ filter: /[\\/](flat-[a-z-]+|curved-variable|second-bundle)\.ts$/ }, async ({ path }) => ({
      contents: pureClasses(await readFile(path, 'utf8'), path),
      loader: 'ts',
    }));
  },
};
