/** Gradients by forward mode. */
import { gradient } from 'hyperdual';
import { subject } from '../case.js';
import { gradientTasks } from '../tasks.js';

await subject('gradient-forward', gradientTasks('forward', gradient));
