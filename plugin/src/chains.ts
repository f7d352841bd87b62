/**
 * Optional chains. One that holds a method or an index that is rewritten is taken apart: `a?.b.filter(f)` becomes
 * `(t = a) == null ? undefined : filter(u = t.b, u.filter, f)`. All others stay as they are.
 */
import { methodOf, writeMethod } from './calls.js';
import { bare, type Node } from './node.js';
import type { Piece } from './output.js';
import { keyOf } from './references.js';
import type { Rewriter } from './rewriter.js';

export function rewriteChain(r: Rewriter, node: Node): boolean {
  if (!isTakenApart(r, node.expression)) return false;
  let depth = 0;
  const open = (test: readonly Piece[]): void => {
    depth++;
    r.put('((', node.start);
    r.putAll(test);
    r.put(') == null ? undefined : ');
  };
  r.putAll(link(r, node.expression, open));
  r.put(')'.repeat(depth));
  return true;
}

function isTakenApart(r: Rewriter, node: Node): boolean {
  if (node.type === 'TSNonNullExpression') return isTakenApart(r, node.expression);
  if (node.type === 'CallExpression') return methodOf(r, node) !== undefined || isTakenApart(r, node.callee);
  if (node.type !== 'MemberExpression') return false;
  return (node.computed ? !r.bindings.isPlain(node.property) : asksForClass(node)) || isTakenApart(r, node.object);
}

/** `a?.constructor` of a number is Number. */
function asksForClass({ property, object }: Node): boolean {
  return property.name === 'constructor' && object.type !== 'Super';
}

type Open = (test: readonly Piece[]) => void;

/** One step of the chain, and those inside it, as an expression that may be evaluated once. */
function link(r: Rewriter, node: Node, open: Open): readonly Piece[] {
  switch (node.type) {
    case 'TSNonNullExpression':
      return link(r, node.expression, open);
    case 'MemberExpression':
      return member(r, node, object(r, node, open));
    case 'CallExpression':
      return called(r, node, open);
    default:
      return r.capture(() => r.node(node));
  }
}

/** The object of a member, by a name where it is used twice. */
function object(r: Rewriter, node: Node, open: Open): readonly Piece[] {
  const inside = link(r, node.object, open);
  if (!node.optional) return inside;
  const name = r.temporary();
  open([...r.capture(() => r.put(`${name} = `)), ...inside]);
  return r.capture(() => r.put(name, node.object.start));
}

function member(r: Rewriter, node: Node, base: readonly Piece[]): readonly Piece[] {
  const { property, computed } = node;
  if (!computed && asksForClass(node)) {
    return r.capture(() => {
      r.put(`${r.runtime('constructorOf')}(`, node.start);
      r.putAll(base);
      r.put(')');
    });
  }
  const isAsked = computed && !r.bindings.isPlain(property);
  const name = isAsked ? r.temporary() : undefined;
  return r.capture(() => {
    r.put(name === undefined ? '(' : `(${name} = `);
    r.putAll(base);
    r.put(')');
    if (!computed) r.put(`.${r.source.slice(property.start, property.end)}`, property.start);
    else {
      r.put('[');
      keyOf(r, property, name === undefined ? [] : r.capture(() => r.put(name)));
      r.put(']');
    }
  });
}

function called(r: Rewriter, node: Node, open: Open): readonly Piece[] {
  const method = methodOf(r, node);
  const callee = bare(node.callee);
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super' && (method !== undefined || node.optional)) {
    const name = r.temporary();
    const base = object(r, callee, open);
    const receiver = r.capture(() => {
      r.put(`${name} = `);
      r.putAll(base);
    });
    const again = r.capture(() => r.put(name));
    if (method !== undefined && !node.optional) {
      return r.capture(() => writeMethod(r, node, method, receiver, again));
    }
    const f = r.temporary();
    const found = member(r, { ...callee, optional: false } as Node, again);
    open([...receiver, ...r.capture(() => r.put(`, ${f} = `)), ...found]);
    return r.capture(() => {
      r.put(`${f}.call(${name}`, node.start);
      for (const arg of node.arguments) {
        r.put(', ');
        r.argument(arg);
      }
      r.put(')');
    });
  }
  let f = link(r, node.callee, open);
  if (node.optional) {
    const name = r.temporary();
    open([...r.capture(() => r.put(`${name} = `)), ...f]);
    f = r.capture(() => r.put(name));
  }
  return r.capture(() => {
    r.putAll(f);
    r.put('(');
    node.arguments.forEach((arg, i) => {
      if (i > 0) r.put(', ');
      r.argument(arg);
    });
    r.put(')');
  });
}
