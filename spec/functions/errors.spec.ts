/** Arguments of operators that are no numbers: a message that says what came, whatever the other argument is. */
import { suite } from 'uvu';
import { instance, is, match, ok } from 'uvu/assert';
import * as exported from '../../lib/index.js';
import { clamp, dual, gradient, hyperdual, hypot, max, min, type Scalar } from '../../lib/index.js';
import { thrown } from '../support/assert.js';
import { BINARY, UNARY } from '../support/functions.js';

const table = exported as unknown as Record<string, (...args: unknown[]) => unknown>;

const wrong: [unknown, string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  ['2', 'the string "2"'],
  [2n, 'the bigint 2n'],
  [true, 'a boolean (true)'],
  [[1, 2], 'an array of length 2'],
  [{ a: 1 }, 'an object with keys a'],
  [Math.sin, 'a function (sin)'],
  [Symbol('s'), 'a symbol (Symbol(s))'],
];

/** What stands beside the wrong argument. */
function withOthers(check: (other: Scalar) => void): void {
  for (const other of [2, dual(2, 1), hyperdual(2, 1), dual(dual(2, 1), 1), hyperdual(dual(2, 1), 1)]) check(other);
  gradient(
    ([x]) => {
      check(x);
      return x;
    },
    [2, 3],
  );
}

const message = (shown: string): RegExp =>
  new RegExp(
    `^\\w+: expected a number or a number made by hyperdual, got ${shown.replace(/[()[\]]/g, '\\$&')}\\. (Check the arguments|Spread the array: \\w+\\(...xs\\))(: an index .*)?\\.$`,
  );

const one = suite('errors: functions of one number');

for (const name of UNARY) {
  one(`${name} of something that is no number names the function and what came`, () => {
    const f = table[name] as (x: unknown) => unknown;
    for (const [x, shown] of wrong) {
      const error = thrown(() => f(x));
      instance(error, TypeError);
      match(error.message, message(shown));
      if (name !== 'relu') ok(error.message.startsWith(`${name}:`), error.message);
    }
  });
}

const two = suite('errors: functions of two numbers');

for (const name of BINARY) {
  two(`${name} with something that is no number, in either place, says what came`, () => {
    const f = table[name] as (x: unknown, y: unknown) => unknown;
    for (const [x, shown] of wrong) {
      withOthers((other) => {
        for (const run of [() => f(x, other), () => f(other, x)]) {
          const error = thrown(run);
          instance(error, TypeError, `${name} of ${other} and ${shown}`);
          match(error.message, message(shown), `${name} of ${other} and ${shown}`);
        }
      });
      match(thrown(() => f(x, x)).message, message(shown));
    }
  });
}

const more = suite('errors: functions of more numbers');

more('max, min, hypot and clamp with something that is no number in any place', () => {
  for (const [x, shown] of wrong) {
    withOthers((other) => {
      for (const f of [max, min, hypot] as ((...args: unknown[]) => unknown)[]) {
        for (const args of [
          [x, other, 1],
          [other, x, 1],
          [1, other, x],
          [other, 1, 2, x],
        ]) {
          match(thrown(() => f(...args)).message, message(shown));
        }
      }
      for (const args of [
        [x, other, 3],
        [other, x, 3],
        [other, 1, x],
      ]) {
        match(thrown(() => clamp(...(args as [never, never, never]))).message, message(shown));
      }
    });
  }
});

more('a missing argument is undefined', () => {
  for (const f of [max, min, hypot] as ((...args: unknown[]) => unknown)[]) {
    for (const args of [[], [1], [dual(1, 1)]]) match(thrown(() => f(...args)).message, message('undefined'));
  }
});

more('a promise comes with another remedy', () => {
  is(
    thrown(() => exported.sin(Promise.resolve(1) as never)).message,
    'sin: expected a number or a number made by hyperdual, got a promise. Await it first: functions to differentiate must be synchronous.',
  );
});

one.run();
two.run();
more.run();
