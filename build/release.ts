/** `node dist/build/release.js v1.2.3`: whether the tag, both packages and the changelog speak of one version. Fails where not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly repository?: unknown;
}

/** A line for each thing that is not as a release wants it. */
export function problemsOf(tag: string, library: Manifest, plugin: Manifest, changelog: string): string[] {
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
  if (!new RegExp(`^## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d{2}-\\d{2}$`, 'm').test(changelog)) {
    problems.push(`CHANGELOG.md has no heading "## ${version} - " with a date`);
  }
  // Provenance is refused where the package does not name the repository that it is built from.
  for (const [name, { repository }] of Object.entries({ hyperdual: library, 'unplugin-hyperdual': plugin })) {
    if (repository === undefined) problems.push(`${name} has no repository in its package.json`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const json = (file: string): Manifest => JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest;
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const problems = problemsOf(process.argv[2] ?? '', json('package.json'), json('plugin/package.json'), changelog);
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
