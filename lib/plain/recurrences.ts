/** Recurrences, and constants to a driver, for ordinary code. */
import { type ScanOptions, scan as scanOfScalars } from '../compile/scan.js';
import { flatten } from '../shape/shape.js';
import { stopGradient as stopped } from '../shape/stop-gradient.js';
import { compiling } from './brand.js';
import { guarded } from './run.js';
import { type Pure, purified, purifiedOutput } from './structures.js';
import type { Filled, Like, Plain } from './types.js';

type Any = unknown;
type F = (...x: never[]) => Any;

/** Steps on what `scan` takes, by the structures of their arguments: each is compiled once. */
const known = new WeakMap<F, Map<string, F>>();

/**
 * A recurrence: s ← step(s, input, parameters) for each input in turn. The step is compiled once, and so is the sweep back through
 * it; see `scan` of hyperdual/compile. Decisions by values take the course of the first numbers; where others take another one,
 * the step itself is asked.
 *
 * @param step - the new state, of the structure of the state, by nothing but its arguments. Define it once, outside of what is
 * differentiated.
 * @param state - the first state, in any structure.
 * @param inputs - what each step is given, all of one structure.
 * @param parameters - what all steps are given.
 * @returns the last state.
 */
export function scan<const S, const U, const P = readonly []>(
  step: (state: Plain<S>, input: Plain<U>, parameters: Plain<P>) => Like<S>,
  state: S,
  inputs: readonly U[] | Float64Array,
  parameters?: P,
  options?: ScanOptions,
): Filled<S, number>;
export function scan(step: F, state: Any, inputs: ArrayLike<Any>, parameters: Any = [], options?: ScanOptions): Any {
  const [first, given] = [purified('scan', state), isEmpty(parameters) ? NOTHING : purified('scan', parameters)];
  const each = Array.isArray(inputs) || ArrayBuffer.isView(inputs) ? Array.from(inputs) : inputs;
  const pure = Array.isArray(each) ? each.map((input) => purified('scan', input)) : [];
  const lists = Array.isArray(each) ? pure.map((input) => input.pure) : each;
  const f = typeof step === 'function' && pure.length > 0 ? stepOf(step, [first, pure[0], given]) : step;
  const end = guarded(() =>
    (scanOfScalars as unknown as F)(...([f, first.pure, lists, given.pure, options] as unknown as never[])),
  );
  return first.restore(end);
}

const NOTHING: Pure = { pure: [], restore: (x) => x, unseen: [] };

function isEmpty(x: Any): boolean {
  return Array.isArray(x) && x.length === 0;
}

/** The step on arrays and plain records. */
function stepOf(step: F, parts: readonly [Pure, Pure, Pure]): F {
  const all = known.get(step) ?? new Map<string, F>();
  known.set(step, all);
  const key = JSON.stringify(parts.map((part) => [classOf(part), flatten('scan', 'argument', part.pure).shape]));
  let made = all.get(key);
  if (made === undefined) {
    made = (...x) => {
      compiling.on++;
      try {
        return purifiedOutput(step(...(x.map((at, i) => parts[i]?.restore(at)) as never[])));
      } finally {
        compiling.on--;
      }
    };
    all.set(key, made);
  }
  return made;
}

/** A name for what it is put together to. */
function classOf({ pure, restore }: Pure): string {
  const whole = restore(pure) as object | number;
  return typeof whole === 'object' && whole !== null ? (whole.constructor?.name ?? '') : '';
}

/**
 * x as a constant to the driver around it; to those further out it still moves. In any structure:
 * `derivative((x) => x * stopGradient(x), 3)` is 3.
 */
export function stopGradient<T>(x: T): T;
export function stopGradient(x: Any): Any {
  const { pure, restore } = purified('stopGradient', x);
  return restore(guarded(() => (stopped as F)(pure as never)));
}
