/**
 * The order of the program: statements, each the computation of one node, and the branches around them.
 *
 * A node used once is no statement of its own but part of the one that uses it. The two sides of a branch are placed before
 * the first `select` that needs them.
 */
import { branches } from './branches.js';
import { type ContextTree, NOWHERE, operandOf, ROOT } from './context.js';
import { Kind } from './kinds.js';
import type { Plan } from './plan.js';

/** Instructions of a schedule; each is followed by the number of a node. */
export const Step = {
  /** Compute a node. */
  compute: 0,
  /** If the condition holds ... */
  branch: 1,
  otherwise: 2,
  end: 3,
  /** Give a select the value of its second operand, or of its third. */
  setThen: 4,
  setOtherwise: 5,
} as const;

export interface Schedule {
  readonly steps: readonly number[];
  /** 1 for nodes that are computed by a step, and have a place to be kept in. */
  readonly isStatement: Uint8Array;
  /** 1 for selects that are given their value by branches. */
  readonly isBranched: Uint8Array;
}

/** Deeper expressions are cut, so that the engine's stack of operands stays small. */
const DEEPEST = 48;

export function schedule(program: Plan, flat = false): Schedule {
  const { graph: g, contexts } = program;
  const { tree, contexts: places } = branches(program, flat);
  const isBranched = new Uint8Array(g.size);
  if (tree.size > 1) {
    const conditions = new Set<string>();
    for (let c = 1; c < tree.size; c++) conditions.add(`${tree.parents[c]},${tree.conditions[c]}`);
    for (let id = 0; id < g.size; id++) {
      if (g.kinds[id] === Kind.select && contexts[id] !== NOWHERE) {
        if (conditions.has(`${places[id]},${g.a[id]}`)) isBranched[id] = 1;
      }
    }
  }
  const isStatement = statements(program, tree, isBranched, places);
  const steps = tree.size > 1 ? order(program, tree, places, isStatement, isBranched) : onDemand(program, isStatement);
  return { steps, isStatement, isBranched };
}

/**
 * The order of a program without branches: every statement just before the first that needs it, so that few values are
 * alive at a time. (In the order of the trace a gradient first computes all values, then uses them from the last to the
 * first: for 1000 inputs that took 1.6 times as long.)
 */
function onDemand({ graph: g, results, checks }: Plan, isStatement: Uint8Array): number[] {
  const steps: number[] = [];
  const isDone = new Uint8Array(g.size);
  const visit = (root: number): void => {
    const pending = [root];
    for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
      // Negative: its operands are done.
      const id = item < 0 ? ~item : item;
      if (item < 0) {
        if (isStatement[id] === 1) steps.push(Step.compute, id);
      } else if (isDone[id] === 0) {
        isDone[id] = 1;
        pending.push(~id);
        for (let k = g.operandsOf(id) - 1; k >= 0; k--) pending.push(operandOf(g, id, k));
      }
    }
  };
  for (const id of results) visit(id);
  for (let id = 0; id < g.size; id++) if (checks[id] === 1) visit(id);
  return steps;
}

function statements(
  { graph: g, results, contexts, uses, checks }: Plan,
  tree: ContextTree,
  isBranched: Uint8Array,
  places: Int32Array,
): Uint8Array {
  const is = new Uint8Array(g.size);
  const depth = new Uint8Array(g.size);
  // Inputs and constants are read where they are used, but looked at in a step of their own.
  const isTrivial = (id: number): boolean => g.operandsOf(id) === 0 && checks[id] === 0;
  const must = (id: number): void => {
    if (!isTrivial(id)) is[id] = 1;
  };
  for (const id of results) must(id);
  for (let c = 1; c < tree.size; c++) must(tree.conditions[c] as number);
  for (let id = 0; id < g.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    if ((uses[id] as number) > 1 || checks[id] === 1 || isBranched[id] === 1) must(id);
    const n = g.operandsOf(id);
    let deepest = 0;
    for (let k = 0; k < n; k++) {
      const operand = operandOf(g, id, k);
      // A value that a branch looks at or ends with is computed before it or inside it.
      if (isBranched[id] === 1 || places[operand] !== places[id]) must(operand);
      if (is[operand] === 0) deepest = Math.max(deepest, (depth[operand] as number) + k);
    }
    // What a guard looks at is read twice.
    if (g.kinds[id] === Kind.guard) must(g.a[id] as number);
    depth[id] = deepest + 1;
    if (deepest >= DEEPEST) must(id);
  }
  return is;
}

