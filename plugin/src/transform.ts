/** The transform of one file. */
import { type ParseResult, parseSync } from 'oxc-parser';
import { Bindings } from './bindings.js';
import { directiveOf, isDirective } from './functions.js';
import { childrenOf, isErased, isIdentifier, type Node } from './node.js';
import { mapOf, type Piece, type SourceMap, separated, textOf } from './output.js';
import { REPLACEMENTS, type Replacements, replacedIn } from './replacements.js';
import { type Manner, type Remark, Rewriter } from './rewriter.js';
import { list } from './statements.js';

/** How a file is loaded: that decides how it gets at the runtime. */
export type Format = 'module' | 'commonjs' | 'script';

export interface TransformOptions {
  readonly format?: Format;
  /** The module of the runtime, as the file imports it. */
  readonly runtime?: string;
  /** Where a file in CommonJS finds the runtime: by `require`, on the global object, where it has been put before, or on either. */
  readonly commonjs?: 'require' | 'global' | 'either';
  readonly fork?: boolean;
  readonly floats?: 'typed' | 'array';
  /** Whether functions take note of their calls for the value check. */
  readonly check?: boolean;
  /** For code that others wrote: direct eval is refused where a derivative is taken, and not at once. */
  readonly lenient?: boolean;
  /** False where only functions with a directive are meant. */
  readonly whole?: boolean;
  readonly map?: boolean;
  /** Functions that others stand in for, by name. */
  readonly replacements?: Replacements | undefined;
  /** The addresses of modules, where they are not found by name. */
  readonly addresses?: ReadonlyMap<string, string> | undefined;
}

export interface Transformed {
  readonly code: string;
  readonly map: SourceMap | undefined;
  /** What may lose derivatives in it. */
  readonly remarks: readonly Remark[];
  /** The modules it imports. */
  readonly imports: readonly string[];
  /** The settings of the functions that have been replaced. */
  readonly replaced: readonly string[];
}

export const RUNTIME = 'hyperdual/plain/runtime';

/**
 * Rewrites the operators of a file so that they keep derivatives.
 *
 * @param file - its path, for the language (`.ts`, `.tsx`, `.js` ...), source maps and messages.
 * @returns undefined where nothing needs to be changed.
 * @throws {SyntaxError} where the file cannot be read, or holds what cannot be transformed (direct eval, with).
 */
export function transform(source: string, file: string, options: TransformOptions = {}): Transformed | undefined {
  const format = options.format ?? formatOf(source, file);
  const { program, errors } = parse(source, file, format);
  const problem = errors.find(({ severity }) => severity === 'Error');
  if (problem !== undefined) throw new SyntaxError(`unplugin-hyperdual: ${file} cannot be read. ${problem.message}`);
  const root = program as unknown as Node;
  const directive = directiveOf(root);
  if (directive === 'use no derivatives') return undefined;
  const manner: Manner = (options.whole ?? true) || directive === 'use derivatives' ? 'active' : 'outside';
  const replaced = options.replacements === undefined ? undefined : replacedIn(root, options.replacements);
  const r = new Rewriter(source, file, new Bindings(root, format), settings(options), manner, replaced);
  const head = root.body.filter(isDirective);
  const start = head.reduce((_, { end }) => end, source.startsWith('#!') ? lineEnd(source) : 0);
  const rest = root.body.filter((statement) => !isDirective(statement));
  const { pieces, variables } = r.captureWithVariables(() => {
    r.raw(list(r, rest, start), source.length);
  });
  if (r.used.size === 0 && r.replacements.size === 0) return undefined;
  const all: Piece[] = separated(
    r.capture(() => {
      withoutDirective(r, head, start);
      r.put(header(r, options, format, start > 0));
      if (variables.length > 0) r.put(`${format === 'script' ? 'var' : 'let'} ${variables.join(', ')}; `);
      r.putAll(pieces);
    }),
  );
  return {
    code: textOf(all),
    map: options.map === false ? undefined : mapOf(all, source, file),
    remarks: r.remarks,
    imports: importsOf(root),
    replaced: [...r.replacements.keys()].map(({ key }) => key),
  };
}

/** The text before the code, without the directive of this plugin, of which bundlers would warn: they do not know it. */
function withoutDirective(r: Rewriter, head: readonly Node[], end: number): void {
  const own = head.find(({ directive }) => directive === 'use derivatives');
  if (own === undefined) {
    r.raw(0, end);
    return;
  }
  r.raw(0, own.start);
  r.raw(own.end, end);
}

