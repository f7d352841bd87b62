#!/usr/bin/env node
// Builds ../stdlib.ts: the value functions of @stdlib/math-base-special-*
// (exact versions in package.json and package-lock.json) flattened into one plain ES module,
// and THIRD-PARTY.txt at the root, the notices that have to go with it.
//
//   npm ci && node build.mjs      writes the two files
//   node build.mjs --check        exits 1 if the files in place differ
//   node build.mjs --plain FILE   writes plain JavaScript to FILE instead (for measuring);
//                                 with --unpatched as well, the library as published
//   node build.mjs --sizes        also prints the bytes each module contributes
//
// The modules are CommonJS of one regular form. Each is rewritten as an ES module (so that the
// result can be tree-shaken), elementary functions become those of Math, the corrections below
// are applied, and esbuild joins the rest. The output depends on the inputs alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, 'node_modules', '@stdlib');
const outDir = path.join(here, '..');
const argv = process.argv.slice(2);
const plain = argv.includes('--plain') ? argv[argv.indexOf('--plain') + 1] : null;
const patched = !argv.includes('--unpatched');
const require = createRequire(import.meta.url);

const M = 'math-base-special-';
const f1 = '(x: number) => number';

/** What the built module exports: name, TypeScript type, module, module of the library as published. */
const EXPORTS = [
  ['gamma', f1, `${M}gamma/lib/main.js`],
  ['logGamma', f1, `${M}gammaln/lib/main.js`],
  ['digamma', f1, `${M}digamma/lib/main.js`],
  ['trigamma', f1, `${M}trigamma/lib/main.js`],
  ['erf', f1, `${M}erf/lib/main.js`],
  ['erfc', f1, `${M}erfc/lib/main.js`],
  ['beta', '(a: number, b: number) => number', `${M}beta/lib/main.js`],
  ['logBeta', '(a: number, b: number) => number', `${M}betaln/lib/main.js`],
  ['besselJ0', f1, `${M}besselj0/lib/main.js`],
  ['besselJ1', f1, `${M}besselj1/lib/main.js`],
  ['besselY0', f1, `${M}bessely0/lib/main.js`],
  ['besselY1', f1, `${M}bessely1/lib/main.js`],
  ['gammaInc', '(x: number, a: number, normalized: true, upper: boolean) => number', `${M}gammainc/lib/main.js`],
  ['gammaPrefix', '(a: number, x: number, factor?: number) => number', `${M}gammainc/lib/regularised_gamma_prefix.js`],
  [
    'betaInc',
    '(x: number, a: number, b: number, normalized: true, upper: boolean, out: number[], stride: 1, offset: 0) => number[]',
    `${M}kernel-betainc/lib/assign.js`,
  ],
  ['betaPrefix', '(a: number, b: number, x: number, y: number, normalized: true, factor?: number) => number', `${M}kernel-betainc/lib/ibeta_power_terms.js`],
];

