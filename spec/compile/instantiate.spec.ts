/** Programs made anew from their bytes: all that compile does, whatever functions they call; and bytes that are damaged. */
import { suite } from 'uvu';
import { is, match, ok, throws } from 'uvu/assert';
import { blockOf } from '../../lib/blocks/calls.js';
import type { Block } from '../../lib/blocks/rule.js';
import { type Compiled, compile, instantiate, scan } from '../../lib/compile/index.js';
import { revivedCalls } from '../../lib/compile/revived.js';
import { type Section, sectionIn, withSection } from '../../lib/compile/run/section.js';
import { SECTION } from '../../lib/compile/wasm/module.js';
import {
  add,
  defineFunction,
  derivative,
  gradient,
  hessian,
  mul,
  type Scalar,
  secondDerivative,
  sin,
  sqrt,
  stopGradient,
  sub,
} from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import * as special from '../../lib/special/index.js';
import { same, thrown } from '../support/assert.js';

type Program = Compiled<[number], number>;
const compiled = compile as unknown as (f: (x: Scalar) => unknown, x: number) => Program;
const anew = instantiate as unknown as (wasm: Uint8Array | object, functions?: unknown) => Program;

const made = suite('programs from their bytes');

const { specialFunction } = special;

/** Every special function, as one of its last number. */
const ofOne: { readonly [name: string]: (x: Scalar) => Scalar } = {
  gamma: special.gamma,
  logGamma: special.logGamma,
  digamma: special.digamma,
  trigamma: special.trigamma,
  erf: special.erf,
  erfc: special.erfc,
  besselI0: special.besselI0,
  besselI1: special.besselI1,
  besselJ0: special.besselJ0,
  besselJ1: special.besselJ1,
  besselY0: special.besselY0,
  besselY1: special.besselY1,
  polygamma: (x) => add(special.polygamma(2, x), special.polygamma(4, x)),
  beta: (x) => special.beta(x, 1.5),
  logBeta: (x) => special.logBeta(2.5, x),
  gammaP: (x) => add(special.gammaP(2.5, x), special.gammaP(0.1, x)),
  gammaQ: (x) => add(special.gammaQ(3, x), add(special.gammaQ(x, 2), special.gammaP(x, x))),
  erfInv: special.erfInv,
  erfcInv: special.erfcInv,
  erfcx: special.erfcx,
  logErfc: special.logErfc,
  expIntegralE1: special.expIntegralE1,
  expIntegralEi: special.expIntegralEi,
  lambertW: (x) => add(special.lambertW(x), special.lambertW(mul(-0.3, x), -1)),
  normalPdf: special.normalPdf,
  normalCdf: special.normalCdf,
  logNormalCdf: special.logNormalCdf,
  normalQuantile: special.normalQuantile,
  zeta: special.zeta,
  besselI: (x) => add(special.besselI(2, x), special.besselI(0.5, x)),
  besselJ: (x) => add(special.besselJ(2, x), special.besselJ(0.5, x)),
  besselK: (x) => special.besselK(1.5, x),
  besselY: (x) => special.besselY(3, x),
  besselK0: special.besselK0,
  besselK1: special.besselK1,
  besselK0e: special.besselK0e,
  besselK1e: special.besselK1e,
  besselI0e: special.besselI0e,
  besselI1e: special.besselI1e,
  logBesselI0: special.logBesselI0,
  betaI: (x) => add(special.betaI(x, 2, 0.3), add(special.betaI(x, 0.1, 5), special.betaI(0.3, x, 2))),
};

const points = [0.7, 0.2, 1e-40, 0.99, 2.5, -170.3];

made('derivatives of all special functions, first and second ones', () => {
  same(
    Object.keys(special).filter((name) => !(name in ofOne)),
    ['specialFunction'],
  );
  for (const [name, f] of Object.entries(ofOne)) {
    for (const driver of [derivative, secondDerivative]) {
      const g = compiled((x) => (driver as unknown as (f: unknown, x: Scalar) => Scalar)(f, x), 0.7);
      const again = anew(g.wasm, specialFunction);
      let seen = 0;
      for (const x of points) {
        try {
          same(again(x), g(x), `${name} at ${x}`);
          seen++;
        } catch (error) {
          // Where the function itself has to be asked there is nobody to ask.
          match(String(error), /instantiate: expected a point/);
        }
      }
      ok(seen > 1, name);
      again.optimise();
      same(again(0.2), g(0.2));
    }
  }
});

