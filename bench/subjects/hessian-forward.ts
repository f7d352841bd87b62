/** Hessians by forward mode. */
import { hessian } from 'hyperdual';
import { subject } from '../case.js';
import { hessianTasks } from '../tasks.js';

await subject('hessian-forward', hessianTasks('forward', hessian));
