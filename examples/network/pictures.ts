/** Figure 5.10 with numbers: a chain of Jacobians and both ways to multiply it, in the DOT language. */
import { type Accumulation, accumulate } from 'hyperdual/analysis';
import { BLUE, RED } from '../output/figure.js';

export interface Chain {
  /** The variables from the input to the output, as in x, a, b, y. */
  readonly names: readonly string[];
  /** The local Jacobians from the input to the output. */
  readonly jacobians: readonly (readonly (readonly number[])[])[];
}

/** Figure 5.10: a chain, and below it the products of its Jacobians in both orders, as trees. */
export function chainDot({ names, jacobians }: Chain): string {
  const sizes = [jacobians[0][0].length, ...jacobians.map((j) => j.length)];
  const nodes = names.map(
    (name, i) => `  v${i} [shape=circle, fixedsize=true, width=0.8, label="${name}\nℝ${superscript(sizes[i])}"];`,
  );
  const edges = jacobians.map(
    (_, i) => `  v${i} -> v${i + 1} [label="${derivative(names, i)}\n${sizes[i + 1]} x ${sizes[i]}"];`,
  );
  // Graphviz puts what comes first at the bottom.
  return [
    'digraph {',
    '  rankdir=LR; nodesep=0.25; ranksep=0.6; pad=0.15;',
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=13, margin="0.18,0.07"];',
    '  edge [fontname="Helvetica", fontsize=12, arrowsize=0.7];',
    ...tree('f', 'forward mode, (5.120)', RED, accumulate(jacobians, 'forward'), names, sizes),
    ...tree('r', 'reverse mode, (5.119)', BLUE, accumulate(jacobians, 'reverse'), names, sizes),
    ...nodes,
    ...edges,
    '}',
  ].join('\n');
}

function derivative(names: readonly string[], i: number): string {
  return `d${names[i + 1]}/d${names[i]}`;
}

/** A product as a tree in a box of its own: leaves are local Jacobians, inner nodes products with their cost. */
function tree(
  prefix: string,
  title: string,
  color: string,
  { steps, multiplications }: Accumulation,
  names: readonly string[],
  sizes: readonly number[],
): string[] {
  const ids = new Map<string, string>();
  const lines = names.slice(1).map((_, i) => {
    ids.set(`J${i + 1}`, `${prefix}${i}`);
    return `    ${prefix}${i} [label="${derivative(names, i)}\n${sizes[i + 1]} x ${sizes[i]}"];`;
  });
  steps.forEach(({ left, right, size: [m, k, n], multiplications: cost }, i) => {
    const id = `${prefix}p${i}`;
    const bracket = (text: string): string => (text.includes('·') ? `(${text})` : text);
    ids.set(`${bracket(left)}·${bracket(right)}`, id);
    lines.push(`    ${id} [color="${color}", label="${m} x ${n}\n${m}·${k}·${n} = ${cost}"];`);
    lines.push(`    ${ids.get(left)} -> ${id}; ${ids.get(right)} -> ${id};`);
  });
  return [
    `  subgraph cluster_${prefix} {`,
    `    label="${title}: ${multiplications} multiplications"; fontname="Helvetica"; fontsize=14; color="${color}"; fontcolor="${color}"; style=rounded; margin=14;`,
    ...lines,
    '  }',
  ];
}

function superscript(n: number): string {
  return [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