made('parameters by which there is no derivative are inputs of a program, with the bits of plain ones', () => {
  const { besselI, besselJ, besselK, besselY, polygamma } = special;
  const families = { besselI, besselJ, besselK, besselY, polygamma } as unknown as {
    readonly [name: string]: (p: Scalar, x: Scalar) => Scalar;
  };
  for (const [name, f] of Object.entries(families)) {
    const orders = name === 'polygamma' ? [1, 4] : [0, 2, 0.5, -1.5];
    const programs: ((p: Scalar, x: Scalar) => unknown)[] = [
      f,
      (p, x) => (derivative as unknown as (f: (x: Scalar) => Scalar, x: Scalar) => Scalar)((t) => f(p, t), x),
      (p, x) => reverse.hessian(([t]) => mul(t as Scalar, f(p, mul(t as Scalar, t as Scalar))), [x]),
      (p, x) => gradient(([q, t]) => mul(q as Scalar, f(stopGradient(q as Scalar), t as Scalar)), [p, x]),
      (p) => (derivative as unknown as (f: (x: Scalar) => Scalar, x: number) => Scalar)((t) => f(p, t), 2),
    ];
    for (const [k, program] of programs.entries()) {
      const g = compile(program as (p: Scalar, x: Scalar) => Scalar, 1, 2);
      const again = anew(g.wasm, specialFunction) as unknown as typeof g;
      for (const p of orders) {
        for (const x of [0, 0.3, 7, 1e-12, Number.NaN]) same(g(p, x), program(p, x), `${name} ${k} at ${p}, ${x}`);
        same(again(p, 0.3), g(p, 0.3), `${name} ${k}`);
      }
    }
  }
  match(
    thrown(() => compile((([n, x]: Scalar[]) => gradient(([m]) => families.besselJ(m, x), [n])) as never, [1, 2]))
      .message,
    /^besselJ: expected the parameter order to be a plain number.*use stopGradient/,
  );
});

made('the bytes as a buffer', () => {
  const g = compiled((x) => sin(x), 1);
  const { buffer } = g.wasm.slice();
  is(anew(buffer)(2), Math.sin(2));
});

made('a function of one number and one of many with the same name have names of their own', () => {
  const one = defineFunction({ name: 'twin', value: (x) => 2 * x, slope: () => 2 });
  const many = defineFunction({ name: 'twin', value: ([x]: number[]) => [3 * (x as number)], jvp: (_, v) => v });
  const g = compiled((x) => add(one(x), many([x])[0] as Scalar), 1);
  is(g(1), 5);
  is(anew(g.wasm, { twin: (x: number) => 2 * x, 'twin 1': ([x]: number[]) => [3 * (x as number)] })(1), 5);
});

made('the message for a function that is missing', () => {
  const g = compiled((x) => derivative(special.besselJ1 as (x: Scalar) => Scalar, x), 1);
  is(
    thrown(() => anew(g.wasm)).message,
    'instantiate: expected the function besselJ1, which the program calls, got none. Pass it: instantiate(wasm, { besselJ1: ' +
      '(x) => ... }); those of hyperdual/special by specialFunction.',
  );
  is(specialFunction('besselQ0'), undefined);
  is(specialFunction('toString'), undefined);
});

const named = (name: string, factor: number): ((x: Scalar) => Scalar) =>
  defineFunction({ name, value: (x) => factor * x, slope: () => factor });

made('functions of one name, some of which are not used in the end', () => {
  const [a, b, c] = [named('scale', 2), named('scale', 3), named('scale', 5)];
  const f = (x: Scalar): Scalar[] => {
    void a(x);
    return [b(x), c(mul(2, x)), b(add(x, 1))];
  };
  const g = compiled(f, 1);
  const due = [3, 10, 6];
  same(g(1), due);
  g.optimise();
  same(g(1), due);
  is(
    thrown(() => anew(g.wasm, { 'scale 1': (x: number) => 3 * x })).message.split('.')[0],
    'instantiate: expected the function scale 2, which the program calls, got none',
  );
  const functions = { 'scale 1': (x: number) => 3 * x, 'scale 2': (x: number) => 5 * x };
  same(anew(g.wasm, functions)(1), due);
  const twice = (x: number): number => 3 * x;
  same(anew(g.wasm, { 'scale 1': twice, 'scale 2': twice })(1), [3, 6, 6]);
  same(anew(anew(g.wasm, functions).wasm, functions)(1), due);
});

made('a name with a number that another function has already', () => {
  const f = (x: Scalar): Scalar[] => ['s', 's', 's 1', 's 1', 's'].map((name, i) => named(name, i + 2)(x));
  const g = compiled(f, 1);
  g.optimise();
  same(g(10), [20, 30, 40, 50, 60]);
});

