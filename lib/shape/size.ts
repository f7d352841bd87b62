/** What a structure is at run time, and how many numbers it holds. */

export type Shape =
  | { readonly kind: 'tensor'; readonly dims: readonly number[] }
  | { readonly kind: 'list'; readonly items: readonly Shape[] }
  | { readonly kind: 'record'; readonly names: readonly string[]; readonly items: readonly Shape[] };

export function sizeOf(shape: Shape): number {
  if (shape.kind === 'tensor') return shape.dims.reduce((product, n) => product * n, 1);
  return shape.items.reduce((total, item) => total + sizeOf(item), 0);
}
