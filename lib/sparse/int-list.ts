/** A list of integers that grows, in one typed array. */
export class IntList {
  length = 0;
  private items: Int32Array;

  constructor(capacity = 64) {
    this.items = new Int32Array(Math.max(1, capacity));
  }

  push(x: number): void {
    if (this.length === this.items.length) this.grow();
    this.items[this.length++] = x;
  }

  at(i: number): number {
    return this.items[i];
  }

  set(i: number, x: number): void {
    this.items[i] = x;
  }

  private grow(): void {
    const longer = new Int32Array(2 * this.items.length);
    longer.set(this.items);
    this.items = longer;
  }

  /** The items from start to end: a view, good until the next push. */
  part(start: number, end: number): Int32Array {
    return this.items.subarray(start, end);
  }

  /** A copy of all items. */
  toArray(): Int32Array {
    return this.items.slice(0, this.length);
  }
}
