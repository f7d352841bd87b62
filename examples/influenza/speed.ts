/** How long the whole fit takes, eager and compiled, and when compiling has paid off. */
import type { Outbreak } from './data.js';
import { type EpidemicFit, fit } from './fit.js';
import type { Curve } from './least-squares.js';

/** Times in milliseconds. */
export interface TimedFit {
  readonly name: string;
  readonly fit: EpidemicFit;
  /** Values and Jacobians that the optimiser asks for in one fit. */
  readonly calls: number;
  /** To make the curve. */
  readonly compiling: number;
  /** To make the curve and fit for the first time. */
  readonly first: number;
  /** The fastest of the last five fits: what other programs take is left out. */
  readonly later: number;
  /** The number of calls after which the curve's time, from before it was made, is less than eager calls would have taken. */
  readonly paidOff: number | undefined;
}

const FEWEST = 5;
const MOST = 100;

/**
 * Fits with a curve that is made now, at least five times, and then until it has paid off.
 *
 * The engine goes on optimising a program while it already runs, so the saving is not computed from the time of a late fit
 * but watched.
 */
export function timedFit(name: string, outbreak: Outbreak, make: () => Curve, eager?: TimedFit): TimedFit {
  const start = performance.now();
  const curve = make();
  const compiling = performance.now() - start;
  let calls = 0;
  let paidOff: number | undefined;
  const watch = <T>(result: T): T => {
    calls++;
    if (eager !== undefined && performance.now() - start <= (calls * eager.later) / eager.calls) paidOff ??= calls;
    return result;
  };
  const watched: Curve = {
    values: (p) => watch(curve.values(p)),
    jacobian: (p) => watch(curve.jacobian(p)),
  };
  const found = fit(outbreak, watched);
  const first = performance.now() - start;
  const callsOfOne = calls;
  const times: number[] = [];
  while (times.length < FEWEST || (eager !== undefined && paidOff === undefined && times.length < MOST)) {
    const before = performance.now();
    fit(outbreak, watched);
    times.push(performance.now() - before);
  }
  const later = Math.min(...times.slice(-FEWEST));
  return { name, fit: found, calls: callsOfOne, compiling, first, later, paidOff };
}

/** All numbers of two fits are the same, to the last bit. */
export function sameBits(a: EpidemicFit, b: EpidemicFit): boolean {
  const numbers = ({ parameters, fitted, jacobian }: EpidemicFit): number[] => [
    ...parameters,
    ...fitted,
    ...jacobian.flat(),
  ];
  const others = numbers(b);
  return numbers(a).every((x, i) => Object.is(x, others[i]));
}
