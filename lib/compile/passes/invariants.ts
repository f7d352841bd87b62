/** Which numbers of a program over many points do not depend on the point, and the rest as a program of its own. */
import * as build from '../trace/fold.js';
import { operandOf, SsaGraph } from '../trace/graph.js';
import { isCondition, Op } from '../trace/ops.js';
import type { Trace } from '../trace/trace.js';
import { ControlTree, NOWHERE, placeNodes, ROOT } from './control-tree.js';
import { costOf } from './if-conversion.js';

/** What depends on the row, and what of the rest is computed whatever the row is. */
export class Parts {
  readonly isVariant: Uint8Array;
  /** 1 for what takes the call of a function in a branch, of which nothing is known: functions of the table do not throw. */
  private readonly isRisky: Uint8Array;
  /** Work that no row has to do, in additions. */
  readonly work: number;
  private readonly graph: SsaGraph;
  private readonly contexts: Int32Array;

  constructor({ graph: g, results, checks }: Trace, fixed: number) {
    this.graph = g;
    this.isVariant = new Uint8Array(g.size);
    this.isRisky = new Uint8Array(g.size);
    this.contexts = placeNodes(g, [...results, ...checks], new ControlTree());
    let work = 0;
    for (let id = 0; id < g.size; id++) {
      if (g.ops[id] === Op.input && g.a[id] >= fixed) this.isVariant[id] = 1;
      for (let k = 0; k < g.operandsOf(id); k++) {
        if (this.isVariant[operandOf(g, id, k)] === 1) this.isVariant[id] = 1;
        if (this.contexts[id] !== ROOT && this.isRisky[operandOf(g, id, k)] === 1) this.isRisky[id] = 1;
      }
      const isUnknown = g.ops[id] >= Op.call && g.callee(g.ops[id]).facts === undefined;
      if (isUnknown && this.contexts[id] !== ROOT) this.isRisky[id] = 1;
      if (this.isVariant[id] === 0 && this.contexts[id] !== NOWHERE && !this.isHandle(id)) work += costOf(g.ops[id]);
    }
    this.work = work;
  }

  /** Whether a number is computed before all rows; of a branch only what cannot throw where it is not wanted. */
  isPrepared(id: number): boolean {
    const op = this.graph.ops[id];
    return (
      this.isVariant[id] === 0 &&
      this.isRisky[id] === 0 &&
      op !== Op.constant &&
      op !== Op.input &&
      // Conditions are bits, not numbers: each row compares for itself.
      !isCondition(op) &&
      !this.isHandle(id)
    );
  }

  private isHandle(id: number): boolean {
    const { graph: g } = this;
    return g.ops[id] >= Op.call && g.callee(g.ops[id]).facts?.isHandle === true;
  }

  /** The prepared numbers that the computation of some nodes reads. */
  crossing(roots: readonly number[]): number[] {
    const { graph: g } = this;
    const isNeeded = new Uint8Array(g.size);
    for (const id of roots) isNeeded[id] = 1;
    const crossing: number[] = [];
    for (let id = g.size - 1; id >= 0; id--) {
      if (isNeeded[id] === 0) continue;
      if (this.isPrepared(id)) {
        crossing.push(id);
        continue;
      }
      for (let k = 0; k < g.operandsOf(id); k++) isNeeded[operandOf(g, id, k)] = 1;
    }
    return crossing.reverse();
  }
}

/** Nodes in another graph, in which prepared numbers are further fixed inputs. */
export class Copy {
  readonly graph: SsaGraph = new SsaGraph();
  private readonly from: SsaGraph;
  private readonly map: Int32Array;
  private readonly fixed: number;
  private readonly more: number;

  constructor(from: SsaGraph, fixed: number, crossing: readonly number[]) {
    this.from = from;
    this.fixed = fixed;
    this.more = crossing.length;
    this.map = new Int32Array(from.size).fill(NOWHERE);
    crossing.forEach((id, i) => {
      this.map[id] = this.graph.input(fixed + i);
    });
  }

  /** The node here, with all that it is computed from. */
  at(root: number): number {
    const { from, map } = this;
    const pending = [root];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (map[id] !== NOWHERE) continue;
      const missing = operandsOf(from, id).filter((operand) => map[operand] === NOWHERE);
      if (missing.length > 0) pending.push(id, ...missing.reverse());
      else map[id] = from.ops[id] === Op.input ? this.input(from.a[id]) : build.copied(from, id, this.graph, map);
    }
    return map[root];
  }

  private input(place: number): number {
    return this.graph.input(place < this.fixed ? place : place + this.more);
  }
}

/** The nodes that a node reads. */
export function operandsOf(g: SsaGraph, id: number): number[] {
  return Array.from({ length: g.operandsOf(id) }, (_, k) => operandOf(g, id, k));
}