/** Corrections of the published text: module, text, replacement, reason. Each text must occur exactly once. */
const PATCHES = [
  [
    `${M}gammaln/lib/main.js`, 'YMIN - 1.0 - 0.27', 'YMIN - 1.0 - 0.23',
    'the polynomial around the minimum holds on [YMIN-0.23, YMIN+0.27] only: 17 ulp before, 1.5 after',
  ],
  [`${M}gammaln/lib/main.js`, 'x >= (YMIN - 0.27)', 'x >= (YMIN - 0.23)', 'the same: 55 ulp before, 1 after'],
  [
    `${M}digamma/lib/main.js`,
    'x = 1.0 - x;\n\n\t\t// Argument reduction for tan:\n\t\trem = x - floor(x);',
    'rem = -x - floor( -x );\n\t\tx = 1.0 - x;',
    'reduce the given argument and not the rounded 1-x: relative error 4e-3 beside negative poles before, 3e-16 after',
  ],
  [
    `${M}gammainc/lib/tgamma_i_large_x_series.js`, 'var a = a1;', 'var a = a1 - 1.0;',
    'the series is 1 + (a-1)/x + (a-1)(a-2)/x^2 + ...: relative error 4e-2 for x > 1000 before, 1e-14 after',
  ],
  [
    `${M}gammainc/lib/igamma_final.js`, '( ( a < x ) || ( abs( a - 50.0 ) / x < 1.0 ) )',
    '( ( a < x ) || ( abs( a - 50.0 ) / x < 1.0 ) ) && !( a > 200.0 && ( (x-a) / a ) * ( (x-a) / a ) < ( ( a > 1e6 ) ? 1500 : 20 ) / a )',
    'the uniform expansion first: the other one takes some sqrt(a) terms there',
  ],
  [
    `${M}gammainc/lib/igamma_final.js`, 'if ( 20 / a > sigma * sigma ) {', 'if ( ( ( a > 1e6 ) ? 1500 : 20 ) / a > sigma * sigma ) {',
    'the same for very large a',
  ],
  [
    `${M}kernel-betainc/lib/ibeta_fraction2.js`, "'maxIter': 1000\n", "'maxIter': 1e6\n",
    'the fraction takes some sqrt(max(a, b)) steps',
  ],
  ...zeroCorrections(),
  [
    `${M}gammainc/lib/finite_half_gamma_q.js`, 'e = erfc( sqrt(x) );',
    'e = sqrt(x);\n\thalf = Math.fround( e );\n\te = erfc( e ) * ( 1.0 - ( ( x - ( half*half ) ) - ( ( e+half ) * ( e-half ) ) ) );',
    'the rounding of the square root made good: 183 ulp at x = 700 before, 2 after',
  ],
  [
    `${M}kernel-betainc/lib/assign.js`, 'asin( sqrt(y) ) : asin( sqrt(x) );',
    'y : x;\n\t\tp = ( p > 0.5 ) ? HALF_PI - asin( sqrt( 1.0-p ) ) : asin( sqrt( p ) );',
    'the arcsine beside 1: relative error 3e-9 before, 1e-16 after',
  ],
  [
    `${M}kernel-betainc/lib/assign.js`, '-( pow( x, a ) - 1.0 )', '-expm1( a * Math.log( x ) )',
    'cancellation for small a',
  ],
];

/**
 * The Bessel functions keep each zero in two pieces and take log(x/zero) of the rounded quotient: what is left of the zero,
 * and the logarithm from the difference.
 */
function zeroCorrections() {
  const zeros = [
    ['besselj0', 1, '(x - (x11/256.0)) - x12', '7.519077883636932e-20'],
    ['besselj0', 2, '(x - (x21/256.0)) - x22', '4.489394048592315e-21'],
    ['besselj1', 1, '( w - (x11/256.0) ) - x12', '1.8035093702624854e-20'],
    ['besselj1', 2, '( w - (x21/256.0) ) - x22', '9.73355528065903e-22'],
    ['bessely0', 1, '( x - (x11/256.0) ) - x12', '1.4169853107407646e-19'],
    ['bessely0', 2, '(x - (x21/256.0)) - x22', '1.7868752183532473e-20'],
    ['bessely0', 3, '(x - (x31/256.0)) - x32', '-3.932700441538554e-21'],
    ['bessely1', 1, '(x - (x11/256.0)) - x12', '9.558101639853199e-20'],
    ['bessely1', 2, '(x - (x21/256.0)) - x22', '-6.937151233813779e-23'],
  ];
  return zeros.flatMap(([name, i, text, rest]) => {
    const module = `${M}${name}/lib/main.js`;
    const offset = `${text} - ${rest}`;
    const zero = [module, text, offset, `zero ${i} in three pieces: the nearest double has all digits and not three`];
    if (name.startsWith('besselj')) return [zero];
    const logarithm = `( Math.abs( x-x${i} ) < 0.5 ? Math.log1p( ( ${offset} ) / x${i} ) : ln( x/x${i} ) )`;
    return [zero, [module, `ln( x/x${i} )`, logarithm, `log(x/zero ${i}) from the difference: 1e-12 beside it before, 1e-16 after`]];
  });
}

