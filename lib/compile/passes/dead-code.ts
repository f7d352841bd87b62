/** Dead code: what neither results nor checks of a program need. */
import { SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { ControlTree, NOWHERE, placeNodes } from './control-tree.js';

/** The program with nothing in it that its results and checks do not need. */
export function withoutDeadCode(program: Trace): Trace {
  const { graph: from, results, checks, answers, lenient } = program;
  const contexts = placeNodes(
    from,
    [...results, ...checks, ...answers.values(), ...lenient.values()],
    new ControlTree(),
  );
  const graph = new SsaGraph(from.keepsData);
  const map = new Int32Array(from.size).fill(NOWHERE);
  const at = (operand: number): number => (operand < 0 ? operand : map[operand]);
  for (let id = 0; id < from.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    const op = from.ops[id];
    const [a, b, c] = [from.a[id], from.b[id], from.c[id]];
    if (op === Op.constant) map[id] = graph.constant(from.constants[a]);
    else if (op === Op.input) map[id] = graph.input(a);
    else map[id] = graph.node(op < Op.call ? op : graph.callOp(from.callee(op)), at(a), at(b), at(c));
  }
  const pairs = (of: ReadonlyMap<number, number>): Map<number, number> =>
    new Map([...of].map(([node, value]): [number, number] => [at(node), at(value)]));
  return {
    ...program,
    graph,
    results: results.map(at),
    checks: checks.map(at),
    answers: pairs(answers),
    lenient: pairs(lenient),
  };
}
