/** The computation graph of a function as data: nodes, local partials, values and adjoints. */
import { checkFunction } from '../forward/seed.js';
import type { Scalar } from '../scalar/active.js';
import type { Operation } from '../scalar/facts.js';
import { Level } from '../scalar/level.js';
import { value } from '../scalar/scalar.js';
import { fill, flatten, leafPaths, leavesLike, type Shape } from '../shape/shape.js';
import type { Checked, Input, Lifted, Output } from '../shape/types.js';
import type { GraphNode } from './graph.js';
import { formulaOf, toDot } from './graph-picture.js';
import { ObservedNumber } from './observed-number.js';
import { short, textTable } from './text-table.js';

/** What `record` has written down. */
export interface Graph {
  /** In the order of evaluation, the inputs first. */
  readonly nodes: readonly GraphNode[];
  /** The nodes of the inputs. */
  readonly inputs: readonly number[];
  /** The node of each number of f(x); undefined for one that does not depend on the inputs. */
  readonly outputs: readonly (number | undefined)[];
  /** The graph in the DOT language, for Graphviz. */
  toDot(): string;
  /** A table of the nodes. */
  toString(): string;
}

/** Names and weights of `record`. */
export interface RecordOptions {
  /** Names of the inputs in order; `x`, `x[0]` or the keys of a record when left out. */
  readonly inputs?: readonly string[];
  /** Names of the other nodes in the order of evaluation; a, b, c ... when left out. */
  readonly names?: readonly string[];
  /** What the adjoints are taken of: a weight for each number of f(x), in its structure; 1 for each when left out. */
  readonly weights?: unknown;
}

/**
 * Records f at x: the elementary functions it is made of, with their values, local partials and adjoints.
 *
 *     ∂f/∂x_i = Σ over the children j of ∂f/∂x_j · ∂x_j/∂x_i     (5.144)
 *
 * The recording is independent of the tape of reverse mode: use it to look at a function, to draw it and to check.
 *
 * @param f - any function the drivers take; called once, on numbers that record what is done with them.
 * @param x - where: a number, an array of any depth, or a record.
 * @param options - names for the nodes, and weights for several outputs.
 * @returns the nodes as data; `toDot()` for a picture, `String(graph)` for a table.
 * @throws {TypeError} when x or f(x) holds something that is not a number.
 * @throws {RangeError} when the weights have not the shape of f(x).
 * @remarks A function that branches on `value(x)` is recorded for the branch taken. Where max and min choose one of their
 * arguments there is no node.
 * @see Mathematics for Machine Learning, (5.142)-(5.144), example 5.14 and figure 5.11
 * @example
 * const { nodes } = record((x) => mul(x, exp(x)), 0);
 * nodes.map(({ name, formula, adjoint }) => `${name} = ${formula}: ${adjoint}`);
 * // => ['x = input: 1', 'a = exp(x): 0', 'b = x · a: 1']
 */
export function record<const X extends Input>(
  f: (x: Lifted<X>) => Output,
  x: Checked<X>,
  options?: RecordOptions,
): Graph;
export function record(f: (x: never) => unknown, x: unknown, options: RecordOptions = {}): Graph {
  checkFunction('record', f);
  const input = flatten('record', 'x', x);
  const level = new Level('record');
  const recorder = new Recorder(options.names ?? []);
  try {
    const leaves = input.leaves.map((leaf) => new ObservedNumber(level, recorder.observe, value(leaf)));
    const names =
      options.inputs ?? leafPaths(input.shape).map((path) => (path[0] === '.' ? path.slice(1) : `x${path}`));
    leaves.forEach((leaf, j) => {
      recorder.input(names[j] ?? `x${j}`, leaf);
    });
    const output = flatten('record', 'f(x)', f(fill(input.shape, leaves) as never));
    const outputs = output.leaves.map((leaf) => recorder.idOf(leaf));
    const weights = weightsOf(output.shape, outputs.length, options.weights);
    return graphOf(recorder.withAdjoints(outputs, weights), leaves.length, outputs);
  } finally {
    level.close();
  }
}

