/** Dense Jacobian of Broyden's tridiagonal residuals in 20 variables by forward mode. */
import { jacobian } from 'hyperdual';
import { broydenJacobian } from '../by-hand.js';
import { subject } from '../case.js';
import { broyden, point } from '../workloads.js';

const x = point(20);
const j = new Float64Array(400);

await subject('jacobian-forward', [
  {
    name: 'Jacobian of Broyden tridiagonal, n = 20, forward',
    library: {
      result: () => jacobian(broyden, x),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += jacobian(broyden, x)[19][19];
        return sum;
      },
    },
    byHand: {
      result: () => broydenJacobian(x, j),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += broydenJacobian(x, j)[399];
        return sum;
      },
    },
  },
]);
