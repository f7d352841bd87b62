/**
 * `node dist/build/release.js v1.2.3`: whether the tag, both packages and the changelog speak of one version, and whether both name the
 * repository that they are built from. Fails where not. `node dist/build/release.js address owner/name` writes the addresses of a
 * repository on GitHub into both package.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly repository?: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly homepage?: string;
  readonly bugs?: { readonly url: string };
}

/** A line for each place whose version is not that of the tag. */
export function versionProblems(tag: string, library: Manifest, plugin: Manifest, changelog: string): string[] {
  const problems: string[] = [];
  const version = tag.replace(/^v/, '');
  if (!/^v\d+\.\d+\.\d+$/.test(tag)) problems.push(`the tag is ${tag}, expected one like v1.2.3`);
  if (library.version !== version) problems.push(`hyperdual is ${library.version}, the tag ${tag}`);
  if (plugin.version !== version) problems.push(`unplugin-hyperdual is ${plugin.version}, the tag ${tag}`);
  const peer = plugin.peerDependencies?.hyperdual;
  const [major, minor] = version.split('.');
  if (peer !== `^${major}.${minor}.0` && peer !== `^${version}`) {
    problems.push(`unplugin-hyperdual asks for hyperdual ${peer}, expected ^${major}.${minor}.0`);
  }
  const [, newest] = /^## (.*)$/m.exec(changelog) ?? [];
  if (!new RegExp(`^${version.replaceAll('.', '\\.')} - \\d{4}-\\d{2}-\\d{2}$`).test(newest ?? '')) {
    problems.push(`the first heading of CHANGELOG.md is "${newest}", expected "${version} - " with a date`);
  }
  return problems;
}

/**
 * A line for each address that is missing or of another repository. npm refuses provenance where `repository` is not what the package is
 * built from.
 *
 * @param repository - owner/name, where it is known: the workflow's own.
 */
export function addressProblems(library: Manifest, plugin: Manifest, repository?: string): string[] {
  const due = repository === undefined ? /^git\+https:\/\/[\w.-]+(\/[\w.-]+)+\.git$/ : undefined;
  return Object.entries({ hyperdual: library, 'unplugin-hyperdual': plugin }).flatMap(([name, manifest]) => {
    const problems: string[] = [];
    const url = manifest.repository?.url ?? '';
    if (due === undefined ? url !== urlOf(repository as string) : !due.test(url)) {
      const expected = repository === undefined ? 'git+https://.../owner/name.git' : urlOf(repository);
      problems.push(`${name}: repository.url is "${url}", expected ${expected}`);
    }
    if (manifest === plugin && manifest.repository?.directory !== 'plugin') {
      problems.push(`${name}: repository.directory has to be "plugin"`);
    }
    if (!manifest.homepage?.startsWith('https://')) problems.push(`${name}: homepage has no address`);
    if (!manifest.bugs?.url?.startsWith('https://')) problems.push(`${name}: bugs has no address`);
    return problems;
  });
}

function urlOf(repository: string): string {
  return `git+https://github.com/${repository}.git`;
}

/** The manifest with the addresses of a repository on GitHub, before its licence. */
export function addressed<M extends object>(manifest: M, repository: string, directory?: string): M & Manifest {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new TypeError(`expected owner/name, got ${repository}`);
  const base = `https://github.com/${repository}`;
  const addresses = {
    homepage: `${base}#readme`,
    bugs: { url: `${base}/issues` },
    repository: { type: 'git', url: urlOf(repository), ...(directory === undefined ? {} : { directory }) },
  };
  const entries = Object.entries(manifest).filter(([key]) => !(key in addresses));
  const place = entries.findIndex(([key]) => key === 'license');
  entries.splice(place < 0 ? entries.length : place, 0, ...Object.entries(addresses));
  return Object.fromEntries(entries) as M & Manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const read = (file: string): Manifest => JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
  const [, , what = '', repository = ''] = process.argv;
  const files = ['package.json', 'plugin/package.json'] as const;
  if (what === 'address') {
    files.forEach((file, i) => {
      const manifest = addressed(read(file), repository, i === 0 ? undefined : 'plugin');
      writeFileSync(join(root, file), `${JSON.stringify(manifest, undefined, 2)}\n`);
    });
  } else {
    const [library, plugin] = files.map(read);
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    const problems = [
      ...versionProblems(what, library, plugin, changelog),
      ...addressProblems(library, plugin, process.env.GITHUB_REPOSITORY),
    ];
    for (const problem of problems) console.log(problem);
    process.exitCode = problems.length === 0 ? 0 : 1;
  }
}
