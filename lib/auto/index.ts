/** Drivers that choose between forward and reverse mode, by the numbers of inputs and outputs and by counted operations. */
export { type RecordingLimit, recordingLimit } from './choice.js';
export { gradient, jacobian, valueAndGradient, valueAndJacobian } from './first-order.js';
export { hessian, hvp, valueGradientAndHessian } from './second-order.js';
