/**
 * The last section of a module: the description of its program, for `instantiate`, of no use to what runs it. Before it stand sums of
 * all bytes, since a damaged one might compute something else.
 */
import { Bytes } from '../wasm/bytes.js';

/** Bytes of the two sums: of the code and of the description. */
const SUMS = 8;

/** A module with a description behind its code. */
export function withSection(code: Uint8Array, name: string, description: Uint8Array): Uint8Array {
  const bytes = new Bytes(code.length + description.length + 64);
  bytes.append(code);
  bytes.section(0, (part) => {
    part.text(name);
    for (const sum of [sumOf(code), sumOf(description)]) {
      for (let shift = 0; shift < 32; shift += 8) part.byte((sum >>> shift) & 0xff);
    }
    part.append(description);
  });
  return bytes.done().slice();
}

export interface Section {
  readonly description: Uint8Array;
  /** The bytes before it; absent where only the contents of the section are known. */
  readonly code: Uint8Array | undefined;
}

/**
 * The section of a name in a module's bytes, undefined when it is not the last one.
 *
 * @throws {RangeError} when the bytes are damaged.
 */
export function sectionIn(bytes: Uint8Array, name: string): Section | undefined {
  // After the magic number and the version: sections of an id, a length and contents.
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = unsignedAt(bytes, at + 1);
    const end = start + length;
    if (bytes[at] === 0) {
      const [nameLength, nameStart] = unsignedAt(bytes, start);
      const contents = nameStart + nameLength;
      if (new TextDecoder().decode(bytes.subarray(nameStart, contents)) === name && end === bytes.length) {
        return sectionOf(bytes.subarray(contents), bytes.subarray(0, at));
      }
    }
    at = end;
  }
  return undefined;
}

/**
 * The contents of a section.
 *
 * @param code - the bytes before it, if they are known.
 * @throws {RangeError} when the bytes are damaged.
 */
export function sectionOf(contents: Uint8Array, code?: Uint8Array): Section {
  const description = contents.subarray(SUMS);
  const sumAt = (at: number): number => {
    let sum = 0;
    for (let i = 3; i >= 0; i--) sum = (sum << 8) | contents[at + i];
    return sum;
  };
  const isWhole = contents.length > SUMS && sumAt(4) === sumOf(description);
  if (!isWhole || (code !== undefined && sumAt(0) !== sumOf(code))) throw new RangeError('sum');
  return { description, code };
}

/** The hash FNV-1a of 32 bits. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) sum = Math.imul(sum ^ bytes[i], 0x01000193);
  return sum | 0;
}

/**
 * An integer in LEB128, and where it ends.
 *
 * @throws {RangeError} when it does not.
 */
export function unsignedAt(bytes: Uint8Array, from: number): [value: number, end: number] {
  let value = 0;
  for (let at = from, shift = 0; shift < 35 && at < bytes.length; at++, shift += 7) {
    const byte = bytes[at];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
  throw new RangeError('length');
}
