/** Operators, assignments and decisions in expressions. */
import { rewriteCall, rewriteMember, rewriteNew } from './calls.js';
import { rewriteChain } from './chains.js';
import { rewriteGlobal, sharedVariable } from './globals.js';
import { bare, isIdentifier, type Node } from './node.js';
import { canPick, pick } from './picks.js';
import { openReference } from './references.js';
import type { Rewriter } from './rewriter.js';

/** The function of the runtime for each operator. */
export const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '**': 'exp',
  '|': 'bor',
  '&': 'band',
  '^': 'bxor',
  '<<': 'shl',
  '>>': 'shr',
  '>>>': 'ushr',
  '<': 'lt',
  '>': 'gt',
  '<=': 'le',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'eq',
  '===': 'seq',
  '!==': 'seq',
};

/** Writes an expression whose operators become calls. False where it stays as it is. */
export function rewriteExpression(r: Rewriter, node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
      return rewriteGlobal(r, node);
    case 'BinaryExpression':
      return binary(r, node);
    case 'UnaryExpression':
      return unary(r, node);
    case 'LogicalExpression':
      return logical(r, node);
    case 'ConditionalExpression':
      return conditional(r, node);
    case 'UpdateExpression':
      return update(r, node, true);
    case 'AssignmentExpression':
      return assignment(r, node, true);
    case 'TemplateLiteral':
      return template(r, node);
    case 'TaggedTemplateExpression':
      return tagged(r, node);
    case 'CallExpression':
      return rewriteCall(r, node);
    case 'NewExpression':
      return rewriteNew(r, node);
    case 'MemberExpression':
      return rewriteMember(r, node);
    case 'ChainExpression':
      return rewriteChain(r, node);
    case 'VariableDeclarator':
      return sharedVariable(r, node);
    case 'Property':
      return property(r, node);
    case 'AssignmentPattern':
      r.node(node.left);
      r.raw(node.left.end, node.right.start);
      r.isolated(node.right);
      r.raw(node.right.end, node.end);
      return true;
    default:
      return false;
  }
}

function binary(r: Rewriter, node: Node): boolean {
  const { operator, left, right } = node;
  const { bindings } = r;
  if (left.type === 'PrivateIdentifier') return false;
  if (operator === 'in') return inOperator(r, node);
  if (operator === 'instanceof') {
    if (bindings.isPlain(left)) return false;
    r.call('instance', node, left, right);
    return true;
  }
  const name = OPERATORS[operator];
  if (name === undefined || (bindings.isPlain(left) && bindings.isPlain(right))) return false;
  const isEquality = name === 'eq' || name === 'seq';
  if (isEquality) {
    if (name === 'seq' && (bindings.isNoNumber(left) || bindings.isNoNumber(right))) return false;
    if (name === 'eq' && (isNullish(left, r) || isNullish(right, r))) return false;
    if (operator.startsWith('!')) r.put('!', node.start);
  }
  r.call(name, node, left, right);
  return true;
}

function isNullish(node: Node, r: Rewriter): boolean {
  const inner = bare(node);
  return (inner.type === 'Literal' && inner.raw === 'null') || r.bindings.isGlobal(inner, 'undefined');
}

/** `key in object`. */
function inOperator(r: Rewriter, node: Node): boolean {
  if (r.bindings.isPlain(node.left)) return false;
  r.changes++;
  r.put(`(${r.runtime('key')}(`, node.start);
  r.argument(node.left);
  r.put(') in ');
  r.put('(');
  r.node(node.right);
  r.put('))');
  return true;
}

function unary(r: Rewriter, node: Node): boolean {
  const { operator, argument } = node;
  const { bindings } = r;
  switch (operator) {
    case '-':
    case '+':
    case '~':
      if (bindings.isPlain(argument)) return false;
      r.call(operator === '-' ? 'neg' : operator === '+' ? 'pos' : 'bnot', node, argument);
      return true;
    case '!':
      if (bindings.isPlain(argument)) return false;
      r.put('!', node.start);
      test(r, argument, true);
      return true;
    case 'typeof':
      return typeOf(r, node);
    case 'delete':
      return deletion(r, node);
    default:
      return false;
  }
}

/** A property of a global object keeps its name. */
function deletion(r: Rewriter, node: Node): boolean {
  const target = bare(node.argument);
  if (target.type !== 'MemberExpression' || target.optional) return false;
  r.raw(node.start, node.argument.start);
  r.putAll(openReference(r, target, true).write);
  r.raw(node.argument.end, node.end);
  return true;
}

function typeOf(r: Rewriter, node: Node): boolean {
  const { argument } = node;
  const inner = bare(argument);
  if (r.bindings.isGlobal(inner)) {
    // Of a name that nobody has declared, typeof must not throw; and a global function is not renamed here.
    r.raw(node.start, node.end);
    return true;
  }
  if (r.bindings.isPlain(argument)) return false;
  r.call('type', node, argument);
  return true;
}

/**
 * An expression of which only the truth counts.
 *
 * @param isOperand - true where it is an operand of another operator.
 */
export function test(r: Rewriter, node: Node, isOperand = false): void {
  const inner = bare(node);
  if (inner.type === 'LogicalExpression' && inner.operator !== '??') {
    r.put('(');
    test(r, inner.left, true);
    r.put(` ${inner.operator} `);
    test(r, inner.right, true);
    r.put(')');
  } else if (inner.type === 'UnaryExpression' && inner.operator === '!') {
    r.put('!', inner.start);
    test(r, inner.argument, true);
  } else if (isBoolean(r, inner)) {
    if (isOperand) r.put('(');
    r.argument(node);
    if (isOperand) r.put(')');
  } else r.call('truth', node, node);
}

