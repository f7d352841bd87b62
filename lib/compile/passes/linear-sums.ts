/**
 * Outputs to be added up over many rows that are linear in numbers of the row, with factors that do not depend on the row:
 *
 *     Σᵢ (a·uᵢ + b·vᵢ + c) = a·Σᵢ uᵢ + b·Σᵢ vᵢ + n·c
 *
 * The numbers u, v are the leaves. What is linear without such a factor is a leaf as a whole.
 */
import * as build from '../trace/fold.js';
import { operandOf, type SsaGraph } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { costOf } from './if-conversion.js';
import { type Copy, operandsOf, type Parts } from './invariants.js';

/** The share of a row's work that has to be saved: it is another order of summation. */
const SAVED = 0.25;

export class LinearSums {
  /** What is added up. */
  readonly leaves: readonly number[];
  /** Invariant numbers that the outputs are made with. */
  readonly factors: readonly number[];
  /** What has to be finite in each row. */
  readonly checks: readonly number[];
  private readonly program: Trace;
  private readonly parts: Parts;
  /** 1 for nodes that are formed from sums, at the end. */
  private readonly isAtEnd: Uint8Array;

  constructor(program: Trace, parts: Parts) {
    this.program = program;
    this.parts = parts;
    const { graph: g, results } = program;
    this.isAtEnd = this.nodesAtEnd();
    const leaves = new Set<number>();
    const factors = new Set<number>();
    for (const id of results) if (this.isAtEnd[id] === 0) leaves.add(id);
    for (let id = 0; id < g.size; id++) {
      if (this.isAtEnd[id] === 0) continue;
      for (let k = 0; k < g.operandsOf(id); k++) {
        const operand = operandOf(g, id, k);
        if (this.isAtEnd[operand] === 1) continue;
        if (parts.isVariant[operand] === 1) leaves.add(operand);
        else factors.add(operand);
      }
    }
    this.leaves = [...leaves].sort((a, b) => a - b);
    this.factors = [...factors];
    const kept = program.checks.filter((id) => this.isAtEnd[id] === 0);
    const isMoved = kept.length < program.checks.length || results.some((id) => this.isAtEnd[id] === 1);
    this.checks = isMoved ? [...new Set([...kept, ...this.leaves.filter((id) => !results.includes(id))])] : kept;
  }

  /** Whether each row is spared enough: what is formed at the end, less what is added up instead. */
  get isWorthwhile(): boolean {
    const { program, parts, leaves } = this;
    const { graph: g, results } = program;
    let [row, end] = [0, 0];
    for (let id = 0; id < g.size; id++) {
      if (parts.isVariant[id] === 1) row += costOf(g.ops[id]);
      if (this.isAtEnd[id] === 1) end += costOf(g.ops[id]);
    }
    return end - leaves.length + results.length > SAVED * row;
  }

  /** The outputs from sums of the leaves, in another graph, in which the sums are inputs from a place on, then the number of rows. */
  outputs(copy: Copy, place: number): number[] {
    const { graph: g, results } = this.program;
    const { graph } = copy;
    const count = graph.input(place + this.leaves.length);
    const sums = new Map<number, number>(this.leaves.map((id, i) => [id, graph.input(place + i)]));
    const at = (id: number): number => sums.get(id) as number;
    for (let id = 0; id < g.size; id++) {
      if (this.isAtEnd[id] === 1) sums.set(id, this.atEnd(g, id, at, copy, count));
    }
    return results.map(at);
  }

  private atEnd(g: SsaGraph, id: number, at: (id: number) => number, copy: Copy, count: number): number {
    const { graph } = copy;
    const { isVariant } = this.parts;
    const [a, b] = [g.a[id], g.b[id]];
    const times = (x: number): number => (isVariant[x] === 1 ? at(x) : copy.at(x));
    // A term that is the same in each row.
    const term = (x: number): number => {
      if (isVariant[x] === 1) return at(x);
      const c = copy.at(x);
      return graph.constantOf(c) === 0 ? c : build.mul(graph, c, count);
    };
    switch (g.ops[id]) {
      case Op.add:
        return build.add(graph, term(a), term(b));
      case Op.sub:
        return build.sub(graph, term(a), term(b));
      case Op.neg:
        return build.neg(graph, at(a));
      case Op.mul:
        return build.mul(graph, times(a), times(b));
      default:
        return build.div(graph, at(a), copy.at(b));
    }
  }

  /** Linear nodes with an invariant factor in them, which nothing but the outputs reads. */
  private nodesAtEnd(): Uint8Array {
    const { program, parts } = this;
    const { graph: g, results, checks } = program;
    const isFree = new Uint8Array(g.size).fill(1);
    const isMoved = new Uint8Array(g.size);
    const moved = new Set(results);
    for (const id of checks) if (!moved.has(id)) isFree[id] = 0;
    // From the outputs down: linear, and read by linear nodes only.
    for (const id of results) isMoved[id] = 1;
    for (let id = g.size - 1; id >= 0; id--) {
      if (isMoved[id] === 1 && !(isFree[id] === 1 && this.isLinear(id))) isMoved[id] = 0;
      for (let k = 0; k < g.operandsOf(id); k++) {
        const operand = operandOf(g, id, k);
        if (isMoved[id] === 1) isMoved[operand] = 1;
        else isFree[operand] = 0;
      }
    }
    // From the leaves up: those with a factor.
    const isAtEnd = new Uint8Array(g.size);
    for (let id = 0; id < g.size; id++) {
      if (isMoved[id] === 0 || isFree[id] === 0 || !this.isLinear(id)) continue;
      const operands = operandsOf(g, id);
      const isScaled = (g.ops[id] === Op.mul || g.ops[id] === Op.div) && operands.some((x) => isFactor(x));
      if (isScaled || operands.some((x) => isAtEnd[x] === 1)) isAtEnd[id] = 1;
    }
    function isFactor(x: number): boolean {
      return parts.isVariant[x] === 0 && !g.isConstant(x);
    }
    return isAtEnd;
  }

  /** Whether a node of the row is linear in what it reads of the row. */
  private isLinear(id: number): boolean {
    const { graph: g } = this.program;
    const { isVariant } = this.parts;
    if (isVariant[id] === 0) return false;
    switch (g.ops[id]) {
      case Op.add:
      case Op.sub:
      case Op.neg:
        return true;
      case Op.mul:
        return isVariant[g.a[id]] === 0 || isVariant[g.b[id]] === 0;
      case Op.div:
        return isVariant[g.b[id]] === 0;
      default:
        return false;
    }
  }
}
