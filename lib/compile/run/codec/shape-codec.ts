/** A shape made ready for reading and writing: what would be worked out at every call is worked out once. */
import type { Shape } from '../../../shape/shape.js';
import { sizeOf } from '../../../shape/size.js';
import { type Constants, type Template, templateOf } from './constant-rows.js';
import { type Literal, literalOf } from './result-records.js';

export const Form = { number: 0, vector: 1, array: 2, record: 3 } as const;

/**
 * One class for all shapes, told apart by a number: the code that walks through layouts sees one kind of objects however many
 * compiled functions there are. Closures made for each shape are as fast as long as there is one compiled function, and no
 * longer with several: V8 shares what it learns among all closures of one text.
 */
export class ShapeCodec {
  readonly shape: Shape;
  readonly form: number;
  readonly isNumber: boolean;
  /** How many numbers there are in all. */
  readonly size: number;
  /** How many parts: numbers of a vector, items of an array, fields of a record. */
  readonly count: number;
  /** What a vector is a copy of, where most of its numbers are constants. */
  readonly template: Template | undefined;
  /** The layouts of items or fields. */
  readonly parts: readonly ShapeCodec[];
  /** The names of the fields. */
  readonly names: readonly string[];
  /** Makes the record, where its names are those of a result of this library. */
  readonly literal: Literal | undefined;
  /** What other records are copies of. A copy is a plain record with own fields, whatever their names are. */
  readonly empty: { [name: string]: unknown };

  /** @param constants - of the numbers from place `at` on, those that never change. */
  constructor(shape: Shape, constants?: Constants, at = 0) {
    this.shape = shape;
    this.size = sizeOf(shape);
    if (shape.kind === 'tensor') {
      const [count, ...rest] = shape.dims;
      this.form = count === undefined ? Form.number : rest.length === 0 ? Form.vector : Form.array;
      this.count = count ?? 1;
      this.parts = this.form === Form.array ? rows(this.count, { kind: 'tensor', dims: rest }, constants, at) : [];
    } else {
      this.form = shape.kind === 'list' ? Form.array : Form.record;
      this.count = shape.items.length;
      let place = at;
      this.parts = shape.items.map((item) => {
        const part = new ShapeCodec(item, constants, place);
        place += part.size;
        return part;
      });
    }
    this.template = this.form === Form.vector ? templateOf(this.count, constants, at) : undefined;
    this.isNumber = this.form === Form.number;
    this.names = shape.kind === 'record' ? shape.names : [];
    this.literal = literalOf(this.names);
    this.empty = Object.fromEntries(
      this.names.map((name, i) => [name, this.parts[i]?.form === Form.number ? 0.5 : null]),
    );
  }
}

/** Rows are alike, and share one layout, unless each has constants of its own. */
function rows(count: number, row: Shape, constants: Constants | undefined, at: number): readonly ShapeCodec[] {
  const first = new ShapeCodec(row, constants, at);
  return Array.from({ length: count }, (_, i) =>
    i === 0 || constants === undefined ? first : new ShapeCodec(row, constants, at + i * first.size),
  );
}
