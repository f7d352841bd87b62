/** The program in the editor, the point, and who is told when either changes. */
import { coordinate, inputsOf, movedTo } from '../parts/point.js';
import type { View } from '../parts/thinker.js';
import { type Asking, Dropped } from './asking.js';

type Listener = (view: View, isNew: boolean) => void;

let view: View | undefined;
const listeners: Listener[] = [];

export function onState(listener: Listener): void {
  listeners.push(listener);
}

/** @param isNew - true where the program or the range has changed, and not the point alone. */
export function setState(next: View, isNew: boolean): void {
  view = next;
  for (const listener of listeners) listener(next, isNew);
}

export function state(): View | undefined {
  return view;
}

/** Moves the point along the input that is drawn. */
export function moveTo(t: number): void {
  if (view === undefined || !Number.isFinite(t)) return;
  setState({ ...view, at: movedTo(view.at, view.input, t) }, false);
}

export function here({ at, input }: View): number {
  return coordinate(at, input);
}

export function inputName({ at, input }: View): string {
  return typeof at === 'number' ? 'x' : `input ${input + 1} of ${inputsOf(at)}`;
}

/** What the panels about the program ask, and where they say that an answer did not come. */
export interface Desk {
  readonly asking: Asking;
  tell(message: string): void;
}

/** Uses an answer when it comes, and nothing where a newer question took its place. */
export function answered<T>(answer: Promise<T>, use: (value: T) => void, fail: (message: string) => void): void {
  answer.then(use).catch((error: Error) => {
    if (!(error instanceof Dropped)) fail(error.message);
  });
}
