/**
 * Functions of packages that others stand in for: an approximation that is good to 1e-7 has derivatives that are good to
 * less, and a function with a rule of its own has right ones. They are found where the package defines them, by their names,
 * so that its own calls are meant as well; their bodies become calls, for plain numbers too: value and derivative belong together.
 */
import { childrenOf, isErased, isFunction, type Node } from './node.js';

/** An export of a module: `hyperdual/special.logGamma`. */
export interface Replacement {
  readonly module: string;
  readonly name: string;
  /** The setting that it comes from. */
  readonly key: string;
}

/** By the names of functions. */
export type Replacements = ReadonlyMap<string, Replacement>;

/** Where Node's hooks put the modules: files in CommonJS cannot import them without waiting. */
export const REPLACEMENTS = 'hyperdual.plain.replacements';

/** The replacements by package. @throws {TypeError} for what is not written as `package.function`. */
export function replacementsOf(
  setting: Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, Replacements> {
  const packages = new Map<string, Map<string, Replacement>>();
  for (const [key, target] of Object.entries(setting ?? {})) {
    const [from, to] = [split(key), split(target)];
    if (from === undefined || to === undefined) {
      throw new TypeError(
        `unplugin-hyperdual: expected replace to name functions as 'package.function', got '${key}': '${target}'. ` +
          "Write for example { 'jstat.gammaln': 'hyperdual/special.logGamma' }.",
      );
    }
    const known = packages.get(from.module) ?? new Map<string, Replacement>();
    packages.set(from.module, known.set(from.name, { ...to, key }));
  }
  return packages;
}

/** Names of packages and files may hold points, names of functions do not. */
function split(text: string): { module: string; name: string } | undefined {
  const found = /^(.+)\.([\p{ID_Start}$_][\p{ID_Continue}$]*)$/u.exec(text);
  return found === null ? undefined : { module: found[1] as string, name: found[2] as string };
}

/** The functions of a file that are replaced. */
export function replacedIn(program: Node, replacements: Replacements): ReadonlyMap<Node, Replacement> {
  const replaced = new Map<Node, Replacement>();
  const note = (name: string | undefined, value: Node | null | undefined): void => {
    const replacement = name === undefined ? undefined : replacements.get(name);
    if (replacement !== undefined && value !== null && value !== undefined && isFunction(value))
      replaced.set(value, replacement);
  };
  const visit = (node: Node): void => {
    if (isErased(node)) return;
    if (isFunction(node)) note(node.id?.name, node);
    else if (node.type === 'VariableDeclarator') note(node.id?.name, node.init);
    else if (node.type === 'AssignmentExpression') note(nameOf(node.left), node.right);
    else if (node.type === 'Property' || node.type === 'MethodDefinition') {
      if (!node.computed && node.kind !== 'get' && node.kind !== 'set') note(node.key.name, node.value);
    }
    childrenOf(node).forEach(visit);
  };
  visit(program);
  return replaced;
}

/** `f` of `f` and of `a.b.f`. */
function nameOf(target: Node): string | undefined {
  if (target.type === 'Identifier') return target.name;
  return target.type === 'MemberExpression' && !target.computed ? target.property.name : undefined;
}
