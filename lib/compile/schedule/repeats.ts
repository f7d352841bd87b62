/**
 * Loops in loops, from the innermost outwards.
 *
 * Each step is a number of parameters: where its value has its place in memory, and where what it reads and gives has its own.
 * Steps of one shape whose parameters are sequences of polynomials become a loop, whose parameters are the number of its
 * iterations and the first value and the differences of each of these sequences. Loops are looked for among loops in the same
 * way: rows of a triangle have lengths that grow by 1, and begin at places that are the sums of these.
 */
import { PassReport } from './pass-report.js';
import { PROFITABILITY, type Subject } from './reroll.js';
import { DEGREE, type LoopShape, type Parts, Rolling, type Shape, Shapes } from './rolling.js';
import { Read } from './statements.js';

/** A loop of the program, outside of all others. */
export interface Nest {
  readonly start: number;
  readonly end: number;
  readonly shape: LoopShape;
  readonly parameters: Int32Array;
}

export interface Repeats {
  /** By the step that each begins with. */
  readonly nests: ReadonlyMap<number, Nest>;
  /** Parameters of all steps, those of step i from `offsets[i]` on; in bytes. */
  readonly offsets: Int32Array;
  readonly parameters: Int32Array;
  /** Constants in the order of their places. */
  readonly constants: readonly number[];
  /** Instructions that are written, each loop once. */
  readonly written: number;
}

/** The innermost loops are the shortest: longer iterations are looked for where there are no short ones any more. */
const LONGEST = [4, 24, Number.POSITIVE_INFINITY];
const PASSES = 12;

const BYTES = 8;

export function repeats(subject: Subject): Repeats {
  const shapes = new Shapes();
  const [steps, constants] = partsOf(subject, shapes);
  let parts = steps;
  for (let pass = 0, longest = 0; pass < PASSES && longest < LONGEST.length; pass++) {
    const report = new PassReport(parts.size, subject.onPass);
    const rolled = new Rolling(parts, shapes, pass === 0 ? 1 : DEGREE, LONGEST[longest]).parts(report);
    longest = rolled.size === parts.size ? longest + 1 : 0;
    parts = rolled;
  }
  return { ...nestsOf(subject, parts, shapes), offsets: steps.offsets, parameters: steps.parameters, constants };
}

/** The loops that are worth it. */
function nestsOf({ items }: Subject, parts: Parts, shapes: Shapes): Pick<Repeats, 'nests' | 'written'> {
  const nests = new Map<number, Nest>();
  let written = 0;
  for (let i = 0; i < parts.size; i++) {
    const [start, end] = [parts.starts[i], parts.starts[i + 1]];
    const shape = shapes.list[parts.shapes[i]];
    let work = 0;
    for (let at = start; at < end; at++) work += items.work(at);
    if (shape.body === undefined || work < PROFITABILITY.instructions) {
      written += work;
      continue;
    }
    const parameters = parts.parameters.slice(parts.offsets[i], parts.offsets[i + 1]);
    nests.set(start, { start, end, shape, parameters });
    written += (work * stepsOf(shape)) / (end - start);
  }
  return { nests, written };
}

/** Steps that are written for a shape. */
function stepsOf({ body }: Shape): number {
  return body === undefined ? 1 : body.reduce((sum, part) => sum + stepsOf(part), 0);
}

/** The steps as parts: places of values of one shape follow each other, so that rows of them have no gaps. */
function partsOf(subject: Subject, shapes: Shapes): [Parts, number[]] {
  const { graph, items, targets, fixed } = subject;
  const { size } = items;
  const numbers = stepShapes(subject, shapes);
  const places = new Int32Array(size);
  const counts = new Int32Array(shapes.list.length + 1);
  for (let at = 0; at < size; at++) counts[numbers[at] + 1] = counts[numbers[at] + 1] + 1;
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i] + counts[i - 1];
  for (let at = 0; at < size; at++) {
    places[at] = counts[numbers[at]];
    counts[numbers[at]] = places[at] + 1;
  }
  const offsets = new Int32Array(size + 1);
  for (let at = 0; at < size; at++) offsets[at + 1] = offsets[at] + shapes.list[numbers[at]].size;
  const parameters = new Int32Array(offsets[size]);
  const constants: number[] = [];
  const placeOfConstant = new Map<number, number>();
  const placeOf = (node: number): number => {
    const kind = items.readKind(node);
    if (kind === Read.input) return graph.a[node] < fixed ? graph.a[node] : graph.a[node] - fixed;
    if (kind !== Read.constant) return places[items.definedAt[node]];
    let place = placeOfConstant.get(node);
    if (place === undefined) {
      place = constants.push(graph.constantOf(node) as number) - 1;
      placeOfConstant.set(node, place);
    }
    return place;
  };
  for (let at = 0; at < size; at++) {
    let next = offsets[at];
    parameters[next++] = BYTES * places[at];
    for (let i = items.operandStarts[at]; i < items.operandStarts[at + 1]; i++)
      parameters[next++] = BYTES * placeOf(items.operands[i]);
    for (const place of targets.get(items.nodes[at]) ?? []) parameters[next++] = BYTES * place;
  }
  const starts = Int32Array.from({ length: size + 1 }, (_, at) => at);
  return [{ size, shapes: numbers, starts, offsets, parameters }, constants];
}

/** The number of the shape of each step: alike in what they do, where they read, and how often they are results. */
function stepShapes({ graph, items, targets, fixed }: Subject, shapes: Shapes): Int32Array {
  const numbers = new Int32Array(items.size);
  const known = new Map<number, number[]>();
  const isFixed = (node: number): boolean => items.readKind(node) === Read.input && graph.a[node] < fixed;
  const reads = (at: number): Int32Array =>
    items.operands.subarray(items.operandStarts[at], items.operandStarts[at + 1]);
  const results = (at: number): number => targets.get(items.nodes[at])?.length ?? 0;
  const isAlike = (at: number, other: number): boolean => {
    if (!items.isIsomorphic(at, other) || results(at) !== results(other)) return false;
    const there = reads(other);
    return reads(at).every((node, k) => isFixed(node) === isFixed(there[k]));
  };
  for (let at = 0; at < items.size; at++) {
    const hash = items.hashes[at];
    const alike = known.get(hash);
    const first = alike?.find((other) => isAlike(at, other));
    if (first !== undefined) {
      numbers[at] = numbers[first];
      continue;
    }
    numbers[at] = shapes.step(1 + reads(at).length + results(at), at);
    if (alike === undefined) known.set(hash, [at]);
    else alike.push(at);
  }
  return numbers;
}
