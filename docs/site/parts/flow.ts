'use derivatives';
/**
 * Figure 5.11: what flows through the graph of f = √c + cos c, c = a + b, b = exp a, a = x². Forward the numbers carry their
 * derivatives along; reverse the adjoints come back.
 */
import { record } from 'hyperdual/analysis';
import { derivative, secondDerivative } from 'hyperdual/plain';

export interface FlowNode {
  readonly name: string;
  readonly formula: string;
  readonly value: number;
  /** ∂node/∂x, the tangent of a dual number. */
  readonly tangent: number;
  /** ∂²node/∂x², the ε₁ε₂ part of a hyper-dual number with both seeds at x. */
  readonly second: number;
  /** ∂f/∂node. */
  readonly adjoint: number;
  /** Nodes it is made of, with the local partials. */
  readonly parents: readonly { readonly name: string; readonly partial: number }[];
  /** Multiplications that each sweep has done when it has been here. */
  readonly forward: number;
  readonly reverse: number;
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** All nodes of the figure, as a function writes them. */
const all = (x: number): number[] => {
  const a = x * x;
  const b = Math.exp(a);
  const c = a + b;
  const d = Math.sqrt(c);
  const e = Math.cos(c);
  return [a, b, c, d, e, d + e];
};

export function flowAt(x: number): readonly FlowNode[] {
  const { nodes } = record(((t: number) => all(t)[5]) as never, x, { names: NAMES });
  // The input itself, and then the nodes in their order.
  const parts = [(t: number) => t, ...NAMES.map((_, k) => (t: number) => all(t)[k])];
  // An edge is one multiplication in each sweep: forward as it is reached from above, reverse as it is left upwards.
  const edges = nodes.map(({ parents }) => parents.length);
  const total = edges.reduce((sum, count) => sum + count, 0);
  return nodes.map(({ name, formula, value, adjoint, parents }, i) => {
    const before = edges.slice(0, i + 1).reduce((sum, count) => sum + count, 0);
    return {
      name,
      formula,
      value,
      adjoint,
      tangent: derivative(parts[i], x),
      second: secondDerivative(parts[i], x),
      parents: parents.map(({ id, partial }) => ({ name: nodes[id].name, partial })),
      forward: before,
      reverse: total - before + edges[i],
    };
  });
}