made('functions named like those of Math and of the library are not taken for them', () => {
  for (const name of ['sin', 'softplus', 'max', 'hypot', '__proto__', 'constructor']) {
    const own = named(name, 7);
    const g = compiled((x) => [own(x), sin(x)], 1);
    const due = [14, Math.sin(2)];
    same(g(2), due);
    g.optimise();
    same(g(2), due);
    throws(() => anew(g.wasm), /^instantiate: expected the function /);
    const given = Object.fromEntries([[name, (x: number) => 7 * x]]);
    same(anew(g.wasm, given)(2), due);
    same(anew(g.wasm, (n: string) => (Object.hasOwn(given, n) ? given[n] : undefined))(2), due);
  }
  const g = compiled((x) => sin(x), 1);
  // Math's is what it was compiled with.
  is(anew(g.wasm, { sin: () => 5 })(2), Math.sin(2));
});

made('functions of one name used in turn are as many as there are', () => {
  const [a, b] = [named('turn', 2), named('turn', 0.5)];
  const f = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 3000; i++) y = add(i % 2 === 0 ? a(y) : b(y), 1);
    return y;
  };
  const g = compiled(f, 1);
  same(g(1), f(1));
  same(g.operations.byName, { turn: 3000, add: 3000 });
  const imports = (wasm: Uint8Array): number => {
    const { Module } = (globalThis as unknown as { WebAssembly: { Module: WasmModule } }).WebAssembly;
    return Module.imports(new Module(wasm)).length;
  };
  is(imports(g.wasm), 2);
  // Of special functions with parameters those with equal ones are one.
  const p = compiled((x) => add(special.gammaP(2, x), mul(3, special.gammaP(2, x))), 1);
  same(p.operations.byName, { gammaP: 1, mul: 1, add: 1 });
});

type Vector = readonly Scalar[];
const at = (x: Vector, i: number): Scalar => x[i] as Scalar;
type OfVector = Compiled<[number[]], unknown>;

/** A function with all its derivatives, in the process and anew from its bytes, in both tiers. */
function sameAnew(f: (x: Vector) => Scalar, x: number[], functions: Record<string, unknown> = {}): void {
  const drivers = [
    (y: Vector) => f(y),
    (y: Vector) => gradient(f, y),
    (y: Vector) => reverse.gradient(f, y),
    (y: Vector) => hessian(f, y),
    (y: Vector) => reverse.hessian(f, y),
  ];
  for (const driver of drivers) {
    const g = (compile as unknown as (f: unknown, x: number[]) => OfVector)(driver, x);
    const h = anew(structuredClone(g.wasm), functions) as unknown as OfVector;
    for (const k of [0, 1, 2]) {
      if (k === 2) h.optimise();
      const point = x.map((v, i) => v + 0.1 * k * Math.sin(i));
      const due = driver(point);
      same(g(point), due);
      same(h(point), due);
    }
    const again = anew(h.wasm, functions) as unknown as OfVector;
    same(again(x), g(x));
  }
}

const decay = (s: Scalar, u: Scalar, p: Scalar): Scalar => add(mul(p, s), sin(u));
const spring = ([q, v]: Vector, u: Scalar): Scalar[] => [
  add(q as Scalar, mul(0.1, v as Scalar)),
  sub(v as Scalar, mul(u, q as Scalar)),
];

made('recurrences, with their derivatives, and recurrences in their steps', () => {
  const f = (x: Vector): Scalar => scan(decay, at(x, 0), [at(x, 1), at(x, 2), at(x, 3)], at(x, 4));
  sameAnew(f, [1, 2, 3, 4, 0.5]);
  sameAnew((x) => mul(f(x), at(scan(spring, [at(x, 0), 1], [at(x, 1), 2, at(x, 2)]), 1)), [1, 2, 3, 4, 0.5]);
  const inner = (s: Scalar, u: Scalar): Scalar => scan(decay, s, [u, mul(2, u)], 0.5);
  sameAnew((x) => scan(inner, at(x, 0), [at(x, 1), at(x, 2)]), [1, 2, 3]);
});

