/** Numbers that go on as the loops go on: sums of a constant and a register. */

/** A register, none for a constant, and what is added to it. */
export interface Sum {
  readonly register: Register | undefined;
  readonly constant: number;
}

/** Goes on with each iteration of a loop: from the register of a loop around it, by the first of the differences. */
export interface Register {
  readonly from: Register | undefined;
  readonly differences: readonly Sum[];
  /** It is written at all. */
  isUsed: boolean;
}

/** A sum that goes on with the iterations of a loop. */
export function going(registers: Map<string, Register>, [first, ...differences]: readonly Sum[]): Sum {
  const key = [first.register, ...differences].map(keyOf).join();
  let register = registers.get(key);
  if (register === undefined) {
    register = { from: first.register, differences, isUsed: false };
    registers.set(key, register);
  }
  return { register, constant: first.constant };
}

const numbers = new WeakMap<Register, number>();
let count = 0;

function keyOf(x: Sum | Register | undefined): string {
  if (x === undefined) return '';
  if ('constant' in x) return `${x.constant}+${keyOf(x.register)}`;
  let number = numbers.get(x);
  if (number === undefined) {
    number = count++;
    numbers.set(x, number);
  }
  return String(number);
}

export function isEqual(a: Sum, b: Sum): boolean {
  return a.constant === b.constant && a.register === b.register;
}

/** A place as it is before a loop begins. */
export function before(registers: ReadonlyMap<string, Register>, { register, constant }: Sum): Sum {
  const isOwn = register !== undefined && isIn(registers, register);
  return { register: isOwn ? register.from : register, constant };
}

export function isIn(registers: ReadonlyMap<string, Register>, register: Register): boolean {
  for (const own of registers.values()) if (own === register) return true;
  return false;
}
