/** Messages of drivers, checked to the letter. */
import { instance, is, match } from 'uvu/assert';
import { thrown } from './assert.js';

/** What a driver that takes any structure expects. */
export const anything: string = 'a number, an array or a record of numbers';

/** What it advises when nothing better is known. */
export const plainly: string = 'Give plain numbers, or arrays and records of them.';

/** The call throws exactly this, of the form `<function>: expected <what>, got <what came>. <what to do>.` */
export function throwsExactly(run: () => unknown, kind: typeof TypeError | typeof RangeError, message: string): void {
  const error = thrown(run);
  is(error.message, message);
  instance(error, kind);
  match(error.message, /^\w+: expected [^.]+.*, got .+\. .+\.$/s);
}
