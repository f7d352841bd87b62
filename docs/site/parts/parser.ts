/**
 * Stands in for oxc-parser, a native module, where the plugin's transform runs in a browser: acorn reads JavaScript, and what
 * scope analysis expects of trees of TypeScript is filled in.
 */
import { type Node, parse } from 'acorn';

interface Parsed {
  readonly program: Node;
  readonly errors: readonly { readonly severity: 'Error'; readonly message: string }[];
  readonly module: { readonly hasModuleSyntax: boolean };
}

export function parseSync(_file: string, source: string, { sourceType }: { readonly sourceType: string }): Parsed {
  const type = sourceType === 'module' ? 'module' : 'script';
  try {
    const program = parse(source, { ecmaVersion: 'latest', sourceType: type, ranges: true, allowHashBang: true });
    fill(program);
    return { program, errors: [], module: { hasModuleSyntax: type === 'module' } };
  } catch (error) {
    const program = parse('', { ecmaVersion: 'latest' });
    const message = error instanceof Error ? error.message : String(error);
    return { program, errors: [{ severity: 'Error', message }], module: { hasModuleSyntax: false } };
  }
}

/** Decorators are a list everywhere, if an empty one. */
function fill(node: object): void {
  if ('type' in node && !('decorators' in node)) Object.assign(node, { decorators: [] });
  for (const [name, child] of Object.entries(node)) {
    if (name !== 'decorators' && typeof child === 'object' && child !== null) fill(child);
  }
}
