/** Hessians by reverse mode: sweeps along 8 directions over one recording. */
import { hessian } from 'hyperdual/reverse';
import { subject } from '../case.js';
import { hessianTasks } from '../tasks.js';

await subject('hessian-reverse', hessianTasks('reverse', hessian));
