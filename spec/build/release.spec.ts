/** What a release is held to: versions, sizes, and the form that JSR wants. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { equal, is, match, throws } from 'uvu/assert';
import { memberComments, withComments, withSelfTypes, withTypeEndings } from '../../build/jsr.js';
import { addressed, addressProblems, type Manifest, versionProblems } from '../../build/release.js';
import { sizeReport } from '../../build/size-report.js';

const release = suite('release');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest = (file: string): Manifest => JSON.parse(read(file)) as Manifest;

const library: Manifest = { version: '1.2.3' };
const plugin: Manifest = { ...library, peerDependencies: { hyperdual: '^1.2.0' } };
const changelog = '# Changelog\n\n## 1.2.3 - 2026-11-29\n\n## 1.2.2 - 2026-10-01\n';

release('tag, packages and changelog of one version', () => {
  equal(versionProblems('v1.2.3', library, plugin, changelog), []);
  const problems = versionProblems('v1.3.0', library, { version: '1.2.4' }, changelog);
  is(problems.length, 4);
  match(
    problems.join('\n'),
    /hyperdual is 1\.2\.3.*unplugin-hyperdual is 1\.2\.4.*asks for hyperdual undefined.*heading .* is "1\.2\.3 - /s,
  );
  match(versionProblems('1.2.3', library, plugin, changelog)[0], /expected one like/);
  match(versionProblems('v1.2.3', library, plugin, '## Unreleased\n\n## 1.2.3 - 2026-11-29')[0], /is "Unreleased"/);
  match(versionProblems('v1.2.3', library, plugin, '')[0], /is "undefined"/);
});

release('all places of this project that state the version state the same one', () => {
  const { version } = manifest('package.json');
  equal(
    versionProblems(`v${version}`, manifest('package.json'), manifest('plugin/package.json'), read('CHANGELOG.md')),
    [],
  );
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Manifest> };
  equal([packages[''].version, packages.plugin.version], [version, version]);
  is(packages.plugin.peerDependencies?.hyperdual, manifest('plugin/package.json').peerDependencies?.hyperdual);
});

release('both packages name the repository that they are built from', () => {
  const due = addressed(library, 'some/where');
  const duePlugin = addressed(plugin, 'some/where', 'plugin');
  equal(due.repository, { type: 'git', url: 'git+https://github.com/some/where.git' });
  equal(addressProblems(due, duePlugin), []);
  equal(addressProblems(due, duePlugin, 'some/where'), []);
  is(addressProblems(library, plugin).length, 7);
  match(
    addressProblems(due, duePlugin, 'some/where-else')[0],
    /hyperdual: repository\.url is .* expected .*where-else/,
  );
  equal(addressProblems(due, addressed(plugin, 'some/where')), [
    'unplugin-hyperdual: repository.directory has to be "plugin"',
  ]);
  // Written once more, and in the place of what was there.
  equal(Object.keys(addressed({ a: 1, bugs: 'x', license: 'MIT' }, 'some/where')), [
    'a',
    'homepage',
    'bugs',
    'repository',
    'license',
  ]);
  throws(() => addressed(library, 'https://github.com/some/where'), /expected owner\/name/);
});

release('sizes: what changed by a hundredth, what is new, what is gone', () => {
  is(sizeReport({ a: 1000 }, { a: 1009 }), 'Sizes of bundles: none changed by 1 % or more.');
  const lines = sizeReport({ a: 1000, b: 2000, c: 3000 }, { a: 1100, b: 1900, d: 10 }).split('\n').slice(2);
  equal(lines, [
    '| a | 1.0 kB | 1.1 kB | +10.0 % |',
    '| b | 2.0 kB | 1.9 kB | -5.0 % |',
    '| c | 3.0 kB | - | gone |',
    '| d | - | 0.0 kB | new |',
  ]);
});

release('files for JSR: declarations that name declarations, entries that name their types', () => {
  is(
    withTypeEndings(
      `import { a } from './shared/x.js';\nexport * from "./y.js";\ntype T = import('./z.js').T; import b from 'c.js';`,
    ),
    `import { a } from './shared/x.d.ts';\nexport * from "./y.d.ts";\ntype T = import('./z.d.ts').T; import b from 'c.js';`,
  );
  is(
    withComments(
      '/** F. */\ndeclare function f(x: A): B;\ndeclare function f<T>(x: T): T;\ndeclare function g(): void;\n',
    ),
    '/** F. */\ndeclare function f(x: A): B;\n/** F. */\ndeclare function f<T>(x: T): T;\ndeclare function g(): void;\n',
  );
  is(
    withComments('/** F. */\ndeclare const f: A;\ndeclare const n_d_f: typeof f;\n'),
    '/** F. */\ndeclare const f: A;\n/** F. */\ndeclare const n_d_f: typeof f;\n',
  );
  const active = 'declare abstract class Active {\n    /** this + y. */\n    add(y: A): A;\n    sub(y: A): A;\n}\n';
  const comments = memberComments(active, 'Active');
  equal([...comments], [['add', '/** this + y. */']]);
  is(
    withComments('declare class Dual extends Active {\n    add(y: A): A;\n    sub(y: A): A;\n}\n', comments),
    'declare class Dual extends Active {\n    /** this + y. */\n    add(y: A): A;\n    sub(y: A): A;\n}\n',
  );
  is(
    withComments('interface I {\n    /** M. */\n    m(x: 1): 1;\n    m(x: 2): 2;\n}\n', comments),
    'interface I {\n    /** M. */\n    m(x: 1): 1;\n    /** M. */\n    m(x: 2): 2;\n}\n',
  );
  is(withSelfTypes('export {};', 'plain/runtime'), '/* @ts-self-types="./runtime.d.ts" */\nexport {};');
});

release.run();
