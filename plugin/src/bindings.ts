/**
 * What names mean: which variable an identifier is, whether it is a global one, and which variables are surely plain, that is,
 * never hold an active number.
 */
import { analyze, type Scope, type ScopeManager, type Variable } from '@typescript-eslint/scope-manager';
import { bare, childrenOf, isErased, type Node } from './node.js';

/** A value that a variable gets. */
interface Write {
  readonly value: Node | undefined;
  /** The sign before `=`, or `++`; empty for the value alone. */
  readonly operator: string;
}

export class Bindings {
  /** The variable of each identifier that is read or written; null for a global one. */
  private readonly variables: Map<Node, Variable | null> = new Map();
  private readonly plain: Set<Variable> = new Set();
  /** Variables that hold functions and classes from beginning to end. */
  private readonly constants: Set<Variable> = new Set();

  constructor(program: Node, sourceType: 'module' | 'script' | 'commonjs') {
    const manager = analyzed(program, sourceType);
    const writes = writesIn(program);
    const candidates = new Map<Variable, Write[]>();
    for (const scope of manager.scopes) this.read(scope, writes, candidates, sourceType === 'script');
    // All at once: a loop variable is plain because it is (i = i + 1).
    for (const variable of candidates.keys()) this.plain.add(variable);
    for (let isStable = false; !isStable; ) {
      isStable = true;
      for (const [variable, list] of candidates) {
        if (!this.plain.has(variable) || list.every((write) => this.isPlainWrite(write, variable))) continue;
        this.plain.delete(variable);
        isStable = false;
      }
    }
  }

  private read(
    scope: Scope,
    writes: ReadonlyMap<Node, Write>,
    candidates: Map<Variable, Write[]>,
    isScript: boolean,
  ): void {
    const isShared = scope.type === 'global' && isScript;
    for (const reference of scope.references) {
      const identifier = reference.identifier as unknown as Node;
      const resolved = reference.resolved ?? globalOf(scope, identifier.name);
      this.variables.set(identifier, resolved !== null && resolved.defs.length === 0 ? null : resolved);
    }
    for (const variable of scope.variables) {
      if (variable.defs.length === 0 || isShared) continue;
      const kinds = new Set(variable.defs.map(({ type }) => String(type)));
      const references = variable.references.filter((reference) => reference.isWrite());
      const isDefined = [...kinds].every((kind) => kind === 'FunctionName' || kind === 'ClassName');
      if (isDefined && references.length === 0) {
        this.constants.add(variable);
        this.plain.add(variable);
        continue;
      }
      if (![...kinds].every((kind) => kind === 'Variable' || kind === 'FunctionName')) continue;
      const list = references.map((reference) => writes.get(reference.identifier as unknown as Node));
      if (list.every((write) => write !== undefined)) candidates.set(variable, list as Write[]);
    }
  }

  private isPlainWrite({ value, operator }: Write, variable: Variable): boolean {
    if (operator === '++') return true;
    if (value === undefined) return true;
    // The variable itself is plain as long as nothing speaks against it.
    return operator === '' || this.plain.has(variable) ? this.isPlain(value) : false;
  }

  /** True for a reference to a global variable of this name. */
  isGlobal(node: Node | null | undefined, name?: string): boolean {
    if (node?.type !== 'Identifier' || (name !== undefined && node.name !== name)) return false;
    return this.variables.get(node) === null;
  }

  /** True for a name that stands for one function or class. */
  isConstant(node: Node): boolean {
    const variable = this.variables.get(node);
    return variable !== undefined && variable !== null && this.constants.has(variable);
  }

  /** True for an expression whose value is never an active number. */
  isPlain(expression: Node): boolean {
    const node = bare(expression);
    switch (node.type) {
      case 'Identifier': {
        const variable = this.variables.get(node);
        if (variable === null) return PLAIN_GLOBALS.has(node.name);
        return variable !== undefined && this.plain.has(variable);
      }
      case 'UnaryExpression':
        return SIGNS.has(node.operator) ? this.isPlain(node.argument) : true;
      case 'UpdateExpression':
        return this.isPlain(node.argument);
      case 'BinaryExpression':
        if (COMPARISONS.has(node.operator)) return true;
        return this.isPlain(node.left) && this.isPlain(node.right);
      case 'LogicalExpression':
        return this.isPlain(node.left) && this.isPlain(node.right);
      case 'ConditionalExpression':
        return this.isPlain(node.consequent) && this.isPlain(node.alternate);
      case 'AssignmentExpression':
        if (node.operator === '=') return this.isPlain(node.right);
        return node.left.type === 'Identifier' && this.isPlain(node.left) && this.isPlain(node.right);
      case 'SequenceExpression':
        return this.isPlain(node.expressions[node.expressions.length - 1] as Node);
      default:
        return PLAIN.has(node.type);
    }
  }

  /** True for an expression that is no number at all: strict equality with it is JavaScript's own. */
  isNoNumber(expression: Node): boolean {
    const node = bare(expression);
    switch (node.type) {
      case 'Literal':
        return typeof (node.value as unknown) !== 'number';
      case 'UnaryExpression':
        return !SIGNS.has(node.operator);
      case 'BinaryExpression':
        return COMPARISONS.has(node.operator);
      case 'Identifier':
        return this.isGlobal(node, 'undefined') || this.isConstant(node);
      default:
        return NEVER_NUMBERS.has(node.type);
    }
  }
}

const SIGNS = new Set(['-', '+', '~']);
const PLAIN_GLOBALS = new Set(['undefined', 'NaN', 'Infinity']);
const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '!=', '===', '!==', 'in', 'instanceof']);
/** Objects are not among them: one may stand for an active number by its valueOf. */
const PLAIN = new Set([
  'Literal',
  'TemplateLiteral',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'MetaProperty',
]);
const NEVER_NUMBERS = new Set([
  'TemplateLiteral',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'ArrayExpression',
  'ObjectExpression',
  'MetaProperty',
]);

function analyzed(program: Node, sourceType: 'module' | 'script' | 'commonjs'): ScopeManager {
  return analyze(program as never, { sourceType, globalReturn: sourceType === 'commonjs', lib: [] });
}

/** References to what a script declares at its top are left open: another script may have a say. */
function globalOf(scope: Scope, name: string): Variable | null {
  let outer = scope;
  while (outer.upper !== null) outer = outer.upper;
  return outer.set.get(name) ?? null;
}

/** What each identifier gets where it is written. */
function writesIn(program: Node): Map<Node, Write> {
  const writes = new Map<Node, Write>();
  const visit = (node: Node): void => {
    if (isErased(node)) return;
    switch (node.type) {
      case 'VariableDeclarator':
        if (node.id?.type === 'Identifier') writes.set(node.id, { value: node.init ?? undefined, operator: '' });
        break;
      case 'AssignmentExpression':
        if (node.left.type === 'Identifier') {
          writes.set(node.left, { value: node.right, operator: node.operator.slice(0, -1) });
        }
        break;
      case 'UpdateExpression':
        if (bare(node.argument).type === 'Identifier')
          writes.set(bare(node.argument), { value: undefined, operator: '++' });
        break;
    }
    childrenOf(node).forEach(visit);
    // The keys of an object are texts; what `for (x of list)` gives may be anything.
    if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') {
      const target = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
      if (target?.type !== 'Identifier') return;
      if (node.type === 'ForInStatement') writes.set(target, { value: undefined, operator: '' });
      else writes.delete(target);
    }
  };
  visit(program);
  return writes;
}
