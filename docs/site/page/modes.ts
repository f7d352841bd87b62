/** Figure 5.11 with what flows through it, and the two orders of a chain of Jacobians. */
import { chainOf } from '../parts/chain.js';
import { type FlowNode, flowAt } from '../parts/flow.js';
import { byId, cells, shown } from './dom.js';
import { element } from './plot.js';

type Places = Readonly<Record<string, readonly [number, number]>>;

const ACROSS: Places = {
  x: [60, 130],
  a: [170, 130],
  b: [290, 60],
  c: [410, 130],
  d: [530, 60],
  e: [530, 200],
  f: [650, 130],
};

/** On a phone, from top to bottom, with the numbers beside the nodes: on the left of x, a, c and f. */
const DOWN: Places = {
  x: [120, 30],
  a: [120, 105],
  b: [205, 165],
  c: [120, 230],
  d: [65, 315],
  e: [205, 315],
  f: [120, 400],
};

/** Where a line of text goes, and where it begins. */
function textPlace(name: string, isDown: boolean, k: number, count: number): Readonly<Record<string, string | number>> {
  const [x, y] = (isDown ? DOWN : ACROSS)[name];
  if (isDown) {
    const isLeft = x === DOWN.x[0];
    return {
      x: isLeft ? x - 28 : x + 28,
      y: y + 5 + 15 * (k - (count - 1) / 2),
      'text-anchor': isLeft ? 'end' : 'start',
    };
  }
  return { x, y: y <= 130 ? y - 28 - 14 * (count - 1 - k) : y + 36 + 14 * k, 'text-anchor': 'middle' };
}

function graph(
  host: HTMLElement,
  nodes: readonly FlowNode[],
  isReached: (i: number) => boolean,
  text: (node: FlowNode) => string[],
): void {
  const isDown = host.clientWidth < 480;
  const places = isDown ? DOWN : ACROSS;
  const svg = element('svg', { viewBox: isDown ? '0 0 326 430' : '0 -40 720 330', class: 'graph', role: 'img' });
  svg.append(element('title', {}, nodes.map((node) => `${node.name}: ${text(node).join(', ')}`).join('; ')));
  for (const [i, node] of nodes.entries()) {
    const [x, y] = places[node.name];
    for (const parent of node.parents) {
      const [px, py] = places[parent.name];
      svg.append(element('line', { x1: px, y1: py, x2: x, y2: y, class: isReached(i) ? 'edge reached' : 'edge' }));
    }
  }
  for (const [i, node] of nodes.entries()) {
    const [x, y] = places[node.name];
    const kind = isReached(i) ? 'node reached' : 'node';
    svg.append(element('circle', { cx: x, cy: y, r: 20, class: kind }));
    svg.append(element('text', { x, y: y + 5, 'text-anchor': 'middle', class: 'node-name' }, node.name));
    if (!isReached(i)) continue;
    text(node).forEach((line, k, { length }) => {
      svg.append(element('text', { ...textPlace(node.name, isDown, k, length), class: 'flow-text' }, line));
    });
  }
  host.replaceChildren(svg);
}

export function flowPanel(): void {
  const point = byId<HTMLInputElement>('flow-x');
  const step = byId<HTMLInputElement>('flow-step');
  const draw = (): void => {
    const x = Number(point.value);
    const nodes = flowAt(x);
    const k = Number(step.value);
    byId('flow-x-text').textContent = shown(x, 3);
    graph(
      byId('flow-forward'),
      nodes,
      (i) => i <= k,
      ({ value, tangent, second }) => [shown(value, 4), `ε ${shown(tangent, 4)}`, `ε₁ε₂ ${shown(second, 4)}`],
    );
    const back = nodes.length - 1 - k;
    graph(
      byId('flow-reverse'),
      nodes,
      (i) => i >= back,
      ({ name, adjoint }) => [`∂f/∂${name}`, shown(adjoint, 4)],
    );
    byId('flow-count').textContent =
      `After step ${k + 1} of ${nodes.length}: forward ${nodes[k].forward} multiplications by local partials, ` +
      `reverse ${nodes[back].reverse - nodes[back].parents.length}. At the end ∂f/∂x is ${shown(nodes[nodes.length - 1].tangent, 16)} forward and ${shown(nodes[0].adjoint, 16)} in reverse.`;
  };
  for (const input of [point, step]) input.addEventListener('input', draw);
  draw();
}

export function chainPanel(): void {
  const inputs = byId<HTMLInputElement>('chain-inputs');
  const outputs = byId<HTMLInputElement>('chain-outputs');
  const draw = (): void => {
    const [n, m] = [Number(inputs.value), Number(outputs.value)];
    byId('chain-inputs-text').textContent = String(n);
    byId('chain-outputs-text').textContent = String(m);
    const { forward, reverse, difference } = chainOf([n, 8, 8, 8, m]);
    byId('chain').innerHTML = cells(
      forward.steps.map((f, i) => {
        const r = reverse.steps[i];
        const size = ([a, b, c]: readonly [number, number, number]): string => `${a}×${b} · ${b}×${c}`;
        return [f.text, size(f.size), String(f.sum), r.text, size(r.size), String(r.sum)];
      }),
      ['forward (5.120)', 'sizes', 'so far', 'reverse (5.119)', 'sizes', 'so far'],
    );
    const [a, b] = [forward.multiplications, reverse.multiplications];
    const winner =
      a === b
        ? 'both cost the same'
        : `${a < b ? 'forward' : 'reverse'} needs ${shown(Math.max(a, b) / Math.min(a, b), 3)} times fewer`;
    byId('chain-text').textContent =
      `The same matrix (to ${shown(difference, 1)}), ${a} against ${b} multiplications: ${winner}.`;
  };
  for (const input of [inputs, outputs]) input.addEventListener('input', draw);
  draw();
}
