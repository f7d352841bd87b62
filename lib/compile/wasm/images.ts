/** Results that are constants: many of them are copied from a table at once, and not stored one by one. */
import type { SsaGraph } from '../trace/graph.js';

/** Results from a place on; those in between that are no constants are written over them. */
export interface Image {
  readonly place: number;
  readonly values: readonly number[];
  /** Where they are in memory; undefined where all are 0, which takes no table. */
  readonly address: number | undefined;
}

interface Images {
  readonly images: readonly Image[];
  /** Where their tables end. */
  readonly end: number;
}

/** So many constants are worth it. */
const MANY = 32;

/**
 * Of all results where half of them are constants, or else of those that follow each other.
 *
 * @param start - the address of the first table.
 */
export function imagesOf(graph: SsaGraph, results: readonly number[], start: number): Images {
  let end = start;
  const images = rangesOf(graph, results).map(({ place, values }) => {
    if (values.every((x) => Object.is(x, 0))) return { place, values, address: undefined };
    const address = end;
    end += 8 * values.length;
    return { place, values, address };
  });
  return { images, end };
}

type Range = Pick<Image, 'place' | 'values'>;

function rangesOf(graph: SsaGraph, results: readonly number[]): Range[] {
  const constants = results.map((id) => graph.constantOf(id));
  const count = constants.reduce((sum: number, x) => sum + Number(x !== undefined), 0);
  if (count < MANY) return [];
  if (2 * count >= results.length) return [imageOf(constants, 0, results.length)];
  const images: Range[] = [];
  for (let from = 0; from < constants.length; ) {
    let to = from;
    while (to < constants.length && constants[to] !== undefined) to++;
    if (to - from >= MANY) images.push(imageOf(constants, from, to));
    from = to + 1;
  }
  return images;
}

function imageOf(constants: readonly (number | undefined)[], from: number, to: number): Range {
  return { place: from, values: constants.slice(from, to).map((x) => x ?? 0) };
}
