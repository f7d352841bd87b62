/**
 * Runs the tests of a checkout of test262 with every file transformed: `node dist/spec/plain/test262.js <checkout> [part of a path] [n]`,
 * the last for every nth test only.
 *
 * Each test runs twice, as it is and transformed, in a realm of its own; transformed, functions take their active bodies although
 * all numbers are plain. A test that passes as it is must pass transformed, unless test262-known.json lists it. Left out are
 * tests that must not even parse, and modules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { buildSync } from 'esbuild';
import { transform } from 'unplugin-hyperdual/transform';

const [checkout = '', filter = '', every = '1'] = process.argv.slice(2);
const known: Record<string, string> = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../spec/plain/test262-known.json', import.meta.url)), 'utf8'),
);

/** The runtime as one script: errors that it throws are those of the realm it runs in. */
const runtime = new Script(
  buildSync({
    stdin: {
      contents: `import '${fileURLToPath(new URL('../../lib/plain/runtime.js', import.meta.url))}';`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    logLevel: 'error',
    write: false,
  }).outputFiles[0]?.text ?? '',
);

const harness = new Map<string, Script>();

function include(name: string): Script {
  let script = harness.get(name);
  if (script === undefined) {
    script = new Script(readFileSync(join(checkout, 'harness', name), 'utf8'), { filename: name });
    harness.set(name, script);
  }
  return script;
}

interface Test {
  readonly file: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly includes: readonly string[];
  readonly negative: string | undefined;
}

function read(file: string): Test | undefined {
  const source = readFileSync(join(checkout, 'test/language', file), 'utf8');
  const header = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? '';
  const list = (name: string): string[] => {
    const inline = new RegExp(`^${name}:\\s*\\[([^\\]]*)\\]`, 'm').exec(header)?.[1];
    if (inline !== undefined)
      return inline
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    const block = new RegExp(`^${name}:\\s*\\n((?:\\s+-.*\\n?)+)`, 'm').exec(header)?.[1] ?? '';
    return block
      .split('\n')
      .map((line) => line.replace(/^\s*-\s*/, '').trim())
      .filter((item) => item !== '');
  };
  const flags = list('flags');
  const phase = /phase:\s*(\w+)/.exec(header)?.[1];
  if (flags.includes('module') || phase === 'parse' || phase === 'early' || phase === 'resolution') return undefined;
  return {
    file,
    source,
    flags,
    includes: list('includes'),
    negative: /negative:[\s\S]*?type:\s*(\w+)/.exec(header)?.[1],
  };
}

/** What went wrong; undefined where the test passed. */
function run(test: Test, code: string, isTransformed: boolean): string | undefined {
  const isAsync = test.flags.includes('async');
  let done: string | undefined = isAsync ? 'never done' : undefined;
  const context = createContext(
    {
      print: (message: string) => {
        if (message === 'Test262:AsyncTestComplete') done = undefined;
        else if (message.startsWith('Test262:AsyncTestFailure')) done = message;
      },
    },
    { microtaskMode: 'afterEvaluate' },
  );
  const agent = new Script(
    '({ global: globalThis, gc() {}, evalScript(s) { return (0, eval)(s); }, createRealm() { throw new Error("no realms") }, detachArrayBuffer() {} })',
  );
  try {
    if (isTransformed) {
      runtime.runInContext(context);
      new Script("globalThis[Symbol.for('hyperdual.plain.runtime')].running.on = 1").runInContext(context);
    }
    (context as Record<string, unknown>).$262 = agent.runInContext(context);
    if (!test.flags.includes('raw')) {
      include('assert.js').runInContext(context);
      include('sta.js').runInContext(context);
      if (isAsync) include('doneprintHandle.js').runInContext(context);
      for (const name of test.includes) include(name).runInContext(context);
    }
    new Script(code, { filename: test.file }).runInContext(context, { timeout: 20_000 });
  } catch (error) {
    const name = (error as { constructor?: { name?: string } } | undefined)?.constructor?.name ?? String(error);
    if (test.negative === name) return undefined;
    return `${name}: ${(error as { message?: string } | undefined)?.message ?? error}`.slice(0, 200);
  }
  return test.negative === undefined ? done : `expected ${test.negative}`;
}

const files = readdirSync(join(checkout, 'test/language'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js') && !file.includes('_FIXTURE') && file.includes(filter))
  .sort()
  .filter((_, i) => i % Number(every) === 0);
const counts = { passed: 0, skipped: 0, engine: 0, refused: 0, known: 0, unexpected: 0, stale: 0 };
const unexpected: Record<string, string> = {};
for (const file of files) {
  const test = read(file);
  if (test === undefined) {
    counts.skipped++;
    continue;
  }
  const source = test.flags.includes('onlyStrict') ? `"use strict";\n${test.source}` : test.source;
  if (run(test, source, false) !== undefined) {
    counts.engine++;
    continue;
  }
  let problem: string | undefined;
  try {
    const code = transform(source, file, { format: 'script', map: false, check: false })?.code ?? source;
    problem = run(test, code, true);
    // Code made at run time, which the runtime refuses.
    if (problem !== undefined && /no code made at run time/.test(problem)) {
      counts.refused++;
      continue;
    }
  } catch (error) {
    const message = (error as Error).message;
    if (/cannot be transformed/.test(message)) {
      counts.refused++;
      continue;
    }
    problem = message;
  }
  if (problem === undefined) {
    counts.passed++;
    if (known[file] !== undefined) {
      counts.stale++;
      console.log(`${file} passes, but is listed as known`);
    }
  } else if (known[file] !== undefined) counts.known++;
  else {
    counts.unexpected++;
    unexpected[file] = problem;
    console.log(`${file}: ${problem}`);
  }
}

console.log(JSON.stringify(counts));
process.exit(counts.unexpected > 0 || counts.passed === 0 ? 1 : 0);
