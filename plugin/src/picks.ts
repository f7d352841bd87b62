/**
 * Decisions that become a choice of two results: `c ? a : b` where a and b can be computed without effects.
 *
 * While a function is compiled the condition has no answer as yet; then both results are written down, and the program takes
 * the one that is due, whichever course the example took. Otherwise one branch is evaluated as always.
 */
import { bare, isIdentifier, type Node } from './node.js';
import type { Rewriter } from './rewriter.js';

const CONDITIONS: Readonly<Record<string, string>> = { '<': 'clt', '>': 'cgt', '<=': 'cle', '>=': 'cge' };

/** Branches are written twice, so they are kept short. */
const LONGEST = 160;

export function canPick(r: Rewriter, test: Node, branches: readonly Node[]): boolean {
  const condition = bare(test);
  if (condition.type !== 'BinaryExpression' || CONDITIONS[condition.operator] === undefined) return false;
  if (r.bindings.isPlain(condition.left) && r.bindings.isPlain(condition.right)) return false;
  // What is plain stays so: an index must not become a node of a program.
  if (branches.every((branch) => r.bindings.isPlain(branch))) return false;
  return branches.every((branch) => branch.end - branch.start <= LONGEST && isPure(r, branch));
}

/** True where evaluating a node changes nothing, and cannot throw where numbers are numbers. */
function isPure(r: Rewriter, node: Node): boolean {
  const inner = bare(node);
  const all = (list: readonly (Node | null)[]): boolean => list.every((item) => item !== null && isPure(r, item));
  switch (inner.type) {
    case 'Identifier':
      return !r.bindings.isGlobal(inner) || ['undefined', 'NaN', 'Infinity'].includes(inner.name);
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'UnaryExpression':
      return inner.operator !== 'delete' && isPure(r, inner.argument);
    case 'BinaryExpression':
      return inner.operator !== 'in' && inner.operator !== 'instanceof' && all([inner.left, inner.right]);
    case 'ConditionalExpression':
      return all([inner.test, inner.consequent, inner.alternate]);
    case 'MemberExpression': {
      const base = bare(inner.object);
      if (isMath(r, base)) return true;
      if (base.type !== 'Identifier' && base.type !== 'ThisExpression') return false;
      return isPure(r, base) && (!inner.computed || isPure(r, inner.property));
    }
    case 'CallExpression':
      return inner.callee.type === 'MemberExpression' && isMath(r, inner.callee.object) && all(inner.arguments);
    default:
      return false;
  }
}

function isMath(r: Rewriter, node: Node): boolean {
  return isIdentifier(node, 'Math') && r.bindings.isGlobal(node);
}

/** The choice itself. */
export function pick(r: Rewriter, test: Node, then: Node, otherwise: Node | (() => void)): void {
  const condition = bare(test);
  const name = r.temporary();
  const branch = (node: Node | (() => void)): void => (typeof node === 'function' ? node() : r.argument(node));
  r.put(`(${name} = `, test.start);
  r.call(CONDITIONS[condition.operator] as string, condition, condition.left, condition.right);
  r.put(`, typeof ${name} === 'boolean' ? ${r.runtime('branched')}(${name} ? `);
  branch(then);
  r.put(' : ');
  branch(otherwise);
  r.put(`) : ${r.runtime('pick')}(${name}, `);
  branch(then);
  r.put(', ');
  branch(otherwise);
  r.put('))');
}
