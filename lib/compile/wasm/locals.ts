/** The locals of a function: after its parameters and the flag, addresses, then conditions, then floats. */
import type { Bytes } from './bytes.js';
import { Wasm } from './opcodes.js';
import type { Target } from './target.js';

export class Locals {
  private readonly target: Target;
  private readonly addresses: number;
  private readonly conditions: number;
  private nextAddress: number;
  private nextBit: number;
  private nextFloat: number;
  private freeFloats: number[] = [];

  /** The number of floats alone is known only when the function is written. */
  constructor(target: Target, addresses: number, conditions: number) {
    this.target = target;
    this.addresses = addresses;
    this.conditions = conditions;
    this.nextAddress = target.flag + 1;
    this.nextBit = this.nextAddress + addresses;
    this.nextFloat = this.nextBit + conditions;
  }

  /** Locals of addresses and conditions are not used again. */
  newAddress(): number {
    return this.nextAddress++;
  }

  newBit(): number {
    return this.nextBit++;
  }

  newFloat(): number {
    return this.freeFloats.pop() ?? this.nextFloat++;
  }

  free(float: number): void {
    this.freeFloats.push(float);
  }

  declare(body: Bytes): void {
    const { target, addresses, conditions } = this;
    body.unsigned(4);
    body.bytes(1, target.value);
    body.unsigned(addresses);
    body.byte(Wasm.i32);
    body.unsigned(conditions);
    body.byte(target.condition);
    body.unsigned(this.nextFloat - (target.flag + 1 + addresses + conditions));
    body.byte(target.value);
  }
}
