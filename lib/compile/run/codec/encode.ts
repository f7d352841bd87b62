/** Numbers from a structure into memory, the short way: for what it does not expect there are the checks in arguments.ts. */
import { isRecord } from '../../../shape/shape.js';
import { Form, type ShapeCodec } from './shape-codec.js';

/** Writes a structure of plain numbers from a place on. False where x is anything else, and perhaps a part of it written. */
export function put(layout: ShapeCodec, x: unknown, into: Float64Array, at: number): boolean {
  if (layout.isNumber) {
    if (typeof x !== 'number') return false;
    into[at] = x;
    return true;
  }
  if (layout.form === Form.vector) return putNumbers(layout.count, x, into, at);
  return layout.form === Form.array ? putItems(layout, x, into, at) : putRecord(layout, x, into, at);
}

function putNumbers(count: number, x: unknown, into: Float64Array, at: number): boolean {
  if (!Array.isArray(x)) return putFloats(count, x, into, at);
  if (x.length !== count) return false;
  for (let i = 0; i < count; i++) {
    const leaf: unknown = x[i];
    if (typeof leaf !== 'number') return false;
    into[at + i] = leaf;
  }
  return true;
}

/** Not from the memory that is written to: what is still to be read would be overwritten. */
function putFloats(count: number, x: unknown, into: Float64Array, at: number): boolean {
  if (!(x instanceof Float64Array) || x.length !== count || x.buffer === into.buffer) return false;
  for (let i = 0; i < count; i++) into[at + i] = x[i];
  return true;
}

function putItems({ count, parts }: ShapeCodec, x: unknown, into: Float64Array, at: number): boolean {
  if (!Array.isArray(x) || x.length !== count) return false;
  let place = at;
  for (let i = 0; i < count; i++) {
    const part = parts[i];
    if (!put(part, x[i], into, place)) return false;
    place += part.size;
  }
  return true;
}

function putRecord({ count, parts, names }: ShapeCodec, x: unknown, into: Float64Array, at: number): boolean {
  if (!isRecord(x)) return false;
  const keys = Object.keys(x);
  if (keys.length !== count) return false;
  let place = at;
  for (let i = 0; i < count; i++) {
    const name = names[i];
    const part = parts[i];
    if (keys[i] !== name || !put(part, x[name], into, place)) return false;
    place += part.size;
  }
  return true;
}
