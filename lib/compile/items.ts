/**
 * The steps of a schedule as they are written: for each the shape of its expression, and what the expression reads.
 *
 * Two steps of one shape become the same instructions up to what they read and where they put it.
 */
import { operandOf } from './context.js';
import type { Graph } from './graph.js';
import { isCondition, Kind } from './kinds.js';
import type { Plan } from './plan.js';
import { type Schedule, Step } from './schedule.js';

/** What an expression reads, in its shape; below all of these are the kinds of its instructions. */
export const Read = { constant: 0xfffc, input: 0xfffd, condition: 0xfffe, value: 0xffff } as const;

/** Nothing computes it. */
export const NEVER = -1;

export class Items {
  readonly size: number;
  readonly steps: Uint8Array;
  /** The node of each step. */
  readonly nodes: Int32Array;
  /** Where the shape and the reads of each step start; the last number is where the last one ends. */
  readonly shapeStarts: Int32Array;
  readonly readStarts: Int32Array;
  /** Kinds and reads in the order of writing, and a number for each to tell most of them apart. */
  readonly shapes: Uint16Array;
  readonly hashes: Int32Array;
  /** The nodes that are read, in the order of writing. */
  readonly reads: Int32Array;
  /** Branches around each step. */
  readonly depths: Uint16Array;
  /** The step that computes a node first, and the last that reads it. */
  readonly definedAt: Int32Array;
  readonly lastRead: Int32Array;
  private readonly graph: Graph;

  constructor({ graph: g, checks }: Plan, { steps, isStatement }: Schedule) {
    const size = steps.length / 2;
    this.graph = g;
    this.size = size;
    this.steps = new Uint8Array(size);
    this.nodes = new Int32Array(size);
    this.shapeStarts = new Int32Array(size + 1);
    this.readStarts = new Int32Array(size + 1);
    this.hashes = new Int32Array(size);
    this.depths = new Uint16Array(size);
    this.definedAt = new Int32Array(g.size).fill(NEVER);
    this.lastRead = new Int32Array(g.size).fill(NEVER);
    const shapes: number[] = [];
    const reads: number[] = [];
    let depth = 0;
    for (let at = 0; at < size; at++) {
      const step = steps[2 * at] as number;
      const node = steps[2 * at + 1] as number;
      this.steps[at] = step;
      this.nodes[at] = node;
      this.shapeStarts[at] = shapes.length;
      this.readStarts[at] = reads.length;
      this.depths[at] = depth;
      if (step === Step.branch) depth++;
      if (step === Step.end) depth--;
      if (isDefinition(step) && this.definedAt[node] === NEVER) this.definedAt[node] = at;
      const read = (leaf: number): void => {
        shapes.push(readOf(g, leaf));
        reads.push(leaf);
        this.lastRead[leaf] = at;
      };
      expression(g, isStatement, step, node, read, (instruction) => shapes.push(g.kinds[instruction] as number));
      let hash = Math.imul(step + 1, 0x9e3779b1) + (isDefinition(step) ? (checks[node] as number) : 0);
      for (let i = this.shapeStarts[at] as number; i < shapes.length; i++) {
        hash = Math.imul(hash ^ (shapes[i] as number), 0x85ebca6b);
        hash ^= hash >>> 15;
      }
      this.hashes[at] = hash;
    }
    this.shapeStarts[size] = shapes.length;
    this.readStarts[size] = reads.length;
    this.shapes = Uint16Array.from(shapes);
    this.reads = Int32Array.from(reads);
  }

  /** True when two steps do the same with what they read. */
  isAlike(at: number, other: number): boolean {
    if (this.hashes[at] !== this.hashes[other] || this.steps[at] !== this.steps[other]) return false;
    const start = this.shapeStarts[at] as number;
    const length = (this.shapeStarts[at + 1] as number) - start;
    const from = this.shapeStarts[other] as number;
    if ((this.shapeStarts[other + 1] as number) - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.shapes[start + i] !== this.shapes[from + i]) return false;
    return true;
  }

  /** How the node is read. */
  readKind(id: number): number {
    return readOf(this.graph, id);
  }

  /** True for a step that computes a condition. */
  isCondition(at: number): boolean {
    return this.steps[at] === Step.compute && isCondition(this.graph.kinds[this.nodes[at] as number] as number);
  }

  /** Instructions of a step, about. */
  work(at: number): number {
    return (this.shapeStarts[at + 1] as number) - (this.shapeStarts[at] as number);
  }
}

export function isDefinition(step: number): boolean {
  return step === Step.compute || step === Step.setThen || step === Step.setOtherwise;
}

/** How an expression reads a node that it does not compute itself. */
export function readOf(g: Graph, id: number): number {
  const kind = g.kinds[id] as number;
  if (kind === Kind.constant) return Read.constant;
  if (kind === Kind.input) return Read.input;
  return isCondition(kind) ? Read.condition : Read.value;
}

/** Goes through the expression of a step in the order of writing: what it reads, and its instructions. */
export function expression(
  g: Graph,
  isStatement: Uint8Array,
  step: number,
  node: number,
  read: (leaf: number) => void,
  instruction: (node: number) => void,
): void {
  if (step === Step.branch) read(node);
  else if (step === Step.setThen) read(g.b[node] as number);
  else if (step === Step.setOtherwise) read(g.c[node] as number);
  else if (step === Step.compute) computation(g, isStatement, node, read, instruction);
}

function computation(
  g: Graph,
  isStatement: Uint8Array,
  root: number,
  read: (leaf: number) => void,
  instruction: (node: number) => void,
): void {
  const pending = [root];
  // Negative numbers stand for the instruction of a node whose operands are on the stack.
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item < 0) {
      instruction(~item);
      continue;
    }
    const kind = g.kinds[item] as number;
    if ((item !== root && isStatement[item] === 1) || kind === Kind.constant || kind === Kind.input) {
      read(item);
      continue;
    }
    pending.push(~item);
    const [a, b] = [g.a[item] as number, g.b[item] as number];
    // On top of the stack, and so first: what the instruction needs first.
    if (kind === Kind.select) pending.push(a, g.c[item] as number, b);
    else if (kind === Kind.guard) pending.push(a, a, g.c[item] as number, b);
    else for (let k = g.operandsOf(item) - 1; k >= 0; k--) pending.push(operandOf(g, item, k));
  }
}
