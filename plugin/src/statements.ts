/** Statements: tests, `switch`, decisions that become choices, and classes. */
import { fieldsOf } from './calls.js';
import { assignment, test, update } from './expressions.js';
import { bare, type Node } from './node.js';
import { canPick, pick } from './picks.js';
import type { Rewriter } from './rewriter.js';

/** Writes a statement that does not stay as it is. */
export function rewriteStatement(r: Rewriter, node: Node): boolean {
  switch (node.type) {
    case 'ExpressionStatement':
      return expressionStatement(r, node);
    case 'IfStatement':
      return ifStatement(r, node);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return tested(r, node, [node.test, node.body]);
    case 'ForStatement':
      return forStatement(r, node);
    case 'ForInStatement':
      r.raw(node.start, node.left.start);
      r.node(node.left);
      r.raw(node.left.end, node.right.start);
      fieldsOf(r, node.right);
      r.raw(node.right.end, node.body.start);
      r.node(node.body);
      return true;
    case 'SwitchStatement':
      return switchStatement(r, node);
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return statements(r, node);
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return field(r, node);
    case 'WithStatement':
      return r.refuse(node, 'with', 'Names in it may be those of an object: leave the file out of the scope.');
    default:
      return false;
  }
}

function expressionStatement(r: Rewriter, node: Node): boolean {
  if (node.directive !== undefined && node.directive !== null) {
    r.raw(node.start, node.end);
    return true;
  }
  r.raw(node.start, node.expression.start);
  effect(r, node.expression);
  r.raw(node.expression.end, node.end);
  return true;
}

/** An expression whose value nobody looks at. */
function effect(r: Rewriter, node: Node): void {
  const isDone =
    (node.type === 'UpdateExpression' && update(r, node, false)) ||
    (node.type === 'AssignmentExpression' && assignment(r, node, false));
  if (!isDone) r.node(node);
}

/** A node whose test decides. */
function tested(r: Rewriter, node: Node, parts: readonly Node[]): boolean {
  const ordered = parts.filter((part) => part !== null).sort((a, b) => a.start - b.start);
  let at = node.start;
  for (const part of ordered) {
    r.raw(at, part.start);
    if (part === node.test) test(r, part);
    else r.node(part);
    at = part.end;
  }
  r.raw(at, node.end);
  return true;
}

function forStatement(r: Rewriter, node: Node): boolean {
  let at = node.start;
  for (const part of [node.init, node.test, node.update, node.body]) {
    if (part === null) continue;
    r.raw(at, part.start);
    if (part === node.test) test(r, part);
    else if (part === node.update || (part === node.init && part.type !== 'VariableDeclaration')) effects(r, part);
    else r.node(part);
    at = part.end;
  }
  r.raw(at, node.end);
  return true;
}

/** `i++, j--`. */
function effects(r: Rewriter, node: Node): void {
  if (node.type !== 'SequenceExpression') {
    effect(r, node);
    return;
  }
  let at = node.start;
  for (const part of node.expressions) {
    r.raw(at, part.start);
    effect(r, part);
    at = part.end;
  }
  r.raw(at, node.end);
}

function switchStatement(r: Rewriter, node: Node): boolean {
  const { discriminant, cases } = node;
  r.raw(node.start, discriminant.start);
  if (r.bindings.isPlain(discriminant)) r.node(discriminant);
  else r.call('switched', discriminant, discriminant);
  let at = discriminant.end;
  for (const branch of cases) {
    r.raw(at, branch.start);
    at = branch.start;
    if (branch.test !== null) {
      r.raw(at, branch.test.start);
      if (r.bindings.isPlain(branch.test)) r.node(branch.test);
      else r.call('switched', branch.test, branch.test);
      at = branch.test.end;
    }
    at = list(r, branch.consequent, at);
    r.raw(at, branch.end);
    at = branch.end;
  }
  r.raw(at, node.end);
  return true;
}

function statements(r: Rewriter, node: Node): boolean {
  const at = list(r, node.body, node.start);
  r.raw(at, node.end);
  return true;
}

/** A list of statements, from a place in the source on; the place after it. */
export function list(r: Rewriter, nodes: readonly Node[], from: number): number {
  let at = from;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    r.raw(at, node.start);
    at = node.end;
    const next = nodes[i + 1];
    if (next !== undefined && r.manner === 'active' && returns(r, node, next)) {
      at = next.end;
      i++;
    } else protect(r, node);
  }
  return at;
}

/** A line that begins with a parenthesis must not go on the one before. */
function protect(r: Rewriter, node: Node): void {
  const pieces = r.capture(() => r.node(node));
  const first = pieces.find(({ text }) => text.length > 0)?.text ?? '';
  if (node.type === 'ExpressionStatement' && /^[([`]/.test(first) && r.source[node.start] !== first[0]) r.put(';');
  r.putAll(pieces);
}

/** `if (c) return a; return b;`. */
function returns(r: Rewriter, node: Node, next: Node): boolean {
  if (node.type !== 'IfStatement' || node.alternate !== null || next.type !== 'ReturnStatement') return false;
  const then = only(node.consequent);
  if (then.type !== 'ReturnStatement' || then.argument === null || next.argument === null) return false;
  if (!canPick(r, node.test, [then.argument, next.argument])) return false;
  r.put('return ', node.start);
  pick(r, node.test, then.argument, next.argument);
  r.put(';');
  return true;
}

function only(node: Node): Node {
  return node.type === 'BlockStatement' && node.body.length === 1 ? (node.body[0] as Node) : node;
}

function ifStatement(r: Rewriter, node: Node): boolean {
  return choice(r, node) || tested(r, node, [node.test, node.consequent, node.alternate]);
}

/** `if (c) v = a; else v = b;` and `if (c) v = a;`. */
function choice(r: Rewriter, node: Node): boolean {
  const then = assigned(only(node.consequent));
  if (then === undefined) return false;
  const target = bare(then.left);
  if (target.type !== 'Identifier' || r.bindings.isGlobal(target) || r.bindings.isPlain(target)) return false;
  const otherwise = node.alternate === null ? undefined : assigned(only(node.alternate));
  if (node.alternate !== null && (otherwise === undefined || bare(otherwise.left).name !== target.name)) return false;
  if (!canPick(r, node.test, otherwise === undefined ? [then.right] : [then.right, otherwise.right])) return false;
  r.put(`${target.name} = `, node.start);
  pick(r, node.test, then.right, otherwise?.right ?? (() => r.put(target.name)));
  r.put(';');
  return true;
}

function assigned(node: Node): Node | undefined {
  if (node.type !== 'ExpressionStatement') return undefined;
  return node.expression.type === 'AssignmentExpression' && node.expression.operator === '='
    ? node.expression
    : undefined;
}

/** A field of a class, where no variable can be declared. */
function field(r: Rewriter, node: Node): boolean {
  let at = node.start;
  if (node.computed) {
    r.raw(at, node.key.start);
    r.isolated(node.key);
    at = node.key.end;
  }
  if (node.value !== null) {
    r.raw(at, node.value.start);
    r.isolated(node.value);
    at = node.value.end;
  }
  r.raw(at, node.end);
  return true;
}
