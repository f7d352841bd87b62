/** Gradients by reverse mode, with a fresh tape in each call. */
import { gradient } from 'hyperdual/reverse';
import { subject } from '../case.js';
import { gradientTasks } from '../tasks.js';

await subject('gradient-reverse', gradientTasks('reverse', gradient));
