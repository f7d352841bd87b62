/** Work in a process of its own: what V8 knows of types, and what it inlines where, is shared within a process. */
import { fork } from 'node:child_process';

/** Runs a module and resolves with what it answers; what it prints goes to the error stream. */
export function inOwnProcess<T>(file: string, args: readonly string[] = [], flags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(file, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [...flags] });
    let result: { readonly answer: T } | undefined;
    child.stdout?.pipe(process.stderr, { end: false });
    child.on('message', (message) => {
      result = { answer: message as T };
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && result !== undefined) resolve(result.answer);
      else reject(new Error(`${[file, ...args].join(' ')}: expected a result, got exit code ${code}`));
    });
  });
}

/** Answers the process that started this one; prints where there is none. */
export function answer(result: object): void {
  if (process.send === undefined) console.log(JSON.stringify(result, undefined, 2));
  else process.send(result);
}
