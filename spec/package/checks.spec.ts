/** What publint and Are the types wrong? say of the package: `npm run package`, beside the other specs. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { match } from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const checks = suite('checks of the package');

/** Runs the command of a package in this project; it throws what the command printed when that fails. */
function run(name: string, command: string, ...options: string[]): string {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
  const file = join(dirname(manifest), typeof bin === 'string' ? bin : (bin[command] as string));
  // Both pack the package, which is built already.
  const env = { ...process.env, npm_config_ignore_scripts: 'true' };
  try {
    return execFileSync(process.execPath, [file, ...options], { cwd: root, env, encoding: 'utf8' });
  } catch (error) {
    throw new Error(`${name}: ${(error as { stdout: string }).stdout}`);
  }
}

checks('publint finds nothing', () => match(run('publint', 'publint', '--strict'), 'All good!'));

checks('every entry has the right types, in Node and in bundlers', () => {
  const said = run('@arethetypeswrong/cli', 'attw', '--pack', '.', '--profile', 'esm-only');
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object };
  for (const entry of Object.keys(exports)) match(said, `"hyperdual${entry.slice(1)}"`);
});

checks.run();