/** Modules replaced by those in ./own. */
const OWN = {
  // Accurate for large parameters too; these are also the derivatives of the incomplete functions.
  [`${M}gammainc/lib/regularised_gamma_prefix.js`]: 'gamma-prefix.js',
  [`${M}kernel-betainc/lib/regularized_gamma_prefix.js`]: 'gamma-prefix.js',
  [`${M}kernel-betainc/lib/ibeta_power_terms.js`]: 'beta-prefix.js',
  [`${M}kernel-betainc/lib/ibeta_series.js`]: 'ibeta-series.js',
  [`${M}beta/lib/main.js`]: 'beta.js',
  // Smaller: the normalized form only, and no table.
  [`${M}gammainc/lib/main.js`]: 'gammainc.js',
  [`${M}factorial/lib/main.js`]: 'factorial.js',
};

/** Calls of these go to the engine. */
const MATH = Object.fromEntries([
  ...['abs', 'asin', 'ceil', 'cos', 'exp', 'expm1', 'floor', 'log1p', 'max', 'min', 'pow', 'sin', 'sqrt', 'tan', 'trunc']
    .map((f) => [`@stdlib/${M}${f}`, `Math.${f}`]),
  [`@stdlib/${M}ln`, 'Math.log'],
  ['@stdlib/math-base-assert-is-nan', 'Number.isNaN'],
]);

/** Small replacements. */
const SMALL = {
  [`@stdlib/${M}sincos`]: 'export function assign(x, out) { out[0] = Math.sin(x); out[1] = Math.cos(x); }',
  // Used only to clear the low word so that the square of the result is exact: 24 bits do as well.
  '@stdlib/number-float64-base-set-low-word': 'function head(x) { return Math.fround(x); } export { head as default };',
  '@stdlib/math-base-assert-is-integer': 'function isInteger(x) { return Math.floor(x) === x; } export { isInteger as default };',
  '@stdlib/math-base-assert-is-infinite': 'function isInfinite(x) { return x === Infinity || x === -Infinity; } export { isInfinite as default };',
  '@stdlib/math-base-assert-is-negative-zero': 'function isNegativeZero(x) { return Object.is(x, -0); } export { isNegativeZero as default };',
  '@stdlib/math-base-assert-is-positive-zero': 'function isPositiveZero(x) { return Object.is(x, 0); } export { isPositiveZero as default };',
  [`@stdlib/${M}copysign`]: 'function copysign(x, y) { return y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x); } export { copysign as default };',
};

/** Index files that choose at run time or attach properties: the plain function instead. */
const PLAIN_INDEX = {
  'math-base-tools-sum-series': 'lib/basic.js',
  'math-base-tools-continued-fraction': 'lib/basic.js',
};

const packages = new Map(); // name -> version
const notices = new Map(); // notice text -> packages
const applied = PATCHES.map(() => 0);

function locate(spec, importer) {
  if (spec.startsWith('.')) return path.posix.join(path.posix.dirname(importer), spec);
  const [, pkg, rest] = /^@stdlib\/([^/]+)(?:\/(.+))?$/.exec(spec) ?? [];
  if (!pkg) throw new Error(`unexpected import ${spec} in ${importer}`);
  if (rest) return `${pkg}/${rest}`;
  if (PLAIN_INDEX[pkg]) return `${pkg}/${PLAIN_INDEX[pkg]}`;
  return existsSync(path.join(root, pkg, 'lib/main.js')) ? `${pkg}/lib/main.js` : `${pkg}/lib/index.js`;
}

