/** Figure 5.11: the computation graph of example 5.14, with values, local partials and adjoints. */
import { add, cos, exp, type Scalar, sqrt, square } from 'hyperdual';
import { type Graph, record } from 'hyperdual/analysis';
import { svgOf } from '../output/graph.js';

/** (5.109): f(x) = sqrt(x² + exp(x²)) + cos(x² + exp(x²)). */
export function ofTheBook(x: Scalar): Scalar {
  const a = square(x);
  const c = add(a, exp(a));
  return add(sqrt(c), cos(c));
}

/** (5.122)-(5.141) with numbers. */
export function bookGraph(x: number): Graph {
  return record(ofTheBook, x);
}

export function graphFigure(x: number): Promise<string> {
  return svgOf(bookGraph(x).toDot(), 'The computation graph of example 5.14 with values, local partials and adjoints');
}
