/**
 * Native bodies run while no driver does, but what they hand on may be called by one: `var sqrt = Math.sqrt`, or the `Math` that
 * a wrapper around a whole library passes to it. Global functions and objects that look at numbers are therefore renamed in
 * native code too, except where they are called at once.
 */
import { property } from './expressions.js';
import {
  isConstantName,
  isNumeric,
  rewriteGlobal,
  rewriteGlobalMember,
  sharedMath,
  sharedVariable,
} from './globals.js';
import { bare, type Node } from './node.js';
import type { Rewriter } from './rewriter.js';

/** Methods that call what they are given before they return. */
const AT_ONCE: ReadonlySet<string> = new Set([
  ...['map', 'flatMap', 'from', 'filter', 'find', 'findIndex', 'some', 'every', 'reduce', 'reduceRight', 'forEach'],
]);

/** Writes a node of native code. False where it stays as it is, but for what is inside. */
export function rewriteHandedOn(r: Rewriter, node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
      return rewriteGlobal(r, node);
    case 'MemberExpression':
      if (isConstantName(r, node)) return verbatim(r, node);
      return rewriteGlobalMember(r, node) || sharedMath(r, node);
    case 'VariableDeclarator':
      return sharedVariable(r, node);
    case 'CallExpression':
      return call(r, node);
    case 'AssignmentExpression':
      return assignment(r, node);
    case 'UnaryExpression':
      return node.operator === 'typeof' && r.bindings.isGlobal(bare(node.argument)) && verbatim(r, node);
    case 'Property':
      return node.shorthand && property(r, node);
    default:
      return false;
  }
}

function verbatim(r: Rewriter, node: Node): true {
  r.raw(node.start, node.end);
  return true;
}

function call(r: Rewriter, node: Node): boolean {
  const callee = bare(node.callee);
  const isMember = callee.type === 'MemberExpression' && !callee.computed;
  // Math.max.apply(Math, list)
  const isBorrowed = isMember && (callee.property.name === 'apply' || callee.property.name === 'call');
  const isCalled = isNumeric(r, isBorrowed ? bare(callee.object) : callee);
  const isAtOnce = isMember && AT_ONCE.has(callee.property.name);
  if (!isCalled && !isAtOnce) return false;
  if (isCalled) r.raw(node.start, node.callee.end);
  else r.node(node.callee);
  let at = node.callee.end;
  node.arguments.forEach((arg, i) => {
    r.raw(at, arg.start);
    if (isNumeric(r, arg) || (isBorrowed && i === 0 && r.bindings.isGlobal(arg))) r.raw(arg.start, arg.end);
    else r.node(arg);
    at = arg.end;
  });
  r.raw(at, node.end);
  return true;
}

/** A target keeps its name. */
function assignment(r: Rewriter, node: Node): boolean {
  const target = bare(node.left);
  if (target.type === 'Identifier') r.raw(node.start, node.left.end);
  else if (target.type === 'MemberExpression') r.copy(node.left);
  else return false;
  r.raw(node.left.end, node.right.start);
  r.node(node.right);
  r.raw(node.right.end, node.end);
  return true;
}
