/** Numbers beside a point, for second looks at singular points. */
export { Germ } from './germ.js';
export { greatest } from './greater.js';
export { GermBudget, GermLevel } from './level.js';
export { germ, isBeyondGerm, isNaNGerm, mean, orderOf, standardPart } from './read.js';
