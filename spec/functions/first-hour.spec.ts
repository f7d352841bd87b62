/** What people do who do not know the library yet: the message names their function and the way out. */
import { suite } from 'uvu';
import { is, match, ok } from 'uvu/assert';
import { compile } from '../../lib/compile/index.js';
import * as h from '../../lib/index.js';
import { add, derivative, div, gradient, mul, type Scalar, square, sub } from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';
import { same, thrown } from '../support/assert.js';

// biome-ignore lint/suspicious/noExplicitAny: this spec does what the types forbid
type Any = any;

const functions: Any = h;

const message = (run: () => unknown): string => thrown(run).message;

const third = suite('a third argument');

third('add, sub, mul and div refuse it instead of dropping it, numbers of any kind', () => {
  for (const [f, name, cure] of [
    [add, 'add', 'Use sum([x, y, z])'],
    [mul, 'mul', 'Use prod([x, y, z])'],
    [sub, 'sub', 'Write sub(sub(x, y), z)'],
    [div, 'div', 'Write div(div(x, y), z)'],
  ] as [Any, string, string][]) {
    is(
      message(() => f(2, 3, 4)),
      `${name}: expected two arguments, got 4 as a third. ${cure}.`,
    );
    is(
      message(() => f(2, 3, 4, 5)),
      `${name}: expected two arguments, got 4 as a third. ${cure}.`,
    );
    match(
      message(() => derivative((x) => f(x, x, x), 1)),
      `${name}: expected two arguments, got Dual(1, 1) as a third`,
    );
    match(
      message(() => gradient(([a, b, c]) => f(a, b, c), [2, 3, 4])),
      `${name}: expected two arguments`,
    );
    match(
      message(() => reverse.gradient(([a, b, c]) => f(a, b, c), [2, 3, 4])),
      `${name}: expected two arguments`,
    );
    match(
      message(() => compile(([a, b, c]) => f(a, b, c), [2, 3, 4])),
      `${name}: expected two arguments`,
    );
    // What Iterator.prototype.reduce and scan pass: a counter, which must not be added up.
    match(
      message(() => f(2, 3, 0)),
      `${name}: expected two arguments, got 0 as a third`,
    );
  }
});

third('reduce goes on as it did, from both ends, on typed arrays too', () => {
  is([1, 2, 3].reduce(add), 6);
  is([1, 2, 3].reduceRight(sub), 0);
  is(Float64Array.of(2, 3, 4).reduce(mul), 24);
  same(
    gradient((x) => (x as Scalar[]).reduce(mul), [2, 3, 4]),
    [12, 8, 6],
  );
  same(
    reverse.gradient((x) => (x as Scalar[]).reduce(add, 0), [2, 3, 4]),
    [1, 1, 1],
  );
  same(compile((x: Scalar[]) => x.reduce(div), [1, 1])([6, 2]), 3);
});

const lost = suite('what is no number any more');

lost('an index that carries derivatives gives undefined: the operator that meets it says so', () => {
  const table = [1, 2, 3];
  const f = (i: Scalar): Scalar => mul(table[i as Any] as number, 2);
  const due =
    'mul: expected a number or a number made by hyperdual, got undefined. Check the arguments: an index that is not there gives ' +
    'undefined, and so does a number that carries derivatives (take value(i)).';
  is(
    message(() => derivative(f, 1)),
    due,
  );
  is(
    message(() => gradient(([i]) => mul(i, table[i as Any] as number), [1, 2])),
    due,
  );
});

