/**
 * No type assertion in lib says what the type already is: those that are left then say something that the compiler does not
 * know, and are worth a reader's look.
 */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { suite } from 'uvu';
import { equal, ok } from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The assertions `x as T` of a program's files under a folder for which x is T without them. */
function needless(program: ts.Program, folder: string): { readonly found: string[]; readonly all: number } {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  let all = 0;
  for (const source of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder))) {
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!ts.isAsExpression(node) || ts.isConstTypeReference(node.type)) return;
      all++;
      const type = checker.getTypeAtLocation(node.expression);
      if ((type.flags & ts.TypeFlags.Any) !== 0 || type !== checker.getTypeFromTypeNode(node.type)) return;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${relative(root, source.fileName)}:${line} ${node.getText()}`);
    };
    visit(source);
  }
  return { found, all };
}

const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);
const lib = `${join(root, 'lib')}/`;

/** A file that is nowhere, beside those of lib: the one assertion in it that says nothing has to be found. */
const madeUp = '/made/up.ts';
const text = 'export const f = (a: number[], x: 1 | 2): number => (a[0] as number) + (x as number) + (a as [1])[0];';
const host = ts.createCompilerHost(options);
const fromDisk = host.getSourceFile.bind(host);
host.getSourceFile = (file, ...rest) =>
  file === madeUp ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) : fromDisk(file, ...rest);
const files = [...fileNames.filter((file) => file.startsWith(lib)), madeUp];
const program = ts.createProgram(files, { ...options, noEmit: true, types: [] }, host);

const assertions = suite('type assertions');

assertions('say in lib what the compiler does not know', () => {
  const { found, all } = needless(program, lib);
  ok(all > 100, `expected assertions in lib, got ${all}`);
  equal(found, []);
});

assertions('are found where they say nothing', () => {
  const { found, all } = needless(program, '/made/');
  equal([found.length, all], [1, 3]);
  ok(found[0]?.endsWith('made/up.ts:1 a[0] as number'), found[0]);
});

assertions.run();
