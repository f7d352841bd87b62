/**
 * A program over many points in parts: what depends on the fixed arguments alone is computed once (loop-invariant code
 * motion), and of a sum also what comes back to it.
 *
 *     prepare: fixed -> invariants
 *     body:    fixed, invariants, row -> outputs; of a sum, the numbers that are to be added up
 *     finish:  fixed, invariants, sums, number of rows -> outputs
 *
 * A reverse gradient sends the cotangent w of each invariant h(θ) through the derivatives of h: Σ wᵢ·h' over the rows is
 * (Σ wᵢ)·h'. So the outputs of a sum that are linear in numbers of the row, with invariant factors, are added up before these
 * factors are applied (linear-sums.ts).
 */
import type { Shape } from '../../shape/shape.js';
import { sizeOf } from '../../shape/size.js';
import type { Trace } from '../trace/trace.js';
import { withoutDeadCode } from './dead-code.js';
import { Copy, Parts } from './invariants.js';
import { LinearSums } from './linear-sums.js';

export interface Split {
  readonly prepare: Trace;
  readonly body: Trace;
  /** Of a sum whose outputs are not those of the body. */
  readonly finish: Trace | undefined;
}

/** Invariant work from which a program is taken apart, in additions. */
const WORTH = 8;

/** @param isSum - the outputs are wanted added up only. */
export function split(program: Trace, isSum: boolean): Split | undefined {
  const { graph: g, inputs } = program;
  const rowShape = inputs[inputs.length - 1];
  const fixed = inputs.slice(0, -1).reduce((total, shape) => total + sizeOf(shape), 0);
  if (rowShape === undefined || fixed === 0) return undefined;
  const parts = new Parts(program, fixed);
  if (parts.work < WORTH) return undefined;
  const linear = isSum ? new LinearSums(program, parts) : undefined;
  const finished = linear?.isWorthwhile === true ? linear : undefined;
  const results = finished?.leaves ?? program.results;
  const checks = finished?.checks ?? program.checks;
  const variantChecks = checks.filter((id) => parts.isVariant[id] === 1);
  const crossing = parts.crossing([...results, ...variantChecks, ...(finished?.factors ?? [])]);
  const known: Shape = { kind: 'tensor', dims: [fixed + crossing.length] };
  const prepare = withoutDeadCode({
    ...program,
    inputs: inputs.slice(0, -1),
    output: { kind: 'tensor', dims: [crossing.length] },
    results: crossing,
    checks: program.checks.filter((id) => parts.isVariant[id] === 0),
    answers: new Map(),
    lenient: new Map(),
  });
  const copy = new Copy(g, fixed, crossing);
  const body: Trace = {
    ...program,
    graph: copy.graph,
    inputs: [known, rowShape],
    output: finished === undefined ? program.output : { kind: 'tensor', dims: [results.length] },
    results: results.map((id) => copy.at(id)),
    checks: variantChecks.map((id) => copy.at(id)),
    answers: new Map(),
    lenient: new Map(),
  };
  if (finished === undefined) return { prepare, body: withoutDeadCode(body), finish: undefined };
  const sums: Shape = { kind: 'tensor', dims: [results.length + 1] };
  const end = new Copy(g, fixed, crossing);
  const outputs = finished.outputs(end, fixed + crossing.length);
  const finish: Trace = {
    ...program,
    graph: end.graph,
    inputs: [known, sums],
    results: outputs,
    // An infinite sum, or an infinite factor: then the rows are added up as they are.
    checks: outputs,
    answers: new Map(),
    lenient: new Map(),
  };
  return { prepare, body: withoutDeadCode(body), finish: withoutDeadCode(finish) };
}
