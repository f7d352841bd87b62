/**
 * Declarations as users should see them: of the number classes the members that are theirs.
 *
 * The classes have a good thirty methods by which they work with each other. They are public to the library, and change
 * with it; a list of what stays is shorter and safer than a mark at each of the others.
 */
import ts from 'typescript';

/** What a number shows to users: its parts, and the field operations as methods. */
export const SHOWN: ReadonlySet<string> = new Set([
  ...['primal', 'tangent', 'eps1', 'eps2', 'eps12', 'coefficients', 'kind', 'parts'],
  ...['add', 'sub', 'mul', 'div', 'neg', 'toString', 'toJSON', '[Symbol.toPrimitive]'],
]);

/** Conditions are made by comparisons and used by `select`; short ways of numbers are nothing to users. */
export const SHOWN_OF: Readonly<Record<string, ReadonlySet<string>>> = {
  UnknownCondition: new Set(['select']),
  ShortWays: new Set(),
};

/** Names of the classes of numbers among all declarations: Active and what extends it, over any number of steps. */
export function numberClasses(sources: readonly string[]): ReadonlySet<string> {
  const parents = new Map<string, string>();
  for (const text of sources) {
    for (const [, name = '', parent = ''] of text.matchAll(/class (\w+)(?:<[^>{]*>)? extends (\w+)/g))
      parents.set(name, parent);
  }
  const isNumber = (name: string | undefined): boolean =>
    name !== undefined && (name === 'Active' || isNumber(parents.get(name)));
  return new Set(['Active', ...[...parents.keys()].filter(isNumber)]);
}

/** A declaration file without the members that users have nothing to do with. */
export function publicTypes(text: string, classes: ReadonlySet<string>): string {
  const file = ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.ES2022, true);
  const cuts: { start: number; end: number; text: string }[] = [];
  for (const statement of file.statements) {
    const named = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) ? statement : undefined;
    const name = named?.name?.text;
    if (named === undefined || name === undefined) continue;
    const shown = classes.has(name) ? SHOWN : SHOWN_OF[name];
    if (shown === undefined) continue;
    for (const member of named.members) {
      if (member.name !== undefined && shown.has(member.name.getText(file))) continue;
      // Numbers are made by functions: a constructor takes the level of a driver call.
      const isConstructor = ts.isConstructorDeclaration(member);
      cuts.push({
        start: member.getFullStart(),
        end: member.end,
        text: isConstructor ? '\n    protected constructor();' : '',
      });
    }
  }
  return cuts
    .sort((a, b) => b.start - a.start)
    .reduce((shorter, { start, end, text: instead }) => shorter.slice(0, start) + instead + shorter.slice(end), text);
}
