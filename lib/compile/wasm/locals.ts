/** The locals of a function, after its parameters and the flag: addresses, conditions and floats, as they are needed. */
import type { Bytes } from './bytes.js';
import { Wasm } from './opcodes.js';
import type { Target } from './target.js';

export class Locals {
  private readonly target: Target;
  /** How many locals of one type follow each other, and their type; the flag is the first. */
  private readonly groups: { type: number; count: number }[];
  private next: number;
  private readonly freeFloats: number[] = [];
  private readonly freeBits: number[] = [];
  private readonly freeAddresses: number[] = [];

  constructor(target: Target) {
    this.target = target;
    this.groups = [{ type: target.value, count: 1 }];
    this.next = target.flag + 1;
  }

  private fresh(type: number): number {
    const last = this.groups[this.groups.length - 1];
    if (last.type === type) last.count++;
    else this.groups.push({ type, count: 1 });
    return this.next++;
  }

  newAddress(): number {
    return this.freeAddresses.pop() ?? this.fresh(Wasm.i32);
  }

  newBit(): number {
    return this.freeBits.pop() ?? this.fresh(this.target.condition);
  }

  newFloat(): number {
    return this.freeFloats.pop() ?? this.fresh(this.target.value);
  }

  free(float: number): void {
    this.freeFloats.push(float);
  }

  freeAddress(address: number): void {
    this.freeAddresses.push(address);
  }

  freeBit(bit: number): void {
    this.freeBits.push(bit);
  }

  declare(body: Bytes): void {
    body.unsigned(this.groups.length);
    for (const { type, count } of this.groups) {
      body.unsigned(count);
      body.byte(type);
    }
  }
}
