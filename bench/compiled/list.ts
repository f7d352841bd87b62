/** All tasks by name: those of the comparison with other JavaScript packages, and the workloads of the native ones. */
import type { Task } from './task.js';
import { derivativeOfTheBook, firstOrderOfTheBook, secondOrderOfTheBook } from './tasks/book.js';
import { broydenJacobian } from './tasks/broyden.js';
import { networkGradient } from './tasks/network.js';
import { orbitJacobian } from './tasks/predators.js';
import {
  rosenbrockGradient,
  rosenbrockHessian,
  rosenbrockSecondOrder,
  rosenbrockValueAndGradient,
} from './tasks/rosenbrock.js';
import { wavesJacobian } from './tasks/waves.js';

export const TASKS: readonly Task[] = [
  derivativeOfTheBook,
  rosenbrockGradient(10),
  rosenbrockGradient(100),
  rosenbrockGradient(1000),
  rosenbrockGradient(5000),
  rosenbrockHessian(10),
  broydenJacobian(20),
  firstOrderOfTheBook,
  secondOrderOfTheBook,
  rosenbrockValueAndGradient(10),
  rosenbrockValueAndGradient(100),
  rosenbrockValueAndGradient(1000),
  rosenbrockSecondOrder(10),
  rosenbrockSecondOrder(50),
  wavesJacobian(2, 64),
  wavesJacobian(64, 2),
  wavesJacobian(16, 16),
  networkGradient,
  orbitJacobian,
];
