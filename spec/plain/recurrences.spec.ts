/** Recurrences and constants of ordinary code, against loops written out. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as plain from '../../lib/plain/index.js';
import { same, thrown } from '../support/assert.js';
import { transformed } from './load.js';

type Drivers = typeof plain;
type Numbers = readonly number[];

const code = transformed(`
  const spring = (s, u, p) => ({ x: s.x + p.dt * s.v, v: s.v - p.dt * (p.k * Math.sin(s.x) + u) });
  exports.spring = ({ scan }) => ([x, k, ...us]) => { const s = scan(spring, { x, v: 1 }, us, { k, dt: 0.1 }); return s.x * s.v; };
  exports.springLoop = () => ([x, k, ...us]) => { let s = { x, v: 1 }; for (const u of us) s = spring(s, u, { k, dt: 0.1 }); return s.x * s.v; };

  class Mass {
    constructor(at, rate) { this.at = at; this.rate = rate; this.name = 'mass'; }
    moved(u, p) { const m = new Mass(this.at + 0.1 * this.rate, this.rate * p[0] - u.pull); return m; }
  }
  const moved = (m, u, p) => m.moved(u, p);
  exports.mass = ({ scan }) => ([a, b, c]) => { const m = scan(moved, new Mass(a, 1), [{ pull: b }, { pull: c }, { pull: 1 }], [b]); return m.at + m.rate ** 2; };
  exports.massLoop = () => ([a, b, c]) => { let m = new Mass(a, 1); for (const pull of [b, c, 1]) m = m.moved({ pull }, [b]); return m.at + m.rate ** 2; };
  exports.isMass = ({ scan }) => (a) => scan(moved, new Mass(a, 1), [{ pull: 1 }], [2]) instanceof Mass;

  const folded = (s, u) => (s * u > 2 ? s * u - 2 : s * u + 0.5);
  exports.decided = ({ scan }) => ([s, ...us]) => scan(folded, s, us);
  exports.decidedLoop = () => ([s, ...us]) => { for (const u of us) s = folded(s, u); return s; };

  const row = (s, u) => { const t = Float64Array.from(s); for (let i = 0; i < t.length; i++) t[i] = t[i] * u + s[(i + 1) % 3]; return t; };
  exports.floats = ({ scan }) => ([a, b]) => scan(row, new Float64Array([a, b, 1]), [b, a, 2]).reduce((x, y) => x + y);
  exports.floatsLoop = () => ([a, b]) => { let s = new Float64Array([a, b, 1]); for (const u of [b, a, 2]) s = row(s, u); return s.reduce((x, y) => x + y); };

  const inner = (s, u) => s * u + 1;
  exports.nested = ({ scan }) => ([s, a, b]) => scan((t, u) => scan(inner, t, [u, 2]), s, [a, b]);
  exports.nestedLoop = () => ([s, a, b]) => { for (const u of [a, b]) for (const v of [u, 2]) s = s * v + 1; return s; };

  exports.none = ({ scan }) => ([s]) => scan(inner, s, []) * 3;
  exports.noneLoop = () => ([s]) => s * 3;
  exports.bad = ({ scan }) => (s) => scan((x) => [x, x], s, [1]);
  exports.noList = ({ scan }) => (s) => scan(inner, s, 5);

  exports.stopped = ({ stopGradient }) => (x) => x * stopGradient(x * x);
  exports.stoppedMany = ({ stopGradient }) => ([x, y]) => { const { p, q } = stopGradient({ p: x * y, q: [x] }); return p * x + q[0] * y; };
`);
const of = <F>(name: string): F => (code[name] as unknown as (drivers: Drivers) => F)(plain);

const test = suite('recurrences of ordinary code');

const points: { readonly [name: string]: readonly Numbers[] } = {
  spring: [
    [0.3, 2, 0.1, 0.2, -0.4, 0.5],
    [1, -2, 0, 0.1, 3, 0],
  ],
  mass: [
    [1, 2, 3],
    [0.5, -0.2, 0.1],
  ],
  decided: [
    [0.5, 1, 2, 3, 1],
    [3, 1.5, 0.2, 7, 0.1],
    [1, 1, 1, 1, 1],
  ],
  floats: [
    [0.5, 1.5],
    [2, -1],
  ],
  nested: [
    [1, 2, 3],
    [0.1, -2, 0.5],
  ],
  none: [[2]],
};

for (const [name, all] of Object.entries(points)) {
  test(`${name}: like a loop, in all modes, nested and compiled`, () => {
    const [f, loop] = [of<(x: Numbers) => number>(name), of<(x: Numbers) => number>(`${name}Loop`)];
    const drivers: readonly ((g: (x: Numbers) => number, x: Numbers) => unknown)[] = [
      (g, x) => g(x),
      (g, x) => plain.gradient(g, x),
      (g, x) => plain.reverseGradient(g, x),
      (g, x) => plain.hessian(g, x),
      (g, x) => plain.reverseHessian(g, x),
      (g, x) => plain.compile((y: Numbers) => plain.gradient(g, y), x)(x as number[]),
    ];
    for (const drive of drivers) {
      for (const x of all) {
        const [found, due] = [drive(f, x), drive(loop, x)].map((y) => [y].flat(2) as number[]);
        assert.is(found?.length, due?.length);
        found?.forEach((y, i) => {
          const z = due?.[i] as number;
          assert.ok(Math.abs(y - z) <= 1e-13 * Math.max(1, Math.abs(z)), `${name} at ${x}: got ${found}, due ${due}`);
        });
      }
    }
  });
}

test('states of classes come back as they were, and messages name what is wrong', () => {
  assert.is(of<(a: number) => boolean>('isMass')(1), true);
  assert.match(
    thrown(() => of<(s: number) => unknown>('bad')(1)).message,
    /^scan: expected step to return a state like/,
  );
  assert.match(thrown(() => of<(s: number) => unknown>('noList')(1)).message, /^scan: expected an array of inputs/);
});

test('constants to the driver around them', () => {
  const f = of<(x: number) => number>('stopped');
  assert.is(plain.derivative(f, 3), 9);
  assert.is(plain.reverseGradient(([x]: Numbers) => f(x as number), [3])[0], 9);
  // To a driver further out it moves.
  assert.is(
    plain.derivative((x) => plain.derivative(f, x), 3),
    6,
  );
  same(plain.gradient(of<(x: Numbers) => number>('stoppedMany'), [2, 5]), [10, 2]);
  const g = plain.compile((x: number) => plain.derivative(f, x), 1);
  assert.is(g(3), 9);
});

test.run();
