/** A Hessian by forward over reverse. */
import { hessian } from 'hyperdual/reverse';
import { subject } from '../case.js';
import { hessianTask } from '../tasks.js';

await subject('hessian-reverse', [hessianTask('forward over reverse', hessian)]);
