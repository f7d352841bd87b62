/**
 * The program for those who cannot ask the function itself: it gives up only where a driver would look again.
 *
 * A derivative is trusted where it is finite, where the value is NaN, and where both are infinite (lib/look/examine.ts). To
 * ask that at every point would cost more than to call the function where any derivative is not finite.
 */
import { distrusted } from '../trace/demands.js';
import type { Trace } from '../trace/trace.js';

export function withDistrust(program: Trace): Trace {
  const { graph, checks, answers, lenient } = program;
  const rewritten = checks.map((id) => {
    const value = answers.get(id);
    return lenient.get(id) ?? (value === undefined ? id : distrusted(graph, id, value));
  });
  return { ...program, checks: rewritten };
}
