/**
 * Addresses in a loop: those that move by the same number of bytes from one place known before share a local.
 */
import type { Loop, Moving } from './loops.js';
import type { OneLane } from './wasm-lanes.js';

/** The locals of type i32 that a loop takes besides those of its conditions. */
export function countAddresses(loop: Loop, lanes: OneLane): number {
  return new Addresses(loop, lanes).size + 1;
}

/** Addresses that move on, each in a local. */
export class Addresses {
  private readonly steps = new Map<string, { readonly base: number | undefined; readonly step: number }>();
  private readonly keys: string[] = [];
  private readonly lanes: OneLane;
  private readonly count: number;

  constructor({ accesses, targets, arrays, count }: Loop, lanes: OneLane) {
    this.lanes = lanes;
    this.count = count;
    for (const access of accesses.flat()) if (access.from === 'memory') this.add(access.moving);
    for (const moving of targets.flat()) this.add(moving);
    for (const place of arrays.values()) this.add(inArray(place));
  }

  get size(): number {
    return this.keys.length;
  }

  private add({ space, step }: Moving): void {
    const base = this.lanes.spaces[space].local;
    const key = `${base},${step}`;
    if (this.steps.has(key)) return;
    this.steps.set(key, { base, step });
    this.keys.push(key);
  }

  /** Which of the addresses, and the offset from it. */
  of({ space, place, step }: Moving): { readonly number: number; readonly offset: number } {
    const { local, offset } = this.lanes.spaces[space];
    return { number: this.keys.indexOf(`${local},${step}`), offset: offset + 8 * place - this.lead(step) };
  }

  /** Offsets are not negative: an address that moves down starts so much higher. */
  private lead(step: number): number {
    return step < 0 ? -8 * step * (this.count - 1) : 0;
  }

  list(): { readonly base: number | undefined; readonly step: number; readonly lead: number }[] {
    return [...this.steps.values()].map(({ base, step }) => ({ base, step, lead: this.lead(step) }));
  }
}

export function inArray(place: number): Moving {
  return { space: 'shared', place, step: 1 };
}
