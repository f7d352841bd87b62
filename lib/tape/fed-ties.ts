/**
 * Ties that feed ties: which outputs have slopes at ties that may be wrong.
 *
 * A tie was met in an argument that had itself been through a tie, or a tie of three arguments and another one. One pass over the
 * nodes, from the first to the last.
 */
import { FAR, type Page, PLAIN, type Records } from './records.js';

/** A node that came out of a tie, and of how many arguments. */
export interface Tie {
  readonly node: number;
  readonly width: number;
}

const FED = 1;
const WIDE = 2;
const MANY = -1;

/** For each node whether its slopes at ties may be wrong. */
export function fedNodes(records: Records, ties: readonly Tie[]): (node: number) => boolean {
  const { size, first } = records;
  const flags = new Uint8Array(size);
  /** The tie that a node has been through, MANY for two and more. */
  const through = new Int32Array(size);
  const next = ties[Symbol.iterator]();
  let tie = next.next().value;
  const inherit = (i: number, parent: number): void => {
    if (parent < 0) return;
    flags[i] = flags[i] | flags[parent];
    const other = through[parent];
    if (other === 0) return;
    const own = through[i];
    through[i] = own === 0 || own === other ? other : MANY;
  };
  const blocks = records.blocks[Symbol.iterator]();
  let block = blocks.next().value;
  let page: Page | undefined;
  for (let i = 0; i < size; i++) {
    // Inputs have no parents.
    if (i >= first) {
      if (page === undefined || records.pageOf(i) !== records.pageOf(page.base)) page = records.page(records.pageOf(i));
      const k = i - page.base;
      const [a, b] = [page.parents[2 * k], page.parents[2 * k + 1]];
      inherit(i, a < 0 && (page.marks?.[k] ?? PLAIN) === PLAIN ? ~a : a);
      inherit(i, b <= FAR ? FAR - b : b);
      if (block !== undefined && i >= block.first + block.count) block = blocks.next().value;
      if (block !== undefined && i >= block.first) for (const input of block.inputs) inherit(i, input);
    }
    if (tie?.node !== i) continue;
    if (through[i] !== 0) flags[i] = flags[i] | FED;
    if (tie.width > 2) flags[i] = flags[i] | WIDE;
    through[i] = through[i] === 0 ? i + 1 : MANY;
    tie = next.next().value;
  }
  return (node) => {
    const flag = flags[node];
    return (flag & FED) !== 0 || ((flag & WIDE) !== 0 && through[node] === MANY);
  };
}
