/**
 * The program without WebAssembly: one loop over instructions in typed arrays, for places that refuse it (a strict content
 * security policy). Constants lie among the values from the start, inputs are copied there, and what is left is arithmetic.
 */

import { NOWHERE, ROOT } from '../passes/control-tree.js';
import type { Plan } from '../passes/plan.js';
import { Op } from '../trace/ops.js';
import { compute } from '../trace/semantics.js';

/** Numbers of an instruction: op, operands, and the node that it computes. */
const LENGTH = 5;

export class Interpreter {
  private readonly plan: Plan;
  private readonly code: Int32Array;
  private readonly values: Float64Array;
  private readonly results: Int32Array;
  /** Inputs that are read: the node of each and its place. */
  private readonly inputs: Int32Array;
  private readonly checks: Int32Array;
  /** What calls threw in this run. */
  private readonly thrown: { readonly id: number; readonly error: unknown }[] = [];

  constructor(plan: Plan) {
    const { graph: g, results, contexts, checks } = plan;
    this.plan = plan;
    this.values = new Float64Array(g.size);
    const code: number[] = [];
    const inputs: number[] = [];
    const checked: number[] = [];
    for (let id = 0; id < g.size; id++) {
      const op = g.ops[id];
      if (op === Op.constant) this.values[id] = g.constantOf(id) as number;
      if (contexts[id] === NOWHERE) continue;
      if (checks[id] === 1) checked.push(id);
      if (op === Op.input) inputs.push(id, g.a[id]);
      else if (op !== Op.constant) {
        const [b, c] = [g.b[id], g.c[id]];
        code.push(op, g.a[id], Math.max(b, 0), Math.max(c, 0), id);
      }
    }
    this.code = Int32Array.from(code);
    this.inputs = Int32Array.from(inputs);
    this.checks = Int32Array.from(checked);
    this.results = Int32Array.from(results);
  }

  /** Computes output from input; false where the function itself has to be asked. */
  run(input: Float64Array, output: Float64Array): boolean {
    const { values, inputs, results } = this;
    for (let i = 0; i < inputs.length; i += 2) values[inputs[i]] = input[inputs[i + 1]];
    this.thrown.length = 0;
    this.compute();
    for (const { id, error } of this.thrown) if (this.isTaken(id)) throw error;
    for (let i = 0; i < results.length; i++) output[i] = values[results[i]];
    return this.isSure();
  }

  /** All nodes, those of branches that are not taken too: nobody looks at them. */
  private compute(): void {
    const { code, values } = this;
    const g = this.plan.graph;
    for (let at = 0; at < code.length; at += LENGTH) {
      const op = code[at];
      const x = values[code[at + 1]];
      const y = values[code[at + 2]];
      const id = code[at + 4];
      switch (op) {
        case Op.add:
          values[id] = x + y;
          break;
        case Op.sub:
          values[id] = x - y;
          break;
        case Op.mul:
          values[id] = x * y;
          break;
        case Op.div:
          values[id] = x / y;
          break;
        case Op.neg:
          values[id] = -x;
          break;
        case Op.sqrt:
          values[id] = Math.sqrt(x);
          break;
        case Op.lt:
          values[id] = x < y ? 1 : 0;
          break;
        default: {
          const z = values[code[at + 3]];
          values[id] = op < Op.call ? compute(g, id, op, x, y, z, values) : this.call(id, op, x, y, z);
        }
      }
    }
  }

  /** A function of the user may throw outside of its branch: nobody is told unless the branch is taken. */
  private call(id: number, op: number, x: number, y: number, z: number): number {
    try {
      return this.plan.graph.callee(op).value(x, y, z);
    } catch (error) {
      this.thrown.push({ id, error });
      return Number.NaN;
    }
  }

  private isSure(): boolean {
    const { values, checks } = this;
    for (let i = 0; i < checks.length; i++) {
      const value = values[checks[i]];
      if (value - value !== 0) return false;
    }
    return true;
  }

  /** True where the branches around a node are taken. */
  private isTaken(id: number): boolean {
    const { contexts, tree } = this.plan;
    for (let c = contexts[id]; c > ROOT; c = tree.parents[c]) {
      if (this.values[tree.conditions[c]] !== tree.sides[c]) return false;
    }
    return true;
  }
}
