/** Numbers that leave the driver call they belong to, and come back into the same driver, another one, or another call. */
import { suite } from 'uvu';
import { instance, is, match, ok } from 'uvu/assert';
import { type Active, add, derivative, dual, gradient, isScalar, mul, type Scalar, value } from '../../lib/index.js';
import { same, thrown } from '../support/assert.js';
import { call, DRIVERS, type Driver, goodX } from '../support/drivers.js';

/** A number of a finished call of the driver: one that f got and stored. */
function leakedFrom(driver: Driver): Active {
  const found: Active[] = [];
  const visit = (x: unknown): void => {
    if (isScalar(x)) {
      if (typeof x !== 'number') found.push(x);
    } else for (const part of Object.values(x as object)) visit(part);
  };
  call(
    driver,
    (x: Scalar[]) => {
      visit(x);
      return driver.input === 'number' ? x : driver.output === 'number' ? x.reduce(add, 0) : x;
    },
    goodX(driver),
  );
  return found[0] as Active;
}

function throwsLeak(run: () => unknown, owner: Driver, old: Active, where: string): void {
  const error = thrown(run);
  instance(error, TypeError, where);
  const shown = old.kind.endsWith('Bundle') ? `a number that carries derivatives, of value ${value(old)}` : String(old);
  const expected =
    `${owner.name}: expected its numbers to stay inside the call, got ${shown} after the call had ended. ` +
    'Return what you need from f, or keep value(x), instead of storing the number outside.';
  is(error.message, expected, where);
}

const test = suite('leaks');

for (const owner of DRIVERS) {
  test(`a number of a finished call of ${owner.name} in the result of f, alone and in arrays and records`, () => {
    const old = leakedFrom(owner);
    for (const driver of DRIVERS) {
      const x = goodX(driver);
      if (driver.output === 'number') throwsLeak(() => call(driver, () => old, x), owner, old, driver.name);
      if (driver.output === 'any') {
        for (const y of [old, [1, old], { a: [old] }, [[old], [1]]]) {
          throwsLeak(() => call(driver, () => y, x), owner, old, driver.name);
        }
      }
      if (driver.output === 'square') {
        throwsLeak(() => call(driver, (t: unknown[]) => t.map(() => old), x), owner, old, driver.name);
      }
    }
  });

  test(`a number of a finished call of ${owner.name} captured by f and used with its input`, () => {
    const old = leakedFrom(owner);
    for (const driver of DRIVERS) {
      throwsLeak(() => driver.of((t) => mul(t, old), 2), owner, old, driver.name);
      throwsLeak(() => driver.of((t) => add(old, t), 2), owner, old, driver.name);
    }
  });
}

test('a number of a finished call as input', () => {
  for (const owner of DRIVERS) {
    const old = leakedFrom(owner);
    for (const driver of DRIVERS) throwsLeak(() => driver.of((t) => mul(t, t), old), owner, old, driver.name);
  }
});

test('a number of a finished call as a direction', () => {
  for (const owner of DRIVERS.filter(({ name }) => ['derivative', 'hessian'].includes(name))) {
    const old = leakedFrom(owner);
    for (const driver of DRIVERS.filter(({ direction }) => direction)) {
      throwsLeak(() => driver.run((x: Scalar[]) => mul(x[0] as Scalar, 2), [1], [old]), owner, old, driver.name);
    }
  }
});

test('the next call of the same driver does not accept the number of the one before', () => {
  for (const driver of DRIVERS) {
    let kept: Scalar | undefined;
    const f = (t: Scalar): Scalar => {
      kept ??= t;
      return mul(kept, t);
    };
    // curl and the like call f more than once with plain numbers among the inputs.
    if (driver.calls(3) > 1) continue;
    driver.of(f, 2);
    ok(kept !== undefined && typeof kept !== 'number');
    throwsLeak(() => driver.of(f, 2), driver, kept as Active, driver.name);
  }
});

test('a number of an inner call, used in the outer one after the inner one has ended', () => {
  for (const outer of DRIVERS) {
    for (const inner of DRIVERS) {
      let kept: Scalar = 0;
      const f = (t: Scalar): Scalar => {
        inner.of((s) => {
          if (typeof s !== 'number' && s !== t) kept = s;
          return mul(s, t);
        }, 2);
        return mul(t, kept);
      };
      const error = thrown(() => outer.of(f, 3));
      instance(error, TypeError);
      match(error.message, new RegExp(`^${inner.name}: expected its numbers to stay inside the call, got`));
    }
  }
});

test('a number of an outer call inside an inner one is a constant, not a leak', () => {
  for (const outer of DRIVERS) {
    for (const inner of DRIVERS) {
      const d = outer.of((t) => inner.of((s) => mul(mul(s, s), mul(t, mul(t, t))), 3), 2);
      is(d, (inner.order === 1 ? 6 : 2) * (outer.order === 1 ? 12 : 12), `${inner.name} in ${outer.name}`);
    }
  }
});

test('numbers made by hand are no leaks', () => {
  const x = dual(3, 1);
  for (const driver of DRIVERS) {
    const d = driver.of((t) => mul(mul(t, t), x), 2);
    is(String(d), driver.order === 1 ? 'Dual(12, 4)' : 'Dual(6, 2)', driver.name);
  }
});

test('results never hold numbers of their own call: they may be stored and used anywhere', () => {
  for (const driver of DRIVERS) {
    const d = driver.of((t) => mul(mul(t, t), t), 2);
    is(typeof d, 'number', driver.name);
    same(
      derivative((t) => mul(t, d), 1),
      d,
    );
  }
});

test('value(x) and plain results of an inner call may leave it', () => {
  const slopes: number[] = [];
  gradient(
    ([x, y]) => {
      slopes.push(derivative((t) => mul(t, 3), 1));
      return mul(x, y);
    },
    [1, 2],
  );
  same(slopes, [3]);
});

test.run();
