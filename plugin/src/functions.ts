/**
 * Functions. Each keeps its body as it is for when no driver runs, and has an active one for when one does (the fork):
 *
 *     function f(x) { if (running.on) return f$(x); <body> }   function f$(x) { <active body> }
 *
 * The untouched body keeps the engine's speed and what it has learnt. The active body is a function of its own beside a
 * declaration, stands in place where the function is short or refers to what only it has (arguments, super, new.target), and is
 * a function inside elsewhere. A generator has one body, the active one: it may be made outside of a driver and run inside.
 */
import { childrenOf, isErased, isFunction, isIdentifier, type Node, namesIn } from './node.js';
import type { Piece } from './output.js';
import type { Rewriter } from './rewriter.js';
import { list } from './statements.js';

/** Longest body that is written in place twice: longer ones would no longer be copied into their callers. */
const IN_PLACE = 240;

export function rewriteFunction(r: Rewriter, node: Node): void {
  const directive = directiveOf(node);
  const hasBody = node.body !== null && node.body !== undefined;
  if (!hasBody || (r.manner === 'outside' && directive !== 'use derivatives')) r.copy(node);
  else if (directive === 'use no derivatives') r.in('outside', () => r.copy(node));
  else {
    // What a function changes is its own affair.
    const { changes } = r;
    write(r, node);
    r.changes = changes;
  }
}

function write(r: Rewriter, node: Node): void {
  const replacement = r.replacementOf(node);
  if (replacement !== undefined && !node.generator) {
    head(r, node);
    const isArrow = node.type === 'ArrowFunctionExpression';
    r.put(`{ return ${replacement}(${isArrow ? namesIn(node.params).join(', ') : '...arguments'}); }`, node.body.start);
    r.changes++;
    return;
  }
  const isBlock = node.body.type === 'BlockStatement';
  const inside = (): void => (isBlock ? body(r, node.body) : r.argument(node.body));
  r.changes = 0;
  const active = r.captureWithVariables(() => r.inActiveFunction(true, () => r.in('active', inside)));
  const isChanged = r.changes > 0;
  head(r, node);
  if (r.isInActiveFunction || !r.options.fork || node.generator) {
    if (isBlock) block(r, node, active.pieces, active.variables);
    else concise(r, node, active.pieces, active.variables);
    return;
  }
  const native = r.capture(() => r.in('native', inside));
  if (!isChanged && isBlock) block(r, node, native, []);
  else if (!isChanged) concise(r, node, native, []);
  else if (isBlock) forkedBlock(r, node, native, active);
  else forkedExpression(r, node, native, active);
}

interface Active {
  readonly pieces: readonly Piece[];
  readonly variables: readonly string[];
}

/** `(running.on > 0 ? <active> : <native>)`. */
function forkedExpression(r: Rewriter, node: Node, native: readonly Piece[], active: Active): void {
  const { start } = node.body;
  if (active.variables.length === 0) {
    r.put(`(${isOn(r)} ? (`, start);
    r.putAll(active.pieces);
    r.put(') : (');
    r.putAll(native);
    r.put('))');
  } else {
    r.put(`{ if (${isOn(r)}) { `, start);
    declare(r, active.variables);
    r.put('return (');
    r.putAll(active.pieces);
    r.put('); } return (');
    r.putAll(native);
    r.put('); }');
  }
}

function isOn(r: Rewriter): string {
  return `${r.runtime('running')}.on > 0`;
}

function forkedBlock(r: Rewriter, node: Node, native: readonly Piece[], active: Active): void {
  const { start, end } = node.body;
  const isArrow = node.type === 'ArrowFunctionExpression';
  const names = namesIn(node.params).filter((name) => name !== 'this');
  const refers = references(node.body);
  r.put('{', start);
  const isStrict = directives(r, node.body);
  const activeBody = (): void => {
    entered(r, node, names);
    declare(r, active.variables);
    r.putAll(active.pieces);
    r.put('}', end - 1);
  };
  if (node.async || refers.own || (refers.arguments && !isArrow) || end - start <= IN_PLACE) {
    r.put(` if (${isOn(r)}) { `, start);
    activeBody();
    r.put(' else {');
    r.putAll(native);
    r.put('}}', end - 1);
    return;
  }
  const isThis = refers.this && !isArrow;
  const call = isThis ? `.call(${['this', ...names].join(', ')})` : `(${names.join(', ')})`;
  const inner = (name: string): void => {
    r.put(isArrow ? `(${names.join(', ')}) => {` : `function ${name}(${names.join(', ')}) {`, node.start);
    r.put(isStrict ? ' "use strict"; ' : ' ');
    activeBody();
  };
  if (node.type === 'FunctionDeclaration' && node.id !== null && !r.isAlone) {
    const name = r.fresh(`${node.id.name}_`);
    r.put(` if (${isOn(r)}) return ${name}${call};`, start);
    r.putAll(native);
    r.put('} ', end - 1);
    inner(name);
  } else {
    r.put(` if (${isOn(r)}) return (`, start);
    inner('');
    r.put(`)${call};`);
    r.putAll(native);
    r.put('}', end - 1);
  }
}

