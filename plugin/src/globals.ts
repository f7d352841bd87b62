/** Global functions and objects that look at numbers: their names in rewritten code. */
import type { Node } from './node.js';
import type { Rewriter } from './rewriter.js';

/** Renamed wherever they stand for a value. */
const VALUES: Readonly<Record<string, string>> = {
  Math: 'math',
  JSON: 'json',
  isNaN: 'nan',
  isFinite: 'finite',
  parseFloat: 'float',
  parseInt: 'integer',
  structuredClone: 'clone',
};

/** Renamed where they are called, or asked for one of their functions; as values they are compared with constructors. */
const CALLEES: Readonly<Record<string, string>> = {
  Number: 'number',
  String: 'string',
  Boolean: 'boolean',
  BigInt: 'bigint',
  Object: 'object',
  Array: 'list',
};

/** Functions of global objects that look at numbers. */
const MEMBERS: Readonly<Record<string, string>> = {
  'Array.isArray': 'isArray',
  'Object.is': 'is',
};

/** Global names that are the same as one of these: none of them may be shadowed. */
export function rewriteGlobal(r: Rewriter, node: Node): boolean {
  const name = Object.hasOwn(VALUES, node.name) ? VALUES[node.name] : undefined;
  if (name === undefined || !r.bindings.isGlobal(node)) return false;
  r.changes++;
  r.put(r.runtime(name), node.start);
  return true;
}

/** What is called: `Number(x)`. */
export function rewriteCallee(r: Rewriter, node: Node): boolean {
  const name = node.type === 'Identifier' && Object.hasOwn(CALLEES, node.name) ? CALLEES[node.name] : undefined;
  if (name === undefined || !r.bindings.isGlobal(node)) return false;
  r.changes++;
  r.put(r.runtime(name), node.start);
  return true;
}

/** What an array asks of each element: `list.map(Number)`. */
export function rewriteCallback(r: Rewriter, node: Node): boolean {
  return ['Number', 'String', 'Boolean', 'BigInt'].includes(node.name) && rewriteCallee(r, node);
}

/** A function of a global object: `Number.isFinite`, `Array.isArray`, `Float64Array.from`. */
export function rewriteGlobalMember(r: Rewriter, node: Node): boolean {
  const { object, property, computed } = node;
  if (computed || object.start > node.start || !r.bindings.isGlobal(object)) return false;
  const member = MEMBERS[`${object.name}.${property.name}`];
  if (member !== undefined) {
    r.changes++;
    r.put(r.runtime(member), node.start);
    return true;
  }
  if (object.name === 'Number') r.put(r.runtime('number'), object.start);
  else if (object.name === 'Float64Array' || object.name === 'Float32Array') {
    if (property.name !== 'from' && property.name !== 'of') return false;
    r.put(floats(r, object.name), object.start);
  } else return false;
  r.changes++;
  r.raw(object.end, node.end);
  return true;
}

/** A constant of Math or Number. */
export function isConstantName(r: Rewriter, { object, property, computed }: Node): boolean {
  return (
    !computed &&
    /^[A-Z]/.test(property.name) &&
    (r.bindings.isGlobal(object, 'Math') || r.bindings.isGlobal(object, 'Number'))
  );
}

/** A global function that looks at numbers: `isNaN`, `Math.sqrt`, `Number.isFinite`. */
export function isNumeric(r: Rewriter, node: Node): boolean {
  if (node.type === 'Identifier') return Object.hasOwn(VALUES, node.name) && r.bindings.isGlobal(node);
  if (node.type !== 'MemberExpression' || node.computed || !r.bindings.isGlobal(node.object)) return false;
  const { name } = node.object;
  return ['Math', 'JSON', 'Number'].includes(name) || Object.hasOwn(MEMBERS, `${name}.${node.property.name}`);
}

/** `window.Math`, `context.Math`. */
export function sharedMath(r: Rewriter, node: Node): boolean {
  const { object, property, computed } = node;
  if (computed || property.name !== 'Math' || object.type === 'Super') return false;
  shared(r, node);
  return true;
}

function shared(r: Rewriter, node: Node): void {
  r.changes++;
  r.put(`${r.runtime('shared')}(`, node.start);
  r.copy(node);
  r.put(')');
}

/** `var nativeIsFinite = root.isFinite`. */
export function sharedVariable(r: Rewriter, { start, end, init }: Node): boolean {
  if (init?.type !== 'MemberExpression' || init.computed || init.object.type === 'Super') return false;
  if (!Object.hasOwn(VALUES, init.property.name) || r.bindings.isGlobal(init.object)) return false;
  r.raw(start, init.start);
  shared(r, init);
  r.raw(init.end, end);
  return true;
}

/** The class of arrays of floats: what holds active numbers while a driver runs, or always. */
export function floats(r: Rewriter, name: string): string {
  if (r.options.floats === 'array') return r.runtime(name === 'Float64Array' ? 'float64' : 'float32');
  return `${r.runtime('floatsNow')}(${name})`;
}

/** The name of the global variable that a property of globalThis is: for messages. */
export function isFloatArray(r: Rewriter, node: Node): boolean {
  return (
    node.type === 'Identifier' &&
    (node.name === 'Float64Array' || node.name === 'Float32Array') &&
    r.bindings.isGlobal(node)
  );
}
