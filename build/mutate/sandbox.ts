/** A copy of dist beside the project, in which mutations are planted and specs run. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation } from './mutations.js';

/** A spec that takes longer than this with a mutation, in ms, is taken for one that hangs because of it. */
const HANG = 300_000;

export class Sandbox {
  readonly root: string;

  /** All else that specs read (documents, fixtures, packages) is the project's own. */
  constructor(project: string) {
    this.root = join(project, 'out/mutate');
    rmSync(this.root, { recursive: true, force: true });
    mkdirSync(this.root, { recursive: true });
    for (const name of readdirSync(project)) {
      if (name !== 'dist' && name !== 'out') symlinkSync(join(project, name), join(this.root, name));
    }
    cpSync(join(project, 'dist'), join(this.root, 'dist'), { recursive: true });
  }

  read(file: string): string {
    return readFileSync(join(this.root, 'dist', file), 'utf8');
  }

  /** Runs something with a mutation in its place. */
  async with<T>({ file, start, end, text }: Mutation, run: () => Promise<T>): Promise<T> {
    const code = this.read(file);
    const write = (content: string): void => writeFileSync(join(this.root, 'dist', file), content);
    write(code.slice(0, start) + text + code.slice(end));
    try {
      return await run();
    } finally {
      write(code);
    }
  }

  /** The first spec that fails, of those in their order; two run at a time. */
  async firstFailure(specs: readonly string[]): Promise<string | undefined> {
    const queue = [...specs];
    let failed: string | undefined;
    const worker = async (): Promise<void> => {
      for (let spec = queue.shift(); spec !== undefined && failed === undefined; spec = queue.shift()) {
        if (!(await this.passes(spec))) failed ??= spec;
      }
    };
    await Promise.all([worker(), worker()]);
    return failed;
  }

  passes(spec: string): Promise<boolean> {
    return new Promise((resolve) => {
      const options = { cwd: this.root, stdio: 'ignore', timeout: HANG, killSignal: 'SIGKILL' } as const;
      const child = spawn(process.execPath, [join(this.root, 'dist/spec', spec)], options);
      child.on('close', (code) => resolve(code === 0));
    });
  }
}
