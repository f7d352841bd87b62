/**
 * Addresses in a loop: those that move by the same number of bytes from the same place share a local.
 */
import type { Loop, StridedAddress } from '../schedule/loop-nest.js';
import type { Address, Target } from './target.js';

/** An address: where it is in the first iteration, and how it moves. */
interface Going {
  readonly base: Address;
  readonly start: number;
  readonly bytes: number;
}

export class Addresses {
  readonly list: Going[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly target: Target;
  private readonly count: number;

  constructor({ accesses, targets, arrays, count }: Loop, target: Target) {
    this.target = target;
    this.count = count;
    for (const access of accesses.flat()) if (access.from === 'memory') this.of(access.moving);
    for (const moving of targets.flat()) this.of(moving);
    for (const place of arrays.values()) this.of(inArray(place));
  }

  /** Which addresses of the list, one for each point, and the offset from them. */
  of({ space, place, step }: StridedAddress): { readonly numbers: readonly number[]; readonly offset: number } {
    const { locals, offset, bytes } = this.target.spaces[space];
    const move = step * bytes;
    // Offsets are not negative: an address that moves down starts so much higher.
    const start = move < 0 ? -move * (this.count - 1) : 0;
    return {
      numbers: locals.map((base) => this.numberOf({ base, start, bytes: move })),
      offset: offset + place * bytes - start,
    };
  }

  private numberOf(going: Going): number {
    const key = `${going.base},${going.bytes}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.push(going) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

export function inArray(place: number): StridedAddress {
  return { space: 'shared', place, step: 1 };
}
