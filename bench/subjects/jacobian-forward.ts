/** A dense Jacobian by forward mode. */
import { jacobian } from 'hyperdual';
import { subject } from '../case.js';
import { jacobianTask } from '../tasks.js';

await subject('jacobian-forward', [jacobianTask('forward', jacobian)]);
