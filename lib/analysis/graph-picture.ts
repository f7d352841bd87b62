/** Computation graphs in the DOT language: any Graphviz draws them. */
import type { Operation } from '../scalar/facts.js';
import type { GraphNode } from './graph.js';
import { short } from './text-table.js';

/** The operator with its arguments as one writes it. */
export function formulaOf({ name, facts }: Operation, args: readonly string[]): string {
  return facts?.written?.(...(args as [string, string])) ?? `${name}(${args.join(', ')})`;
}

/**
 * Nodes as boxes with value and adjoint, edges with the local partials. Inputs are ellipses, outputs have a double frame.
 */
export function toDot(nodes: readonly GraphNode[], outputs: readonly (number | undefined)[]): string {
  const lines = [
    'digraph {',
    '  rankdir=LR; nodesep=0.45; ranksep=0.7; pad=0.15;',
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=13, margin="0.22,0.08"];',
    '  edge [fontname="Helvetica", fontsize=12, arrowsize=0.7];',
  ];
  for (const { id, name, operation, formula, value, adjoint } of nodes) {
    const isInput = operation === 'input';
    const title = isInput ? name : `${name} = ${formula}`;
    const style = isInput ? ', shape=ellipse' : outputs.includes(id) ? ', peripheries=2' : '';
    lines.push(`  n${id} [label=${quoted([title, short(value), `adjoint ${short(adjoint)}`])}${style}];`);
  }
  for (const { id, parents } of nodes) {
    for (const parent of parents) lines.push(`  n${parent.id} -> n${id} [label=${quoted([short(parent.partial)])}];`);
  }
  return [...lines, '}'].join('\n');
}

/** Lines of text as a DOT string. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join('\\n')}"`;
}
