/** Drivers of the library made into drivers of ordinary code. */
import { withoutAccessors } from './accessors.js';
import { run } from './run.js';
import { purified } from './structures.js';

type Any = unknown;
export type F = (x: never) => Any;
export type Driver = (f: F, x: never, ...more: never[]) => Any;

/** A driver of f and x, and of what it takes as it is. */
export function simple(driver: string, drive: unknown): (f: F, x: Any, ...more: Any[]) => Any {
  return (f, x, ...more) => run(driver, f, x, (g, at) => (drive as Driver)(g, at as never, ...(more as never[])));
}

/** A driver that takes a direction of the structure of x. */
export function along(driver: string, drive: unknown): (f: F, x: Any, v: Any) => Any {
  return (f, x, v) =>
    run(driver, f, x, (g, at, { unseen }) => {
      const direction = withoutAccessors(purified(driver, v).pure, unseen);
      return (drive as Driver)(g, at as never, direction as never);
    });
}
