/** The steps that a program is written in, and the expressions they compute. */
import { type Graph, operandOf } from '../trace/graph.js';
import { isCondition, Kind } from '../trace/ops.js';

/** Kinds of steps; each has a node. */
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

/** What an expression reads, in its shape; below all of these are the kinds of its instructions. */
export const Read = { constant: 0xfffc, input: 0xfffd, condition: 0xfffe, value: 0xffff } as const;

export function isDefinition(step: number): boolean {
  return step === Step.compute || step === Step.setThen || step === Step.setOtherwise;
}

/** How an expression reads a node that it does not compute itself. */
export function readOf(g: Graph, id: number): number {
  const kind = g.kinds[id];
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
  else if (step === Step.setThen) read(g.b[node]);
  else if (step === Step.setOtherwise) read(g.c[node]);
  else if (step === Step.compute) computation(g, isStatement, node, read, instruction);
}

/** Goes through the expression of a statement. */
export function computation(
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
    const kind = g.kinds[item];
    if ((item !== root && isStatement[item] === 1) || kind === Kind.constant || kind === Kind.input) {
      read(item);
      continue;
    }
    pending.push(~item);
    const [a, b] = [g.a[item], g.b[item]];
    // On top of the stack, and so first: what the instruction needs first.
    if (kind === Kind.select) pending.push(a, g.c[item], b);
    else for (let k = g.operandsOf(item) - 1; k >= 0; k--) pending.push(operandOf(g, item, k));
  }
}
