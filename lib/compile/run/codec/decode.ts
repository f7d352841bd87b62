/** Numbers from memory into a fresh structure. */
import type { Template } from './constant-rows.js';
import type { Literal } from './result-records.js';
import { Form, type ShapeCodec } from './shape-codec.js';

/** The structure whose numbers lie in memory from a place on. Small, so that V8 puts it where it is called. */
export function read(layout: ShapeCodec, from: Float64Array, at: number): unknown {
  return layout.isNumber ? from[at] : structure(layout, from, at);
}

function structure(layout: ShapeCodec, from: Float64Array, at: number): unknown {
  if (layout.form === Form.vector) return vector(layout, from, at);
  if (layout.form === Form.array) return items(layout, from, at);
  return layout.literal === undefined ? recordFrom(layout, from, at) : literal(layout.literal, layout.parts, from, at);
}

function vector({ count, template }: ShapeCodec, from: Float64Array, at: number): number[] {
  return template === undefined ? numbers(count, from, at) : copy(template, from, at);
}

function copy({ numbers, varying }: Template, from: Float64Array, at: number): number[] {
  const array = numbers.slice();
  for (let k = 0; k < varying.length; k++) {
    const i = varying[k];
    array[i] = from[at + i];
  }
  return array;
}

/** The only place where arrays of numbers are made, so that V8 takes arrays of floats from the start. */
function numbers(count: number, from: Float64Array, at: number): number[] {
  const array: number[] = new Array(count);
  for (let i = 0; i < count; i++) array[i] = from[at + i];
  return array;
}

function items({ count, parts }: ShapeCodec, from: Float64Array, at: number): unknown[] {
  const array: unknown[] = new Array(count);
  let place = at;
  for (let i = 0; i < count; i++) {
    const part = parts[i];
    array[i] = part.form === Form.vector ? vector(part, from, place) : read(part, from, place);
    place += part.size;
  }
  return array;
}

function recordFrom({ empty, names, parts }: ShapeCodec, from: Float64Array, at: number): object {
  const record = { ...empty };
  let place = at;
  for (let i = 0; i < names.length; i++) {
    const part = parts[i];
    record[names[i]] = part.isNumber ? from[place] : structure(part, from, place);
    place += part.size;
  }
  return record;
}

function literal(make: Literal, parts: readonly ShapeCodec[], from: Float64Array, at: number): object {
  const [a, b, c] = parts as [ShapeCodec, ShapeCodec, ShapeCodec?];
  const second = at + a.size;
  const third = second + b.size;
  // Numbers without a call: it would cost as much as the rest.
  return make(
    a.isNumber ? from[at] : structure(a, from, at),
    b.isNumber ? from[second] : structure(b, from, second),
    c === undefined ? undefined : c.isNumber ? from[third] : structure(c, from, third),
  );
}
