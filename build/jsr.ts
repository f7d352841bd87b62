/**
 * The package as JSR takes it, in out/jsr: `node dist/build/jsr.js`. JSR wants imports with the endings of files that exist, and types
 * beside JavaScript named in it, so what was built for npm is copied with both written in.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { entriesOf, OUTPUT } from './entries.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A declaration file that names declaration files. */
export function withTypeEndings(text: string): string {
  return text.replace(/(from\s*|import\s*\(?\s*)(['"])(\.[^'"]+)\.js\2/g, '$1$2$3.d.ts$2');
}

type Commented = ts.ClassDeclaration | ts.InterfaceDeclaration;

function commentOf(node: ts.Node): string | undefined {
  return ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.getText();
}

const isCommented = (node: ts.Node): node is Commented =>
  ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);

function parsed(text: string): ts.SourceFile {
  return ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.ES2022, true);
}

/** The comments of the members of a class, by name. */
export function memberComments(text: string, name: string): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const statement of parsed(text).statements) {
    if (!isCommented(statement) || statement.name?.text !== name) continue;
    for (const member of statement.members) {
      const comment = commentOf(member);
      if (member.name !== undefined && comment !== undefined) comments.set(member.name.getText(), comment);
    }
  }
  return comments;
}

/**
 * What editors find elsewhere stands where JSR looks for it, since it counts, and shows, each declaration by itself: every overload has the
 * comment of the first one, what a namespace holds that of the original, and members of numbers that of what they extend.
 */
export function withComments(text: string, inherited: ReadonlyMap<string, string> = new Map()): string {
  const inserts: { at: number; comment: string }[] = [];
  const file = parsed(text);
  const known = new Map<string, string>();
  const put = (node: ts.Node, comment: string | undefined): void => {
    if (comment !== undefined && commentOf(node) === undefined) inserts.push({ at: node.getStart(), comment });
  };
  for (const statement of file.statements) {
    const name = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations[0].name.getText()
      : ts.isFunctionDeclaration(statement)
        ? statement.name?.text
        : undefined;
    if (name !== undefined) {
      const comment = commentOf(statement);
      if (comment !== undefined) known.set(name, comment);
      put(statement, known.get(name) ?? known.get(/^\w+_d_(\w+)$/.exec(name)?.[1] ?? ''));
    }
    if (ts.isModuleDeclaration(statement)) put(statement, '/** A namespace: the same names again. */');
    if (!isCommented(statement)) continue;
    const isNumber = statement.heritageClauses?.some(({ types }) => /^(Active|FirstOrder)\b/.test(types[0].getText()));
    const own = new Map<string, string>();
    for (const member of statement.members) {
      const key = member.name?.getText() ?? '';
      const comment = commentOf(member);
      if (comment !== undefined) own.set(key, comment);
      put(member, own.get(key) ?? (isNumber ? inherited.get(key) : undefined));
    }
  }
  return inserts
    .sort((a, b) => b.at - a.at)
    .reduce((longer, { at, comment }) => {
      const indent = /[ \t]*$/.exec(longer.slice(0, at))?.[0] ?? '';
      return `${longer.slice(0, at)}${comment}\n${indent}${longer.slice(at)}`;
    }, text);
}

/** An entry that names its types. */
export function withSelfTypes(text: string, name: string): string {
  return `/* @ts-self-types="./${name.split('/').pop()}.d.ts" */\n${text}`;
}

export function manifest(): object {
  const { version, license, name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const exports = Object.fromEntries(
    entriesOf(root).map(({ specifier, name: file }) => [specifier.replace(name, '.'), `./${file}.js`]),
  );
  return {
    name: `@${name}/${name}`,
    version,
    license,
    exports,
    publish: { include: ['**/*.js', '**/*.d.ts', 'README.md', 'LICENSE', 'THIRD-PARTY.txt', 'jsr.json'] },
  };
}

export function writeJsr(): string {
  const folder = join(root, 'out/jsr');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = join(root, OUTPUT);
  const names = new Set(entriesOf(root).map(({ name }) => `${name}.js`));
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
  const ofNumbers = new Map(
    files
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) => [...memberComments(readFileSync(join(built, file), 'utf8'), 'Active')]),
  );
  for (const file of files) {
    if (!/\.(js|d\.ts)$/.test(file)) continue;
    const text = readFileSync(join(built, file), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
    const place = join(folder, file);
    mkdirSync(join(place, '..'), { recursive: true });
    const isEntry = names.has(file);
    writeFileSync(
      place,
      file.endsWith('.d.ts')
        ? withComments(withTypeEndings(text), ofNumbers)
        : isEntry
          ? withSelfTypes(text, file.replace(/\.js$/, ''))
          : text,
    );
  }
  for (const file of ['README.md', 'LICENSE', 'THIRD-PARTY.txt']) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, 'jsr.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(writeJsr());
