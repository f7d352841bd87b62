/** Targets that are read and then written: `o.k += v` evaluates o and k once. */
import { bare, type Node } from './node.js';
import type { Piece } from './output.js';
import type { Rewriter } from './rewriter.js';

export interface Reference {
  /** Evaluated first, ends with a comma; empty where all parts are simple. */
  readonly preparation: readonly Piece[];
  readonly read: readonly Piece[];
  readonly write: readonly Piece[];
}

/** @param isWrittenOnly - for a target that is not read. */
export function openReference(r: Rewriter, target: Node, isWrittenOnly = false): Reference {
  if (target.type !== 'MemberExpression') {
    const pieces = r.capture(() => r.raw(target.start, target.end));
    return { preparation: [], read: pieces, write: pieces };
  }
  const { object, property, computed } = target;
  const inner = bare(object);
  const isAsked = computed && !r.bindings.isPlain(property);
  const base = baseOf(r, object, inner, isWrittenOnly, isAsked);
  if (!computed) {
    const name = r.source.slice(property.start, property.end);
    return {
      preparation: base.preparation,
      read: r.capture(() => memberOf(r, base.again, `.${name}`, property)),
      write: r.capture(() => memberOf(r, base.first, `.${name}`, property)),
    };
  }
  const isSimple = r.bindings.isPlain(property) && isName(property);
  if (isSimple || isWrittenOnly) {
    const key = r.capture(() => keyOf(r, property, inner.type === 'Super' ? [] : base.again));
    const member = (pieces: readonly Piece[]): Piece[] =>
      r.capture(() => {
        r.putAll(pieces);
        r.put('[', property.start - 1);
        r.putAll(key);
        r.put(']');
      });
    return { preparation: base.preparation, read: member(base.again), write: member(base.first) };
  }
  const name = r.temporary();
  r.changes++;
  const preparation = r.capture(() => {
    r.putAll(base.preparation);
    r.put(`${name} = ${r.runtime('onceKey')}(`, property.start);
    r.argument(property);
    if (base.again.length > 0 && inner.type !== 'Super') {
      r.put(', ');
      r.putAll(base.again);
    }
    r.put('), ');
  });
  const member = r.capture(() => memberOf(r, base.again, `[${name}]`, property));
  return { preparation, read: member, write: member };
}

interface Base {
  readonly preparation: readonly Piece[];
  /** The object where it is evaluated, and where it is known already. */
  readonly first: readonly Piece[];
  readonly again: readonly Piece[];
}

/** @param isAsked - true where the member's key may be active, so that its object is asked what it is. */
function baseOf(r: Rewriter, object: Node, inner: Node, isWrittenOnly: boolean, isAsked: boolean): Base {
  if (inner.type === 'Identifier' || inner.type === 'ThisExpression' || inner.type === 'Super') {
    const pieces = r.capture(() => r.raw(inner.start, inner.end));
    return { preparation: [], first: pieces, again: pieces };
  }
  if (isWrittenOnly && !isAsked) {
    const isTight = ['MemberExpression', 'CallExpression', 'NewExpression'].includes(object.type);
    const pieces = r.capture(() => {
      if (!isTight) r.put('(', object.start);
      r.node(object);
      if (!isTight) r.put(')');
    });
    return { preparation: [], first: pieces, again: [] };
  }
  const name = r.temporary();
  const assigned = (end: string, start: string): Piece[] =>
    r.capture(() => {
      r.put(`${start}${name} = `, object.start);
      r.argument(object);
      r.put(end);
    });
  const again = r.capture(() => r.put(name, object.start));
  if (isWrittenOnly) return { preparation: [], first: assigned(')', '('), again };
  return { preparation: assigned(', ', ''), first: again, again };
}

function memberOf(r: Rewriter, base: readonly Piece[], member: string, property: Node): void {
  r.putAll(base);
  r.put(member, property.start);
}

/** The key in brackets. */
export function keyOf(r: Rewriter, property: Node, object: readonly Piece[]): void {
  if (r.bindings.isPlain(property)) {
    r.node(property);
    return;
  }
  r.changes++;
  r.put(`${r.runtime('key')}(`, property.start);
  r.argument(property);
  if (object.length > 0) {
    r.put(', ');
    r.putAll(object);
  }
  r.put(')');
}

/** True for a name or a literal, which may be evaluated twice. */
function isName(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'Identifier' || inner.type === 'Literal';
}
