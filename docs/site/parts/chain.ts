/** (5.119) and (5.120): one product of Jacobians, taken from the output's side or from the input's, with what each step costs. */
import { accumulate } from 'hyperdual/analysis';

export interface Side {
  readonly order: 'forward' | 'reverse';
  readonly parentheses: string;
  readonly steps: readonly {
    readonly text: string;
    readonly size: readonly [number, number, number];
    readonly sum: number;
  }[];
  readonly multiplications: number;
}

export interface Chain {
  readonly forward: Side;
  readonly reverse: Side;
  /** Largest difference of the two products, relative to the largest number. */
  readonly difference: number;
}

/** @param sizes - numbers of inputs, of what lies between, and of outputs. */
export function chainOf(sizes: readonly number[]): Chain {
  const jacobians = sizes
    .slice(1)
    .map((rows, k) =>
      Array.from({ length: rows }, (_, i) =>
        Array.from({ length: sizes[k] }, (_, j) => Math.sin(1 + i + 2 * j + 3 * k)),
      ),
    );
  const side = (order: 'forward' | 'reverse') => {
    const { product, parentheses, steps, multiplications } = accumulate(jacobians, order);
    let sum = 0;
    const listed = steps.map(({ left, right, size, multiplications: cost }) => {
      sum += cost;
      return { text: `${left}·${right}`, size, sum };
    });
    return { product: product.flat(), side: { order, parentheses, steps: listed, multiplications } };
  };
  const [forward, reverse] = [side('forward'), side('reverse')];
  const size = Math.max(...forward.product.map(Math.abs));
  const difference = Math.max(...forward.product.map((x, i) => Math.abs(x - reverse.product[i]))) / size;
  return { forward: forward.side, reverse: reverse.side, difference };
}
