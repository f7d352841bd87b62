/** What numbers carry: what is left without their derivatives, and to which order these go, so how many steps the theorem takes. */
import type { Scalar } from '../scalar/active.js';

/** True for an innermost number that stands for others: a germ, or one of a program. Those that only watch are plain ones here. */
export function isGround(x: Scalar): boolean {
  return typeof x === 'number' || x.oracle?.hasOrders === true || isOfProgram(x);
}

/** True for a number that is known only when a program runs. */
export function isOfProgram(x: Scalar): boolean {
  return typeof x !== 'number' && x.oracle?.demandFinite !== undefined;
}

/** A number without its parts: what the solution itself is computed with. */
export function groundOf(x: Scalar): Scalar {
  let inner = x;
  while (typeof inner !== 'number' && !isGround(inner)) inner = inner.primal;
  return inner;
}

/**
 * The highest order of the derivatives that some numbers carry together: of each level its own (1 for duals and variables, 2 for
 * hyper-duals and second-order bundles, n for series), and the sum of those of all levels, which are nested.
 */
export class Orders {
  private readonly byLevel = new Map<number, number>();

  constructor(numbers: readonly Scalar[]) {
    this.see(numbers);
  }

  get total(): number {
    let total = 0;
    for (const order of this.byLevel.values()) total += order;
    return total;
  }

  see(numbers: readonly Scalar[]): void {
    for (const x of numbers) this.look(x);
  }

  private look(x: Scalar): void {
    if (typeof x === 'number' || isGround(x)) return;
    const known = this.byLevel.get(x.level.id) ?? x.level.derivativeOrder;
    let highest = known;
    for (const { order, part } of x.parts()) {
      if (order > highest) highest = order;
      this.look(part);
    }
    this.byLevel.set(x.level.id, highest);
  }
}
