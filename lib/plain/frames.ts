/** Places in programs, read off the stacks of errors. */

/** One call on a stack. */
export interface Frame {
  /** The name of the function; empty at the top of a file. */
  readonly name: string;
  /** Address or path of the file. */
  readonly file: string;
  /** Line and column, `12:5`. */
  readonly at: string;
  /** True for code made of a text by eval or Function, where the place is that of the call that made it. */
  readonly isMade: boolean;
}

/** This library as it is installed, and by its source maps; its own frames are not what a user wants to read. */
const INSTALLED = /\/node_modules\/hyperdual\/(?:dist|lib)\//;
/** The folder that its own repository is in. */
const root = /^(.*\/)dist\/(?:package|lib)\//.exec(import.meta.url ?? '')?.[1];

function isOwn(file: string): boolean {
  if (INSTALLED.test(file) || file.startsWith('node:')) return true;
  if (root === undefined) return false;
  const url = file.startsWith('/') ? `file://${file}` : file;
  return ['dist/package/', 'dist/lib/', 'lib/'].some((folder) => url.startsWith(root + folder));
}

/** V8 writes `at name (file:1:2)`, or `at file:1:2` at the top of a file; paths may have blanks. */
const V8 = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/;
/** The others write `name@file:1:2`. */
const OTHERS = /^([^@]*)@(.+?):(\d+):(\d+)$/;
/** `at name (eval at outer (file:1:2), <anonymous>:3:4)`, and the same in Firefox. */
const MADE = /^\s*at (?:(.*?) \()?eval at .*?\(([^()]+):(\d+):(\d+)\)/;
const MADE_ELSEWHERE = /^([^@]*)@(.+?) line (\d+) > (?:Function|eval):\d+:(\d+)$/;

/**
 * The calls outside of this library, the innermost first.
 *
 * @param error - one that this library has made: its first frame tells of a file that is the library's, whatever a bundler has
 * called it. Where that is the whole bundle, nothing is known.
 */
export function framesOf(error: unknown): Frame[] {
  const stack = String((error as { stack?: unknown } | undefined)?.stack ?? '');
  const [first, ...rest] = stack.split('\n').flatMap((line) => frameOf(line) ?? []);
  return rest.filter(({ file }) => file !== first?.file && !isOwn(file));
}

function frameOf(line: string): Frame | undefined {
  const made = MADE.exec(line) ?? MADE_ELSEWHERE.exec(line);
  const found = made ?? V8.exec(line) ?? OTHERS.exec(line);
  if (found === null) return undefined;
  const [, name = '', file = '', row, column] = found;
  return { name, file, at: `${row}:${column}`, isMade: made !== null };
}

/** The innermost place outside of this library. */
export function callerOf(error: unknown): string {
  const [frame] = framesOf(error);
  return frame === undefined ? '' : `${pathOf(frame.file)}:${frame.at}`;
}

export function pathOf(file: string): string {
  return file.startsWith('file://') ? decodeURIComponent(file.slice('file://'.length)) : file;
}

/** The package that a file belongs to, if it lies in a folder of packages, or of packages that Vite has bundled in advance. */
export function packageOf(file: string): string | undefined {
  const parts = pathOf(file).split('/node_modules/');
  if (parts.length < 2) return undefined;
  const [first = '', second = '', third = ''] = parts[parts.length - 1].split('/');
  if (first === '.vite') {
    const name = third.replace(/\.js.*$/, '');
    return name.startsWith('chunk-') ? undefined : name.replace(/^@([^_]*)_/, '@$1/').replace(/_.*$/, '');
  }
  return first.startsWith('@') ? `${first}/${second}` : first;
}
