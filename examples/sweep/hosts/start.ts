/** Worker processes on this machine, as another machine would have its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a host has done when it ends: points, milliseconds in the program, and of processor time. */
export interface Done {
  readonly points: number;
  readonly computing: number;
  readonly cpu: number;
}

export interface Host {
  readonly process: ChildProcess;
  /** Ends its block, and tells what it has done. */
  stop(): Promise<Done | undefined>;
}

/** @param lock - milliseconds after which a silent host is taken to have fallen. */
export function startHost(url: string, lock: number = 30_000): Promise<Host> {
  const child = fork(fileURLToPath(new URL('host.js', import.meta.url)), [url, String(lock)], { execArgv: [] });
  let done: Done | undefined;
  child.on('message', (message) => {
    if (message !== 'ready') done = message as Done;
  });
  const host: Host = {
    process: child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(done);
        child.once('exit', () => resolve(done));
        child.kill('SIGTERM');
      }),
  };
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(host));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a host ended with exit code ${code} before it was ready`)));
  });
}