function toEsm(name) {
  const pkg = JSON.parse(readFileSync(path.join(root, name.split('/')[0], 'package.json'), 'utf8'));
  packages.set(pkg.name, pkg.version);
  if (pkg.name.startsWith('@stdlib/constants-')) {
    const id = pkg.name.replace('@stdlib/constants-', '').replaceAll('-', '_').toUpperCase();
    const value = require(path.join(root, name));
    if (typeof value !== 'number') throw new Error(`${name} is not a number`);
    return `const ${id} = ${value}; export { ${id} as default };`;
  }
  let text = readFileSync(path.join(root, name), 'utf8');
  for (const [, notice] of text.matchAll(/```text\n([\s\S]*?)\n\* ```/g)) {
    const clean = notice.replace(/^\* ?/gm, '').trim();
    if (!notices.has(clean)) notices.set(clean, new Set());
    notices.get(clean).add(pkg.name);
  }
  if (patched) {
    PATCHES.forEach(([mod, from, to], i) => {
      if (mod !== name) return;
      if (text.split(from).length !== 2) throw new Error(`correction ${i} does not fit ${name}`);
      text = text.replace(from, () => to);
      applied[i]++;
    });
  }
  text = text.replace(/^\/\*\*?[\s\S]*?\*\/\s*$/gm, '').replace("'use strict';", '');
  const calls = [];
  text = text.replace(/^var (\w+) = require\( '([^']+)' \)(?:\.(\w+))?;.*$/gm, (_, v, p, m) => {
    if (p in MATH) {
      calls.push([v, MATH[p]]);
      return '';
    }
    return m ? `import { ${m} as ${v} } from '${p}';` : `import ${v} from '${p}';`;
  });
  for (const [v, to] of calls) {
    text = text.replace(new RegExp(`(?<![\\w.$])${v}\\(`, 'g'), `${to}(`);
    const left = text.replace(/'[^'\n]*'/g, '').replace(/\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
    if (new RegExp(`(?<![\\w.$])${v}(?![\\w$])`).test(left)) throw new Error(`${name}: ${v} is used other than by a call`);
  }
  text = text.replace(/^module\.exports = (\w+);.*$/gm, 'export { $1 as default };');
  const code = text.replace(/\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  if (/(?<![\w.])(require|module|exports|process|global|globalThis|window|self|eval|Function)(?!\w)/.test(code)) {
    throw new Error(`${name} is not of the regular form`);
  }
  return text;
}

const stdlib = {
  name: 'stdlib',
  setup(b) {
    b.onResolve({ filter: /.*/ }, (a) => {
      if (a.kind === 'entry-point') return { path: a.path, namespace: 'entry' };
      if (a.path in MATH || a.path in SMALL) return { path: a.path, namespace: 'small', sideEffects: false };
      if (a.namespace === 'own' && a.path.startsWith('./')) return { path: a.path.slice(2), namespace: 'own', sideEffects: false };
      const name = locate(a.path, a.importer);
      if (patched && name in OWN) return { path: OWN[name], namespace: 'own', sideEffects: false };
      return { path: name, namespace: 'stdlib', sideEffects: false };
    });
    b.onLoad({ filter: /.*/, namespace: 'small' }, (a) => ({ contents: SMALL[a.path], loader: 'js' }));
    b.onLoad({ filter: /.*/, namespace: 'own' }, (a) => ({ contents: readFileSync(path.join(here, 'own', a.path), 'utf8'), loader: 'js' }));
    b.onLoad({ filter: /.*/, namespace: 'stdlib' }, (a) =>
      a.path.endsWith('.json')
        ? { contents: readFileSync(path.join(root, a.path), 'utf8'), loader: 'json' }
        : { contents: toEsm(a.path), loader: 'js' });
    b.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({
      contents: EXPORTS.map(([n, , m]) => `export { default as $${n} } from '@stdlib/${m}';`).join('\n'),
      loader: 'js',
    }));
  },
};

