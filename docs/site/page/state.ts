/** The program in the editor, the point, and who is told when either changes. */
import { coordinate, movedTo, type Point, type Program } from '../parts/program.js';

export interface State {
  readonly program: Program;
  readonly at: Point;
  /** The input along which f is drawn. */
  readonly input: number;
}

type Listener = (state: State, isNew: boolean) => void;

let state: State | undefined;
const listeners: Listener[] = [];

export function onState(listener: Listener): void {
  listeners.push(listener);
}

/** @param isNew - true where the program has changed, and not the point alone. */
export function setState(next: State, isNew: boolean): void {
  state = next;
  for (const listener of listeners) listener(next, isNew);
}

/** Moves the point along the input that is drawn. */
export function moveTo(t: number): void {
  if (state === undefined || !Number.isFinite(t)) return;
  setState({ ...state, at: movedTo(state.at, state.input, t) }, false);
}

export function here({ at, input }: State): number {
  return coordinate(at, input);
}
