/**
 * What must be finite in a branch: the sum of all of it, which is finite only if each is.
 *
 * So a branch hands one number on to the one around it, and nested choices need as many nodes as they are deep.
 */
import * as build from './fold.js';
import type { SsaGraph } from './graph.js';
import { Op } from './ops.js';
import type { Branch } from './ties.js';

export class Demands {
  private strict: number | undefined;
  private lenient: number | undefined;
  private readonly graph: SsaGraph;
  private readonly seen = new Set<number>();
  /** What one side of a choice has demanded: that of the other side becomes one number with it. */
  private side: Side | undefined;

  constructor(graph: SsaGraph) {
    this.graph = graph;
  }

  /** @param value - of which the number is a derivative. */
  add(node: number, value?: number): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    this.addBoth(node, value === undefined ? node : distrusted(this.graph, node, value));
  }

  private addBoth(strict: number, lenient: number): void {
    const { graph } = this;
    this.strict = this.strict === undefined ? strict : build.add(graph, this.strict, strict);
    this.lenient = this.lenient === undefined ? lenient : build.add(graph, this.lenient, lenient);
  }

  /** What a branch inside has demanded. */
  addBranch({ condition, side }: Branch, inside: Demands): void {
    const [strict, lenient] = inside.sums();
    if (strict === undefined || lenient === undefined) return;
    const first = this.side;
    if (first !== undefined && (first.condition !== condition || first.side === side)) this.settle();
    const zero = this.graph.constant(0);
    const known = this.side ?? { condition, side, strict: [zero, zero], lenient: [zero, zero] };
    known.strict[side] = strict;
    known.lenient[side] = lenient;
    this.side = known;
    if (first === known) this.settle();
  }

  private settle(): void {
    const { side, graph } = this;
    if (side === undefined) return;
    this.side = undefined;
    const { condition, strict, lenient } = side;
    this.addBoth(
      build.select(graph, condition, strict[1], strict[0]),
      build.select(graph, condition, lenient[1], lenient[0]),
    );
  }

  /** The sum; and the same for those who cannot ask the function, with NaN for a derivative that is not trusted. */
  sums(): readonly [strict: number | undefined, lenient: number | undefined] {
    this.settle();
    return [this.strict, this.lenient];
  }
}

interface Side extends Branch {
  /** Without the condition and with it. */
  readonly strict: [number, number];
  readonly lenient: [number, number];
}

/** NaN where a derivative of a value is not trusted, 0 or finite elsewhere. */
export function distrusted(g: SsaGraph, derivative: number, value: number): number {
  const [zero, infinity] = [g.constant(0), g.constant(Number.POSITIVE_INFINITY)];
  const isInfinite = (id: number): number => g.node(Op.eq, g.node(Op.abs, id), infinity);
  const ofInfinite = build.select(g, isInfinite(derivative), zero, derivative);
  const ofNumber = build.select(g, isInfinite(value), ofInfinite, derivative);
  return build.select(g, g.node(Op.eq, value, value), ofNumber, zero);
}
