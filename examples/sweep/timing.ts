/** How long each way of computing many points takes, on the clock and on the processors. */

/** One way. */
export interface Timing {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /** Seconds of processor time, of all threads together: what other programs take does not count. */
  readonly cpu: number;
}

export type Progress = (done: number, total: number) => void;

/** A stopwatch, running. */
export function stopwatch(): () => Pick<Timing, 'seconds' | 'cpu'> {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  };
}

/** What is called as a run proceeds, and the time of its second half: in the first the engine still optimises the program. */
export function secondHalf(): { readonly onProgress: Progress; timing(name: string): Timing } {
  const read = stopwatch();
  let from: { readonly done: number; readonly seconds: number; readonly cpu: number } | undefined;
  let to = { done: 0, seconds: 0, cpu: 0 };
  return {
    onProgress: (done, total) => {
      to = { done, ...read() };
      if (2 * done >= total) from ??= to;
    },
    timing: (name) => {
      const { done, seconds, cpu } = from ?? to;
      return { name, points: to.done - done, seconds: to.seconds - seconds, cpu: to.cpu - cpu };
    },
  };
}
