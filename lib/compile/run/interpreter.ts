/**
 * The program without code: one loop over the nodes of its graph, as they were traced.
 *
 * It is what runs a program before it is worth a module (tiers.ts), and wherever WebAssembly is refused (a strict content
 * security policy). Nothing is made of the graph but one bit a node, whether it is needed, so that it starts at once.
 */

import { ControlTree, placeNodes, ROOT } from '../passes/control-tree.js';
import type { Computation } from '../passes/signed-zeros.js';
import type { SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import { called, compute } from '../trace/semantics.js';

/** Where a node is needed. */
interface Places {
  readonly tree: ControlTree;
  readonly contexts: Int32Array;
}

/**
 * A call is slower by 30 to 50 ns than it is in a module, whatever it calls, an addition or a choice by 10 (exp, tanh, log1p and max of 200
 * numbers in chains, modules and interpreters in turns).
 */
const CALL = 4;

export class Interpreter {
  /** Operations of a run. */
  readonly operations: number;
  /** What the module would save of a run: so many times what it saves of an addition. */
  readonly work: number;
  /** More nodes may be added to the graph later. */
  private readonly size: number;
  private readonly graph: SsaGraph;
  private readonly values: Float64Array;
  /** 1 for nodes that are computed. */
  private readonly isComputed: Uint8Array;
  private readonly results: Int32Array;
  /** Inputs that are read: the node of each and its place. */
  private readonly inputs: Int32Array;
  private readonly checks: Int32Array;
  /** Where functions are called in branches: a branch that is not taken calls none. */
  private readonly places: Places | undefined;

  constructor({ graph: g, results, checks }: Computation) {
    this.graph = g;
    this.size = g.size;
    this.results = Int32Array.from(results);
    this.checks = Int32Array.from(checks);
    const { size, ops, a, b, c } = g;
    const values = new Float64Array(size);
    const is = new Uint8Array(size);
    for (const id of results) is[id] = 1;
    for (const id of checks) is[id] = 1;
    const inputs: number[] = [];
    let operations = 0;
    let isChosen = false;
    let calls = 0;
    for (let id = size - 1; id >= 0; id--) {
      if (is[id] === 0) continue;
      const op = ops[id];
      if (op <= Op.input) {
        is[id] = 0;
        if (op === Op.constant) values[id] = g.constants[a[id]];
        else inputs.push(id, a[id]);
        continue;
      }
      operations++;
      is[a[id]] = 1;
      if (b[id] >= 0) is[b[id]] = 1;
      if (c[id] >= 0) is[c[id]] = 1;
      if (op === Op.select) isChosen = true;
      else if (op >= Op.call) calls++;
    }
    this.values = values;
    this.isComputed = is;
    this.inputs = Int32Array.from(inputs);
    this.operations = operations;
    this.work = operations + (CALL - 1) * calls;
    if (isChosen && calls > 0) {
      const tree = new ControlTree();
      this.places = { tree, contexts: placeNodes(g, [...results, ...checks], tree) };
    }
  }

  /** Computes output from input; false where the function itself has to be asked. */
  run(input: Float64Array, output: Float64Array): boolean {
    const { values, inputs, results, checks } = this;
    for (let i = 0; i < inputs.length; i += 2) values[inputs[i]] = input[inputs[i + 1]];
    this.compute();
    for (let i = 0; i < results.length; i++) output[i] = values[results[i]];
    for (let i = 0; i < checks.length; i++) {
      const value = values[checks[i]];
      if (value - value !== 0) return false;
    }
    return true;
  }

  /** All nodes, those of branches that are not taken too: nobody looks at them. */
  private compute(): void {
    const { size, values, isComputed } = this;
    const { ops, a, b, c } = this.graph;
    for (let id = 0; id < size; id++) {
      if (isComputed[id] === 0) continue;
      const x = values[a[id]];
      switch (ops[id]) {
        case Op.add:
          values[id] = x + values[b[id]];
          break;
        case Op.sub:
          values[id] = x - values[b[id]];
          break;
        case Op.mul:
          values[id] = x * values[b[id]];
          break;
        case Op.div:
          values[id] = x / values[b[id]];
          break;
        case Op.neg:
          values[id] = -x;
          break;
        case Op.sqrt:
          values[id] = Math.sqrt(x);
          break;
        case Op.abs:
          values[id] = Math.abs(x);
          break;
        case Op.max:
          values[id] = Math.max(x, values[b[id]]);
          break;
        case Op.min:
          values[id] = Math.min(x, values[b[id]]);
          break;
        case Op.lt:
          values[id] = x < values[b[id]] ? 1 : 0;
          break;
        case Op.le:
          values[id] = x <= values[b[id]] ? 1 : 0;
          break;
        case Op.eq:
          values[id] = x === values[b[id]] ? 1 : 0;
          break;
        case Op.select:
          values[id] = values[x === 1 ? b[id] : c[id]];
          break;
        default:
          values[id] = this.rarer(id, x);
      }
    }
  }

  private rarer(id: number, x: number): number {
    const { graph: g, values, places } = this;
    const op = g.ops[id];
    const operands = g.operandsOf(id);
    const y = operands > 1 ? values[g.b[id]] : 0;
    if (op < Op.call) return compute(g, id, op, x, y, 0, values);
    const z = operands > 2 ? values[g.c[id]] : 0;
    return places === undefined || this.isTaken(id, places) ? called(g.callee(op), x, y, z) : Number.NaN;
  }

  /** False where a branch around a node is not taken. One that is decided later was none when the function ran. */
  private isTaken(id: number, { contexts, tree }: Places): boolean {
    for (let at = contexts[id]; at > ROOT; at = tree.parents[at]) {
      const condition = tree.conditions[at];
      if (condition < id && this.values[condition] !== tree.sides[at]) return false;
    }
    return true;
  }
}
