/**
 * Public symbols without a doc comment: what the entries of package.json export, and the members of its interfaces, classes and object
 * types. JSR counts them, editors show them.
 */
import { join } from 'node:path';
import ts from 'typescript';
import { entriesOf } from './entries.js';
import { SHOWN, SHOWN_OF } from './public-types.js';

/** Names as `hyperdual/compile: Compiled.map (lib/compile/...)`, each once. */
export function undocumented(root: string): string[] {
  const entries = entriesOf(root);
  const files = entries.map(({ source }) => join(root, source));
  return undocumentedIn(files, {
    noLib: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
  }).map(({ entry, name, file }) => `${entries[entry].specifier}: ${name} (${file.replace(root, '')})`);
}

interface Missing {
  /** The index of the entry that exports it. */
  readonly entry: number;
  readonly name: string;
  readonly file: string;
}

export function undocumentedIn(files: readonly string[], options: ts.CompilerOptions): Missing[] {
  const program = ts.createProgram([...files], options);
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Node>();
  const missing: Missing[] = [];
  files.forEach((file, entry) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new TypeError(`${file} exports nothing`);
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const declarations = symbol.declarations ?? [];
      const tell = (name: string, node: ts.Node): void => {
        missing.push({ entry, name, file: node.getSourceFile().fileName });
      };
      if (declarations.some((node) => seen.has(node))) continue;
      for (const node of declarations) seen.add(node);
      // An overload has the comment of the first one.
      if (![...declarations, ...(exported.declarations ?? [])].some(isDocumented)) tell(exported.name, declarations[0]);
      for (const node of declarations.flatMap(membersOf)) {
        const name = node.name?.getText() ?? '';
        if (!isDocumented(node) && !isOverload(node) && !isInherited(checker, node, name))
          tell(`${exported.name}.${name}`, node);
      }
    }
  });
  return missing;
}

function isDocumented(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : ts.isNamespaceExport(node) ? node.parent : node;
  return ts.getJSDocCommentsAndTags(holder).some(ts.isJSDoc);
}

/** True for a member that has its comment in what the class or interface extends or implements. */
function isInherited(checker: ts.TypeChecker, node: ts.NamedDeclaration, name: string): boolean {
  const { parent } = node;
  if (!ts.isClassDeclaration(parent) && !ts.isInterfaceDeclaration(parent)) return false;
  const bases = parent.heritageClauses?.flatMap(({ types }) => types) ?? [];
  return bases.some((base) => {
    const member = checker.getTypeAtLocation(base).getProperty(name);
    return (
      member?.declarations?.some(
        (other) => isDocumented(other) || isInherited(checker, other as ts.NamedDeclaration, name),
      ) ?? false
    );
  });
}

/** True for a method that stands behind another one of its name, which has the comment. */
function isOverload(node: ts.NamedDeclaration): boolean {
  if (!ts.isMethodDeclaration(node) && !ts.isMethodSignature(node)) return false;
  const { members } = node.parent as ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.TypeLiteralNode;
  const name = node.name?.getText();
  const first = (members as ts.NodeArray<ts.NamedDeclaration>).find(
    (other) => other.kind === node.kind && other.name?.getText() === name,
  );
  return first !== node && first !== undefined && isDocumented(first);
}

/** Public members with a name that are written there, of object types within unions and intersections too. */
function membersOf(node: ts.Declaration): ts.NamedDeclaration[] {
  if (ts.isClassDeclaration(node)) {
    // Of numbers users see what `public-types` leaves.
    const shown = SHOWN_OF[node.name?.text ?? ''] ?? (isNumberClass(node) ? SHOWN : undefined);
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    return node.members.filter(
      (member) =>
        member.name !== undefined &&
        !ts.isPrivateIdentifier(member.name) &&
        !(ts.getCombinedModifierFlags(member) & hidden) &&
        (shown === undefined || shown.has(member.name.getText())),
    );
  }
  if (ts.isInterfaceDeclaration(node)) return node.members.filter(({ name }) => name !== undefined);
  if (ts.isTypeAliasDeclaration(node)) return literalMembers(node.type);
  return [];
}

/** All of them have the parts that a formula is written in. */
function isNumberClass({ name, members }: ts.ClassDeclaration): boolean {
  return name?.text === 'Active' || members.some((member) => member.name?.getText() === 'rsub');
}

function literalMembers(type: ts.TypeNode): ts.NamedDeclaration[] {
  if (ts.isTypeLiteralNode(type)) return type.members.filter(({ name }) => name !== undefined);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap(literalMembers);
  return ts.isParenthesizedTypeNode(type) ? literalMembers(type.type) : [];
}
