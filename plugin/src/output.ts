/** Code that is written piece by piece, each piece knowing where in the source it comes from. */
import { encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';

/** Text, and its place in the source; below 0 where it has none. */
export interface Piece {
  readonly text: string;
  readonly from: number;
  /** True where the text is that of the source, so that every place in it has one there. */
  readonly isCopy: boolean;
}

export interface SourceMap {
  readonly version: 3;
  readonly file?: string;
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly names: string[];
  readonly mappings: string;
}

/** Where words and signs begin: places that a debugger or a stack may ask for. */
const TOKEN = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*|[^\s\w$]/gu;

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** The pieces, with a blank where the end of one and the start of the next would become one word: `return-x`. */
export function separated(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    const isOne = last?.isCopy === true && piece.isCopy && last.from + last.text.length === piece.from;
    if (last !== undefined && !isOne && WORD_END.test(last.text) && WORD_START.test(piece.text)) {
      all.push({ text: ' ', from: -1, isCopy: false });
    }
    all.push(piece);
    last = piece;
  }
  return all;
}

const WORD_END = /[\p{ID_Continue}$]$/u;
const WORD_START = /^[\p{ID_Continue}$]/u;

/** The source map of the pieces, exact to the column. */
export function mapOf(pieces: readonly Piece[], source: string, file: string): SourceMap {
  const starts = lineStarts(source);
  const lines: SourceMapSegment[][] = [[]];
  let column = 0;
  let line = 0;
  const segment = (at: number, from: number): void => {
    // Places mostly follow each other.
    while (line > 0 && (starts[line] as number) > from) line--;
    while (line + 1 < starts.length && (starts[line + 1] as number) <= from) line++;
    (lines[lines.length - 1] as SourceMapSegment[]).push([at, 0, line, from - (starts[line] as number)]);
  };
  for (const { text, from, isCopy } of pieces) {
    if (from >= 0) {
      if (!isCopy) segment(column, from);
      else line = lineAt(starts, from);
    }
    let begin = 0;
    for (;;) {
      const newline = text.indexOf('\n', begin);
      const part = newline < 0 ? text.slice(begin) : text.slice(begin, newline);
      if (isCopy) for (const token of part.matchAll(TOKEN)) segment(column + token.index, from + begin + token.index);
      if (newline < 0) {
        column += part.length;
        break;
      }
      begin = newline + 1;
      column = 0;
      lines.push([]);
    }
  }
  return { version: 3, sources: [file], sourcesContent: [source], names: [], mappings: encode(lines) };
}

export function lineStarts(source: string): number[] {
  const starts = [0];
  for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

export function lineAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
