/** What a user may set, in a build's configuration or in package.json. */
import { replacementsOf } from './replacements.js';
import type { TransformOptions } from './transform.js';

export interface Settings {
  /** Packages whose code is differentiated: all their files are transformed. */
  readonly packages?: readonly string[];
  /** Files of your own that are transformed without a directive: globs against the path from the root. */
  readonly include?: readonly string[];
  /** Files that are never transformed. */
  readonly exclude?: readonly string[];
  /**
   * Whether functions keep their untouched body for when no driver runs; true when left out. Switch it off to measure test
   * coverage.
   */
  readonly fork?: boolean;
  /** `array`: every Float64Array can hold active numbers, also one that is made outside of what is differentiated. */
  readonly floats?: 'typed' | 'array';
  /** Whether calls are written down for the value check; not in production when left out. */
  readonly check?: boolean;
  /**
   * Functions of packages that functions with derivatives of their own stand in for:
   * `{ 'jstat.gammaln': 'hyperdual/special.logGamma' }`. The package must be one of `packages`.
   */
  readonly replace?: Readonly<Record<string, string>>;
  /** Imports of packages that are not transformed, and meant not to be: no warning. */
  readonly plain?: readonly string[];
}

const KNOWN: readonly (keyof Settings)[] = [
  'packages',
  'include',
  'exclude',
  'fork',
  'floats',
  'check',
  'replace',
  'plain',
];

/** @throws {TypeError} for a name that is not one of a setting. */
export function checkedSettings(given: Settings | undefined): Settings {
  const settings = given ?? {};
  for (const name of Object.keys(settings)) {
    if (KNOWN.includes(name as keyof Settings)) continue;
    throw new TypeError(
      `unplugin-hyperdual: expected one of the settings ${KNOWN.join(', ')}, got ${name}. Check the name.`,
    );
  }
  for (const [key] of replacementsOf(settings.replace)) {
    if (settings.packages?.includes(key)) continue;
    throw new TypeError(
      `unplugin-hyperdual: expected packages to name ${key}, of which replace replaces a function. Add it.`,
    );
  }
  return settings;
}

/** The modules that stand in for functions of packages. */
export function modulesOf(settings: Settings): ReadonlySet<string> {
  return new Set(
    [...replacementsOf(settings.replace).values()].flatMap((all) => [...all.values()].map(({ module }) => module)),
  );
}

/** What of it the transform of a file needs. @param name - the package that the file belongs to. */
export function transformOptions(settings: Settings, name: string | undefined): TransformOptions {
  return {
    replacements: name === undefined ? undefined : replacementsOf(settings.replace).get(name),
    lenient: name !== undefined,
    fork: settings.fork ?? true,
    floats: settings.floats ?? 'typed',
    check: settings.check ?? process.env.NODE_ENV !== 'production',
  };
}
