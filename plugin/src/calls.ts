/** Calls, `new` and members: methods of arrays that look at numbers, indices, and what is refused. */
import { floats, isFloatArray, rewriteCallback, rewriteCallee, rewriteGlobalMember, sharedMath } from './globals.js';
import { bare, isFunction, type Node } from './node.js';
import type { Piece } from './output.js';
import { keyOf } from './references.js';
import type { Rewriter } from './rewriter.js';

/** Methods of arrays and strings that look at values. */
const METHODS: ReadonlySet<string> = new Set([
  'indexOf',
  'lastIndexOf',
  'includes',
  'sort',
  'toSorted',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'some',
  'every',
  'join',
  'concat',
]);

/** Methods of Set and Map. */
const COLLECTION: ReadonlySet<string> = new Set(['has', 'get', 'set', 'add', 'delete']);

/** Methods that call what they are given with each element. */
const EACH: ReadonlySet<string> = new Set(['map', 'flatMap', 'from', 'filter', 'find', 'findIndex', 'some', 'every']);

/** The function of the runtime that stands for a method, if there is one. */
export function methodOf(r: Rewriter, node: Node): string | undefined {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type === 'Super') return undefined;
  if (callee.property.type !== 'Identifier' || r.bindings.isConstant(callee.object)) return undefined;
  const { name } = callee.property;
  if (name === 'toString') return r.bindings.isPlain(callee.object) ? undefined : 'toText';
  if (METHODS.has(name)) {
    // Literal texts know nothing of numbers: 'abc'.includes('a').
    const [first] = node.arguments;
    const isText = first !== undefined && r.bindings.isNoNumber(first) && !isFunction(bare(first));
    return isText && (name === 'indexOf' || name === 'includes' || name === 'join') && name !== 'join'
      ? undefined
      : name;
  }
  if (!COLLECTION.has(name)) return undefined;
  const [first] = node.arguments;
  return first === undefined || first.type === 'SpreadElement' || r.bindings.isPlain(first) ? undefined : 'member';
}

export function rewriteCall(r: Rewriter, node: Node): boolean {
  const callee = bare(node.callee);
  if (callee.type === 'Identifier' && r.bindings.isGlobal(callee)) {
    if (callee.name === 'eval') return evalCall(r, node);
    if (callee.name === 'Function') return functionCall(r, node);
  }
  if (asksForFields(r, callee) && node.arguments.length === 1 && node.arguments[0]?.type !== 'SpreadElement') {
    r.raw(node.start, node.callee.end);
    r.put('(');
    fieldsOf(r, node.arguments[0] as Node);
    r.put(')', node.end - 1);
    return true;
  }
  const method = methodOf(r, node);
  if (method !== undefined && !node.optional) {
    const { object } = callee;
    const inner = bare(object);
    const isSimple = inner.type === 'Identifier' || inner.type === 'ThisExpression';
    const receiver = isSimple ? r.capture(() => r.node(object)) : undefined;
    const name = receiver === undefined ? r.temporary() : undefined;
    writeMethod(
      r,
      node,
      method,
      receiver ??
        r.capture(() => {
          r.put(`${name} = `, object.start);
          r.argument(object);
        }),
      receiver ?? r.capture(() => r.put(name as string, object.start)),
    );
    return true;
  }
  const renamed = r.capture(() => rewriteCallee(r, callee));
  if (callee === node.callee && renamed.length > 0) {
    r.raw(node.start, callee.start);
    r.putAll(renamed);
    args(r, node, callee.end);
    return true;
  }
  if (!hasCallback(r, node)) return false;
  r.raw(node.start, node.callee.start);
  r.node(node.callee);
  args(r, node, node.callee.end);
  return true;
}

/** `Object.keys(x)` and its kin: a number has no fields. */
function asksForFields(r: Rewriter, callee: Node): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || !r.bindings.isGlobal(callee.object, 'Object'))
    return false;
  return ['keys', 'values', 'entries'].includes(callee.property.name);
}

/** Something whose fields are asked for. */
export function fieldsOf(r: Rewriter, node: Node): void {
  if (r.bindings.isPlain(node)) r.argument(node);
  else r.call('fields', node, node);
}

/** `name(receiver, receiver.name, ...)`. */
export function writeMethod(
  r: Rewriter,
  node: Node,
  method: string,
  receiver: readonly Piece[],
  again: readonly Piece[],
): void {
  const { property } = bare(node.callee);
  r.changes++;
  r.put(`${r.runtime(method)}(`, node.start);
  r.putAll(receiver);
  r.put(', ');
  r.putAll(again);
  r.put(`.${property.name}`, property.start);
  for (const arg of node.arguments) {
    r.put(', ');
    if (!rewriteCallback(r, arg)) r.argument(arg);
  }
  r.put(')', node.end - 1);
}