/** Part of the order still to be written: the statements of a context up to a number, then what follows. */
interface Frame {
  readonly context: number;
  readonly limit: number;
  readonly after: readonly number[];
}

function order(
  { graph: g }: Plan,
  tree: ContextTree,
  places: Int32Array,
  isStatement: Uint8Array,
  isBranched: Uint8Array,
): number[] {
  const lists: number[][] = Array.from({ length: tree.size }, () => []);
  for (let id = 0; id < g.size; id++) if (isStatement[id] === 1) (lists[places[id] as number] as number[]).push(id);
  const next = new Int32Array(tree.size);
  const steps: number[] = [];
  const frames: Frame[] = [{ context: ROOT, limit: g.size, after: [] }];
  const branch = (context: number, condition: number, limit: number, group: readonly number[]): void => {
    steps.push(Step.branch, condition);
    const assign = (step: number): number[] => group.flatMap((select) => [step, select]);
    const then = tree.child(context, condition, 1);
    const otherwise = tree.child(context, condition, 0);
    for (const made of [then, otherwise]) lists[made] ??= [];
    frames.push({ context: otherwise, limit, after: [...assign(Step.setOtherwise), Step.end, 0] });
    frames.push({ context: then, limit, after: [...assign(Step.setThen), Step.otherwise, 0] });
  };
  // What is only looked at may come after the last select on its condition, or have none: it is left for the end.
  let left: Left | undefined;
  for (;;) {
    const frame = frames[frames.length - 1];
    if (frame === undefined) return steps;
    const { context, limit, after } = frame;
    const list = lists[context] as number[];
    const id = list[next[context] as number];
    if (id === undefined || id >= limit) {
      if (limit === g.size) {
        left ??= new Left(tree, lists, next);
        const condition = left.conditionIn(context);
        if (condition !== undefined) {
          branch(context, condition, g.size, []);
          continue;
        }
      }
      for (const step of after) steps.push(step);
      frames.pop();
      continue;
    }
    next[context] = (next[context] as number) + 1;
    if (isBranched[id] === 0) {
      steps.push(Step.compute, id);
      continue;
    }
    // The selects that follow on the same condition join in, if their branches are complete.
    const condition = g.a[id] as number;
    const group = [id];
    for (let other = list[next[context] as number]; other !== undefined; other = list[next[context] as number]) {
      const fits =
        other < limit &&
        isBranched[other] === 1 &&
        g.a[other] === condition &&
        (g.b[other] as number) < id &&
        (g.c[other] as number) < id;
      if (!fits) break;
      group.push(other);
      next[context] = (next[context] as number) + 1;
    }
    branch(context, condition, id, group);
  }
}

/** The branches in which statements are left when the context around them is at its end. */
class Left {
  /** The conditions of these branches, by context. */
  private readonly conditions: Set<number>[];

  constructor(tree: ContextTree, lists: readonly (readonly number[])[], next: Int32Array) {
    const { size, parents } = tree;
    const isLeft = new Uint8Array(size);
    this.conditions = Array.from({ length: size }, () => new Set());
    // Children have higher numbers than their parents.
    for (let c = size - 1; c > ROOT; c--) {
      if ((lists[c]?.length ?? 0) > (next[c] ?? 0)) isLeft[c] = 1;
      if (isLeft[c] === 0) continue;
      const parent = parents[c] as number;
      isLeft[parent] = 1;
      (this.conditions[parent] as Set<number>).add(tree.conditions[c] as number);
    }
  }

  /** The condition of one of them, each only once. */
  conditionIn(context: number): number | undefined {
    const all = this.conditions[context];
    const [condition] = all ?? [];
    if (condition !== undefined) all?.delete(condition);
    return condition;
  }
}
