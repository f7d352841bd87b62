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

/** The folder of this library, whose own frames are not what a user wants to read; in a bundle nobody knows. */
const own = (import.meta.url ?? '').replace(/(?:plain|shared)\/[^/]*$|plain\.js$/, '') || undefined;

/** V8 writes `at name (file:1:2)`, or `at file:1:2` at the top of a file; paths may have blanks. */
const V8 = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/;
/** The others write `name@file:1:2`. */
const OTHERS = /^([^@]*)@(.+?):(\d+):(\d+)$/;
/** `at name (eval at outer (file:1:2), <anonymous>:3:4)`, and the same in Firefox. */
const MADE = /^\s*at (?:(.*?) \()?eval at .*?\(([^()]+):(\d+):(\d+)\)/;
const MADE_ELSEWHERE = /^([^@]*)@(.+?) line (\d+) > (?:Function|eval):\d+:(\d+)$/;

/** The calls outside of this library, the innermost first. */
export function framesOf(error: unknown): Frame[] {
  const stack = String((error as { stack?: unknown } | undefined)?.stack ?? '');
  const frames: Frame[] = [];
  for (const line of stack.split('\n')) {
    const made = MADE.exec(line) ?? MADE_ELSEWHERE.exec(line);
    const found = made ?? V8.exec(line) ?? OTHERS.exec(line);
    if (found === null) continue;
    const [, name = '', file = '', row, column] = found;
    if (own !== undefined && (file.startsWith(own) || own.startsWith(`file://${file}`))) continue;
    if (file.startsWith('node:')) continue;
    frames.push({ name, file, at: `${row}:${column}`, isMade: made !== null });
  }
  return frames;
}

/** The innermost place outside of this library. */
export function callerOf(error: unknown): string {
  const [frame] = framesOf(error);
  return frame === undefined ? '' : `${pathOf(frame.file)}:${frame.at}`;
}

export function pathOf(file: string): string {
  return file.startsWith('file://') ? decodeURIComponent(file.slice('file://'.length)) : file;
}

/** The package that a file belongs to, if it lies in a folder of packages. */
export function packageOf(file: string): string | undefined {
  const parts = pathOf(file).split('/node_modules/');
  if (parts.length < 2) return undefined;
  const [first = '', second = ''] = (parts[parts.length - 1] as string).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
