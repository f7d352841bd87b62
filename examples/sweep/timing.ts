/** How long each way of computing many points takes. */

/** One way. */
export interface Timing {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export type Progress = (done: number, total: number) => void;

/** What is called as a run proceeds, and the time of its second half: in the first the engine still optimises the program. */
export function secondHalf(): { readonly onProgress: Progress; timing(name: string): Timing } {
  let from: { readonly done: number; readonly at: number } | undefined;
  let to = { done: 0, at: 0 };
  return {
    onProgress: (done, total) => {
      to = { done, at: performance.now() };
      if (2 * done >= total) from ??= to;
    },
    timing: (name) => {
      const { done, at } = from ?? to;
      return { name, points: to.done - done, seconds: (to.at - at) / 1000 };
    },
  };
}
