/**
 * Graphs in the DOT language as SVG.
 *
 * @viz-js/viz is Graphviz compiled to WebAssembly: it needs no installed program and no browser. elkjs and dagre lay graphs
 * out too, but draw no picture.
 */
import { instance } from '@viz-js/viz';

export async function svgOf(dot: string, title: string): Promise<string> {
  const svg = (await instance()).renderString(dot, { format: 'svg' });
  // Graphviz writes the minus sign as an entity.
  const plain = svg.replaceAll('&#45;', '-');
  return plain.replace(/<title>[^<]*<\/title>/, `<title>${title}</title>`).replace('<svg ', '<svg role="img" ');
}
