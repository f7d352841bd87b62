/** What the quick run is held to: the outcome of each task, without figures. */
import type { Peer } from './main.js';

/** Of each way the outcome of each task: `right`, `cannot`, or `wrong: NaN instead of 0`. */
export type Known = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function knownOf(peers: readonly Pick<Peer, 'name' | 'way' | 'outcomes'>[]): Known {
  return Object.fromEntries(
    peers.map(({ name, way, outcomes }) => [
      `${name}, ${way}`,
      Object.fromEntries(
        outcomes.map(({ task, n, status, note }) => [
          n === undefined ? task : `${task} ${n}`,
          status === 'wrong' ? `wrong: ${note}` : status,
        ]),
      ),
    ]),
  );
}

/**
 * A line for each result that is not the known one, of the ways that were run. Only results count: where a peer throws or takes
 * too long there is none, and how long it takes is the machine's.
 */
export function differencesTo(known: Known, peers: readonly Pick<Peer, 'name' | 'way' | 'outcomes'>[]): string[] {
  return Object.entries(knownOf(peers)).flatMap(([way, tasks]) =>
    Object.entries(tasks).flatMap(([task, outcome]) => {
      const due = known[way]?.[task] ?? 'not known';
      return due === outcome || outcome === 'gave up' || outcome === 'throws'
        ? []
        : [`${way}, ${task}: ${outcome}, known as ${due}`];
    }),
  );
}
