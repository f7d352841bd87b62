/**
 * A driver on ordinary code: what goes in and comes out is made to fit, what goes wrong is explained, and the value of the run on
 * active numbers is compared with that of a run on plain ones.
 */
import type { Scalar } from '../scalar/active.js';
import { running } from '../scalar/level.js';
import { innermost } from '../scalar/scalar.js';
import { type Unseen, withAccessors } from './accessors.js';
import { isActive } from './brand.js';
import { compared, type Runs } from './check.js';
import { explained } from './explain.js';
import { Notebook, noted } from './notes.js';
import { settings } from './settings.js';
import { isPure, leavesOf, type Pure, purified, purifiedOutput, same } from './structures.js';

type Any = unknown;
type F = (...x: never[]) => Any;

const NUMBER: Pure = { pure: 0, restore: (x) => x, unseen: [] };

/** Looks at the stack in one call of a driver: enough to say where. */
const LOOKS = 8;

/**
 * Runs a driver.
 *
 * @param drive - calls the driver with f and x as it takes them.
 */
export function run<T>(driver: string, f: F, x: Any, drive: (f: F, x: Any, input: Pure) => T): T {
  if (typeof f !== 'function') return drive(f, x, NUMBER);
  if (!settings.check && isPure(x)) {
    const unseen: Unseen[] = [];
    try {
      return withAccessors(drive(outputOf(f, unseen), x, NUMBER), unseen);
    } catch (error) {
      throw explained(error);
    }
  }
  const input = purified(driver, x);
  const { unseen } = input;
  const isChecked =
    running.on === running.byHand && settings.check && leavesOf(input.pure).every((leaf) => typeof leaf === 'number');
  if (!isChecked)
    return withAccessors(
      guarded(() => drive(lifted(f, input), input.pure, input)),
      unseen,
    );
  const plain = (): Any => purifiedOutput(f(input.restore(copied(input.pure)) as never));
  const expected = guarded(plain);
  let found: Scalar[] | undefined;
  const watched: F = (lift) => {
    const y = purifiedOutput(f(input.restore(lift) as never), unseen);
    found ??= leavesOf(y) as Scalar[];
    return y;
  };
  const equalities = new Notebook(LOOKS);
  const result = noted('equalities', equalities, () => guarded(() => drive(watched, input.pure, input)));
  if (found !== undefined) {
    const runs: Runs = {
      driver,
      expected: leavesOf(expected),
      found: found.map(innerOf),
      plain,
      active: () => drive(lifted(f, input), input.pure, input),
    };
    compared(runs);
  }
  for (const { operation, place, value } of equalities.list()) {
    settings.warn(
      `${driver}: ${operation} held for an active number of value ${value}${place === '' ? '' : ` at ${place}`}. The derivative is ` +
        'that of the branch for this single point, which may not be the one of the function around it. Use noDiff(x) in the ' +
        'comparison if that is meant.',
    );
  }
  return withAccessors(result, unseen);
}

/** f with what it returns in the form that drivers read. */
function outputOf(f: F, unseen: Unseen[]): F {
  return (x) => {
    const y = f(x);
    return isActive(y) ? y : purifiedOutput(y, unseen);
  };
}

/** f on what the driver gives it. */
export function lifted(f: F, input: Pure): F {
  const { unseen } = input;
  if (input.restore === same) return outputOf(f, unseen);
  return (lift) => purifiedOutput(f(input.restore(lift) as never), unseen);
}

/** Arrays and records are f's own. */
function copied(x: Any): Any {
  if (typeof x !== 'object' || x === null) return x;
  if (Array.isArray(x)) return x.map(copied);
  return Object.fromEntries(Object.entries(x).map(([name, item]) => [name, copied(item)]));
}

function innerOf(x: Scalar): Any {
  return typeof x === 'number' || typeof x === 'object' ? innermost(x) : x;
}

export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explained(error);
  }
}
