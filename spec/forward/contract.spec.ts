/** What holds for every forward driver: support/drivers lists them. */
import { readdirSync } from 'node:fs';
import { suite } from 'uvu';
import { equal, is, not, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import { div, isScalar, mul, neg, type Scalar, sin } from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { call, DRIVERS, type Driver } from '../support/drivers.js';

type F = (x: never) => unknown;

/** All numbers inside, in order. */
function leavesOf(x: unknown): Scalar[] {
  if (isScalar(x)) return [x];
  if (ArrayBuffer.isView(x)) return Array.from(x as Float64Array);
  return Object.values(x as object).flatMap(leavesOf);
}

/** An f for the driver: `g` of the product of all inputs, in the shape that the driver needs. */
function functionFor({ output }: Driver, g: (t: Scalar) => Scalar): (x: never) => unknown {
  return (x: unknown) => {
    const y = g(leavesOf(x).reduce(mul, 1));
    return output === 'square' ? leavesOf(x).map(() => y) : y;
  };
}

function inputsFor({ input }: Driver): unknown[] {
  if (input === 'number') return [2, -0.5];
  if (input === 'space') return [[1, 2, 3], Float64Array.of(1, 2, 3), { x: 1, y: 2, z: 3 }, [[1], [2], [3]]];
  return [2, [2, 3], [[1, 2, 3]], Float64Array.of(1, 2), { a: 1, b: [2, 3] }, [{ a: 1 }, { b: 2 }], [], {}];
}

function deepFreeze(x: unknown): unknown {
  if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x)) return x;
  for (const part of Object.values(x)) deepFreeze(part);
  return Object.freeze(x);
}

/** Every array and record inside, the outermost included. */
function containers(x: unknown): object[] {
  if (typeof x !== 'object' || x === null || isScalar(x)) return [];
  return [x, ...Object.values(x).flatMap(containers)];
}

const table = suite('table of drivers');

/** Exports of lib/forward that have another form than (f, x) to derivatives of first or second order, and specs of their own. */
const others = [
  ...['defineFunction', 'denseLimit', 'linearize'],
  ...['taylor', 'derivatives', 'nthDerivative', 'taylorPolynomial', 'multivariateTaylor'],
];

table('every function exported from lib/forward is in spec/support/drivers, so that this spec covers it', async () => {
  const folder = new URL('../../lib/forward/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const defined = new Set(modules.flatMap((module) => Object.values(module)));
  const names = Object.entries(exported).flatMap(([name, value]) => (defined.has(value) ? [name] : []));
  const listed = new Set([...others, ...DRIVERS.map(({ name }) => name)]);
  is(
    names.filter((name) => !listed.has(name)).join(', '),
    '',
    'add them to spec/support/drivers.ts, or to the list here',
  );
});

table.run();

for (const driver of DRIVERS) {
  const test = suite(driver.name);

  test(`${driver.name} accepts frozen inputs, and does not change inputs`, () => {
    for (const x of inputsFor(driver)) {
      const before = structuredClone(x);
      call(driver, functionFor(driver, sin), deepFreeze(x));
      same(x, before);
    }
  });

  test(`${driver.name} gives fresh plain arrays and records`, () => {
    for (const x of inputsFor(driver)) {
      const f = functionFor(driver, sin);
      const [one, other] = [call(driver, f, x), call(driver, f, x)];
      same(one, other);
      const own = new Set([...containers(one), ...containers(x)]);
      for (const part of containers(other)) not(own.has(part));
      is(new Set(containers(one)).size, containers(one).length, 'parts of one result share nothing');
      for (const part of containers(one)) {
        ok([Array.prototype, Object.prototype].includes(Object.getPrototypeOf(part)));
        not(Object.isFrozen(part) && Object.keys(part).length > 0);
      }
    }
  });

  test(`${driver.name} calls f as often as it says`, () => {
    for (const x of inputsFor(driver)) {
      let calls = 0;
      const f = functionFor(driver, sin) as (x: unknown) => unknown;
      call(
        driver,
        (t: unknown) => {
          calls++;
          return f(t);
        },
        x,
      );
      is(calls, driver.calls(leavesOf(x).length));
    }
  });

  test(`${driver.name} gives derivatives without negative zeros`, () => {
    for (const g of [() => -0, (t: Scalar) => neg(mul(t, 0)), (t: Scalar) => mul(t, -0), () => 7] as F[]) {
      for (const x of inputsFor(driver)) {
        const result = call(driver, functionFor(driver, g as (t: Scalar) => Scalar), x);
        const derivatives = driver.name.startsWith('value') || driver.name === 'jvp' ? withoutValue(result) : result;
        for (const leaf of leavesOf(derivatives)) is(Object.is(leaf, 0), true, `${leaf}`);
      }
    }
  });

  test(`${driver.name} gives the value of the plain function, bit for bit, where it gives one`, () => {
    const g = (t: Scalar): Scalar => neg(div(sin(t), 3));
    for (const x of inputsFor(driver)) {
      const f = functionFor(driver, g) as (x: unknown) => unknown;
      const result = call(driver, f, x);
      if (typeof result !== 'object' || result === null || !('value' in result)) continue;
      same(result.value, f(x));
    }
  });

  test(`${driver.name} passes on what f throws, as it is, and is right afterwards`, () => {
    for (const x of inputsFor(driver)) {
      const f = functionFor(driver, sin);
      const before = call(driver, f, x);
      if (driver.calls(leavesOf(x).length) === 0) continue;
      const own = new Error('from f');
      const stopped = thrown(() =>
        call(
          driver,
          () => {
            throw own;
          },
          x,
        ),
      );
      is(stopped, own);
      same(call(driver, f, x), before);
    }
  });

  test(`${driver.name} does not call f with this or with further arguments`, () => {
    for (const x of inputsFor(driver)) {
      const f = functionFor(driver, sin) as (x: unknown) => unknown;
      call(
        driver,
        function (this: unknown, ...args: unknown[]) {
          is(this, undefined);
          is(args.length, 1);
          return f(args[0]);
        },
        x,
      );
    }
  });

  test(`${driver.name} of one coordinate is the derivative of order ${driver.order}`, () => {
    const g = (t: Scalar): Scalar => mul(mul(t, t), mul(t, t));
    same(driver.of(g, 3), driver.order === 1 ? 108 : 108);
    same(driver.of(g, 2), driver.order === 1 ? 32 : 48);
    same(
      driver.of((t) => mul(t, 5), 2),
      driver.order === 1 ? 5 : 0,
    );
  });

  test(`${driver.name} gives NaN at NaN`, () => {
    ok(Number.isNaN(driver.of((t) => mul(t, mul(t, t)), Number.NaN)));
  });

  test.run();
}

function withoutValue(result: unknown): unknown {
  const { value: _, ...rest } = result as { value: unknown };
  equal(Object.keys(rest).length > 0, true);
  return rest;
}
