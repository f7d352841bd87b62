/** The parts of a syntax tree (TypeScript ESTree) that the transform reads. */

/** Any node: its type says which of the fields are there. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly operator: string;
  readonly kind: string;
  readonly raw: string;
  readonly directive: string | undefined;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly prefix: boolean;
  readonly shorthand: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly static: boolean;
  readonly method: boolean;
  readonly delegate: boolean;
  readonly left: Node;
  readonly right: Node;
  readonly argument: Node;
  readonly test: Node;
  readonly consequent: Node & readonly Node[];
  readonly alternate: Node;
  readonly object: Node;
  readonly property: Node;
  readonly callee: Node;
  readonly expression: Node;
  readonly init: Node;
  readonly update: Node;
  readonly discriminant: Node;
  readonly id: Node | null;
  readonly key: Node;
  readonly value: Node;
  readonly tag: Node;
  readonly quasi: Node;
  readonly source: Node;
  readonly local: Node;
  readonly declaration: Node;
  readonly superClass: Node;
  readonly typeArguments: Node | null;
  readonly body: Node & readonly Node[];
  readonly params: readonly Node[];
  readonly arguments: readonly Node[];
  readonly elements: readonly (Node | null)[];
  readonly properties: readonly Node[];
  readonly expressions: readonly Node[];
  readonly declarations: readonly Node[];
  readonly cases: readonly Node[];
  readonly quasis: readonly Node[];
  readonly specifiers: readonly Node[];
}

/** The expression inside what TypeScript writes around it. */
export function bare(node: Node): Node {
  let inner = node;
  while (WRAPPERS.has(inner.type)) inner = inner.expression;
  return inner;
}

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
]);

/** Types that TypeScript erases: nothing in them is computed. */
export function isErased(node: Node): boolean {
  return node.type.startsWith('TS') && !WRAPPERS.has(node.type) && !COMPUTED.has(node.type);
}

const COMPUTED = new Set([
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSExportAssignment',
  'TSParameterProperty',
]);

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

export function isIdentifier(node: Node | null | undefined, name?: string): boolean {
  return node?.type === 'Identifier' && (name === undefined || node.name === name);
}

/** The children in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const list: Node[] = [];
  for (const [key, field] of Object.entries(node)) {
    if (key === 'parent' || key === 'range' || key === 'loc' || typeof field !== 'object' || field === null) continue;
    if (Array.isArray(field)) {
      for (const item of field) if (typeof item?.type === 'string') list.push(item);
    } else if (typeof field.type === 'string') list.push(field);
  }
  for (let i = 1; i < list.length; i++) {
    if ((list[i] as Node).start < (list[i - 1] as Node).start) return list.sort((a, b) => a.start - b.start);
  }
  return list;
}

/** The names that patterns bind. */
export function namesIn(patterns: readonly Node[]): string[] {
  const names: string[] = [];
  const visit = (node: Node | null): void => {
    if (node === null) return;
    switch (node.type) {
      case 'Identifier':
        names.push(node.name);
        break;
      case 'AssignmentPattern':
        visit(node.left);
        break;
      case 'RestElement':
        visit(node.argument);
        break;
      case 'ArrayPattern':
        node.elements.forEach(visit);
        break;
      case 'ObjectPattern':
        node.properties.forEach(visit);
        break;
      case 'Property':
        visit(node.value);
        break;
      case 'TSParameterProperty':
        visit((node as unknown as { parameter: Node }).parameter);
        break;
    }
  };
  patterns.forEach(visit);
  return names;
}