function isBoolean(r: Rewriter, node: Node): boolean {
  if (r.bindings.isPlain(node)) return true;
  return node.type === 'CallExpression' && isIdentifier(node.callee, 'Boolean');
}

function logical(r: Rewriter, node: Node): boolean {
  const { operator, left, right } = node;
  if (operator === '??' || r.bindings.isPlain(left)) return false;
  r.changes++;
  const value = r.temporary();
  r.put(`(${r.runtime('truth')}(${value} = `, node.start);
  r.argument(left);
  r.put(operator === '&&' ? ') ? ' : `) ? ${value} : `);
  r.argument(right);
  r.put(operator === '&&' ? ` : ${value})` : ')');
  return true;
}

function conditional(r: Rewriter, node: Node): boolean {
  if (canPick(r, node.test, [node.consequent, node.alternate])) {
    pick(r, node.test, node.consequent, node.alternate);
    return true;
  }
  r.put('(', node.start);
  test(r, node.test);
  r.put(' ? ');
  r.argument(node.consequent);
  r.put(' : ');
  r.argument(node.alternate);
  r.put(')');
  return true;
}

/** x++ and its kin. @param isUsed - false where nobody looks at the value. */
export function update(r: Rewriter, node: Node, isUsed: boolean): boolean {
  const target = bare(node.argument);
  if (r.bindings.isPlain(target)) return false;
  const step = node.operator === '++' ? 'inc' : 'dec';
  const reference = openReference(r, target);
  r.changes++;
  if (isUsed || reference.preparation.length > 0) r.put('(', node.start);
  r.putAll(reference.preparation);
  const before = isUsed && !node.prefix ? r.temporary() : undefined;
  if (before !== undefined) {
    r.put(`${before} = ${r.runtime('num')}(`, node.start);
    r.putAll(reference.read);
    r.put('), ');
  }
  r.putAll(reference.write);
  r.put(` = ${r.runtime(step)}(`, node.start);
  if (before === undefined) r.putAll(reference.read);
  else r.put(before);
  r.put(before === undefined ? ')' : `), ${before}`);
  if (isUsed || reference.preparation.length > 0) r.put(')');
  return true;
}

/** a = b, a += b, a ||= b. @param isUsed - false where nobody looks at the value. */
export function assignment(r: Rewriter, node: Node, isUsed: boolean): boolean {
  const { operator, left, right } = node;
  if (operator === '=' || operator === '??=') return simpleAssignment(r, node);
  const target = bare(left);
  if (r.bindings.isPlain(target) && r.bindings.isPlain(right)) return false;
  const reference = openReference(r, target);
  const isNaked = !isUsed && reference.preparation.length === 0;
  r.changes++;
  if (!isNaked) r.put('(', node.start);
  r.putAll(reference.preparation);
  if (operator === '&&=' || operator === '||=') {
    const value = r.temporary();
    r.put(`${r.runtime('truth')}(${value} = `, node.start);
    r.putAll(reference.read);
    r.put(operator === '&&=' ? ') ? (' : `) ? ${value} : (`);
    r.putAll(reference.write);
    r.put(' = ');
    r.argument(right);
    r.put(operator === '&&=' ? `) : ${value}` : ')');
  } else {
    r.putAll(reference.write);
    r.put(` = ${r.runtime(OPERATORS[operator.slice(0, -1)] as string)}(`, node.start);
    r.putAll(reference.read);
    r.put(', ');
    r.argument(right);
    r.put(')');
  }
  if (!isNaked) r.put(')');
  return true;
}

/** The target may be an element by an active index, or a pattern; a global name that is written keeps its name. */
function simpleAssignment(r: Rewriter, node: Node): boolean {
  const target = bare(node.left);
  r.raw(node.start, node.left.start);
  if (target.type === 'Identifier') r.raw(node.left.start, node.left.end);
  else if (target.type === 'MemberExpression') {
    const reference = openReference(r, target, true);
    if (reference.preparation.length > 0) throw new Error('a target that is written once needs no preparation');
    r.putAll(reference.write);
  } else r.node(node.left);
  r.raw(node.left.end, node.right.start);
  r.node(node.right);
  r.raw(node.right.end, node.end);
  return true;
}

function template(r: Rewriter, node: Node): boolean {
  let at = node.start;
  for (const expression of node.expressions) {
    r.raw(at, expression.start);
    if (r.bindings.isPlain(expression)) r.node(expression);
    else r.call('text', expression, expression);
    at = expression.end;
  }
  r.raw(at, node.end);
  return true;
}

/** A tag gets the values as they are. */
function tagged(r: Rewriter, node: Node): boolean {
  r.raw(node.start, node.tag.start);
  r.node(node.tag);
  r.raw(node.tag.end, node.quasi.start);
  r.copy(node.quasi);
  return true;
}

/** `{ [key]: value }`, and `{ Math }`, whose name stays. */
export function property(r: Rewriter, node: Node): boolean {
  if (node.shorthand) {
    if (node.value.type !== 'Identifier') {
      r.node(node.value);
      return true;
    }
    const pieces = r.capture(() => r.node(node.value));
    if (pieces.length === 1 && pieces[0]?.isCopy === true) return false;
    r.put(`${node.value.name}: `, node.start);
    r.putAll(pieces);
    return true;
  }
  if (!node.computed || r.bindings.isPlain(node.key)) return false;
  r.raw(node.start, node.key.start);
  r.call('key', node.key, node.key);
  r.raw(node.key.end, node.value.start);
  r.node(node.value);
  r.raw(node.value.end, node.end);
  return true;
}
