/**
 * Asks the worker, one question at a time. A question that waits is replaced by a newer one of its kind: what is drawn is the last
 * point, not all that a hand went over. An answer that takes too long ends the worker, and a new one opens the same code.
 */
import type { Opened, Thinker } from '../parts/thinker.js';

type Name = keyof Thinker | 'start';

export interface Question {
  readonly name: Name;
  readonly args: readonly unknown[];
}

export type Answer = { readonly value: unknown } | { readonly error: string };

interface Waiting extends Question {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Milliseconds. Compiling is given more, and so is the start of the worker, which is not the code's doing. */
const PATIENCE: Readonly<Record<Name, number>> = {
  start: 60_000,
  open: 4000,
  curves: 4000,
  point: 4000,
  vee: 4000,
  taylor: 4000,
  met: 4000,
  compiled: 15_000,
};

/** After a program was stopped once its other questions are given this. */
const SHORT_PATIENCE = 1000;

/** A question that was replaced by a newer one, or dropped because other code was opened. */
export class Dropped extends Error {}

export class Asking {
  private worker: Worker | undefined;
  private port: MessagePort | undefined;
  private readonly queue: Waiting[] = [];
  private current: Waiting | undefined;
  private timer = 0;
  private code: string | undefined;
  private wasStopped = false;
  private broken: string | undefined;
  private readonly onBusy: (isBusy: boolean) => void;

  constructor(onBusy: (isBusy: boolean) => void) {
    this.onBusy = onBusy;
    this.start();
  }

  /**
   * The answer.
   *
   * @throws {Dropped} where a newer question took its place. @throws {Error} what the program throws, or that it took too long.
   */
  ask<N extends keyof Thinker>(name: N, ...args: Parameters<Thinker[N]>): Promise<ReturnType<Thinker[N]>> {
    return new Promise((resolve, reject) => {
      if (this.broken !== undefined) {
        reject(new Error(this.broken));
        return;
      }
      const waiting: Waiting = { name, args, resolve: resolve as (value: unknown) => void, reject };
      const place = this.queue.findIndex((other) => other.name === name);
      if (place >= 0) this.queue.splice(place, 1, waiting)[0].reject(new Dropped());
      else this.queue.push(waiting);
      this.onBusy(true);
      this.next();
    });
  }

  /** Opens other code; what was asked about the last one is of no interest any more. */
  async open(code: string): Promise<Opened> {
    for (const { reject } of this.queue.splice(0)) reject(new Dropped());
    this.wasStopped = false;
    const opened = await this.ask('open', code);
    this.code = code;
    return opened;
  }

  private start(): void {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    this.worker = worker;
    this.port = port1;
    port1.onmessage = ({ data }: MessageEvent<Answer>) => this.answered(data);
    worker.onerror = (event) => {
      // Timers of the program may throw as they like; only a worker that does not start is the end.
      event.preventDefault();
      if (this.current?.name === 'start') this.stopped();
    };
    worker.postMessage(undefined, [port2]);
    this.give({ name: 'start', args: [], resolve: () => undefined, reject: () => undefined });
  }

  private next(): void {
    if (this.current !== undefined) return;
    const waiting = this.queue.shift();
    if (waiting === undefined) this.onBusy(false);
    else this.send(waiting);
  }

  private send(waiting: Waiting): void {
    this.give(waiting);
    this.port?.postMessage({ name: waiting.name, args: waiting.args } satisfies Question);
  }

  private give(waiting: Waiting): void {
    this.current = waiting;
    const most = PATIENCE[waiting.name];
    const patience = this.wasStopped && waiting.name !== 'start' ? Math.min(most, SHORT_PATIENCE) : most;
    this.timer = setTimeout(() => this.stopped(), patience) as unknown as number;
  }

  private answered(answer: Answer): void {
    clearTimeout(this.timer);
    const waiting = this.current;
    this.current = undefined;
    if (waiting?.name === 'start' && this.code !== undefined) {
      // A worker that took the place of one that was ended.
      this.send({ name: 'open', args: [this.code], resolve: () => undefined, reject: () => undefined });
      return;
    }
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value);
    // Whoever was answered may ask on before the queue is found to be empty.
    setTimeout(() => this.next());
  }

  private stopped(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.port?.close();
    const waiting = this.current;
    this.current = undefined;
    if (waiting?.name === 'start') {
      this.broken = 'This page needs workers made of modules, which this browser does not start.';
      for (const { reject } of this.queue.splice(0)) reject(new Error(this.broken));
      this.onBusy(false);
      return;
    }
    this.wasStopped = true;
    this.start();
    waiting?.reject(new Error('f was stopped, it took too long: does a loop or a recursion never end?'));
  }
}
