/**
 * The steps of a schedule as they are written: for each the shape of its expression, and what the expression reads.
 *
 * Two steps of one shape become the same instructions up to what they read and where they put it.
 */

import type { Plan } from '../passes/plan.js';
import type { SsaGraph } from '../trace/graph.js';
import { isCondition } from '../trace/ops.js';
import type { Schedule } from './schedule.js';
import { expression, isDefinition, Read, readOf, Statement } from './statements.js';

/** Nothing computes it. */
export const NEVER = -1;

export class StatementList {
  readonly size: number;
  readonly steps: Uint8Array;
  /** The node of each step. */
  readonly nodes: Int32Array;
  /** Where the shape and the reads of each step start; the last number is where the last one ends. */
  readonly opcodeStarts: Int32Array;
  readonly operandStarts: Int32Array;
  /** Ops and reads in the order of writing, and a number for each to tell most of them apart. */
  readonly opcodes: Uint16Array;
  readonly hashes: Int32Array;
  /** The nodes that are read, in the order of writing. */
  readonly operands: Int32Array;
  /** Branches around each step. */
  readonly depths: Uint16Array;
  /** The step that computes a node first, and the last that reads it. */
  readonly definedAt: Int32Array;
  readonly lastRead: Int32Array;
  private readonly graph: SsaGraph;

  constructor({ graph: g, checks }: Plan, { steps, isStatement }: Schedule) {
    const size = steps.length / 2;
    this.graph = g;
    this.size = size;
    this.steps = new Uint8Array(size);
    this.nodes = new Int32Array(size);
    this.opcodeStarts = new Int32Array(size + 1);
    this.operandStarts = new Int32Array(size + 1);
    this.hashes = new Int32Array(size);
    this.depths = new Uint16Array(size);
    this.definedAt = new Int32Array(g.size).fill(NEVER);
    this.lastRead = new Int32Array(g.size).fill(NEVER);
    const shapes: number[] = [];
    const reads: number[] = [];
    let depth = 0;
    for (let at = 0; at < size; at++) {
      const step = steps[2 * at];
      const node = steps[2 * at + 1];
      this.steps[at] = step;
      this.nodes[at] = node;
      this.opcodeStarts[at] = shapes.length;
      this.operandStarts[at] = reads.length;
      this.depths[at] = depth;
      if (step === Statement.branch) depth++;
      if (step === Statement.end) depth--;
      if (isDefinition(step) && this.definedAt[node] === NEVER) this.definedAt[node] = at;
      const read = (leaf: number): void => {
        const kind = readOf(g, leaf);
        if (kind >= Read.condition && this.definedAt[leaf] === NEVER) {
          throw new Error(`compile: node ${leaf} is read before it is computed. This is a fault of hyperdual.`);
        }
        shapes.push(kind);
        reads.push(leaf);
        this.lastRead[leaf] = at;
      };
      expression(g, isStatement, step, node, read, (instruction) => shapes.push(g.ops[instruction]));
      let hash = Math.imul(step + 1, 0x9e3779b1) + (isDefinition(step) ? checks[node] : 0);
      for (let i = this.opcodeStarts[at]; i < shapes.length; i++) {
        hash = Math.imul(hash ^ shapes[i], 0x85ebca6b);
        hash ^= hash >>> 15;
      }
      this.hashes[at] = hash;
    }
    this.opcodeStarts[size] = shapes.length;
    this.operandStarts[size] = reads.length;
    this.opcodes = Uint16Array.from(shapes);
    this.operands = Int32Array.from(reads);
  }

  /** True when two steps do the same with what they read. */
  isIsomorphic(at: number, other: number): boolean {
    if (this.hashes[at] !== this.hashes[other] || this.steps[at] !== this.steps[other]) return false;
    const start = this.opcodeStarts[at];
    const length = this.opcodeStarts[at + 1] - start;
    const from = this.opcodeStarts[other];
    if (this.opcodeStarts[other + 1] - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.opcodes[start + i] !== this.opcodes[from + i]) return false;
    return true;
  }

  /** How the node is read. */
  readKind(id: number): number {
    return readOf(this.graph, id);
  }

  /** True for a step that computes a condition. */
  isCondition(at: number): boolean {
    return this.steps[at] === Statement.compute && isCondition(this.graph.ops[this.nodes[at]]);
  }

  /** Instructions of a step, about. */
  work(at: number): number {
    return this.opcodeStarts[at + 1] - this.opcodeStarts[at];
  }
}
