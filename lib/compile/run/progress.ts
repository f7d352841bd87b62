/** What long compilations tell while they go on, and how they are stopped. */

/** What is used of an AbortSignal. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** How far a compilation is. */
export interface CompileProgress {
  /** f is being traced; its operations are put in order, and loops are looked for; functions are written; the engine compiles. */
  readonly stage: 'trace' | 'order' | 'loops' | 'functions' | 'engine';
  /** Operations that have been traced. */
  readonly operations: number;
  /** While loops are looked for and functions are written: how much of the program this pass has been through, 0 to 1. */
  readonly done?: number | undefined;
  /** Of a long program: what it will cost, and what to do instead. */
  readonly advice?: string | undefined;
}

/** What `optimise` may be told. */
export interface OptimiseOptions {
  /** Called again and again while it goes on. */
  readonly onProgress?: ((progress: CompileProgress) => void) | undefined;
  /** Looked at after each call of `onProgress`: the reason is thrown, and the function goes on as it is. */
  readonly signal?: AbortSignalLike | undefined;
}

/** From here on a program is long. */
const LONG = 1_000_000;

/** Tells how far it is, and stops where it is to. */
export function tell(
  { onProgress, signal }: OptimiseOptions,
  stage: CompileProgress['stage'],
  operations: number,
  done?: number,
): void {
  onProgress?.({ stage, operations, done, advice: operations < LONG ? undefined : adviceFor(operations) });
  if (signal?.aborted === true) throw signal.reason;
}

/** What a long program costs: a few microseconds an operation to make, some 10 bytes of code each. */
export function adviceFor(operations: number): string {
  const millions = (operations / 1e6).toFixed(1);
  return (
    `${millions} million operations: about ${Math.ceil(operations / 2e5)} s and ${Math.ceil(operations / 1e5)} MB of code. Compile ` +
    'one step or one term, and call it in a loop, a map or a sum.'
  );
}
