/** A compiled function called with numbers that carry derivatives, inside a driver. */
import { apply } from '../blocks/block.js';
import type { List } from '../blocks/rule.js';
import type { Scalar } from '../scalar/active.js';
import { fill, flatten, leavesLike, type Shape } from '../shape/shape.js';
import { sizeOf } from '../shape/size.js';
import { ProgramBlock } from './program-block.js';
import type { Lifting } from './run/api.js';
import type { Original } from './run/executable.js';
import { nameOf, type Trace } from './trace/trace.js';

const NAME = 'compiled function';

export function liftingOf(program: Trace, f: Original, examples: readonly unknown[]): Lifting {
  const { inputs, output } = program;
  let block: ProgramBlock | undefined;
  return (args, running) => {
    block ??= new ProgramBlock(NAME, onLists(f, inputs), numbersOf(examples), running, program.hasStops);
    const leaves = inputs.flatMap((shape, i) =>
      leavesLike(NAME, nameOf(i, inputs.length), args[i], shape, 'its example'),
    );
    return fill(output, apply(block, leaves));
  };
}

/** f of all numbers of its arguments, one after the other. */
function onLists(f: Original, inputs: readonly Shape[]): (x: List) => List {
  return (x) => {
    let at = 0;
    const args = inputs.map((shape) => {
      const leaves = x.slice(at, at + sizeOf(shape));
      at += leaves.length;
      return fill(shape, leaves);
    });
    return flatten('compile', 'f(x)', f(...(args as never[]))).leaves;
  };
}

function numbersOf(examples: readonly unknown[]): number[] {
  return examples.flatMap((example) => flatten('compile', 'x', example).leaves as readonly Scalar[] as number[]);
}
