/** Patterns read off a program: off the graph that `compile` makes of a function. */
import type { SsaGraph } from '../compile/trace/graph.js';
import { Op } from '../compile/trace/ops.js';
import { type Trace, trace } from '../compile/trace/trace.js';
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { describeShape, isNumber } from '../shape/shape.js';
import { sizeOf } from '../shape/size.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import { Curved, Dependence, NONE } from './dependence.js';
import type { Pattern } from './pattern.js';

/**
 * The pattern of the Jacobian of f as `compile` sees it: off the program, in which what is computed twice is one, and what is
 * known to be 0 is gone. It holds for the course that the program holds.
 *
 * @param f - a function that `compile` takes; called once.
 * @param x - an example of its argument.
 * @throws {TypeError} when f cannot be compiled.
 * @throws {RangeError} when the Jacobian is not sparse: more than 2²⁵ nonzeros.
 * @remarks Cost: a trace of f, several times as long as `jacobianPattern`.
 * @example
 * String(programJacobianPattern(([x, y]) => [mul(x, y), exp(y)], [1, 2])); // => '* *\n. *'
 */
export function programJacobianPattern<const X extends Input>(f: (x: Lifted<X>) => Output, x: Checked<X>): Pattern;
export function programJacobianPattern(f: (x: never) => unknown, x: unknown): Pattern {
  const { dependence, outputs } = ofProgram(traceOf('programJacobianPattern', f, x));
  return dependence.jacobianPattern('programJacobianPattern', outputs);
}

/**
 * The pattern of the Hessian of f as `compile` sees it; as `programJacobianPattern`.
 *
 * @param f - f: ℝⁿ → ℝ, a function that `compile` takes; called once.
 * @param x - an example of its argument.
 * @throws {TypeError} when f cannot be compiled, or f(x) is not one number.
 * @throws {RangeError} when the Hessian is not sparse: more than 2²⁵ nonzeros.
 * @example
 * String(programHessianPattern(([x, y]) => add(mul(x, y), exp(y)), [1, 2])); // => '. *\n* *'
 */
export function programHessianPattern<const X extends Input>(f: (x: Lifted<X>) => Scalar, x: Checked<X>): Pattern;
export function programHessianPattern(f: (x: never) => unknown, x: unknown): Pattern {
  const name = 'programHessianPattern';
  const program = traceOf(name, f, x);
  if (!isNumber(program.output)) {
    throw new TypeError(
      `${name}: expected f to return one number, got ${describeShape(program.output)}. Use programJacobianPattern(f, x).`,
    );
  }
  const { dependence, outputs } = ofProgram(program);
  return dependence.hessianPattern(name, outputs[0]);
}

function traceOf(name: string, f: (x: never) => unknown, x: unknown): Trace {
  checkFunction(name, f);
  return trace(f as (...x: never[]) => unknown, [x]);
}

/** Constant between jumps. */
const STEPS: ReadonlySet<number> = new Set([Op.sign, Op.floor, Op.ceil, Op.trunc, Op.round]);

/** The same graph without values. */
function ofProgram({ graph, inputs, results }: Trace): { dependence: Dependence; outputs: readonly number[] } {
  const dependence = new Dependence(inputs.reduce((total, shape) => total + sizeOf(shape), 0));
  const nodes = new Int32Array(graph.size);
  for (let id = 0; id < graph.size; id++) nodes[id] = nodeOf(dependence, graph, id, nodes);
  return { dependence, outputs: results.map((id) => nodes[id]) };
}

function nodeOf(dependence: Dependence, graph: SsaGraph, id: number, nodes: Int32Array): number {
  const kind = graph.ops[id];
  const [a, b] = [graph.a[id], graph.b[id]];
  switch (kind) {
    case Op.constant:
    case Op.lt:
    case Op.le:
    case Op.eq:
      return NONE;
    case Op.input:
      return a;
    case Op.add:
    case Op.sub:
    case Op.max:
    case Op.min:
      return dependence.linear(nodes[a], nodes[b]);
    case Op.neg:
    case Op.abs:
      return nodes[a];
    case Op.mul:
      return dependence.operation(nodes[a], nodes[b], Curved.inBoth);
    case Op.div:
      return dependence.operation(nodes[a], nodes[b], Curved.inBoth | Curved.inSecond);
    case Op.select:
      return dependence.linear(nodes[b], nodes[graph.c[id]]);
    default:
      if (STEPS.has(kind)) return NONE;
      return dependence.operation(nodes[a], graph.operandsOf(id) > 1 ? nodes[b] : NONE, Curved.everywhere);
  }
}
