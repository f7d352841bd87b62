/**
 * How transformed code recognises an active number among all values of JavaScript, and what such a number answers where code
 * asks it as a number: its methods, and `Object.prototype.toString`.
 *
 * One property, found on the prototype that all kinds of active numbers share, is as fast to ask for as a field; `instanceof`
 * walks the prototypes.
 */
import { Active } from '../scalar/active.js';
import { specialised } from '../scalar/scalar.js';
import { lost } from './notes.js';

/** An active number as transformed code sees it. */
export interface Branded extends Active {
  readonly $active: true;
}

export function isActive(x: unknown): x is Branded {
  return (x as Branded | null | undefined)?.$active === true;
}

/** How many ordinary functions are being compiled. */
export const compiling: { on: number } = { on: 0 };

/**
 * True for a number without derivatives that is known only when a program runs: to the function it is a plain number, and where
 * JavaScript needs its value it is that of the example, which the program then holds as a condition of its course.
 */
export function isUnknown(x: unknown): x is Active {
  return compiling.on > 0 && isActive(x) && x.oracle !== undefined;
}

/** Anything, with the value in place of such a number. */
export function known(x: unknown): unknown {
  return isUnknown(x) ? specialised(x) : x;
}

/** The plain number inside, where JavaScript can do with nothing else; noted, because the derivative ends here. */
export function plainOf(x: Active, what: string): number {
  lost(what, x);
  return specialised(x);
}

type NumberMethod = 'toFixed' | 'toExponential' | 'toPrecision' | 'toLocaleString';

const methods: readonly NumberMethod[] = ['toFixed', 'toExponential', 'toPrecision', 'toLocaleString'];

/** Called once by each entry, so that a bundle without them is free of it. */
export function brand(): void {
  if (isActive(Active.prototype)) return;
  Object.defineProperty(Active.prototype, '$active', { value: true });
  Object.defineProperty(Active.prototype, Symbol.toStringTag, { value: 'Number', configurable: true });
  const { toJSON } = Active.prototype;
  const toPrimitive = Active.prototype[Symbol.toPrimitive];
  Object.defineProperties(Active.prototype, {
    toJSON: {
      configurable: true,
      value(this: Active): unknown {
        return isUnknown(this) ? specialised(this) : toJSON.call(this);
      },
    },
    [Symbol.toPrimitive]: {
      configurable: true,
      value(this: Active, hint: string): unknown {
        if (!isUnknown(this)) return toPrimitive.call(this, hint);
        const x = specialised(this);
        return hint === 'string' ? String(x) : x;
      },
    },
  });
  for (const name of methods) {
    Object.defineProperty(Active.prototype, name, {
      configurable: true,
      value(this: Active, ...args: never[]): string {
        return plainOf(this, name)[name](...args);
      },
    });
  }
}
