/** Small changes of a program that its specs should see: each is a place in a compiled file and the text put there. */
import ts from 'typescript';
import { Source } from '../../spec/law/random.js';

export interface Mutation {
  /** The compiled file. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is changed, for the reader. */
  readonly change: string;
}

/** Operators and what takes their place. */
const OTHERS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
]);

/** All mutations of a file: operators swapped, constants off by one, conditions negated, signs and statements dropped. */
export function mutationsOf(file: string, code: string): Mutation[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const found: Mutation[] = [];
  const change = (node: ts.Node, text: string): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    found.push({ file, start, end, text, change: `${code.slice(start, end)} -> ${text === '' ? 'nothing' : text}` });
  };
  const visit = (node: ts.Node): void => {
    // What an error says is for people, and is compared by its own specs.
    if (ts.isThrowStatement(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const other = OTHERS.get(node.operatorToken.kind);
      const isText = [node.left, node.right].some(
        (side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
      );
      if (other !== undefined && !isText) change(node.operatorToken, other);
    }
    if (ts.isNumericLiteral(node)) change(node, `${Number(node.text) + 1}`);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
      change(node, node.operand.getText(source));
    }
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
      change(node.expression, `!(${node.expression.getText(source)})`);
    }
    if (ts.isConditionalExpression(node)) change(node.condition, `!(${node.condition.getText(source)})`);
    if (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression) && !isSuper(node.expression)) {
      change(node, ';');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isSuper(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** So many of a list, none twice. */
export function sample<T>(list: readonly T[], count: number, seed: number): T[] {
  const source = new Source(seed);
  const rest = [...list];
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    const [taken] = rest.splice(source.below(rest.length), 1);
    return taken;
  });
}
