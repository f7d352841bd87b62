/** One function in every mode of the table, against derivatives that are known from elsewhere. */
import { ok } from 'uvu/assert';
import { type Field, type Jet, modesFor } from './modes.js';
import { programs } from './settings.js';

export interface Known {
  readonly gradient: readonly number[];
  readonly hessian?: readonly (readonly number[])[];
}

/** One of each kind: those that the others are made of in other ways. */
const FEW: ReadonlySet<string> = new Set([
  ...['gradient', 'hyper-dual', 'hvp', 'nested dual', 'reverse', 'reverse Hessian', 'reverse over reverse'],
  ...['multivariate Taylor', 'compiled hyper-dual', 'compiled reverse'],
]);

/**
 * Every mode has the value of the plain function, to the bit, and the derivatives that are known within a bound, relative to 1 or to their
 * size; a compiled one repeats the mode that it compiles, to the bit. Numbers made by hand, at which nobody looks again,
 * may be NaN instead.
 *
 * @param isWhole - the whole table and not one mode of each kind: where it is false HYPERDUAL_PROGRAMS=10000 asks for it.
 */
export function everyMode(
  f: Field,
  x: readonly number[],
  { gradient, hessian }: Known,
  bound: number,
  isWhole: boolean = programs >= 10_000,
): void {
  const value = f(x);
  const jets = new Map<string, Jet>();
  const modes = modesFor(x.length).filter(({ name }) => isWhole || FEW.has(name));
  for (const mode of modes) {
    const jet = mode.on(f, x.length)(x);
    ok(Object.is(jet.value, value), `${mode.name}: value ${jet.value}, not ${value}`);
    const isOpen = mode.isHandMade === true;
    close(`${mode.name}: gradient`, jet.gradient, gradient, bound, isOpen);
    if (hessian !== undefined && jet.hessian !== undefined)
      close(`${mode.name}: Hessian`, jet.hessian.flat(), hessian.flat(), bound, isOpen);
    jets.set(mode.name, jet);
    if (mode.compiles === undefined) continue;
    const eager = jets.get(mode.compiles);
    // Where gradient and Hessian are asked for apart the gradient is that of a driver of first order.
    const alike = modes.filter((other) => other.gradientArithmetic === mode.gradientArithmetic);
    const gradients = [eager, ...alike.map(({ name }) => jets.get(name))].filter((other) => other !== jet);
    ok(
      gradients.some((other) => other !== undefined && isSame(jet.gradient, other.gradient)),
      `${mode.name}: gradient of ${mode.compiles}`,
    );
    const isSecond = jet.hessian !== undefined && eager?.hessian !== undefined;
    ok(!isSecond || isSame(jet.hessian.flat(), eager.hessian.flat()), `${mode.name}: Hessian of ${mode.compiles}`);
  }
}

function close(what: string, is: readonly number[], should: readonly number[], bound: number, isOpen: boolean): void {
  const size = Math.max(1, ...should.map(Math.abs));
  ok(is.length === should.length, `${what}: ${is.length} numbers, not ${should.length}`);
  is.forEach((d, i) => {
    const off = Math.abs(d - (should[i] as number)) / size;
    ok(off <= bound || (isOpen && Number.isNaN(d)), `${what}: [${i}] is ${d}, not ${should[i]}`);
  });
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((x, i) => Object.is(x, b[i]));
}
