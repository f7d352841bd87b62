/**
 * The order of the program: statements, each the computation of one node, and the branches around them.
 *
 * A node used once is no statement of its own but part of the one that uses it. The two sides of a branch are placed before
 * the first `select` that needs them.
 */

import { type ControlTree, NOWHERE, ROOT } from '../passes/control-tree.js';
import { convertBranches } from '../passes/if-conversion.js';
import type { Plan } from '../passes/plan.js';
import { operandOf } from '../trace/graph.js';
import { Op } from '../trace/ops.js';
import { candidateOrders } from './orders.js';
import { Statement } from './statements.js';

export interface Schedule {
  /** A step and its node, and so on. */
  readonly steps: readonly number[];
  /** 1 for nodes that are computed by a step, and have a place to be kept in. */
  readonly isStatement: Uint8Array;
}

/** Deeper expressions are cut, so that the engine's stack of operands stays small. */
const DEEPEST = 48;

/** Larger expressions are statements too: of a sum in pairs each then repeats. */
const LARGEST = 24;

/** From this term on every term of a sum or product, or of a chain of choices, is a statement of its own: then it repeats. */
const TERMS = 4;

/** The orders that a program can be written in; one that branches has only that of the trace. */
export function* schedules(program: Plan): Generator<Schedule> {
  const { graph: g, contexts } = program;
  const { tree, contexts: places } = convertBranches(program);
  const isBranched = new Uint8Array(g.size);
  if (tree.size > 1) {
    const conditions = new Set<string>();
    for (let c = 1; c < tree.size; c++) conditions.add(`${tree.parents[c]},${tree.conditions[c]}`);
    for (let id = 0; id < g.size; id++) {
      if (g.ops[id] === Op.select && contexts[id] !== NOWHERE) {
        if (conditions.has(`${places[id]},${g.a[id]}`)) isBranched[id] = 1;
      }
    }
  }
  const isStatement = statements(program, tree, isBranched, places);
  const all =
    tree.size > 1 ? [order(program, tree, places, isStatement, isBranched)] : candidateOrders(program, isStatement);
  for (const steps of all) yield { steps, isStatement };
}

/**
 * The program as it was traced, if it has no branches, in which loops are as they were in the function: every node is a statement, so
 * that all iterations have the same.
 */
export function tracedSchedule(program: Plan): Schedule | undefined {
  const { graph: g, contexts, checks } = program;
  if (convertBranches(program).tree.size > 1) return undefined;
  const isStatement = new Uint8Array(g.size);
  const steps: number[] = [];
  for (let id = 0; id < g.size; id++) {
    if (contexts[id] === NOWHERE || (g.operandsOf(id) === 0 && checks[id] === 0)) continue;
    isStatement[id] = 1;
    steps.push(Statement.compute, id);
  }
  return { steps, isStatement };
}

function statements(
  { graph: g, results, contexts, uses, checks }: Plan,
  tree: ControlTree,
  isBranched: Uint8Array,
  places: Int32Array,
): Uint8Array {
  const is = new Uint8Array(g.size);
  const depth = new Uint8Array(g.size);
  const terms = new Uint8Array(g.size);
  const sizes = new Uint16Array(g.size);
  // Inputs and constants are read where they are used, but looked at in a step of their own.
  const isTrivial = (id: number): boolean => g.operandsOf(id) === 0 && checks[id] === 0;
  const must = (id: number): void => {
    if (!isTrivial(id)) is[id] = 1;
  };
  for (const id of results) must(id);
  for (let c = 1; c < tree.size; c++) must(tree.conditions[c]);
  for (let id = 0; id < g.size; id++) {
    if (contexts[id] === NOWHERE) continue;
    if (uses[id] > 1 || checks[id] === 1 || isBranched[id] === 1) must(id);
    const n = g.operandsOf(id);
    let deepest = 0;
    let size = 1;
    for (let k = 0; k < n; k++) {
      const operand = operandOf(g, id, k);
      // A value that a branch looks at or ends with is computed before it or inside it.
      if (isBranched[id] === 1 || places[operand] !== places[id]) must(operand);
      if (is[operand] === 0) {
        deepest = Math.max(deepest, depth[operand] + k);
        size += sizes[operand];
      }
      if (isTerm(g.ops[id]) && g.ops[id] === g.ops[operand] && uses[operand] === 1) {
        terms[id] = Math.max(terms[id], Math.min(TERMS, terms[operand] + 1));
      }
    }
    if (terms[id] === TERMS) must(id);
    depth[id] = deepest + 1;
    sizes[id] = size;
    if (deepest >= DEEPEST || size >= LARGEST) must(id);
  }
  return is;
}

function isTerm(op: number): boolean {
  return op === Op.add || op === Op.sub || op === Op.mul || op === Op.max || op === Op.min || op === Op.select;
}

/** Part of the order still to be written: the statements of a context up to a number, then what follows. */
interface Frame {
  readonly context: number;
  readonly limit: number;
  readonly after: readonly number[];
}

function order(
  { graph: g }: Plan,
  tree: ControlTree,
  places: Int32Array,
  isStatement: Uint8Array,
  isBranched: Uint8Array,
): number[] {
  const lists: number[][] = Array.from({ length: tree.size }, () => []);
  for (let id = 0; id < g.size; id++) if (isStatement[id] === 1) lists[places[id]].push(id);
  const next = new Int32Array(tree.size);
  const steps: number[] = [];
  const frames: Frame[] = [{ context: ROOT, limit: g.size, after: [] }];
  const branch = (context: number, condition: number, limit: number, group: readonly number[]): void => {
    steps.push(Statement.branch, condition);
    const assign = (step: number): number[] => group.flatMap((select) => [step, select]);
    const then = tree.child(context, condition, 1);
    const otherwise = tree.child(context, condition, 0);
    for (const made of [then, otherwise]) lists[made] ??= [];
    frames.push({ context: otherwise, limit, after: [...assign(Statement.setOtherwise), Statement.end, 0] });
    frames.push({ context: then, limit, after: [...assign(Statement.setThen), Statement.otherwise, 0] });
  };
  for (;;) {
    const frame = frames[frames.length - 1];
    if (frame === undefined) return steps;
    const { context, limit, after } = frame;
    const list = lists[context];
    const id = list[next[context]];
    if (id === undefined || id >= limit) {
      for (const step of after) steps.push(step);
      frames.pop();
      continue;
    }
    next[context] = next[context] + 1;
    if (isBranched[id] === 0) {
      steps.push(Statement.compute, id);
      continue;
    }
    // The selects that follow on the same condition join in, if their branches are complete.
    const condition = g.a[id];
    const group = [id];
    for (let other = list[next[context]]; other !== undefined; other = list[next[context]]) {
      const fits =
        other < limit && isBranched[other] === 1 && g.a[other] === condition && g.b[other] < id && g.c[other] < id;
      if (!fits) break;
      group.push(other);
      next[context] = next[context] + 1;
    }
    branch(context, condition, id, group);
  }
}
