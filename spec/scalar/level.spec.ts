/** Levels: what keeps the infinitesimals of different calls apart, and what becomes of them when the call ends. */
import { suite } from 'uvu';
import { equal, instance, is, ok, throws } from 'uvu/assert';
import {
  type Active,
  add,
  derivative,
  div,
  dual,
  gradient,
  hyperdual,
  mul,
  type Scalar,
  secondDerivative,
  sub,
} from '../../lib/index.js';
import { handMadeLevel, Level, rankOf } from '../../lib/scalar/level.js';
import { checkOpen, isOutside, outermost } from '../../lib/scalar/relation.js';
import { thrown } from '../support/assert.js';

const levels = suite('Level');

levels('every level has a higher number than those before it', () => {
  const ids = Array.from({ length: 100 }, () => new Level('test').id);
  for (let i = 1; i < ids.length; i++) ok((ids[i] as number) > (ids[i - 1] as number));
});

levels('the twin for mixed parts has the same number and owner, and is made once', () => {
  const level = new Level('test');
  is(level.mixed.id, level.id);
  is(level.mixed.owner, 'test');
  is(level.mixed, level.mixed);
});

levels('close() closes the twin too, also a twin that is asked for afterwards', () => {
  const level = new Level('test');
  const early = level.mixed;
  level.close();
  is(level.open, false);
  is(early.open, false);
  const late = new Level('test');
  late.close();
  is(late.mixed.open, false);
});

levels('the twin of a twin is itself', () => {
  const level = new Level('test');
  is(level.mixed.mixed, level.mixed);
});

levels('a number of several operations inside another level is refused after its call, too', () => {
  let kept: Scalar = 0;
  derivative(
    (x) =>
      derivative((y) => {
        kept = mul(mul(mul(x, y), y), y);
        return kept;
      }, 2),
    3,
  );
  throws(() => derivative((z) => mul(z, kept), 1), /expected its numbers to stay inside the call/);
});

levels('levels made by hand are kept: one for each rank, below all driver levels, never closed', () => {
  for (const rank of [0, 1, 2, 7]) {
    is(handMadeLevel(rank), handMadeLevel(rank));
    is(rankOf(handMadeLevel(rank)), rank);
    ok(handMadeLevel(rank).id < new Level('test').id);
    ok(handMadeLevel(rank).open);
  }
  is(rankOf(new Level('test')), -1);
});

levels('an inner call is outside an outer one', () => {
  derivative((x) => {
    derivative((y) => {
      ok((y as Active).level.id > (x as Active).level.id);
      is(isOutside(y, x as Active), true);
      is(isOutside(x, y as Active), false);
      is(outermost(x, y), y);
      is(outermost(y, x), y);
      is(outermost(1, x), x);
      is(outermost(x, 1), x);
      return y;
    }, 1);
    return x;
  }, 1);
});

levels('numbers of one level are not outside one another', () => {
  is(isOutside(dual(1), dual(2)), false);
  is(isOutside(3, dual(2)), false);
  is(isOutside(hyperdual(1), dual(2)), true);
});

levels('something that is no number is never outside: it is an error', () => {
  for (const other of ['1', {}, [1], true, 1n]) {
    instance(
      thrown(() => isOutside(other as never, dual(1))),
      TypeError,
    );
    instance(
      thrown(() => outermost(other as never, dual(1))),
      TypeError,
    );
    instance(
      thrown(() => outermost(1, other as never)),
      TypeError,
    );
  }
});

const leaks = suite('numbers after their call');

/** The input of a finished call. */
function leaked(): Active {
  let kept: Scalar = 0;
  derivative((x) => {
    kept = x;
    return x;
  }, 3);
  return kept as unknown as Active;
}

leaks('a number that outlives its call cannot meet one of another call, in any operation and order', () => {
  const old = leaked();
  for (const operation of [add, sub, mul, div]) {
    for (const run of [
      () => derivative((x) => operation(x, old), 1),
      () => derivative((x) => operation(old, x), 1),
      () => secondDerivative((x) => operation(x, old), 1),
      () => secondDerivative((x) => operation(old, x), 1),
      () => operation(old, dual(1, 1)),
      () => operation(hyperdual(1, 1), old),
    ]) {
      const error = thrown(run);
      instance(error, TypeError);
      ok(error.message.startsWith('derivative: expected its numbers to stay inside the call, got Dual(3, 1) after'));
    }
  }
});

leaks('a number computed from one that outlived its call has outlived it too', () => {
  const old = leaked();
  const computed = [mul(old, 2), mul(old, old), div(1, old), (old as Active).neg()];
  for (const number of computed) throws(() => derivative((x) => mul(x, number), 1), /to stay inside the call/);
});

leaks('checkOpen names the driver that owned the number', () => {
  let kept: Scalar = 0;
  gradient(
    ([x]) => {
      kept = x;
      checkOpen(x as Active);
      return x;
    },
    [2],
  );
  is(
    thrown(() => checkOpen(kept as Active)).message,
    'gradient: expected its numbers to stay inside the call, got Dual(2, 1) after the call had ended. ' +
      'Return what you need from f, or keep value(x), instead of storing the number outside.',
  );
});

leaks('a call that throws closes its level as well', () => {
  let kept: Scalar = 0;
  throws(() =>
    derivative((x) => {
      kept = x;
      throw new Error('stop');
    }, 2),
  );
  throws(() => derivative((x) => mul(x, kept), 1), /to stay inside the call/);
});

leaks('numbers made by hand never expire', () => {
  const x = dual(2, 1);
  derivative((t) => mul(t, x), 1);
  equal(String(mul(x, x)), 'Dual(4, 4)');
  equal(String(derivative((t) => mul(t, x), 1)), 'Dual(2, 1)');
});

levels.run();
leaks.run();
