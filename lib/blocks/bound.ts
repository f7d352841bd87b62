/** A block of which some arguments are constants: a function of the others. */
import type { Block, List, StoredBlock } from './rule.js';

export class Bound implements Block {
  readonly name: string;
  readonly isCalled = true;
  private readonly block: Block;
  /** All arguments, and the places of those that are not constant. */
  private readonly constants: Float64Array;
  private readonly places: readonly number[];

  /** @param x - all arguments, the constants plain numbers. */
  constructor(block: Block, x: List) {
    this.block = block;
    this.name = block.name;
    this.constants = Float64Array.from(x, (xi) => (typeof xi === 'number' ? xi : 0));
    this.places = x.flatMap((xi, i) => (typeof xi === 'number' ? [] : [i]));
  }

  /** A block from what is stored of it. */
  static from(block: Block, places: readonly number[], bytes: Uint8Array): Bound {
    const constants = new Float64Array(new Uint8Array(bytes).buffer);
    const x: unknown[] = Array.from(constants);
    for (const place of places) x[place] = undefined;
    return new Bound(block, x as List);
  }

  /** Whether these arguments have the same constants, at the same places. */
  isOf(x: List): boolean {
    const { constants, places } = this;
    let next = 0;
    return (
      x.length === constants.length &&
      x.every((xi, i) => {
        const isOpen = places[next] === i;
        if (isOpen) next++;
        return isOpen ? typeof xi !== 'number' : Object.is(xi, constants[i]);
      })
    );
  }

  /** The arguments that are not constant. */
  open(x: List): List {
    return this.places.map((place) => x[place]);
  }

  get hasStops(): boolean {
    return this.block.hasStops === true;
  }

  count(x: List, value: () => readonly number[]): number {
    return this.block.count?.(this.all(x), value) ?? value().length;
  }

  value(x: readonly number[]): readonly number[] {
    return this.block.value(this.all(x) as readonly number[]);
  }

  formula(x: List): List {
    return this.block.formula(this.all(x));
  }

  stored(): StoredBlock | undefined {
    const inner = this.block.stored?.();
    if (inner === undefined) return undefined;
    const { constants, places } = this;
    const bytes = new Uint8Array(constants.slice().buffer);
    const { name, definition, kind, details, modules } = inner;
    return { kind: 'bound', name, definition, details: { places, kind, details }, modules: [...modules, bytes] };
  }

  private all(x: List): List {
    const all: (typeof x)[number][] = Array.from(this.constants);
    this.places.forEach((place, i) => {
      all[place] = x[i];
    });
    return all;
  }
}