function settings(options: TransformOptions) {
  return {
    fork: options.fork ?? true,
    floats: options.floats ?? 'typed',
    check: options.check ?? true,
    lenient: options.lenient ?? false,
  } as const;
}

function parse(source: string, file: string, format: Format): ParseResult {
  const lang = /\.[mc]?tsx?$/.test(file) ? (file.endsWith('x') ? 'tsx' : 'ts') : 'jsx';
  return parseSync(file, source, {
    lang,
    sourceType: format,
    astType: 'ts',
    range: true,
    preserveParens: false,
  });
}

/** By the name, and where that leaves it open by what is in it. */
export function formatOf(source: string, file: string): Format {
  if (/\.[mc]ts$|\.mjs$|\.cjs$/.test(file)) return /\.c[tj]s$/.test(file) ? 'commonjs' : 'module';
  // Minified modules have these words anywhere in a line.
  if (/\bimport\b(?!\s*\()|\bexport\b/.test(source)) return isModule(source, file) ? 'module' : 'commonjs';
  return /\b(require|module|exports)\b/.test(source) || /\.[jt]sx?$/.test(file) ? 'commonjs' : 'script';
}

function isModule(source: string, file: string): boolean {
  const { module, errors } = parse(source, file, 'module');
  return errors.length === 0 && module.hasModuleSyntax;
}

function header(r: Rewriter, options: TransformOptions, format: Format, isBehind: boolean): string {
  const names = [...r.used].sort();
  const register = format === 'script' ? [] : ['registered'];
  const all = [...names, ...register].map((name) => [name, r.runtime(name)] as const);
  const runtime = options.runtime ?? RUNTIME;
  const isEither = options.commonjs === 'either';
  const parts = [imported(all, runtime, format, globalPlace(options, format, 'hyperdual.plain.runtime'), isEither)];
  for (const [{ module, name }, local] of r.replacements) {
    const place = globalPlace(options, format, REPLACEMENTS);
    const where = place === undefined ? undefined : `${place}?.get(${JSON.stringify(module)})`;
    parts.push(imported([[name, local]], options.addresses?.get(module) ?? module, format, where, isEither));
  }
  if (register.length > 0) parts.push(`/* @__PURE__ */ ${r.runtime('registered')}(${JSON.stringify(r.file)});`);
  return `${isBehind ? '; ' : ''}${parts.join(' ')} `;
}

/** Where a file that cannot import finds something: on the global object. */
function globalPlace(options: TransformOptions, format: Format, name: string): string | undefined {
  const isGlobal = format === 'script' || (format === 'commonjs' && (options.commonjs ?? 'require') !== 'require');
  return isGlobal ? `globalThis[Symbol.for(${JSON.stringify(name)})]` : undefined;
}

function imported(
  names: readonly (readonly [name: string, local: string])[],
  module: string,
  format: Format,
  place: string | undefined,
  isEither: boolean,
): string {
  if (format === 'module') {
    return `import { ${names.map(([name, local]) => `${name} as ${local}`).join(', ')} } from ${JSON.stringify(module)};`;
  }
  const list = names.map(([name, local]) => `${name}: ${local}`).join(', ');
  const required = `require(${JSON.stringify(module)})`;
  const from = place === undefined ? required : isEither ? `${place} ?? ${required}` : place;
  return `${format === 'script' ? 'var' : 'const'} { ${list} } = ${from};`;
}

/** The modules that a file imports, or requires by a name that is written out. */
function importsOf(root: Node): string[] {
  const sources = new Set<string>();
  const add = (source: Node | null | undefined): void => {
    const name: unknown = source?.value;
    if (typeof name === 'string') sources.add(name);
  };
  const visit = (node: Node): void => {
    if (isErased(node)) return;
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) {
      if ((node as { importKind?: string }).importKind !== 'type') add(node.source);
    } else if (node.type === 'ImportExpression') add(node.source);
    else if (node.type === 'CallExpression' && isIdentifier(node.callee, 'require')) add(node.arguments[0]);
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return [...sources];
}

function lineEnd(source: string): number {
  const end = source.indexOf('\n');
  return end < 0 ? source.length : end + 1;
}
