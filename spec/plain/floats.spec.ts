/** Lists and typed arrays at their ends, and odd conversions, inside drivers: the values of the native ones, and slopes by differences. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { valueAndDerivative } from '../../lib/plain/index.js';
import { both } from './load.js';

const PROGRAMS: readonly (readonly [name: string, body: string])[] = [
  ['lastIndexOf from beyond the end', 'return [1, x, 3].lastIndexOf(x, 10) * x;'],
  ['lastIndexOf from what is no number', "return [x, 1].lastIndexOf(x, 'a') + x;"],
  [
    'sort: -0 before 0, NaN last',
    'const f = new Float64Array([0, -0, NaN, x, NaN]).sort(); return f[2] * x + (Object.is(f[0], -0) ? 1 : 5) + (f[3] !== f[3] ? x : 0);',
  ],
  ['sort downwards', 'const f = new Float64Array([1, x, 3]).sort((a, b) => b - a); return f[1] * f[0];'],
  ['toSorted downwards', 'const f = new Float64Array([1, x, 3]).toSorted((a, b) => b - a); return f[1] * f[0];'],
  ['a view on bytes', 'const f = new Float64Array(new ArrayBuffer(24), 8, 2); return (f.length + f.byteOffset) * x;'],
  ['with', 'const f = new Float64Array([1, x]).with(1, x * x); return f[1] * f.length;'],
  ['with from the end', 'return new Float64Array([1, x]).with(-1, x * x)[1];'],
  [
    'with beyond the end',
    'try { return new Float64Array([1, x]).with(2, x).length * x; } catch (e) { return e instanceof RangeError ? 5 * x : 0; }',
  ],
  ['set, at', 'const f = new Float64Array([x, 2 * x, 3]); f.set([x * x], 2); return f[2] * f.at(-1);'],
  [
    'subarray and slice from the end',
    'const f = new Float64Array([x, 2 * x, 3]); return f.subarray(-2)[0] * f.slice(-1)[0];',
  ],
  ['subarray: the same elements', 'const f = new Float64Array([x, 3]); f.subarray(1)[0] = x ** 3; return f[1];'],
  ['a list in itself, as text', 'const a = [1, 2]; a.push(a); return String(a).length * x;'],
  ['a class of one’s own', 'class Kinds extends Set {} return new Kinds([1, 1, 2]).size * x;'],
  ['valueOf that is no function', 'const o = { valueOf: 3, toString() { return 2; } }; return o * x;'],
  ['null as a key', 'const o = { [null]: x }; o[null] += x; return o.null * x;'],
  ['a list as a key', "const o = {}; o[[1, 2]] = x; o[[1, 2]] *= x; return o['1,2'];"],
  ['a field of null', 'try { null[x]; return 0; } catch (e) { return e instanceof TypeError ? x : 2 * x; }'],
  ['Array with several elements', 'return new Array(1, x, 3)[1] * Array(x, x).length;'],
  [
    'globals that are fields',
    "const w = { isNaN, Math, parseFloat, own: (a) => a }; return w.own(x) * (w.isNaN(x) ? 1 : 3) * w.Math.abs(-x) + w.parseFloat('2');",
  ],
  ['Math.hypot of plain numbers', 'return Math.hypot(3, 4, 12) * x + Math.hypot(x, 0, 0);'],
  ['the length of one of two texts', "return (x > 1 ? 'one' : 'b').length * x;"],
  ['one of two lists', 'const a = x > 1 ? [x] : [1, 2]; return a.length * a[0];'],
];

const floats = suite('lists and typed arrays at their ends');

for (const [name, body] of PROGRAMS) {
  floats(name, () => {
    const { plain, f } = both<(x: number) => number>(`(x) => { ${body} }`);
    const [x, h] = [2.5, 2 ** -16];
    const { value, derivative } = valueAndDerivative(f, x);
    assert.is(value, plain(x));
    const due = (plain(x + h) - plain(x - h)) / (2 * h);
    assert.ok(Math.abs(derivative - due) <= 1e-8 * Math.max(1, Math.abs(due)), `${derivative}, by differences ${due}`);
  });
}

floats.run();
