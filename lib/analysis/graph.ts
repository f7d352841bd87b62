/** The nodes of a computation graph. */

/** An argument of an elementary function that depends on the inputs. */
export interface GraphParent {
  /** The place of the parent in the order of evaluation. */
  readonly id: number;
  /** The local partial ∂x_i/∂x_parent. */
  readonly partial: number;
}

/** One variable x_i = g_i(x_Pa(i)) of (5.142). */
export interface GraphNode {
  /** The place in the order of evaluation. */
  readonly id: number;
  /** The name that `record` was given for it, or one by its place. */
  readonly name: string;
  /** The operator, `input` for an input. */
  readonly operation: string;
  /** The operator with its arguments by name, as in `exp(a)`. */
  readonly formula: string;
  /** In the order of the arguments; constants are left out. */
  readonly parents: readonly GraphParent[];
  /** Its value at x. */
  readonly value: number;
  /** ∂f/∂x_i. */
  readonly adjoint: number;
}
