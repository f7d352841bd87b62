/**
 * The records that drivers return, as literals.
 *
 * V8 makes an object of a literal in one step of a few nanoseconds; with names that it does not know beforehand a record of
 * two takes 50, as long as a whole derivative of one variable.
 */

export type Literal = (a: unknown, b: unknown, c: unknown) => object;

const LITERALS: { readonly [names: string]: Literal } = {
  'value,derivative': (value, derivative) => ({ value, derivative }),
  'value,derivative,secondDerivative': (value, derivative, secondDerivative) => ({
    value,
    derivative,
    secondDerivative,
  }),
  'value,gradient': (value, gradient) => ({ value, gradient }),
  'value,gradient,hessian': (value, gradient, hessian) => ({ value, gradient, hessian }),
  'value,jacobian': (value, jacobian) => ({ value, jacobian }),
  'value,tangent': (value, tangent) => ({ value, tangent }),
  'value,cotangent': (value, cotangent) => ({ value, cotangent }),
};

/** The literal with these names, if there is one. */
export function literalOf(names: readonly string[]): Literal | undefined {
  const key = names.join();
  // A comma may also be part of a name.
  return Object.hasOwn(LITERALS, key) && key.split(',').length === names.length ? LITERALS[key] : undefined;
}
