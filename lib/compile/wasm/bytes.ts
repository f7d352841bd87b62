/** Bytes of a WebAssembly module as they are written: integers in LEB128, floats in little-endian order. */

export class Bytes {
  private buffer: Uint8Array;
  private view: DataView;
  size = 0;

  constructor(capacity = 1024) {
    this.buffer = new Uint8Array(capacity);
    this.view = new DataView(this.buffer.buffer);
  }

  private room(n: number): void {
    if (this.size + n <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.size + n));
    larger.set(this.buffer.subarray(0, this.size));
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }

  byte(b: number): void {
    if (this.size === this.buffer.length) this.room(1);
    this.buffer[this.size++] = b;
  }

  bytes(...all: number[]): void {
    for (const b of all) this.byte(b);
  }

  unsigned(n: number): void {
    let rest = n;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** An instruction with a number: of a local, of a function, or the offset of an address. */
  op(instruction: number, n: number): void {
    this.byte(instruction);
    this.unsigned(n);
  }

  signed(n: number): void {
    let rest = n;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  float(x: number): void {
    this.room(8);
    this.view.setFloat64(this.size, x, true);
    this.size += 8;
  }

  text(s: string): void {
    const encoded = new TextEncoder().encode(s);
    this.unsigned(encoded.length);
    this.append(encoded);
  }

  append(other: Uint8Array): void {
    this.room(other.length);
    this.buffer.set(other, this.size);
    this.size += other.length;
  }

  /** A part with its length before it: a section, or the body of a function. */
  sized(write: (part: Bytes) => void): void {
    const part = new Bytes();
    write(part);
    this.unsigned(part.size);
    this.append(part.done());
  }

  section(id: number, write: (part: Bytes) => void): void {
    this.byte(id);
    this.sized(write);
  }

  done(): Uint8Array {
    return this.buffer.subarray(0, this.size);
  }
}
