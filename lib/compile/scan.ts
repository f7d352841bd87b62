/** Recurrences of any length: one step compiled, and the sweep back through it. */
import { apply } from '../blocks/block.js';
import type { List } from '../blocks/rule.js';
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import { describe, innermost } from '../scalar/scalar.js';
import { describeShape, type Flattened, fill, flatten, isNumberArray, type Shape, sameShape } from '../shape/shape.js';
import { sizeOf } from '../shape/size.js';
import type { Output, Shaped } from '../shape/types.js';
import type { OnLists } from './program-block.js';
import { recurrence } from './scan-block.js';
import { Step } from './step.js';

/** What `scan` may be told. */
export interface ScanOptions {
  /** Most bytes of states that a sweep back keeps, 2²⁸ at first: where they are more, steps are computed twice. */
  readonly memory?: number;
}

const MEMORY = 2 ** 28;

/** A step with the structures that it was compiled for. */
interface Known {
  readonly state: Shape;
  readonly input: Shape;
  readonly parameters: Shape;
  readonly step: Step;
}

const known = new WeakMap<object, Known[]>();

/**
 * A recurrence: s ← step(s, input, parameters) for each input in turn.
 *
 * The step is compiled once, and so is the sweep back through it, whatever the number of inputs; derivatives by forward and
 * reverse mode, nested ones too, go through all steps and cost no more memory than the states. Inside a function that is
 * compiled it is one call.
 *
 * @param step - the new state, of the structure of the state; in operator functions, and of nothing but its arguments: numbers
 * that it takes from around it are constants. Define it once, outside of the function that is differentiated: each function is
 * compiled when it is met first.
 * @param state - the first state: a number, or an array or record of any depth.
 * @param inputs - what each step is given: numbers, arrays or records, all of one structure.
 * @param parameters - what all steps are given.
 * @returns the last state.
 * @throws {TypeError} when an argument holds something that is not a number.
 * @throws {RangeError} when the inputs, or the state and what a step makes of it, have not one structure, or `memory` is negative.
 * @remarks Cost: as many compiled steps as there are inputs; a gradient by reverse mode two to five times that, and a third
 * more where `memory` makes it compute states twice.
 * @example
 * const logistic = (x, r) => mul(mul(r, x), sub(1, x));
 * scan(logistic, 0.5, [2, 2, 2]); // => 0.5
 * reverse.gradient(([x, r]) => scan((s, _, r) => mul(r, s), x, [0, 0, 0], r), [1, 2]); // => [8, 12]
 */
export function scan<const S extends Output, const U extends Output, const P extends Output = readonly []>(
  step: (state: Shaped<S, Scalar>, input: Shaped<U, Scalar>, parameters: Shaped<P, Scalar>) => Output,
  state: S,
  inputs: readonly U[],
  parameters?: P,
  options?: ScanOptions,
): Shaped<S, Scalar>;
export function scan(
  step: (...x: never[]) => unknown,
  state: unknown,
  inputs: unknown,
  parameters: unknown = [],
  { memory = MEMORY }: ScanOptions = {},
): unknown {
  checkFunction('scan', step, 'scan(step, state, inputs, parameters)');
  if (!(memory >= 0)) {
    throw new RangeError(
      `scan: expected memory to be a number of bytes, got ${describe(memory)}. Leave it out for ${MEMORY}.`,
    );
  }
  const first = flatten('scan', 'state', state);
  const given = flatten('scan', 'parameters', parameters);
  const each = inputsOf(inputs);
  if (each.length === 0) return fill(first.shape, first.leaves);
  // One by one: there may be more inputs than a call takes arguments.
  const leaves = [first, ...each, given].flatMap((part) => part.leaves);
  const compiled = stepOf(step, first, each[0], given);
  return fill(first.shape, apply(recurrence(compiled, each.length, memory), leaves));
}

function inputsOf(inputs: unknown): readonly Flattened[] {
  if (!Array.isArray(inputs) && !isNumberArray(inputs)) {
    throw new TypeError(
      `scan: expected an array of inputs, one for each step, got ${describe(inputs)}. Put them in brackets.`,
    );
  }
  const all = Array.from(inputs as ArrayLike<unknown>, (input, t) => flatten('scan', `inputs[${t}]`, input));
  const odd = all.findIndex(({ shape }) => !sameShape(shape, all[0].shape));
  if (odd < 0) return all;
  throw new RangeError(
    `scan: expected inputs of one structure, got ${describeShape(all[0].shape)} at inputs[0] and ` +
      `${describeShape(all[odd].shape)} at inputs[${odd}]. Give each step the same.`,
  );
}

/** The compiled step of a function: made when it is met with these structures for the first time. */
function stepOf(f: (...x: never[]) => unknown, state: Flattened, input: Flattened, parameters: Flattened): Step {
  const list = known.get(f) ?? [];
  known.set(f, list);
  const found = list.find(
    (other) =>
      sameShape(other.state, state.shape) &&
      sameShape(other.input, input.shape) &&
      sameShape(other.parameters, parameters.shape),
  );
  if (found !== undefined) return found.step;
  const shapes = [state.shape, input.shape, parameters.shape] as const;
  const example = [...state.leaves, ...input.leaves, ...parameters.leaves].map(exampleOf);
  const [s, u, p] = shapes.map(sizeOf) as [number, number, number];
  const step = new Step(onLists(f, shapes), example, s, u, p);
  list.push({ state: state.shape, input: input.shape, parameters: parameters.shape, step });
  return step;
}

function onLists(f: (...x: never[]) => unknown, shapes: readonly [Shape, Shape, Shape]): OnLists {
  return (z: List) => {
    let at = 0;
    const args = shapes.map((shape) => {
      const leaves = z.slice(at, at + sizeOf(shape));
      at += leaves.length;
      return fill(shape, leaves);
    });
    const { leaves, shape } = flatten('scan', 'step(state, input, parameters)', f(...(args as never[])));
    if (sameShape(shape, shapes[0])) return leaves;
    throw new RangeError(
      `scan: expected step to return a state like the one it was given, ${describeShape(shapes[0])}, got ` +
        `${describeShape(shape)}. Return the new state.`,
    );
  };
}

/** The number, or that at the example of a program. */
function exampleOf(x: Scalar): number {
  const inner = innermost(x);
  return typeof inner === 'number' ? inner : (inner.oracle?.example?.() ?? 1);
}
