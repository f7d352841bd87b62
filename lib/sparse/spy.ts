/** Pictures of patterns, with the colours by which they are put together. */
import type { Coloring } from './coloring.js';
import type { Pattern } from './pattern.js';
import { sweptEntries } from './swept.js';

/** How a picture looks. */
export interface SpyOptions {
  /** Width and height of the longer side in pixels, 480 when left out. */
  readonly size?: number;
  /** The text above; the size and the number of nonzeros when left out. */
  readonly title?: string;
}

/** Cells along the longer side: in a larger matrix several places share one. */
const CELLS = 240;

const GREY = '#c8c8c8';
const HEAD = 26;

/**
 * A picture of a pattern as SVG: a square for each nonzero in the colour of its column, or of its row where it is read off
 * a product with rows. In a matrix of more than 240 rows or columns, a square stands for several places.
 *
 * @param pattern - a pattern, or a colouring of one.
 * @param options - `size` in pixels, `title`.
 * @returns the text of an SVG file.
 * @example
 * const pattern = Pattern.of(2, 2, [[0, 0], [1, 1]]);
 * spy(pattern).slice(0, 4); // => '<svg'
 * spy(colorJacobian(pattern)).match(/<path/g).length; // => 1
 */
export function spy(pattern: Pattern | Coloring, options: SpyOptions = {}): string {
  const coloring = 'kind' in pattern ? pattern : undefined;
  const places = 'kind' in pattern ? pattern.pattern : pattern;
  const { rows, columns, nonzeros } = places;
  const {
    size = 480,
    title = `${rows} x ${columns}, ${nonzeros} nonzeros${coloring === undefined ? '' : colorsIn(coloring)}`,
  } = options;
  const scale = Math.min(1, CELLS / Math.max(rows, columns, 1));
  const [width, height] = [Math.max(1, Math.ceil(columns * scale)), Math.max(1, Math.ceil(rows * scale))];
  const unit = size / Math.max(width, height);
  const [w, h] = [Math.round(width * unit), Math.round(height * unit)];
  const paths = [...cellsByColor(places, coloring, scale)].map(
    ([color, cells]) => `<path fill="${color}" d="${cells.join('')}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w + 2}" height="${h + HEAD + 2}" viewBox="-1 ${-HEAD - 1} ${w + 2} ${h + HEAD + 2}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<text x="0" y="-9" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#333333">${escaped(title)}</text>`,
    `<rect x="-0.5" y="-0.5" width="${w + 1}" height="${h + 1}" fill="white" stroke="#bbbbbb"/>`,
    `<g transform="scale(${Number(unit.toFixed(4))})">`,
    ...paths,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function colorsIn({ kind, columnColors, rowColors }: Coloring): string {
  const parts = [
    ...(columnColors > 0 ? [`${columnColors} of columns`] : []),
    ...(rowColors > 0 ? [`${rowColors} of rows`] : []),
  ];
  return parts.length === 0 ? '' : `; colours (${kind}): ${parts.join(', ')}`;
}

/** Squares by their colour; the first nonzero that falls into a cell gives it its colour. */
function cellsByColor(pattern: Pattern, coloring: Coloring | undefined, scale: number): Map<string, string[]> {
  const { rows, columns, rowPointers, columnIndices } = pattern;
  const width = Math.ceil(columns * scale) + 1;
  const swept = coloring && sweptEntries(coloring);
  const seen = new Set<number>();
  const cells = new Map<string, string[]>();
  for (let i = 0; i < rows; i++) {
    for (let k = rowPointers[i]; k < rowPointers[i + 1]; k++) {
      const j = columnIndices[k];
      const [x, y] = [Math.floor(j * scale), Math.floor(i * scale)];
      if (seen.has(y * width + x)) continue;
      seen.add(y * width + x);
      const color = colorOf(coloring, i, j, swept?.[k] === 1);
      const list = cells.get(color);
      const square = `M${x} ${y}h1v1h-1z`;
      if (list === undefined) cells.set(color, [square]);
      else list.push(square);
    }
  }
  return cells;
}

function colorOf(coloring: Coloring | undefined, i: number, j: number, isSwept: boolean): string {
  if (coloring === undefined) return '#1f5fa8';
  const { rows, columns, columnColors } = coloring;
  if (isSwept) return hue(columnColors + rows[i]);
  return columns[j] >= 0 ? hue(columns[j]) : GREY;
}

const FIRST: readonly string[] = [
  '#1f5fa8',
  '#d0662b',
  '#1f7a4d',
  '#6f4aa8',
  '#b8a12c',
  '#2aa3a8',
  '#b2316f',
  '#7a5230',
];

/** The first colours by hand, more of them by the golden angle. */
function hue(color: number): string {
  return FIRST[color] ?? `hsl(${Math.round((color * 137.508) % 360)} 60% ${40 + 8 * (color % 3)}%)`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
