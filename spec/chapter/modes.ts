/** The two modes under one name: what the chapter says of a derivative is asked of both. */
import * as forward from '../../lib/index.js';
import * as reverse from '../../lib/reverse/index.js';

export interface Mode {
  readonly name: 'forward' | 'reverse';
  /** Of a scalar field; of a function of one number its derivative. */
  readonly gradient: typeof forward.gradient;
  readonly jacobian: typeof forward.jacobian;
  readonly hessian: typeof reverse.hessian;
}

export const MODES: readonly Mode[] = [
  { name: 'forward', gradient: forward.gradient, jacobian: forward.jacobian, hessian: forward.hessian },
  { name: 'reverse', gradient: reverse.gradient, jacobian: reverse.jacobian, hessian: reverse.hessian },
];
