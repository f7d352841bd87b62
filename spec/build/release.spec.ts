/** What a release is held to: versions, sizes, and the form that JSR wants. */
import { suite } from 'uvu';
import { equal, is, match } from 'uvu/assert';
import { withDocumentedOverloads, withSelfTypes, withTypeEndings } from '../../build/jsr.js';
import { type Manifest, problemsOf } from '../../build/release.js';
import { sizeReport } from '../../build/size-report.js';

const release = suite('release');

const library: Manifest = { version: '1.2.3', repository: 'there' };
const plugin: Manifest = { ...library, peerDependencies: { hyperdual: '^1.2.0' } };
const changelog = '# Changelog\n\n## 1.2.3 - 2026-11-29\n';

release('tag, packages and changelog of one version', () => {
  equal(problemsOf('v1.2.3', library, plugin, changelog), []);
  const problems = problemsOf('v1.3.0', library, { version: '1.2.4' }, '## 1.3.0');
  is(problems.length, 5);
  match(
    problems.join('\n'),
    /hyperdual is 1\.2\.3.*unplugin-hyperdual is 1\.2\.4.*asks for hyperdual undefined.*no heading.*no repository/s,
  );
  match(problemsOf('1.2.3', library, plugin, changelog)[0], /expected one like/);
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
    withDocumentedOverloads(
      '/** F. */\ndeclare function f(x: A): B;\ndeclare function f<T>(x: T): T;\ndeclare function g(): void;\n',
    ),
    '/** F. */\ndeclare function f(x: A): B;\n/** F. */\ndeclare function f<T>(x: T): T;\ndeclare function g(): void;\n',
  );
  is(withSelfTypes('export {};', 'plain/runtime'), '/* @ts-self-types="./runtime.d.ts" */\nexport {};');
});

release.run();