lost('copies by spread, structuredClone and Object.assign, to operators of all kinds and in results', () => {
  const copies: ((x: Any) => Any)[] = [(x) => ({ ...x }), (x) => structuredClone(x), (x) => Object.assign({}, x)];
  const cure =
    'got a copy of a number that carries derivatives. Use the number itself: spread, structuredClone and Object.assign lose';
  for (const copy of copies) {
    const runs: [string, (x: Scalar) => Scalar][] = [
      ['sin', (x) => h.sin(copy(x))],
      ['mul', (x) => mul(copy(x), x)],
      ['mul', (x) => mul(copy(x), 2)],
      ['add', (x) => add(2, copy(x))],
      ['pow', (x) => h.pow(copy(x), 2)],
      ['lt', (x) => (h.lt(copy(x), 2) ? 1 : x)],
      ['max', (x) => h.max(copy(x), 2)],
      ['gradient', (x) => copy(x)],
    ];
    for (const [name, run] of runs) {
      match(
        message(() => gradient(([x, y]) => run(add(x, y)), [1, 2])),
        `${name}: expected`,
      );
      if (name !== 'gradient')
        match(
          message(() => gradient(([x, y]) => run(add(x, y)), [1, 2])),
          cure,
        );
    }
  }
  match(
    message(() => h.jacobian(([x]) => [{ ...(x as Any) }], [1, 2])),
    `jacobian: expected f(x)[0] to be a number`,
  );
  match(
    message(() => h.jacobian(([x]) => [{ ...(x as Any) }], [1, 2])),
    cure,
  );
});

lost('a list where numbers go: max, min, hypot, and the comparisons under their own names', () => {
  for (const name of ['max', 'min', 'hypot'] as const) {
    is(
      message(() => functions[name]([1, 2, 3])),
      `${name}: expected a number or a number made by hyperdual, got an array of length 3. Spread the array: ${name}(...xs).`,
    );
  }
  for (const name of ['lt', 'le', 'gt', 'ge', 'eq'] as const) {
    match(
      message(() => functions[name]([1], 2)),
      `${name}: expected a number`,
    );
    match(
      message(() => functions[name](2, [1])),
      `${name}: expected a number`,
    );
  }
});

lost('a second argument that is no number: the operator is named, not the library', () => {
  match(
    message(() => (gradient as Any)((x: Scalar, y: Scalar) => mul(x, y), 2, 3)),
    /^mul: expected .*got undefined/,
  );
  for (const name of ['add', 'sub', 'mul', 'div', 'pow', 'atan2', 'mod', 'hypot'] as const) {
    for (const run of [(x: Scalar) => functions[name](x, 'a'), (x: Scalar) => functions[name]('a', x)]) {
      match(
        message(() => derivative(run, 1)),
        `${name}: expected`,
      );
      match(
        message(() => gradient(([x]) => run(x), [1, 2])),
        `${name}: expected`,
      );
    }
  }
});

lost('messages name numbers of drivers by what they do', () => {
  for (const run of [
    () => gradient(([x, y]) => ((x as Any) * (y as Any)) as Any, [1, 2]),
    () => reverse.gradient(([x, y]) => ((x as Any) * (y as Any)) as Any, [1, 2]),
    () => compile(([x, y]) => ((x as Any) * (y as Any)) as Any, [1, 2]),
    () => gradient(([x, y]) => (mul as Any)(x, y, y), [1, 2]),
    () => gradient(([x]) => h.dual(x, 1), [1, 2]),
  ] as (() => unknown)[]) {
    const text = message(run);
    ok(!/Bundle|Variable|Expression/.test(text), text);
    match(text, /a number that carries derivatives/i);
  }
});

const unused = suite('comparisons that nothing used');

unused('the line is named where the first was made', () => {
  const f = (x: Scalar): Scalar => {
    const isSmall = h.lt(x, 1);
    return isSmall ? square(x) : x;
  };
  match(
    message(() => compile(f, 2)),
    /got 1 that was not, the first at .*first-hour\.spec\.\w+:\d+:\d+ \(an if/,
  );
  const g = ([x, y]: readonly [Scalar, Scalar]): Scalar =>
    h.select(
      h.lt(x, y),
      () => x,
      () => (h.gt(y, 0) && h.eq(x, 1) ? y : 0),
    );
  match(
    message(() => compile(g, [1, 2])),
    /got 2 that were not, the first at .*first-hour\.spec/,
  );
});

unused('a loop that waits for one ends in a message instead of never', () => {
  const f = (x: Scalar): Scalar => {
    let s = x;
    while (h.lt(1, s)) s = div(s, 2);
    return s;
  };
  is(f(8), 1);
  match(
    message(() => compile(f, 8)),
    /^compile: expected every comparison to be used by select, got 100001 that were not, .*while/,
  );
});

third.run();
lost.run();
unused.run();
