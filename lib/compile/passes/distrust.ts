/**
 * The program for those who cannot ask the function itself: it gives up only where a driver would look again.
 *
 * A derivative is trusted where it is finite, where the value is NaN, and where both are infinite (lib/look/examine.ts). To
 * ask that at every point would cost more than to call the function where any derivative is not finite.
 */
import * as build from '../trace/fold.js';
import type { SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';

export function withDistrust(program: Trace): Trace {
  const { graph, checks, answers } = program;
  const rewritten = checks.map((id) => {
    const value = answers.get(id);
    return value === undefined ? id : distrusted(graph, id, value);
  });
  return { ...program, checks: rewritten };
}

/** NaN where a derivative of a value is not trusted, 0 or finite elsewhere. */
function distrusted(g: SsaGraph, derivative: number, value: number): number {
  const [zero, infinity] = [g.constant(0), g.constant(Number.POSITIVE_INFINITY)];
  const isInfinite = (id: number): number => g.node(Op.eq, g.node(Op.abs, id), infinity);
  const ofInfinite = build.select(g, isInfinite(derivative), zero, derivative);
  const ofNumber = build.select(g, isInfinite(value), ofInfinite, derivative);
  return build.select(g, g.node(Op.eq, value, value), ofNumber, zero);
}
