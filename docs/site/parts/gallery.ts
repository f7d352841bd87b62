'use derivatives';
/** Functions with something at 0. */
import { type Kink, kinkOf } from './kinks.js';

export function gallery(): readonly Kink[] {
  return [
    kinkOf('Math.abs(x)', (x) => Math.abs(x), 0),
    kinkOf('Math.max(0, x)', (x) => Math.max(0, x), 0),
    kinkOf('x > 0 ? x : 0', (x) => (x > 0 ? x : 0), 0),
    kinkOf('Math.sqrt(x)', (x) => Math.sqrt(x), 0),
    kinkOf('Math.cbrt(x)', (x) => Math.cbrt(x), 0),
    kinkOf('x * Math.abs(x)', (x) => x * Math.abs(x), 0),
    kinkOf('Math.cos(Math.sqrt(x))', (x) => Math.cos(Math.sqrt(x)), 0),
    kinkOf('Math.abs(-x ** 2)', (x) => Math.abs(-(x ** 2)), 0),
    kinkOf('Math.sqrt(x * x) ** 2', (x) => Math.sqrt(x * x) ** 2, 0),
    kinkOf('x ** 0', (x) => x ** 0, 0),
  ];
}
