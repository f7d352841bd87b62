/**
 * Examples in documentation, as programs that check themselves. What an example may hold is told in
 * spec/examples-in-docs.spec.ts.
 */
import { inspect } from 'node:util';
import ts from 'typescript';
import { transform } from 'unplugin-hyperdual/transform';
import { isScalar } from '../../lib/index.js';

export interface Example {
  /** Where it stands: file and line. */
  readonly place: string;
  /** The exported name that its doc comment belongs to, if any. */
  readonly name: string | undefined;
  readonly code: string;
}

/** What `// => ...` said, and what came; or the failure of a `// throws ...`. */
export interface Outcome {
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

/** The `@example` parts of all doc comments of a source file. */
export function examplesOfSource(file: string, source: string): Example[] {
  const found: Example[] = [];
  for (const match of source.matchAll(/\/\*\*([\s\S]*?)\*\/\s*(export [^\n]*)?/g)) {
    const declared = /export (?:declare |abstract |async )*(?:function\*?|const|class|interface|type) (\w+)/;
    const name = declared.exec(match[2] ?? '')?.[1];
    const lines = (match[1] as string).split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    lines.forEach((line, i) => {
      if (!/^@example\b/.test(line)) return;
      const rest = lines.slice(i + 1);
      const end = rest.findIndex((other) => /^@\w+/.test(other));
      const code = rest.slice(0, end < 0 ? undefined : end).filter((other) => !other.startsWith('```'));
      const row = source.slice(0, match.index).split('\n').length + i + 1;
      found.push({ place: `${file}:${row}`, name, code: code.join('\n') });
    });
  }
  return found;
}

/** The fenced js and ts blocks of a Markdown file that are not marked `no-run`. */
export function examplesOfMarkdown(file: string, text: string): Example[] {
  const found: Example[] = [];
  for (const match of text.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```/gm)) {
    const [, language, marks, code] = match as unknown as [string, string, string, string];
    if (!/^(js|javascript|mjs|ts|typescript)$/.test(language) || marks.includes('no-run')) continue;
    const row = text.slice(0, match.index).split('\n').length + 1;
    found.push({ place: `${file}:${row}`, name: undefined, code });
  }
  return found;
}

/** The modules an example may name: addresses by specifier, and what each exports. */
export interface Entries {
  readonly addresses: ReadonlyMap<string, string>;
  /** Import statements' worth of names for examples that import nothing: name to [specifier, imported name or *]. */
  readonly names: ReadonlyMap<string, readonly [specifier: string, name: string]>;
}

const running = new Map<number, Outcome[]>();
let latest = 0;

/** Runs an example and gives all its claims with what came. */
export async function run(example: Example, entries: Entries): Promise<Outcome[]> {
  const id = ++latest;
  const outcomes: Outcome[] = [];
  running.set(id, outcomes);
  const global = globalThis as Record<string, unknown>;
  global.__claim = (call: number, line: number, expected: string, ...values: unknown[]): void => {
    const actual = values.map((value) => show(value)).join(' ');
    running.get(call)?.push({ line, expected, actual });
  };
  const module = ts.transpileModule(program(example, id, entries), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  const code = /hyperdual\/plain'|'use derivatives'/.test(example.code)
    ? ordinary(module.outputText, entries)
    : module.outputText;
  try {
    await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  } finally {
    running.delete(id);
  }
  return outcomes;
}

/** Ordinary code as the plugin has it. */
function ordinary(code: string, { addresses }: Entries): string {
  const runtime = addresses.get('hyperdual/plain/runtime') as string;
  return transform(code, 'example.js', { format: 'module', runtime, map: false })?.code ?? code;
}

/** The example with claims turned into calls, imports into addresses, and names imported where it imports nothing. */
function program({ code, place }: Example, id: number, { addresses, names }: Entries): string {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const edits: { start: number; end: number; text: string }[] = [];
  const imports = file.statements.filter(ts.isImportDeclaration);
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
      // Other packages are those that are installed here.
      const address =
        addresses.get(specifier) ?? (specifier.startsWith('hyperdual') ? undefined : import.meta.resolve(specifier));
      if (address === undefined && specifier.startsWith('hyperdual'))
        throw new Error(`${place}: no entry ${specifier}`);
      const { pos, end } = statement.moduleSpecifier;
      if (address !== undefined) edits.push({ start: pos, end, text: ` ${JSON.stringify(address)}` });
      continue;
    }
    const claim = claimAfter(code, statement.end);
    if (claim === undefined) continue;
    const line = file.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
    const head = `__claim(${id}, ${line}, ${JSON.stringify(claim.text)}`;
    const start = statement.getStart();
    const { end } = statement;
    if (ts.isExpressionStatement(statement)) {
      const text = valuesOf(statement.expression);
      edits.push({
        start,
        end,
        text: claim.throws
          ? `try { ${head}, (${text})); } catch (error) { ${head}, \`\${error.name}: \${error.message}\`); }`
          : `${head}, ${text});`,
      });
    } else if (ts.isVariableStatement(statement)) {
      const values = statement.declarationList.declarations.map(({ name }) => name.getText());
      edits.push({ start: end, end, text: ` ${head}, ${values.join(', ')});` });
    } else throw new Error(`${place}, line ${line}: the result of what? Put // => after an expression or a const`);
  }
  const prelude = imports.length > 0 ? [] : importsFor(file, entriesOf(names, addresses));
  let text = code;
  for (const edit of edits.sort((a, b) => b.start - a.start)) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }
  return ['const console = { log() {}, table() {} };', ...prelude, text, 'export {};'].join('\n');
}

