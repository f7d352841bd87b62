/** A dense Jacobian by reverse mode. */
import { jacobian } from 'hyperdual/reverse';
import { subject } from '../case.js';
import { jacobianTask } from '../tasks.js';

await subject('jacobian-reverse', [jacobianTask('reverse', jacobian)]);