/** Everything before the body; defaults are active in all manners but outside. */
function head(r: Rewriter, node: Node): void {
  let at = node.start;
  for (const child of childrenOf(node)) {
    if (child.start >= node.body.start) break;
    r.raw(at, child.start);
    if (child === node.id || isErased(child)) r.raw(child.start, child.end);
    else r.in('active', () => r.node(child));
    at = child.end;
  }
  // Parentheses around the body of an arrow are written anew.
  const isConcise = node.body.type !== 'BlockStatement';
  r.raw(at, isConcise ? r.source.lastIndexOf('=>', node.body.start) + 2 : node.body.start);
  if (isConcise) r.put(' ');
}

/** The statements of a block without its braces and directives. */
function body(r: Rewriter, block: Node): void {
  const rest = block.body.filter((statement) => !isDirective(statement));
  const from = rest.length < block.body.length ? directivesEnd(block) : block.start + 1;
  r.raw(list(r, rest, from), block.end - 1);
}

export function isDirective(statement: Node): boolean {
  return typeof statement.directive === 'string';
}

function directivesEnd(block: Node): number {
  return block.body.filter(isDirective).reduce((_, { end }) => end, block.start + 1);
}

/** Writes the directives at the start of a body; true where strict mode is one. */
function directives(r: Rewriter, block: Node): boolean {
  const found = block.body.filter(isDirective);
  if (found.length > 0) {
    r.raw(block.start + 1, directivesEnd(block));
    r.put(';');
  }
  return found.some(({ directive }) => directive === 'use strict');
}

function declare(r: Rewriter, variables: readonly string[]): void {
  if (variables.length > 0) r.put(`let ${variables.join(', ')}; `);
}

/** A function with one body. */
function block(r: Rewriter, node: Node, pieces: readonly Piece[], variables: readonly string[]): void {
  r.put('{', node.body.start);
  directives(r, node.body);
  if (variables.length > 0) r.put(' ');
  declare(r, variables);
  r.putAll(pieces);
  r.put('}', node.body.end - 1);
}

function concise(r: Rewriter, node: Node, pieces: readonly Piece[], variables: readonly string[]): void {
  if (variables.length > 0) {
    r.put('{ ', node.body.start);
    declare(r, variables);
    r.put('return ');
  }
  r.put('(');
  r.putAll(pieces);
  r.put(variables.length > 0 ? '); }' : ')');
}

/** Takes note of the call where two runs are compared. */
function entered(r: Rewriter, node: Node, names: readonly string[]): void {
  if (!r.options.check) return;
  const what = `${node.id?.name ?? 'a function'} (${r.placeOf(node)})`;
  const args = [JSON.stringify(what), ...names].join(', ');
  r.put(`if (${r.runtime('notes')}.calls !== undefined) ${r.runtime('entered')}(${args}); `);
}

interface Refers {
  readonly arguments: boolean;
  readonly this: boolean;
  /** To what only the function itself has: super, new.target. */
  readonly own: boolean;
}

/** What a body refers to that another function in its place would not have. */
function references(node: Node): Refers {
  const refers = { arguments: false, this: false, own: false };
  const visit = (child: Node): void => {
    if (isErased(child)) return;
    if (isIdentifier(child, 'arguments')) refers.arguments = true;
    else if (child.type === 'ThisExpression') refers.this = true;
    else if (child.type === 'Super' || child.type === 'MetaProperty') refers.own = true;
    // An arrow has none of its own.
    if (!isFunction(child) || child.type === 'ArrowFunctionExpression') childrenOf(child).forEach(visit);
  };
  visit(node);
  return refers;
}

/** The directive of this plugin at the top of a body. */
export function directiveOf({ body }: Node): string | undefined {
  if (!Array.isArray(body) && body?.type !== 'BlockStatement') return undefined;
  const statements: readonly Node[] = Array.isArray(body) ? body : body.body;
  return statements.find(({ directive }) => directive === 'use derivatives' || directive === 'use no derivatives')
    ?.directive;
}
