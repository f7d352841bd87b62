/** A Hessian by hyper-dual numbers. */
import { hessian } from 'hyperdual';
import { subject } from '../case.js';
import { hessianTask } from '../tasks.js';

await subject('hessian-forward', [hessianTask('hyper-dual', hessian)]);