const result = await build({
  entryPoints: ['entry'],
  plugins: [stdlib],
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  treeShaking: true,
  legalComments: 'none',
  charset: 'utf8',
  write: false,
  metafile: true,
  absWorkingDir: here,
});
const text = result.outputFiles[0].text;
if (argv.includes('--sizes')) {
  const inputs = Object.entries(Object.values(result.metafile.outputs)[0].inputs);
  for (const [k, v] of inputs.sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)) console.log(v.bytesInOutput, k);
}

const block = /export \{\n([\s\S]*?)\n\};\n$/;
const locals = Object.fromEntries(
  block.exec(text)[1].split(',\n').map((l) => l.trim().split(' as ')).map(([l, n]) => [n, l]));
const body = text.replace(block, '').trimEnd();
if (/\beval\b|\bFunction\b|\brequire\b|\bglobalThis\b|\bprocess\b/.test(body.replace(/\/\/.*$/gm, ''))) throw new Error('the result is not plain');

if (plain) {
  writeFileSync(plain, `${body}\nexport { ${EXPORTS.map(([n]) => `${locals[`$${n}`]} as ${n}`).join(', ')} };\n`);
} else {
  applied.forEach((n, i) => {
    if (n !== 1) throw new Error(`correction ${i} (${PATCHES[i][0]}) was not applied`);
  });
  const direct = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8')).devDependencies;
  const list = [...packages].filter(([n]) => n in direct).sort(([a], [b]) => (a < b ? -1 : 1));
  const header = `// @ts-nocheck
// GENERATED by build/build.mjs: do not edit. Formatting and linting do not apply.
/*!
 * Value functions of the stdlib project, flattened into one module and changed.
 *
 * Copyright (c) 2016-2026 The Stdlib Authors. Licensed under the Apache License, Version 2.0.
 * Parts are ports of Boost (Boost Software License 1.0), FreeBSD msun (Sun Microsystems) and
 * Cephes (Stephen L. Moshier). The full texts and notices are in THIRD-PARTY.txt.
 *
 * Taken from:
${list.map(([n, v]) => ` *   ${n} ${v}`).join('\n')}
 * and the packages they depend on.
 *
 * Changes to the published text:
 *   - CommonJS modules joined into one ES module; comments removed
 *   - elementary functions replaced by those of Math
${PATCHES.map(([m, , , why]) => ` *   - ${m}: ${why}`).join('\n')}
${Object.entries(OWN).map(([m, o]) => ` *   - ${m}: replaced by build/own/${o}`).join('\n')}
 */
`;
  const tail = EXPORTS.map(([n, t]) => `const $${n}: ${t} = ${locals[`$${n}`]};`).join('\n');
  const ts = `${header}${body}\n\n${tail}\nexport { ${EXPORTS.map(([n]) => `$${n} as ${n}`).join(', ')} };\n`;

  const license = readFileSync(path.join(root, `${M}gammainc`, 'LICENSE'), 'utf8').trim();
  const third = `The values of hyperdual/special (lib/special/stdlib.ts, which is in dist/package/special.js) contain code of the
stdlib project, changed as the head of that file says. All other code of this package is under the MIT licence.

Copyright (c) 2016-2026 The Stdlib Authors.

It is licensed under the Apache License, Version 2.0. Parts of it are ports of other libraries; their
notices, as the sources carry them, come first, then the licence itself with that of Boost.

${'='.repeat(80)}

${[...notices].map(([n, p]) => `[${[...p].sort().join(', ')}]\n\n${n}`).sort().join(`\n\n${'-'.repeat(80)}\n\n`)}

${'='.repeat(80)}

${license}
`;
  const files = [['stdlib.ts', ts], ['../../THIRD-PARTY.txt', third]];
  if (argv.includes('--check')) {
    for (const [f, t] of files) {
      if (readFileSync(path.join(outDir, f), 'utf8') !== t) {
        console.error(`${f} differs from what the build gives`);
        process.exitCode = 1;
      }
    }
  } else {
    for (const [f, t] of files) writeFileSync(path.join(outDir, f), t);
  }
}
