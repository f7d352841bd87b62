/** Functions of many numbers that a user defines, with the products of their Jacobian. */
import { apply } from '../blocks/block.js';
import type { Block, List, StoredBlock } from '../blocks/rule.js';
import type { Scalar } from '../scalar/active.js';
import { add, mul } from '../scalar/arithmetic.js';
import type { Level } from '../scalar/level.js';
import { type Content, numberOf, over, times } from '../scalar/parts.js';
import { isOfLevel, outermost } from '../scalar/relation.js';
import type { Series } from '../scalar/rule.js';
import { describe, innermost } from '../scalar/scalar.js';
import { describeShape, type Flattened, fill, flatten, leavesLike, type Shape, sameShape } from '../shape/shape.js';
import { sizeOf } from '../shape/size.js';
import type { Lifted, Output, Shaped } from '../shape/types.js';
import { Taylor } from '../taylor/number.js';

/** A function of numbers in any structure to numbers in any structure, with one product of its Jacobian or both. */
export interface FunctionOfMany<X, Y> {
  /** The name for messages and reports. */
  readonly name: string;
  /** f(x) for plain numbers. */
  readonly value: (x: X) => Y;
  /** J·v, of the structure of f(x), in operator functions. */
  readonly jvp?: (x: Lifted<X>, v: Lifted<X>) => Output;
  /** wᵀJ, of the structure of x, in operator functions. */
  readonly vjp?: (x: Lifted<X>, w: Shaped<Y, Scalar>) => Output;
}

/** A function of many numbers, on plain ones and on Scalars. */
export interface OfMany<X, Y> {
  (x: X): Y;
  (x: Lifted<X>): Shaped<Y, Scalar>;
}

/** The same, whatever the structures are. */
export interface Definition {
  readonly name: string;
  readonly value: (x: never) => unknown;
  readonly jvp?: (x: never, v: never) => unknown;
  readonly vjp?: (x: never, w: never) => unknown;
}

export function ofMany(definition: Definition): (x: unknown) => unknown {
  const { name } = definition;
  const blocks: CustomBlock[] = [];
  return (x) => {
    const { leaves, shape } = flatten(name, 'x', x);
    let block = blocks.find((other) => sameShape(other.input, shape));
    if (block === undefined) {
      block = new CustomBlock(definition, shape);
      blocks.push(block);
    }
    const values = apply(block, leaves);
    return fill(block.output, values);
  };
}

/** A function of many numbers by its value alone. */
export function blockOfValue(name: string, value: (x: never) => unknown, input: Shape): Block {
  return new CustomBlock({ name, value }, input);
}

class CustomBlock implements Block {
  readonly name: string;
  readonly isCalled = true;
  readonly input: Shape;
  private readonly definition: Definition;
  private shape: Shape | undefined;

  constructor(definition: Definition, input: Shape) {
    this.name = definition.name;
    this.definition = definition;
    this.input = input;
  }

  /** The structure of f(x), once it is known. */
  get output(): Shape {
    return this.shape as Shape;
  }

  value(x: readonly number[]): readonly number[] {
    const { leaves } = this.read('value(x)', this.definition.value(fill(this.input, x) as never));
    for (const y of leaves) {
      if (typeof y !== 'number')
        throw new TypeError(`${this.name}: expected value(x) to return plain numbers. Compute it from plain numbers.`);
    }
    return leaves as readonly number[];
  }

  count(x: List, value: () => readonly number[]): number {
    if (this.shape === undefined) {
      try {
        return value().length;
      } catch (error) {
        const { jvp } = this.definition;
        if (jvp === undefined) throw error;
        // A product has the structure of the value.
        const zeros = x.map(() => 0);
        this.read('jvp(x, v)', jvp(fill(this.input, x) as never, fill(this.input, zeros) as never));
      }
    }
    return sizeOf(this.output);
  }

  /** Its value has to be given once more: a program asks for no more. */
  stored(): StoredBlock {
    const { name, definition, input } = this;
    return { kind: 'given', name, definition, details: input, modules: [] };
  }

  push(x: List, v: List): List {
    const { input, definition } = this;
    if (definition.jvp === undefined) return this.pushByRows(x, v);
    const tangents = definition.jvp(fill(input, x) as never, fill(input, v) as never);
    return leavesLike(this.name, 'jvp(x, v)', tangents, this.output, 'value(x)');
  }

  pull(x: List, w: List): List {
    const { input, definition } = this;
    if (definition.vjp === undefined) return this.pullByColumns(x, w);
    const cotangents = definition.vjp(fill(input, x) as never, fill(this.output, w) as never);
    return leavesLike(this.name, 'vjp(x, w)', cotangents, input, 'x');
  }

  formula(x: List): List {
    let outer: Scalar = 0;
    for (const xi of x) if (typeof xi !== 'number') outer = outermost(outer, xi);
    if (outer instanceof Taylor) return this.alongCurve(outer.level, x);
    // Beside a singular point: what is not known there is NaN.
    const isBeside = x.some((xi) => typeof innermost(xi) !== 'number');
    if (isBeside) return new Array<number>(sizeOf(this.output)).fill(Number.NaN);
    throw new TypeError(
      `${this.name}: expected derivatives that jvp and vjp tell, got ${describe(x.find((xi) => typeof xi !== 'number'))}. ` +
        'Write the function in operator functions for series of higher order.',
    );
  }

  /**
   * Power series: f(x(t)) = f(x(0)) + ∫ J(x(t))·x'(t) dt. The product is taken with one order less, so it may use the function itself.
   */
  private alongCurve(level: Level, x: List): List {
    const seriesOf = (y: Scalar): Series => (isOfLevel<Taylor>(y, level) ? y.series : [y]);
    const number = (series: readonly Content[]): Scalar =>
      series.length > 1 ? new Taylor(level, series) : numberOf(series[0] ?? null);
    const length = Math.max(...x.map((xi) => seriesOf(xi).length));
    const values = apply(
      this,
      x.map((xi) => numberOf(seriesOf(xi)[0] ?? null)),
    );
    if (length === 1) return values;
    const at = x.map((xi) => number(seriesOf(xi).slice(0, length - 1)));
    const speed = x.map((xi) =>
      number(
        seriesOf(xi)
          .map((c, k) => times(k, c))
          .slice(1, length),
      ),
    );
    const slopes = this.push(at, speed);
    return values.map((y, i) => {
      const slope = seriesOf(slopes[i]);
      return new Taylor(level, [y, ...Array.from({ length: length - 1 }, (_, k) => over(slope[k] ?? null, k + 1))]);
    });
  }

  /** J·v from one product with each row. */
  private pushByRows(x: List, v: List): List {
    return units(sizeOf(this.output)).map((unit) => dot(this.pull(x, unit), v));
  }

  /** wᵀJ from one product with each column. */
  private pullByColumns(x: List, w: List): List {
    return units(x.length).map((unit) => dot(this.push(x, unit), w));
  }

  private read(label: string, y: unknown): Flattened {
    const read = flatten(this.name, label, y);
    this.shape ??= read.shape;
    if (sameShape(read.shape, this.shape)) return read;
    throw new RangeError(
      `${this.name}: expected results of one structure for arguments of one, got ${describeShape(this.shape)} before and ` +
        `${describeShape(read.shape)} now. Return the same structure each time.`,
    );
  }
}

function units(n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, k) => Number(k === i)));
}

function dot(a: List, b: List): Scalar {
  return a.reduce((total: Scalar, x, i) => add(total, mul(x, b[i])), 0);
}