made('functions of many numbers, by their values', () => {
  const value = ([a, b]: readonly number[]): number[] => [(a as number) * (b as number), (a as number) + (b as number)];
  const turned = ([a, b]: readonly number[]): number[] => [(b as number) ** 2, a as number];
  const pair = defineFunction({
    name: 'pair',
    value: value as (x: number[]) => number[],
    jvp: ([a, b], [da, db]) => [
      add(mul(a as Scalar, db as Scalar), mul(b as Scalar, da as Scalar)),
      add(da as Scalar, db as Scalar),
    ],
  });
  const other = defineFunction({
    name: 'pair',
    value: turned as (x: number[]) => number[],
    vjp: ([, b], [u, v]) => [v as Scalar, mul(mul(2, b as Scalar), u as Scalar)],
  });
  const f = (x: Vector): Scalar => {
    const [a, b] = pair([at(x, 0), sin(at(x, 1))]) as Scalar[];
    const [c, d] = other([b as Scalar, at(x, 1)]) as Scalar[];
    return add(mul(a as Scalar, c as Scalar), sin(d as Scalar));
  };
  sameAnew(f, [1.2, 0.4], { pair: value, 'pair 1': turned });
  const g = (compile as unknown as (f: unknown, x: number[]) => OfVector)(f, [1, 2]);
  match(thrown(() => anew(g.wasm)).message, /^instantiate: expected the function pair, which the program calls/);
  match(thrown(() => anew(g.wasm, { pair: value })).message, /^instantiate: expected the function pair 1, which/);
});

made('what a recurrence cannot answer without its function is refused', () => {
  const step = (s: Scalar, u: Scalar): Scalar => sqrt(mul(s, u));
  const g = (compile as unknown as (f: unknown, x: number[]) => OfVector)(
    (x: Vector) => gradient((y: Vector) => scan(step, at(y, 0), [at(y, 1), at(y, 2)]), x),
    [1, 2, 3],
  );
  const h = anew(g.wasm) as unknown as OfVector;
  same(h([2, 3, 4]), g([2, 3, 4]));
  throws(() => h([0, 1, 1]), /^instantiate: expected a point/);
  same(h([1, 2, 3]), g([1, 2, 3]));
});

interface WasmModule {
  new (bytes: Uint8Array): object;
  imports(module: object): unknown[];
}

made('more different functions than there are numbers for', () => {
  const f = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 65_600; i++) y = named('many', i)(y);
    return y;
  };
  is(
    thrown(() => compiled(f, 1)).message,
    'compile: expected f to call at most 65515 different functions, got more. Make a function of defineFunction or a parameter ' +
      'of a special function once, outside of f.',
  );
});

made('a module of another version, and blocks that are asked for derivatives', () => {
  const { description, code } = sectionIn(compiled((x) => sin(x), 1).wasm, SECTION) as Required<Section>;
  const text = new TextDecoder('latin1').decode(description);
  const place = text.indexOf('"version":') + '"version":'.length;
  const other = description.slice();
  other[place] = '9'.charCodeAt(0);
  match(
    thrown(() => anew(withSection(code as Uint8Array, SECTION, other))).message,
    /^instantiate: expected the wasm of a compiled function, got damaged bytes, or those of another version/,
  );
  is(anew(withSection(code as Uint8Array, SECTION, description))(2), Math.sin(2));
  const step = [2, 1, 0, 1, 0];
  const calls = revivedCalls({
    program: () => ({ input: new Float64Array(3), output: new Float64Array(2), run() {} }),
    given: () => () => 0,
  });
  const callee = { name: 'scan', as: 'scan', arity: 1, isOwn: true, block: 0, role: 'argument' } as const;
  const { block } = blockOf(
    calls(callee, [{ kind: 'scan', name: 'scan', details: step, traced: 1, modules: [new Uint8Array(0)] }]).value,
  ) as {
    block: Block;
  };
  match(thrown(() => block.formula([1, 2, 3])).message, /^instantiate: expected plain numbers/);
});

made('damaged bytes are told from whole ones, wherever they are damaged', () => {
  const g = compile(
    (x: readonly Scalar[]) =>
      gradient(([a, b]: readonly Scalar[]) => mul(sin(a as Scalar), b as Scalar), x as number[]),
    [0, 0],
  );
  const bytes = g.wasm;
  const isRefused = (damaged: Uint8Array): void => {
    const error = thrown(() => anew(damaged));
    ok(error instanceof TypeError);
    match(error.message, /^instantiate: expected the wasm of a compiled function, /);
  };
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
    isRefused(damaged);
  }
  for (let length = 0; length < bytes.length; length += 7) isRefused(bytes.slice(0, length));
  isRefused(Uint8Array.from([...bytes, 0]));
  isRefused(new Uint8Array(4096).fill(0xff));
  isRefused(new Uint8Array(4096));
  isRefused(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80));
});

made.run();
