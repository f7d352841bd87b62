/** Which files are transformed: those with a directive, those that import hyperdual/plain, those in `include`, whole packages. */
import { isAbsolute, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Settings } from './settings.js';

/** The whole file, or only its functions with a directive. */
export type Scope = 'whole' | 'functions';

/** Files that may hold code. */
const CODE = /\.[cm]?[jt]sx?$/;
const FOLDER = '/node_modules/';

/** The package that a file lies in, if it is in a folder of packages. */
export function packageOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) return undefined;
  const [first = '', second = ''] = path.slice(at + FOLDER.length).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** The name of the package in an import; undefined for a file or a part of the platform. */
export function packageIn(specifier: string): string | undefined {
  if (/^[./#]|^node:|^data:|^file:|^virtual:|^\0/.test(specifier) || isAbsolute(specifier)) return undefined;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

export class Files {
  private readonly settings: Settings;
  private readonly root: string;
  private readonly isIncluded: (path: string) => boolean;
  private readonly isExcluded: (path: string) => boolean;

  constructor(settings: Settings, root: string) {
    this.settings = settings;
    this.root = root;
    this.isIncluded = matcher(settings.include);
    this.isExcluded = matcher(settings.exclude);
  }

  /** The path from the root, as messages and settings have it. */
  nameOf(file: string): string {
    const path = relative(this.root, file).split(sep).join('/');
    return path.startsWith('..') ? file : path;
  }

  /** False without a look into the file, where it cannot be one. */
  mayBeTransformed(id: string): boolean {
    const file = withoutQuery(id);
    const name = packageOf(file);
    if (!CODE.test(file) || file.startsWith('\0') || name === 'hyperdual' || name === 'unplugin-hyperdual')
      return false;
    return !this.isExcluded(this.nameOf(file));
  }

  scopeOf(id: string, source: string): Scope | undefined {
    const file = withoutQuery(id);
    if (!this.mayBeTransformed(file)) return undefined;
    const name = packageOf(file);
    if (name !== undefined && this.settings.packages?.includes(name)) return 'whole';
    if (name === undefined && this.isIncluded(this.nameOf(file))) return 'whole';
    if (/(['"])use derivatives\1/.test(source)) return hasDirective(source) ? 'whole' : 'functions';
    return name === undefined && IMPORT.test(source) ? 'whole' : undefined;
  }

  /** True for a package that is transformed, or meant not to be. */
  isKnown(name: string): boolean {
    const { packages = [], plain = [] } = this.settings;
    return packages.includes(name) || plain.includes(name) || TOOLS.has(name);
  }
}

export function withoutQuery(id: string): string {
  return id.replace(/[?#].*$/, '');
}

/** No derivative goes through these. */
const TOOLS = new Set(['hyperdual', 'unplugin-hyperdual', 'vitest', '@jest/globals', 'vite', 'fast-check']);

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])hyperdual\/plain\1/;

/** True where the directive stands before all other code. */
function hasDirective(source: string): boolean {
  const start = source
    .replace(/^#!.*/, '')
    .replace(/^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/|(['"])use (?!derivatives)[^'"]*\1;?)*/, '');
  return /^(['"])use derivatives\1/.test(start);
}

function matcher(globs: readonly string[] | undefined): (path: string) => boolean {
  if (globs === undefined || globs.length === 0) return () => false;
  return picomatch([...globs]);
}