type Unswept = Omit<GraphNode, 'adjoint'>;

/** The observer that writes the nodes down. */
class Recorder {
  private readonly nodes: Unswept[] = [];
  private readonly ids: Map<Scalar, number> = new Map();
  private readonly given: readonly string[];
  private readonly taken: Set<string>;
  private operations = 0;
  private letters = 0;

  constructor(given: readonly string[]) {
    this.given = given;
    this.taken = new Set(given);
  }

  idOf(x: Scalar): number | undefined {
    return this.ids.get(x);
  }

  input(name: string, x: ObservedNumber): void {
    this.taken.add(name);
    this.push(x, { name, operation: 'input', formula: 'input', parents: [] });
  }

  readonly observe = (
    operation: Operation,
    operands: readonly Scalar[],
    result: ObservedNumber,
    slopes: () => readonly number[],
  ): void => {
    const partials = slopes();
    const ids = operands.map((operand) => this.idOf(operand));
    const parents = ids.flatMap((id, i) => (id === undefined ? [] : [{ id, partial: partials[i] }]));
    const args = operands.map((operand, i) => {
      const id = ids[i];
      return id === undefined ? short(value(operand)) : this.nodes[id].name;
    });
    const name = this.given[this.operations++] ?? this.nextLetter();
    this.push(result, { name, operation: operation.name, formula: formulaOf(operation, args), parents });
  };

  private push(x: ObservedNumber, node: Omit<Unswept, 'id' | 'value'>): void {
    const id = this.nodes.length;
    this.ids.set(x, id);
    this.nodes.push({ id, value: x.primal, ...node });
  }

  /** a, b, ..., z, a1, b1, ... without the names in use. */
  private nextLetter(): string {
    for (;;) {
      const round = Math.floor(this.letters / 26);
      const letter = String.fromCharCode(97 + (this.letters++ % 26)) + (round === 0 ? '' : round);
      if (!this.taken.has(letter)) return letter;
    }
  }

  /** One walk from the last node to the first: children come after their parents. */
  withAdjoints(outputs: readonly (number | undefined)[], weights: readonly number[]): GraphNode[] {
    const adjoints = new Float64Array(this.nodes.length);
    // A node from which no output is reached has no adjoint, whatever its slope is.
    const isReached = new Uint8Array(this.nodes.length);
    const hand = (id: number, part: number): void => {
      adjoints[id] = adjoints[id] + part;
      isReached[id] = 1;
    };
    outputs.forEach((id, i) => {
      if (id !== undefined) hand(id, weights[i]);
    });
    for (let i = this.nodes.length - 1; i >= 0; i--) {
      const w = adjoints[i];
      if (isReached[i] === 0) continue;
      for (const { id, partial } of this.nodes[i].parents) hand(id, partial * w);
    }
    // + 0: a derivative has no negative zero.
    return this.nodes.map((node) => ({ ...node, adjoint: adjoints[node.id] + 0 }));
  }
}

function weightsOf(shape: Shape, m: number, weights: unknown): readonly number[] {
  if (weights === undefined) return new Array<number>(m).fill(1);
  return leavesLike('record', 'weights', weights, shape, 'f(x)').map(value);
}

function graphOf(nodes: readonly GraphNode[], inputs: number, outputs: readonly (number | undefined)[]): Graph {
  return {
    nodes,
    inputs: nodes.slice(0, inputs).map(({ id }) => id),
    outputs,
    toDot: () => toDot(nodes, outputs),
    toString() {
      const rows = nodes.map(({ name, formula, value, parents, adjoint }) => {
        const partials = parents.map(({ id, partial }) => `∂${name}/∂${nodes[id]?.name} = ${short(partial)}`);
        return [name, formula, short(value), partials.join(', '), short(adjoint)];
      });
      return textTable([['node', 'formula', 'value', 'local partials', 'adjoint'], ...rows], 'llrlr');
    },
  };
}
