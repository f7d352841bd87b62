/** What is answered where a derivative does not exist, or formulas fail, and by which rule. */
import { derivative, secondDerivative, singularities } from 'hyperdual/plain';
import type { Point } from './point.js';
import type { Program } from './program.js';

export interface Kink {
  readonly text: string;
  readonly slope: number;
  readonly curvature: number;
  /** Singular points on the way, with their rules, and what a second look found. */
  readonly rules: readonly string[];
}

/** What f meets at the point of the editor. */
export function met({ f, at }: { readonly f: Program['f']; readonly at: Point }): readonly string[] {
  const { points, looks } = singularities(f as never, at as never);
  return [
    ...points.map(({ name, rule }) => `${name}: ${rule}`),
    ...looks.map(({ inputs, first, answer, verdict }) => {
      const order = inputs.length === 1 ? 'slope' : 'curvature';
      return `second look at the ${order}: ${verdict}, ${first === answer ? first : `${first} became ${answer}`}`;
    }),
  ];
}

export function kinkOf(text: string, f: (x: number) => number, x: number): Kink {
  return {
    text,
    slope: derivative(f, x),
    curvature: secondDerivative(f, x),
    rules: met({ f: f as Program['f'], at: x }),
  };
}