function hasCallback(r: Rewriter, node: Node): boolean {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || !EACH.has(callee.property.name)) return false;
  return node.arguments.some(
    (arg) => ['Number', 'String', 'Boolean', 'BigInt'].includes(arg.name) && r.bindings.isGlobal(arg),
  );
}

/** What follows the callee, with `list.map(Number)` among the arguments. */
function args(r: Rewriter, node: Node, from: number): void {
  let at = from;
  for (const arg of node.arguments) {
    r.raw(at, arg.start);
    if (!(hasCallback(r, node) && rewriteCallback(r, arg))) r.node(arg);
    at = arg.end;
  }
  r.raw(at, node.end);
}

/** Direct eval sees and writes the variables around it. A package may use it where no derivative goes through. */
function evalCall(r: Rewriter, node: Node): boolean {
  if (!r.options.lenient)
    r.refuse(node, 'direct eval', 'Leave the file out of the scope, or the call out of the file.');
  r.remark(node, 'code made at run time by eval is not transformed: it throws where a derivative is taken');
  r.changes++;
  const place = JSON.stringify(r.placeOf(node));
  r.put(`(${r.runtime('running')}.on > 0 && ${r.runtime('refuse')}("direct eval", ${place}), eval`, node.start);
  args(r, node, node.callee.end);
  r.put(')');
  return true;
}

/** `Function('return this')()` looks for the global object; any other text is code that nobody transforms. */
function functionCall(r: Rewriter, node: Node): boolean {
  const [only] = node.arguments;
  if (node.arguments.length === 1 && /^.return this;?.$/.test(only?.raw ?? '')) return false;
  r.remark(node, 'code made at run time by Function is not transformed: it throws where a derivative is taken');
  r.changes++;
  r.put(`${r.runtime('madeFunction')}(${JSON.stringify(r.placeOf(node))})`, node.start);
  args(r, node, node.callee.end);
  return true;
}

/** `new Set(...)`. */
export function rewriteNew(r: Rewriter, node: Node): boolean {
  const callee = bare(node.callee);
  if (callee.type === 'Identifier' && r.bindings.isGlobal(callee)) {
    if (callee.name === 'Function') {
      r.remark(node, 'code made at run time by Function is not transformed: it throws where a derivative is taken');
      r.changes++;
      r.put(`new (${r.runtime('madeFunction')}(${JSON.stringify(r.placeOf(node))}))`, node.start);
      args(r, node, calleeEnd(r, node));
      return true;
    }
    if (isFloatArray(r, callee) && r.options.floats === 'array') {
      r.changes++;
      r.put(`new (${floats(r, callee.name)})`, node.start);
      args(r, node, calleeEnd(r, node));
      return true;
    }
    const [only] = node.arguments;
    const isList =
      callee.name === 'Array' && node.arguments.length === 1 && only !== undefined && !r.bindings.isPlain(only);
    if (!MADE.has(callee.name) && !isList) return false;
  } else if (callee.type === 'Identifier' ? r.bindings.isConstant(callee) : callee.type !== 'MemberExpression') {
    return false;
  }
  r.changes++;
  r.put(`new (${r.runtime('made')}(`, node.start);
  r.argument(node.callee);
  r.put('))');
  args(r, node, calleeEnd(r, node));
  return true;
}

/** Where the callee of `new (a.b)(...)` ends, with the parentheses around it. */
function calleeEnd(r: Rewriter, { start, callee }: Node): number {
  const before = r.source.slice(start, callee.start).split('(').length - 1;
  let end = callee.end;
  for (let i = 0; i < before; i++) end = r.source.indexOf(')', end) + 1;
  return end;
}

const MADE: ReadonlySet<string> = new Set(['Set', 'Map', 'Float64Array', 'Float32Array']);

export function rewriteMember(r: Rewriter, node: Node): boolean {
  const { object, property, computed } = node;
  if (rewriteGlobalMember(r, node) || (!node.optional && sharedMath(r, node))) return true;
  if (!computed) {
    if (property.name !== 'constructor' || object.type === 'ThisExpression' || object.type === 'Super') return false;
    if (node.optional || r.bindings.isPlain(object)) return false;
    r.call('constructorOf', node, object);
    return true;
  }
  if (r.bindings.isPlain(property) || node.optional) return false;
  const inner = bare(object);
  if (inner.type === 'Identifier' || inner.type === 'ThisExpression') {
    const again = r.capture(() => r.node(inner));
    r.raw(node.start, object.start);
    r.node(object);
    r.raw(object.end, property.start);
    keyOf(r, property, again);
  } else if (inner.type === 'Super') {
    r.raw(node.start, property.start);
    keyOf(r, property, []);
  } else {
    const name = r.temporary();
    r.put(`(${name} = `, node.start);
    r.argument(object);
    r.put(')');
    r.put('[', property.start - 1);
    keyOf(
      r,
      property,
      r.capture(() => r.put(name)),
    );
  }
  r.raw(property.end, node.end);
  return true;
}
