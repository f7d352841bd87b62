/**
 * A Redis server for the example, on the loopback and for this program alone: Debian's `redis-server`, or whatever
 * REDIS_SERVER names (valkey-server takes the same options). With hosts of your own give the address of a server that runs.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const PROGRAM = process.env.REDIS_SERVER ?? 'redis-server';

/** What to do where there is no server. */
export const MISSING: string = `${PROGRAM} is not installed: apt-get install redis-server (brew install redis), or name one by REDIS_SERVER`;

export interface Server {
  readonly url: string;
  /** Ends it as a loss of power would, and starts it again on what it has written. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  readonly process: ChildProcess;
}

export function hasServer(): boolean {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @throws {Error} when there is no server program, or it does not answer in 20 s. */
export async function startServer(): Promise<Server> {
  if (!hasServer()) throw new Error(MISSING);
  const folder = mkdtempSync(join(tmpdir(), 'sweep-redis-'));
  const port = await freePort();
  // Every write is on the disk before it is answered: a server that falls loses nothing that it has said yes to.
  const options = { bind: '127.0.0.1', port, dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(PROGRAM, args, { stdio: 'ignore' });
    await answering(port);
    return child;
  };
  let child = await start();
  const ended = (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    url: `redis://127.0.0.1:${port}`,
    get process() {
      return child;
    },
    restart: async () => {
      await ended('SIGKILL');
      child = await start();
    },
    stop: async () => {
      await ended('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Until the server has read what it had written. */
async function answering(port: number): Promise<void> {
  const client = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  });
  client.on('error', () => {});
  const clock = setTimeout(() => client.disconnect(), 20_000);
  try {
    await client.connect().catch(() => {});
    await client.ping();
  } finally {
    clearTimeout(clock);
    client.disconnect();
  }
}
