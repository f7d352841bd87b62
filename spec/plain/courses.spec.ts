/** Ordinary code compiled: decisions and loops, several courses, and the count of points that left all of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile, configure, derivative, gradient, noDiff, value } from '../../lib/plain/index.js';
import { lengthsWhile } from '../support/modules.js';
import { both } from './load.js';

type F = (x: number) => number;
type List = (x: number[]) => number;

const courses = suite('courses');

courses.before(() => {
  configure({ warn: () => undefined });
});

const same = (g: F, f: F, points: readonly number[]): void => {
  for (const x of points) {
    const [compiled, eager] = [g(x), derivative(f, x)];
    assert.ok(Object.is(compiled, eager), `at ${x} ${compiled} is ${eager}`);
  }
};

courses('one course for what becomes a choice', () => {
  for (const text of [
    '(x) => x > 1 ? x * x : 3 * x',
    '(x) => { let v; if (x > 1) v = x * x; else v = 3 * x; return v; }',
    '(x) => { let v = 3 * x; if (x > 1) { v = x * x; } return v; }',
    '(x) => { if (x > 1) return x * x; return 3 * x; }',
    '(x) => x > 1 ? x < 2 ? x * x : Math.exp(x) : 3 * x',
  ]) {
    const { f } = both<F>(text);
    const g = compile((x: number) => derivative(f, x), 0.5);
    same(g, f, [0.5, 1, 1.5, 2, 2.5, -1, Number.NaN]);
    assert.is(g.left, 0, text);
    assert.is(g.courses, 1, text);
  }
});

courses('a loop that stops by a tolerance: one course for each number of turns', () => {
  const { f } = both<F>('(x) => { let y = 1; while (Math.abs(y * y - x) > 1e-12) y = (y + x / y) / 2; return y; }');
  const g = compile((x: number) => derivative(f, x), 2);
  const points = [2, 2.1, 3, 1.9, 5, 50, 2, 3, 5];
  same(g, f, points);
  assert.is(g.left, 0);
  assert.ok(g.courses > 1 && g.courses <= 5, `${g.courses} courses`);
});

courses('decisions with effects keep their order', () => {
  const { f } = both<List>(
    '([a, b]) => { const seen = []; if (a < b) { seen.push(a * a); if (b > 3) seen.push(b ** 3); } else { seen.unshift(b); seen.push(a); } let s = 0; for (const v of seen) s = s * 2 + v; return s; }',
  );
  const g = compile((x: [number, number]) => gradient(f, x), [1, 2]);
  for (const x of [
    [1, 2],
    [2, 1],
    [1, 4],
    [5, 4],
    [1, 1],
    [0, 3],
  ] as const) {
    assert.equal(g(x), gradient(f, x));
  }
  assert.is(g.courses, 3);
  assert.is(g.left, 0);
});

courses('an equality is a course of its own', () => {
  const { f } = both<F>('(x) => { if (x === 1) { return 7; } let y = x; y *= x; return y; }');
  for (const example of [1, 2]) {
    const g = compile((x: number) => derivative(f, x), example);
    same(g, f, [1, 2, 3, 1]);
    assert.is(g.courses, 2);
    assert.is(g.left, 0);
  }
});

courses('eight courses, and then the function itself, which is counted', () => {
  const { f } = both<F>('(x) => { let s = 0; for (let i = 0; i < x; i++) { s += x * i; } return s; }');
  const g = compile((x: number) => derivative(f, x), 0.5);
  const points = Array.from({ length: 20 }, (_, i) => i + 0.5);
  same(g, f, points);
  assert.is(g.courses, 8);
  assert.ok(g.left > 0 && g.left <= 12, `${g.left} of 20 points left all courses`);
  const { left } = g;
  same(g, f, [0.5, 1.5, 2.5]);
  assert.is(g.left, left);
});

courses('many points at once take their courses too', () => {
  const { f } = both<F>('(x) => { let y = x; if (y > 1) { y *= y; y += 1; } return y * y; }');
  const g = compile((x: number) => derivative(f, x), 0.5);
  const points = [0.5, 2, 0.25, 3, 1];
  assert.equal(
    [...g.map(points)],
    points.map((x) => derivative(f, x)),
  );
  assert.is(g.left, 0);
});

courses('lengths of many numbers have the bits of Math.hypot', () => {
  const { f } = both<List>('([a, b, c]) => Math.hypot(a, b, c) + Math.hypot(a) * Math.hypot(b, c, a, 1)');
  const g = compile((x: [number, number, number]) => [f(x), ...gradient(f, x)], [1, 2, 3]);
  for (const x of [
    [1, 2, 3],
    [0.1, 0.7, -1e200],
    [-3, 1e-160, 1 / 3],
    [0, 0, 1],
  ] as [number, number, number][]) {
    assert.equal(g(x), [f(x), ...gradient(f, x)]);
  }
});

courses('whole numbers where JavaScript needs plain ones: each is a course', () => {
  for (const text of [
    '(x) => { const h = {}; h[Math.floor(x)] = x; return h[3] * x || 0; }',
    '(x) => new Array(Math.floor(x)).fill(x).reduce((a, b) => a + b)',
    '(x) => new Float64Array(Math.floor(x)).fill(x).reduce((a, b) => a + b) * "a".repeat(x | 0).length',
    '(x) => Array.from({ length: Math.floor(x) }, (_, i) => i * x).slice(Math.trunc(x) - 2).reduce((a, b) => a + b)',
    '(x) => { const m = new Map([[1, x]]); m.set(Math.floor(x), x * x); return (m.get(3) ?? x) * new Set([Math.round(x), 3]).size; }',
    '((m) => (x) => (m.get(Math.floor(x)) ?? 1) * x * x)(new Map([[3, 5]]))',
    '(x) => { const i = new Int32Array(1); i[0] = Math.round(x); return i[0] * x; }',
    '(x) => JSON.parse(JSON.stringify({ a: Math.floor(x) })).a * x * (String(Math.ceil(x)) === "4" ? 2 : 1)',
    '(x) => x * new Date(Math.floor(x)).getTime() * "abcdefgh".indexOf("abcdefgh".charAt(Math.floor(x)))',
    '(x) => { switch (Math.floor(x)) { case 3: return x * x; case 4: return x; default: return 7 * x; } }',
  ]) {
    const { f } = both<F>(text);
    const g = compile((x: number) => derivative(f, x), 3.5);
    same(g, f, [3.5, 3.2, 4.5, 2.2, 3.9, 4.1]);
    assert.is(g.left, 0, text);
  }
});

courses('value and noDiff in what is compiled', () => {
  const { f } = both<(value: F, noDiff: F) => F>('(value, noDiff) => (x) => x * noDiff(x) + (value(x) > 2 ? x : 0)');
  const g = compile((x: number) => derivative(f(value, noDiff), x), 1.5);
  same(g, f(value, noDiff), [1.5, 2.5, 1.5]);
  assert.is(g(3), 4);
});

courses('instances of classes as arguments', () => {
  class Tank {
    readonly name = 'tank';
    level: number;
    constructor(level: number) {
      this.level = level;
    }
  }
  const { f } = both<(tank: Tank, k: number) => number>(
    '(tank, k) => { let s = 0; if (tank.level > k) { s = tank.level * k; s += 1; } return s; }',
  );
  const g = compile((tank: Tank, k: number) => gradient((t: Tank) => f(t, k), tank), new Tank(3), 2);
  assert.equal(g(new Tank(3), 2), { level: 2 });
  assert.equal(g(new Tank(1), 2), { level: 0 });
  assert.is(g.courses, 2);
  assert.is(g.left, 0);
  assert.ok(g.wasm.length > 0);
});

courses('an error of the function is its own', () => {
  const { f } = both<F>('(x) => { if (x > 3) { throw new RangeError("too much"); } return x * x; }');
  const g = compile((x: number) => derivative(f, x), 1);
  assert.is(g(2), 4);
  assert.throws(() => g(4), /too much/);
});

courses('tables of labels 0 and 1 are data of a loop, in a module that is made when it is asked for', () => {
  type Fit = (w: number[], labels: readonly number[]) => number;
  const { f } = both<Fit>(
    `(w, labels) => {
      let total = 0;
      for (let t = 0; t < labels.length; t++) {
        const p = 1 / (1 + Math.exp(-(w[0] + w[1] * Math.cos(t) + w[2] * Math.sin(2 * t))));
        total += labels[t] * Math.log(p) + (1 - labels[t]) * Math.log(1 - p);
      }
      return total;
    }`,
  );
  const labels = (length: number): number[] => Array.from({ length }, (_, t) => Number(Math.sin(16 * t + 27) > 0.3));
  const w = [0, 0.5, -0.3];
  const bytes = [300, 500].map((length) => {
    const known = labels(length);
    const g = compile((x: number[]) => gradient((y: number[]) => f(y, known), x), w);
    const [made] = lengthsWhile(() => assert.is(g.optimise(), g));
    for (const x of [w, [1, 2, 3], [800, 0, 1], [-800, 1, 0]])
      assert.equal(
        g(x),
        gradient((y: number[]) => f(y, known), x),
      );
    return made as number;
  }) as [number, number];
  // A number or a few for each point; the code without tables grew by 60 kB.
  assert.ok(bytes[1] - bytes[0] < 200 * 8 * 13, bytes.join());
});

courses('the module of instances of classes, and what it tells', () => {
  class Point {
    x = 1;
    y = 2;
  }
  const { f } = both<(p: Point) => number>('(p) => p.x * p.x * p.y');
  const g = compile((p: Point) => gradient(f, p), new Point());
  const stages: string[] = [];
  assert.is(g.optimise({ onProgress: ({ stage }) => stages.push(stage) }), g);
  assert.equal([...new Set(stages)], ['order', 'loops', 'functions', 'engine']);
  assert.equal(g(new Point()), { x: 4, y: 1 });
});

courses.run();