/** For console.log(x) the values printed, else the expression itself. */
function valuesOf(expression: ts.Expression): string {
  if (ts.isCallExpression(expression) && /^console\.(log|info)$/.test(expression.expression.getText())) {
    return expression.arguments.map((argument) => argument.getText()).join(', ');
  }
  return `(${expression.getText()})`;
}

/** The comment `// => ...` or `// throws ...` behind or right below a statement, with the comment lines that go on with it. */
function claimAfter(code: string, end: number): { text: string; throws: boolean } | undefined {
  const found = /^[ \t]*\n?[ \t]*\/\/ (=>|throws) ?(.*)/.exec(code.slice(end));
  if (found === null) return undefined;
  const lines = [found[2] as string];
  for (const line of code
    .slice(end + found[0].length)
    .split('\n')
    .slice(1)) {
    const more = /^\s*\/\/ {3,}(.*)/.exec(line);
    if (more === null) break;
    lines.push(more[1] as string);
  }
  return { text: lines.join('\n'), throws: found[1] === 'throws' };
}

type Names = ReadonlyMap<string, { readonly address: string; readonly name: string }>;

function entriesOf(names: Entries['names'], addresses: Entries['addresses']): Names {
  return new Map(
    [...names].map(([local, [specifier, name]]) => [local, { address: addresses.get(specifier) as string, name }]),
  );
}

/** Imports of the names that a file uses and does not declare itself. */
function importsFor(file: ts.SourceFile, names: Names): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const declare = (name: ts.Node): void => {
    if (ts.isIdentifier(name)) declared.add(name.text);
    else if (ts.isObjectBindingPattern(name)) for (const element of name.elements) declare(element.name);
    else if (ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) declare(element.name);
    }
  };
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) declare(name);
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
      declare(statement.name);
    }
  }
  return [...used].flatMap((local) => {
    const found = declared.has(local) ? undefined : names.get(local);
    if (found === undefined) return [];
    const from = JSON.stringify(found.address);
    return found.name === '*'
      ? `import * as ${local} from ${from};`
      : `import { ${found.name} as ${local} } from ${from};`;
  });
}

/** A value as a reader would write it: numbers shortest, records and arrays on one line, active numbers as they print. */
export function show(x: unknown): string {
  if (Object.is(x, -0)) return '-0';
  if (isScalar(x)) return String(x);
  if (ArrayBuffer.isView(x)) return `${x.constructor.name} ${show(Array.from(x as Float64Array))}`;
  if (Array.isArray(x)) return `[${x.map(show).join(', ')}]`;
  if (typeof x === 'object' && x !== null && [Object.prototype, null].includes(Object.getPrototypeOf(x))) {
    const parts = Object.entries(x).map(([key, part]) => `${/^[\w$]+$/.test(key) ? key : inspect(key)}: ${show(part)}`);
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return typeof x === 'object' && x !== null && Object.hasOwn(Object.getPrototypeOf(x), 'toString')
    ? String(x)
    : inspect(x, { breakLength: Number.POSITIVE_INFINITY });
}

/**
 * Whether a claim holds: the same text up to white space. `...` or `…` stands for the rest of a number's digits (0.54...)
 * or, by itself, for anything; quotes around a text may be left out.
 */
export function holds({ expected, actual }: Outcome): boolean {
  const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const pattern = squeeze(expected)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/(\d)(?:\\\.\\\.\\\.|…)/g, '$1\\d*(?:e[+-]?\\d+)?')
    .replace(/\\\.\\\.\\\.|…/g, '.*');
  const shape = new RegExp(`^${pattern}$`);
  const text = squeeze(actual);
  return (
    shape.test(text) ||
    shape.test(
      text
        .replace(/^(['"`])([\s\S]*)\1$/, '$2')
        .replace(/\\n/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  );
}
