/**
 * The extended Kalman filter as textbooks have it: F and H are the Jacobians of the motion and of the radar.
 *
 * By hand these are 25 and 10 partial derivatives, with a case for straight flight. Here they are two calls.
 */
import { identity, matmul, matvec, solve, transpose } from 'hyperdual/linalg';
import { valueAndJacobian } from 'hyperdual/plain';
import { type Filter, plus, squaredLength, symmetric } from './gaussian.js';
import { type Matrix, move, observed, PROCESS_NOISE, RADAR_NOISE, seenFrom } from './model.js';

export const extendedFilter: Filter = ({ mean, covariance }, scan) => {
  const { value: predicted, jacobian: F } = valueAndJacobian(move, mean);
  const P = plus(sandwich(F, covariance), PROCESS_NOISE);
  const { value: expected, jacobian: H } = valueAndJacobian(seenFrom(scan.bearing), predicted);
  const S = plus(sandwich(H, P), RADAR_NOISE);
  const K = transpose(solve(S, matmul(H, P)));
  const innovation = observed(scan).map((z, i) => z - expected[i]);
  const step = matvec(K, innovation);
  // Joseph's form (I - K·H)·P·(I - K·H)ᵀ + K·R·Kᵀ: a sum of two semidefinite matrices, also after rounding.
  const kept = plus(identity(mean.length), matmul(K, H), -1);
  return {
    mean: predicted.map((m, i) => m + step[i]),
    covariance: symmetric(plus(sandwich(kept, P), sandwich(K, RADAR_NOISE))),
    nis: squaredLength(innovation, S),
  };
};

/** A·C·Aᵀ. */
function sandwich(A: Matrix, C: Matrix): Matrix {
  return matmul(matmul(A, C), transpose(A));
}
