/**
 * Where a run lies on the server: its program and its points, and the results as they come. Everything is named by what it is (a
 * digest of program and points), so that whoever hands in the same run again finds what is already there.
 */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';

/** The queue that all hosts serve. */
export const QUEUE = 'sweep';

const DAY = 86_400;

/** What a job says; the rest is in the store. */
export interface Block {
  readonly run: string;
  readonly block: number;
}

export interface Header {
  /** Numbers of a point and of its results. */
  readonly row: number;
  readonly width: number;
}

export function runOf(wasm: Uint8Array, points: Float64Array, share: number): string {
  return createHash('sha256').update(wasm).update(bytesOf(points)).update(String(share)).digest('hex').slice(0, 24);
}

export function bytesOf(list: Float64Array): Buffer {
  return Buffer.from(list.buffer, list.byteOffset, list.byteLength);
}

/** Copied: the bytes of a reply lie anywhere, numbers at multiples of 8. */
export function floatsOf(bytes: Buffer): Float64Array {
  return new Float64Array(new Uint8Array(bytes).buffer);
}

/** A connection that waits for a server that is away, however long. */
export function connect(url: string): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(50 * times, 1000) });
  // It tries again; what was asked meanwhile is answered later.
  client.on('error', () => {});
  return client;
}

/** The parts of one run on the server. */
export class Store {
  private readonly redis: Redis;
  readonly run: string;

  constructor(redis: Redis, run: string) {
    this.redis = redis;
    this.run = run;
  }

  private key(part: string): string {
    return `${QUEUE}:${this.run}:${part}`;
  }

  async isThere(): Promise<boolean> {
    return (await this.redis.exists(this.key('header'))) === 1;
  }

  /** The header comes last: where it is, all is. */
  async provide(header: Header, wasm: Uint8Array, blocks: readonly Float64Array[]): Promise<void> {
    await this.redis.set(this.key('program'), Buffer.from(wasm));
    for (const [i, block] of blocks.entries()) await this.redis.hset(this.key('points'), String(i), bytesOf(block));
    await this.redis.set(this.key('header'), JSON.stringify(header));
  }

  async program(): Promise<{ readonly header: Header; readonly wasm: Uint8Array }> {
    const [header, wasm] = [await this.redis.get(this.key('header')), await this.redis.getBuffer(this.key('program'))];
    if (header === null || wasm === null) throw new Error(`run ${this.run}: expected its program on the server`);
    return { header: JSON.parse(header) as Header, wasm };
  }

  async points(block: number): Promise<Float64Array> {
    const bytes = await this.redis.hgetBuffer(this.key('points'), String(block));
    if (bytes === null) throw new Error(`run ${this.run}: expected the points of block ${block} on the server`);
    return floatsOf(bytes);
  }

  async hasResults(block: number): Promise<boolean> {
    return (await this.redis.hexists(this.key('results'), String(block))) === 1;
  }

  /** The same bits whoever computes them: a block that comes twice is written over with itself. */
  async write(block: number, results: Float64Array): Promise<void> {
    await this.redis
      .multi()
      .hset(this.key('results'), String(block), bytesOf(results))
      .hincrby(this.key('computed'), String(block), 1)
      // A host that had been frozen may write when all is over: what nobody fetches goes after a day.
      .expire(this.key('results'), DAY)
      .expire(this.key('computed'), DAY)
      .exec();
  }

  /** Undefined when the server has them no more. */
  async results(block: number): Promise<Float64Array | undefined> {
    const bytes = await this.redis.hgetBuffer(this.key('results'), String(block));
    return bytes === null ? undefined : floatsOf(bytes);
  }

  /** Blocks that have results. */
  async done(): Promise<readonly number[]> {
    return (await this.redis.hkeys(this.key('results'))).map(Number);
  }

  /** How often each block was computed: more than once where a host fell or stalled in the middle. */
  async computed(): Promise<readonly number[]> {
    return Object.values(await this.redis.hgetall(this.key('computed'))).map(Number);
  }

  async clear(): Promise<void> {
    await this.redis.del(...['header', 'program', 'points', 'results', 'computed'].map((part) => this.key(part)));
  }
}
