/** f'(x) of example 5.14 near x = 0.7: task (a). */
import { derivative } from 'hyperdual';
import { derivativeOfTheBook } from '../by-hand.js';
import { subject } from '../case.js';
import { ofTheBook } from '../workloads.js';

// Each run at another x: at one x V8 could compute the result once.
const STEP = 1e-9;

await subject('derivative', [
  {
    name: 'derivative of sqrt(u) + cos(u), u = x² + exp(x²)',
    library: {
      result: () => derivative(ofTheBook, 0.7),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += derivative(ofTheBook, 0.7 + i * STEP);
        return sum;
      },
    },
    byHand: {
      result: () => derivativeOfTheBook(0.7),
      loop: (runs) => {
        let sum = 0;
        for (let i = 0; i < runs; i++) sum += derivativeOfTheBook(0.7 + i * STEP);
        return sum;
      },
    },
  },
]);
