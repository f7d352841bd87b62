/** The steps that a program is written in, and the expressions they compute. */
import { operandOf, type SsaGraph } from '../trace/graph.js';
import { isCondition, Op } from '../trace/ops.js';

/** Kinds of steps; each has a node. */
export const Statement = {
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

/** What an expression reads, in its shape; below all of these are the ops of its instructions. */
export const Read = { constant: 0xfffc, input: 0xfffd, condition: 0xfffe, value: 0xffff } as const;

export function isDefinition(step: number): boolean {
  return step === Statement.compute || step === Statement.setThen || step === Statement.setOtherwise;
}

/** How an expression reads a node that it does not compute itself. */
export function readOf(g: SsaGraph, id: number): number {
  const op = g.ops[id];
  if (op === Op.constant) return Read.constant;
  if (op === Op.input) return Read.input;
  return isCondition(op) ? Read.condition : Read.value;
}

/** Goes through the expression of a step in the order of writing: what it reads, and its instructions. */
export function expression(
  g: SsaGraph,
  isStatement: Uint8Array,
  step: number,
  node: number,
  read: (leaf: number, by: number) => void,
  instruction: (node: number) => void,
): void {
  if (step === Statement.branch) read(node, node);
  else if (step === Statement.setThen) read(g.b[node], node);
  else if (step === Statement.setOtherwise) read(g.c[node], node);
  else if (step === Statement.compute) computation(g, isStatement, node, read, instruction);
}

/** Goes through the expression of a statement; a read is told by which node. */
export function computation(
  g: SsaGraph,
  isStatement: Uint8Array,
  root: number,
  read: (leaf: number, by: number) => void,
  instruction: (node: number) => void,
): void {
  const pending = [root];
  const users = [root];
  // Negative numbers stand for the instruction of a node whose operands are on the stack.
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item < 0) {
      users.pop();
      instruction(~item);
      continue;
    }
    const op = g.ops[item];
    if ((item !== root && isStatement[item] === 1) || op === Op.constant || op === Op.input) {
      read(item, users[users.length - 1]);
      continue;
    }
    users.push(item);
    pending.push(~item);
    const [a, b] = [g.a[item], g.b[item]];
    // On top of the stack, and so first: what the instruction needs first.
    if (op === Op.select) pending.push(a, g.c[item], b);
    else for (let k = g.operandsOf(item) - 1; k >= 0; k--) pending.push(operandOf(g, item, k));
  }
}
